"""Grounds: whether a statement can be checked where it stands alone in a list.

What leans on the sentence before („Danach fuhren sie weiter“), names neither place, person, figure nor time
(„Neue Segel reißen selten“), only judges or demands („Die Reeder müssen sich einigen“), tells of a novel or a
film, or promises an answer („Sie erklärt, warum das so ist“) may be true, but is no news. The words are in
`grounds.tsv`; each sign takes a little, so that a figure or a deed still carries a statement.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import pairwise

from watcher.analyze.extract import times
from watcher.analyze.extract.attribution import Reading
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.references import PRONOUNS
from watcher.analyze.extract.teasers import points_ahead
from watcher.analyze.extract.words import Sentence, Word, bare
from watcher.analyze.language import Language

LOOSE = -0.1  # nothing in it says who, where, when or how many
STATES = -0.13  # something is something: a remark on the world rather than news of it
LEANS = -0.15  # its first word takes up the sentence before
TIED = -0.12  # a word in it points to something said before, and nobody is named; or a pronoun is its subject
FAMILIAR = -0.15  # only a given name says who: a portrait
TASTE = (0.0, -0.1, -0.22)  # by how many words value
DEMANDS = -0.12  # somebody must, should or can, and nobody is named who says so
GENERAL = -0.1  # so it often is with many
FICTION = -0.2  # told of a book, film, show or recipe
PROMISES = -0.45  # somebody explains why, and not what
OFFERS = -0.12  # what things have to offer
PAST = -0.1  # of another century, or of how it once was
FRAGMENT = -0.3  # it begins within a sentence
OWN = -0.6  # the outlet's own writer says so
TALKS = -0.4  # an interview's headline: somebody without an office speaks of what they think
HEADLESS = -0.35  # a figure of nothing: „In Kiel liegen über 900.“
CALLS = -0.1  # an exclamation
LEAST = -0.6
SUPERLATIVES = ("sten", "est", "most")
TITLED = re.compile(r"[”“\"»«‹›] ?\(")  # „Das Boot“ (Sender): whose it is or where it runs
CLOSING = '“”"»« '
ASKING = (",", "–", "und", ":")  # before a question that is not asked


def weigh_grounds(grounds: Grounds, *, counted: bool, named: bool, weighty: bool) -> float:
    """What is taken from a statement's salience, 0 or less."""
    named = named or grounds.is_named()
    hangs = sum(_hang(grounds, counted=counted, named=named, weighty=weighty))
    return max(LEAST, hangs + sum(_tell(grounds, counted=counted, named=named, weighty=weighty)))


def _hang(grounds: Grounds, *, counted: bool, named: bool, weighty: bool) -> Iterator[float]:
    """For what hangs on the text around it, or on nothing."""
    if grounds.leans():
        yield LEANS if not (named and (counted or weighty)) else LEANS / 2
    elif grounds.has_open_subject():
        yield TIED
    tied = not named and not (counted and weighty) and grounds.is_tied()
    if tied or (not counted and grounds.is_pointed()):
        yield TIED
    if not (named or counted or weighty or grounds.is_timed() or grounds.is_headline() or grounds.is_voiced()):
        yield LOOSE
    if not (counted or weighty) and grounds.is_familiar():
        yield FAMILIAR
    if grounds.is_torn():
        yield FRAGMENT
    if grounds.is_past():
        yield PAST


def _tell(grounds: Grounds, *, counted: bool, named: bool, weighty: bool) -> Iterator[float]:
    """For what is said without stating news."""
    yield TASTE[min(grounds.count("taste") + grounds.ranks(), 2)]
    if not grounds.reading.reported and (grounds.heads("must") or grounds.supposes()):
        yield DEMANDS
    if not counted and grounds.heads("offer") and not grounds.has("ptcl"):
        yield OFFERS
    if not counted and grounds.count("general"):
        yield GENERAL
    if (grounds.count("work") or TITLED.search(grounds.sentence.statement)) and not (counted and weighty):
        yield FICTION
    if grounds.states() and not (counted or (named and weighty) or grounds.reading.reported):
        yield STATES
    if grounds.promises():
        yield PROMISES
    if grounds.is_own():
        yield OWN
    if grounds.talks() and not (counted or weighty):
        yield TALKS
    if grounds.sentence.statement.rstrip(CLOSING).endswith("!"):
        yield CALLS


