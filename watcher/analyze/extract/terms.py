"""What a word contributes to a claim's content: its family, or its parts.

A term is a lemma in lower case, replaced by the name of its family where the word lists know one. Compounds
give the terms of their parts ("Truppenverlegung" and "Verlegung von Truppen" meet); nouns in -ung give their
verb.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from watcher.analyze.extract import compounds
from watcher.analyze.extract.entities import key
from watcher.analyze.language import Language, load
from watcher.analyze.language.patterns import any_of

VERB, NOUN, ADJECTIVE, NAME = "verb", "noun", "adjective", "name"
PLURAL = "NN2"  # of English: "sales" may be listed besides "sale"
# HanTa's first letters: STTS-like for German, BNC's C5 for English.
KINDS = (
    (VERB, ("VV",)),
    (NAME, ("NE", "NP")),
    (NOUN, ("NN", "FM")),
    (ADJECTIVE, ("ADJ", "AJ")),
)
INSEPARABLE = re.compile(any_of("inseparable"))  # participles without "ge"
FEMALE = re.compile(rf"(?<=.){any_of('female')}$")
PARTICIPLE = "VV(PP)"
GROWN = re.compile(rf"({any_of('separable')}|)ge(.{{3,}}n)")
AGED = re.compile(rf"\d+-{any_of('at_age')}")  # how old somebody is tells not what happened


Phrase = tuple[
    int, frozenset[str], str
]  # its place in the list, lemmas that make a family in one clause, which


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's families, read for look-up."""

    families: Mapping[str, str]
    phrases: Mapping[str, tuple[Phrase, ...]]  # by the longest of the lemmas that make it
    states: frozenset[str]  # families that counted things can be in
    fates: frozenset[str]  # those of them that exclude each other
    running: frozenset[str]  # words that make a figure a running total
    stops: frozenset[str]
    negators: frozenset[str]
    spelled: Mapping[str, str]  # families of several words in a row, by the whole: "european central bank"
    titles: frozenset[str]  # words in front of a name
    named: frozenset[str]  # families that are names: the bodies known by their letters
    known: frozenset[str]  # all families


@functools.cache
def lexicon(language: Language) -> Lexicon:
    """The language's lists, read once."""
    entries = [(row[0], word) for row in language.rows("families") for word in _words(row)]
    return Lexicon(
        families={word: family for family, word in reversed(entries) if " " not in word},
        phrases=_index_phrases([(word, family) for family, word in entries if " " in word]),
        states=frozenset(row[0] for row in language.rows("families") if row[-1] in ("state", "fate")),
        fates=frozenset(row[0] for row in language.rows("families") if row[-1] == "fate"),
        running=language.words("running"),
        stops=language.words("stoplemmas"),
        negators=language.words("negators"),
        spelled={word: family for family, word in reversed(entries) if " " in word},
        titles=language.words("name_titles"),
        named=frozenset(row[0] for row in language.rows("families") if row[-1] == "name"),
        known=frozenset(row[0] for row in language.rows("families")),
    )


