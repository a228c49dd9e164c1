"""Grounds: whether a statement can be checked where it stands alone in a list.

What leans on the sentence before („Danach fuhren sie weiter“), names neither place, person, figure nor time
(„Neue Segel reißen selten“), only judges or demands („Die Reeder müssen sich einigen“), tells of a novel or a
film, or promises an answer („Sie erklärt, warum das so ist“) may be true, but is no news. The words are in
`grounds.tsv`; each sign takes a little, so that a figure or a deed still carries a statement.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from watcher.analyze.extract.attribution import Reading
from watcher.analyze.extract.leaning import Leaning
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.telling import Telling
from watcher.analyze.extract.words import bare

LOOSE, DONE = -0.15, -0.1  # nothing in it says who, where, when or how many; or it says at least what was done
STATES = -0.13  # something is something: a remark on the world rather than news of it
LEANS = -0.15  # its first word takes up the sentence before
TIED = -0.12  # a word in it points to something said before, and nobody is named; or a pronoun is its subject
FAMILIAR = -0.15  # only a given name says who: a portrait
TASTE = (0.0, -0.1, -0.22)  # by how many words value
DEMANDS = -0.12  # somebody must, should or can, and nobody is named who says so
SUPPOSES = -0.2  # it is not so yet
CONFESSES = -0.4  # somebody without an office tells of themselves
CONTINUES = -0.1  # as it was before
GENERAL = -0.1  # so it often is with many
FICTION = -0.2  # told of a book, film, show or recipe
PROMISES = -0.6  # somebody explains why, and not what
OFFERS = -0.12  # what things have to offer
PAST = -0.2  # of another century, or of how it once was
LASTS = -0.15  # for years, or years ago
FRAGMENT = -0.3  # it begins within a sentence
OWN = -0.6  # the outlet's own writer says so
TALKS = -0.4  # an interview's headline: somebody without an office speaks of what they think
HEADLESS = -0.35  # a figure of nothing: „In Kiel liegen über 900.“
CALLS = -0.1  # an exclamation
LEAST = -0.7


class Signals(Leaning, Telling):
    """All signs of one statement."""


@functools.lru_cache(2)  # what is news in a statement is asked first, then what it stands on
def _look(reading: Reading, lexicon: Lexicon) -> Signals:
    return Signals(reading, lexicon)


def weigh_grounds(reading: Reading, lexicon: Lexicon, *, counted: bool, named: bool, weighty: bool) -> float:
    """What is taken from a statement's salience, 0 or less; `weighty`: it has words of cause or law."""
    signs = _look(reading, lexicon)
    named = named or signs.is_named()
    hangs = sum(_hang(signs, counted=counted, named=named, weighty=weighty))
    return max(LEAST, hangs + sum(_tell(signs, counted=counted, named=named, weighty=weighty)))


def is_idle(reading: Reading, lexicon: Lexicon) -> bool:
    """„Wenn ein Schiff sinkt“, „Oft sinken Schiffe“, „1912 sank ein Schiff“: nothing that happens now."""
    signs = _look(reading, lexicon)
    supposed = signs.promises() or (signs.is_conditional() and not reading.reported) or signs.supposes()
    often = signs.count("general") > 0 and not (signs.has("part") or signs.has("num"))
    must = (signs.heads("must") or signs.is_call()) and not (signs.has("part") or reading.reported)
    return supposed or often or must or signs.is_past() or signs.lasts() or is_lesson(reading, lexicon)


def is_lesson(reading: Reading, lexicon: Lexicon) -> bool:
    """„Fachleute warnen vor Rauch“: what learning says in general, of no place, person or figure."""
    signs = _look(reading, lexicon)
    source = signs.source()
    if not source or signs.group("learned").isdisjoint(bare(word.lemma) for word in source):
        return False
    rest = (word for word in signs.words if word not in source)
    return not any(word.kind in ("name", "num", "part") for word in rest)


def _hang(leaning: Leaning, *, counted: bool, named: bool, weighty: bool) -> Iterator[float]:
    """For what hangs on the text around it, or on nothing."""
    solid = counted and weighty
    if leaning.leans():
        yield LEANS / 2 if (counted and weighty) or (named and (counted or weighty)) else LEANS
    elif leaning.has_open_subject() or (leaning.turns() and not solid):
        yield TIED
    if (not named and not solid and leaning.is_tied()) or (not counted and leaning.is_pointed()):
        yield TIED
    if not (named or counted or weighty or leaning.is_timed() or leaning.is_headline()):
        yield DONE if leaning.has("part") else LOOSE
    if not (counted or weighty) and leaning.is_familiar():
        yield FAMILIAR
    if leaning.is_torn():
        yield FRAGMENT
    if leaning.is_past():
        yield PAST
    elif leaning.lasts() and not solid:
        yield LASTS


def _tell(telling: Telling, *, counted: bool, named: bool, weighty: bool) -> Iterator[float]:
    """For what is said without stating news."""
    yield TASTE[min(telling.values(), 2)]
    yield DEMANDS if telling.demands() else 0.0
    yield SUPPOSES if telling.supposes() else 0.0
    yield PROMISES if telling.promises() else 0.0
    yield OWN if telling.is_own() else 0.0
    yield CALLS if telling.ends("!") else 0.0
    if not counted:
        yield OFFERS if telling.offers() else 0.0
        yield GENERAL if telling.count("general") else 0.0
        yield CONTINUES if telling.count("continue") else 0.0
        yield STATES if telling.states() and not weighty else 0.0
    if telling.tells_tales() and not (counted and weighty):
        yield FICTION
    if telling.talks() and not weighty:
        yield TALKS
    elif telling.confesses() and not (counted or weighty):
        yield CONFESSES