class Grounds:
    """Looks for the signs in one sentence."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading, self.lexicon = reading, lexicon
        self.sentence: Sentence = reading.sentence
        self.words = [word for word in reading.sentence.words if word.kind != "mark"]

    def is_named(self) -> bool:
        """A name that is no entity by itself, or a town's adjective: „Erfurter“."""
        return any(w.kind == "name" or _is_towns(w) for w in self.words)

    def is_timed(self) -> bool:
        return bool(times.find(self.words, self.lexicon.language)) or any(_is_year(w) for w in self.words)

    def is_headline(self) -> bool:
        """No full stop, and a deed: „Polizei findet Kugelbomben“ needs no name."""
        deeds = {self.sentence.words[i].low for i in self.sentence.main_finite()} - self.lexicon.cues("being")
        told = bool(deeds - self._group("must")) or self.has("part") or self.has("ptcl")
        return told and not self.sentence.statement.rstrip(CLOSING).endswith((".", "!"))

    def is_voiced(self) -> bool:
        """An office, a body or those who know open it: „Forscher entdecken …“."""
        return any(bare(w.text) in self.lexicon.voices for w in self.words[:2])

    def has(self, kind: str) -> bool:
        return any(w.kind == kind for w in self.words)

    def is_past(self) -> bool:
        once = any(w.low in self._group("once") for w in self.words)
        return once or any(_is_year(w) and w.text[:2] != "20" for w in self.words)

    def is_torn(self) -> bool:
        """„möchte den Kai behalten.“: cut off from its subject."""
        first = self.words[:1]
        kicker = any(w.text == ":" for w in self.sentence.words)
        return bool(first) and first[0].text.islower() and first[0].kind not in ("name", "num") and not kicker

    def is_familiar(self) -> bool:
        """„Greta will Lotsin werden“: the only names are given names, each alone."""
        names = [i for i, w in enumerate(self.words) if w.kind == "name"]
        alone = [i for i in names if not {i - 1, i + 1} & set(names) and self._is_given(i)]
        return bool(names) and alone == names and self.reading.sentence.words[0].kind == "name"

    def _is_given(self, at: int) -> bool:
        beside = self.words[max(0, at - 1)].kind == "noun" and at > 0  # „Kanzler Olaf“, „Lotsin Greta“
        return self.words[at].text in self.lexicon.given_names and not beside

    def leans(self) -> bool:
        return bool(self.words) and self.words[0].low in self._group("link")

    def has_open_subject(self) -> bool:
        """„Nach dem Spiel ging er an Land“: a pronoun beside the main verb."""
        words = self.sentence.words
        verb = next(self.sentence.main_finite(), None)
        beside = words[max(0, verb - 1) : verb + 2] if verb is not None else ()
        return any(w.low in PRONOUNS and not w.quoted for w in beside)

    def is_tied(self) -> bool:
        return any(w.low in self._group("tie") and w.kind != "sub" for w in self.words)

    def heads(self, group: str) -> bool:
        """A main verb is of the group."""
        words, known = self.sentence.words, self._group(group)
        return any(
            words[i].low in known or words[i].lemma.lower() in known for i in self.sentence.main_finite()
        )

    def ranks(self) -> bool:
        """„einer der größten Häfen“."""
        rest = zip(self.words, self.words[1:], self.words[2:], strict=False)
        return any(
            a.low in self._group("one") and b.low in self._group("those") and c.low.endswith(SUPERLATIVES)
            for a, b, c in rest
        )

    def supposes(self) -> bool:
        """„Sinken die Zinsen, …“, „Der Streit droht zu eskalieren“: not yet so."""
        words = self.sentence.words
        first = words[0].kind == "fin" and self.sentence.statement.endswith(".")
        threats = any(words[i].low in self._group("threat") for i in self.sentence.main_finite())
        return first or (threats and self.has("zu"))

    def states(self) -> bool:
        """Its only main verb is a form of being."""
        words = self.sentence.words
        verbs = [words[i].low for i in self.sentence.main_finite()]
        deeds = any(w.kind in ("part", "ptcl") for w in words)
        return bool(verbs) and not deeds and set(verbs) <= self.lexicon.cues("being")

    def is_pointed(self) -> bool:
        """„diesen Star“: somebody is meant whom only the text before or after names."""
        return points_ahead(self.sentence.words, self.lexicon)

    def is_own(self) -> bool:
        """„sagt unser Gastautor“, „so unsere Expertin“."""
        named = self.reading.named
        source = self.sentence.text[named.start : named.end].lower().split() if named else []
        return bool(source) and source[0] in self.lexicon.cues("first")

    def talks(self) -> bool:
        """A headline's quotation behind a colon, of somebody who has no office, or of nobody."""
        named, quoted = self.reading.named, any(w.quoted for w in self.words)
        if self.sentence.opens_quoted and "." not in self.sentence.statement:
            return True
        if named is None or not quoted or self.reading.cue != ":":
            told = any(w.kind in ("fin", "part", "ptcl") and not w.quoted for w in self.words)
            return quoted and self.reading.cue == "„“" and not told
        inside = [w for w in self.sentence.words if named.start <= w.start < named.end]
        if len(inside) < 2 or any(self._holds_office(w) for w in inside):
            return False
        return inside[-1].text not in self.lexicon.surnames or any(w.kind == "noun" for w in inside)

    def _holds_office(self, word: Word) -> bool:
        ends = tuple(voice[1:] for voice in self.lexicon.voices if voice.startswith("-"))
        return bare(word.text) in self.lexicon.voices or word.lemma.lower().endswith(ends)

    def count(self, group: str) -> int:
        known = self._group(group)
        return sum(w.low in known or w.lemma.lower() in known for w in self.words)

    def promises(self) -> bool:
        """„erklärt, warum …“, „Sieg im Hafen: Wie …“: only questions follow, if anything is said."""
        words = self.sentence.words
        marks = [a.text for a, b in pairwise(words) if a.text in ASKING and b.low in self._questions]
        main = [words[i].low for i in self.sentence.main_finite()]
        telling = not main or bool(set(main) & (self.lexicon.cues("promise") | self._group("ask")))
        return bool(marks) and telling

    @property
    def _questions(self) -> frozenset[str]:
        return self.lexicon.cues("question")

    def _group(self, name: str) -> frozenset[str]:
        return _groups(self.lexicon.language).get(name, frozenset())


def _is_towns(word: Word) -> bool:
    return word.kind == "adj" and word.text[0].isupper() and word.low.endswith("er")


def _is_year(word: Word) -> bool:
    return len(word.text) == 4 and word.text.isdigit() and word.text[:2] in ("18", "19", "20")


@functools.cache
def _groups(language: Language) -> dict[str, frozenset[str]]:
    rows = language.rows("grounds")
    return {group: frozenset(w for w, g in rows if g == group) for group in {row[1] for row in rows}}