def _index_phrases(entries: Iterable[tuple[str, str]]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = defaultdict(list)
    for at, (phrase, family) in enumerate(entries):
        words = phrase.split()
        found[max(words, key=len)].append((at, frozenset(words), family))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _words(row: tuple[str, ...]) -> Iterable[str]:
    return (row[0], *(word.strip() for word in row[1].split(",") if word.strip())) if len(row) > 1 else row[:1]


@functools.cache
def is_verb(family: str) -> bool:
    """Whether a family is named by its verb: "streiken" for "Streik" too; families have German names."""
    return family.endswith(("en", "rn", "ln")) and family not in load("de").words("things")


@functools.cache
def kind(tag: str) -> str | None:
    """verb, noun, adjective or name; None for words without content of their own."""
    return next((name for name, starts in KINDS if tag.startswith(starts)), None)


@functools.lru_cache(30_000)
def read(language: Language, word: str, tag: str, lemma: str) -> tuple[str, ...]:
    """The terms of one content word, most telling last; empty for stop words."""
    lists = lexicon(language)
    base = lemma.lower()
    plural = (
        lists.families.get(word.lower())
        if _is_plural(lists, tag, word.lower()) and word.lower() != base
        else None
    )
    family = plural or lists.families.get(f"{base}/{kind(tag)}") or _family(lists, base, word.lower())
    if family:
        return spread(family)
    if base in lists.stops or len(base) < 2 or AGED.fullmatch(base):
        return ()
    if language.code == "de" and kind(tag) == ADJECTIVE and (verb := _participle(language, base)):
        return () if verb in lists.stops else spread(lists.families.get(verb, verb))
    base, word = _male(base), _male(word)
    if language.code == "de" and tag == PARTICIPLE:
        verb = _ungrown(language, base)
        return () if verb in lists.stops else spread(lists.families.get(verb, verb))
    found = _parts(language, word, tag, base) if language.code == "de" and kind(tag) == NOUN else ()
    return tuple(part for part in found if part not in lists.stops) if found else (_verbal(base),)


def _is_plural(lists: Lexicon, tag: str, word: str) -> bool:
    """Whether the form is listed besides its lemma: "sales", and "Schulden" (debts, not guilt)."""
    return tag == PLURAL or (kind(tag) == NOUN and lists.families.get(word) == word and not is_verb(word))


def spread(family: str) -> tuple[str, ...]:
    """The terms of a family: one, or a compound's, "zug+unfall", that has words which say the same."""
    return tuple(family.split("+"))


def _family(lists: Lexicon, base: str, word: str) -> str | None:
    """A participle is known by its form ("getötete"), most words by their lemma; "60 Tagen" is no meeting."""
    forms = () if base in lists.stops else (word, word.rstrip("nrsm"))
    present = base[:-1] if base.endswith("end") else base  # "ankommend"
    for each in (base, *forms, _verbal(base), base.removeprefix("wieder"), _male(base), present):
        if each in lists.families:
            return lists.families[each]
    return None


def _male(noun: str) -> str:
    """Bauministerin -> Bauminister: an office is one, whoever holds it."""
    return noun[:-2] if FEMALE.search(noun) else noun


def _participle(language: Language, base: str) -> str | None:
    """The verb of "angegriffen" and of "ankommend", as their morphemes tell; None for other adjectives."""
    if base.endswith("nd"):
        parts = language.morphology.parts(base, "ADJ(A)")
        return base[:-1] if any(kind == "PRESPART" for _, kind in parts) else None
    if not base.endswith(("t", "en")) or not ("ge" in base or INSEPARABLE.match(base)):
        return None
    verb = language.morphology.lemma(base).lower()
    return _ungrown(language, verb) if verb != base and verb.endswith("n") else None


def _ungrown(language: Language, verb: str) -> str:
    """ "angedocken" -> "andocken": of a participle that it does not know the tagger keeps the "ge"."""
    found = GROWN.fullmatch(verb)
    grown = found and not language.morphology.has_part("ge" + found[2].rstrip("en"))
    return found[1] + found[2] if found and grown else verb


def _parts(language: Language, word: str, tag: str, base: str) -> tuple[str, ...]:
    """The terms of a compound's words, the head's last."""
    lists = lexicon(language)
    found = compounds.split(language.morphology, word, tag, base, lists.families)
    return tuple(term for each in found for term in spread(lists.families.get(each) or _verbal(each)))


def _verbal(base: str) -> str:
    """Verlegung -> verlegen, Änderung -> ändern, Sammlung -> sammeln; other words as they are."""
    if not base.endswith("ung") or len(base) < 7:
        return base
    stem = base[:-3]
    if stem.endswith(("er", "el")):
        return stem + "n"
    if stem.endswith("l") and stem[-2] not in "aeiouäöülh":
        return stem[:-1] + "eln"
    return stem + "en"


def spell(language: Language, noun: str) -> str:
    """A noun that no list knows, by its key: it may be a name that the tagger did not see ("in Heeren")."""
    listed = noun in lexicon(language).known or noun in lexicon(load("de")).known  # families have German names
    return noun if listed else key(noun)


def negates(language: Language, word: str) -> bool:
    """Whether the word turns its clause: "nicht", "kein", "nobody"."""
    return word.lower() in lexicon(language).negators or word.endswith(("n't", "n’t"))
