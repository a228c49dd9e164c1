"""Which words of a text are proper names though the tagger takes them for nouns: what the text itself shows.

German writes every noun large, so a tagger knows only the names it was trained on: it takes every fifth German
town for a noun („Solingen“), and half of those it has never seen. Once shown to be a name, a word is one in the
whole text.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from watcher.analyze.extract import terms
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.words import Sentence, Word

SURNAME_KINDS = frozenset({"noun", "fin", "inf", "adj", "adv", "part", "other", "num"})
MISREAD_KINDS = ("adv", "adj", "fin", "part", "inf", "other")  # what a name at the start may be taken for
PLACE_KINDS = ("noun", "name")  # a name too: its adjective is seldom seen to be one
SHORTEST_FRONT = 2  # letters before a place's ending: „Autal“

Names = Mapping[str, str]  # the forms that stand in a text to the name: „Almfelder“ to „Almfeld“


def find(sentences: Sequence[Sentence], known: Lexicon) -> Names:
    """The surnames and places that these sentences show, by their forms; those always known besides."""
    found = dict(_known_surnames(known))
    for before, word in (pair for sentence in sentences for pair in pairwise(sentence.words)):
        if not word.text[0].isupper() or word.text in found:
            continue
        if _is_surname(before, word, known) or (word.kind == "noun" and _is_borne(before, word, known)):
            found |= dict.fromkeys(_decline(word.text), word.text)
        elif word.kind in PLACE_KINDS and _is_place(before, word, known):
            found |= dict.fromkeys((*_decline(word.text), _inhabit(word.text)), word.text)
    return found


@functools.cache
def _known_surnames(known: Lexicon) -> Names:
    """Those that need no given name to be known."""
    return {form: name for name in known.surnames for form in _decline(name)}


def _decline(name: str) -> tuple[str, str]:
    """The name, and its genitive."""
    return name, name + "s"


def _inhabit(place: str) -> str:
    """The adjective of a place: „Almfelder“, „Solinger“."""
    return (place.removesuffix("en") if place.endswith("ingen") else place) + "er"


def settle(sentences: Sequence[Sentence], names: Names, known: Lexicon) -> list[Sentence]:
    """The sentences with these words as names, and a first word that is a name within other sentences."""
    inside = {w.text for s in sentences for w in s.words[1:] if w.kind == "name" and w.text[0].isupper()}
    return [_settle(s, names, inside, known) for s in sentences]


def _settle(sentence: Sentence, names: Names, inside: set[str], known: Lexicon) -> Sentence:
    words = sentence.words
    found = {i: names[w.text] for i, w in enumerate(words) if w.text in names}
    at = next((i for i, w in enumerate(words) if w.kind != "mark"), None)
    if at is not None and words[at].kind in MISREAD_KINDS and words[at].text in inside:
        found.setdefault(at, words[at].text)
    if not found:
        return sentence
    tag = _tag_names(known)
    named = (w.become("name", tag=tag, lemma=found[i]) if i in found else w for i, w in enumerate(words))
    return replace(sentence, words=tuple(named))


@functools.cache
def _tag_names(known: Lexicon) -> str:
    """The tagger's tag of a proper name."""
    return next(tag for tag, kind in known.kinds.items() if kind == "name")


def _is_surname(given: Word, word: Word, known: Lexicon) -> bool:
    """„Peer Holst“: a capital behind a given name, whatever the tagger takes it for."""
    return given.text in known.given_names and word.kind in SURNAME_KINDS


def _is_borne(office: Word, word: Word, known: Lexicon) -> bool:
    """„Bürgermeisterin Morgenstern“: behind one person, by what she does."""
    if office.kind != "noun":
        return False
    kind = known.speakers.get(office.low) or known.speaker_by_ending(office.low)
    return kind in ("person-m", "person-f") and not _is_word(word, known)


def _is_place(before: Word, word: Word, known: Lexicon) -> bool:
    """„in Lauterfeld“ without an article, „die Stadt Elschwede“."""
    called = before.kind == "noun" and any(before.low.endswith(each) for each in known.cues("settlement"))
    shown = called or (before.low in known.cues("place-in") and _ends_as_place(word, known))
    return shown and (word.kind == "name" or not _is_word(word, known))


def _ends_as_place(word: Word, known: Lexicon) -> bool:
    """„Brennfurt“: what towns end in, with something before it."""
    endings = known.language.words("place_endings")
    return any(word.low[at:] in endings for at in range(SHORTEST_FRONT, len(word.low)))


def _is_word(word: Word, known: Lexicon) -> bool:
    """One that the tagger has seen often, or that a list of ours has."""
    families = terms.lexicon(known.language).families
    listed = word.low in families or word.lemma.lower() in families
    return listed or known.language.morphology.knows(word.text)
