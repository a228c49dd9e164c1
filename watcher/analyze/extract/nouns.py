"""What a numeral counts: the noun in its dictionary form, and the class of things it belongs to.

Quantities compare inside a class only (persons with persons, money with money). Whether the counted are dead or
hurt is no class but a state, kept apart: `state`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from watcher.analyze.extract.numerals import words
from watcher.analyze.language import Language, Token

CACHED_NOUNS = 5_000
CHANGED_VOWEL = re.compile("[äöü]u?[^aeiouäöüy]{1,3}$")  # "fäll", of "Fälle"
SHORTEST_HEAD = 3  # letters of a compound's last part: "Rettungsboot" ends in "boot"
ADJECTIVES = ("ADJ(A)", "PIAT", "PIDAT", "AJ", "ORD", "DT0")
NOUNS = ("NN", "NNA", "NNI", "NE", "FM", "NP", "TRUNC")
POSSESSIVES = ("'s", "’s")
FEMININE = "in"
GENDERED = re.compile(r"[*:_·]inn?(?:en)?$")  # Schüler*in, Lehrer:innen
PLAIN = str.maketrans("äöüÄÖÜ", "aouAOU")  # Ärztin, Arzt
LONGEST_ENDING = 2  # letters: Kollegin, Kollege; Beamtin, Beamter
CODE_LETTERS = 3  # of a currency: CHF
LONGEST_PHRASE = 8  # words between numeral and noun


@dataclass(frozen=True, slots=True)
class Noun:
    """tokens[first:last] are the counted noun; `lemma` nominative singular; `size` in the class's base unit."""

    first: int
    last: int
    lemma: str
    kind: str | None
    size: float | None = None
    unit: bool = False


@dataclass(frozen=True, slots=True)
class Classes:
    """A language's units, currencies and classes of counted nouns, read for look-up."""

    units: Mapping[str, tuple[str, str, float | None]]
    classes: Mapping[str, str]
    states: Mapping[str, str]
    lemmas: Mapping[str, str]


@functools.cache
def lists(language: Language) -> Classes:
    """The language's lists, read once."""
    units = {
        row[0]: (row[1], row[2], float(row[3]) if len(row) > 3 else None) for row in language.rows("units")
    }
    money = {row[0]: (row[1], "money", None) for row in language.rows("currencies")}
    rows = language.rows("noun_classes")
    return Classes(
        units={**units, **money},
        classes={row[0].lower(): row[1] for row in rows},
        states={row[0].lower(): row[2] for row in rows if len(row) > 2 and row[2]},
        lemmas=language.table("noun_lemmas"),
    )


@functools.cache
def tolls(language: Language) -> dict[str, str]:
    """Nouns that announce a number to what it then counts: Todeszahl -> Toter; "of": the genitive behind."""
    return language.table("tolls")


def classify(language: Language, lemma: str) -> str | None:
    """The class of a counted noun, or that of its head: Kampfpanzer -> vehicle as Panzer."""
    known = lists(language)
    unit = known.units.get(lemma.lower())
    return unit[1] if unit else _look_up(known.classes, lemma)


def state(language: Language, lemma: str) -> str | None:
    """dead, injured, missing … for nouns that say so: Toter, Todesopfer, Verletzter."""
    return _look_up(lists(language).states, lemma)


def _look_up(table: Mapping[str, str], lemma: str) -> str | None:
    low = lemma.lower()
    for at in range(len(low) - SHORTEST_HEAD + 1):
        head = low[at:]
        found = table.get(head) or table.get(head.removesuffix("in"))  # Ermittlerin as Ermittler
        if found:
            return found
    return None


def is_owner(tokens: Sequence[Token], at: int) -> bool:
    """ "the province's 60,000 households": an English possessive, which is not what is counted."""
    split = at + 1 < len(tokens) and tokens[at + 1].tag == "POS"
    return split or tokens[at].tag == "POS" or tokens[at].text.endswith(POSSESSIVES)


def _spell(tokens: Sequence[Token]) -> str:
    """The words as written: glued marks glued ("km/h"), the rest by one space."""
    pairs = zip(tokens, (*tokens[1:], None), strict=False)
    gaps = (" " if b and (b.start > a.end or b.text == ".") else "" for a, b in pairs)
    return "".join(token.text.lower() + gap for token, gap in zip(tokens, gaps, strict=True))


def unit_at(tokens: Sequence[Token], at: int, language: Language) -> Noun | None:
    """The unit of measure or currency written at tokens[at]: "%", "Euro", "Fr.", "square miles"."""
    units = lists(language).units
    for size in (3, 2, 1):
        spelled = _spell(tokens[at : at + size])
        if at + size <= len(tokens) and spelled in units:
            lemma, kind, factor = units[spelled]
            return Noun(at, at + size, lemma, kind, factor, unit=True)
    return None


def coded(tokens: Sequence[Token], first: int, last: int, language: Language) -> Noun | None:
    """The currency whose code stands before tokens[first:last]: "CHF 12,5 Mio."."""
    code = tokens[first - 1].text if first else ""
    found = lists(language).units.get(code.lower()) if len(code) == CODE_LETTERS and code.isupper() else None
    return Noun(last, last, found[0], found[1], unit=True) if found and found[1] == "money" else None


def counted(tokens: Sequence[Token], at: int, language: Language) -> Noun | None:
    """The noun that stands at or behind tokens[at], past its adjectives: "205 neu ankommende Asylwerber"."""
    found = unit_at(tokens, at, language)
    if found:
        return found
    start = _skip_adjectives(tokens, at, words(language).roles)
    if start >= len(tokens) or not _is_noun(tokens[start]):
        return None
    return (
        unit_at(tokens, start, language)
        if start > at and unit_at(tokens, start, language)
        else _noun(tokens, start, language)
    )


def _skip_adjectives(tokens: Sequence[Token], at: int, roles: Mapping[str, frozenset[str]]) -> int:
    """Past adjectives and what joins them; back to `at` when no noun follows them."""
    here = at
    while here < len(tokens) and here - at < LONGEST_PHRASE and _is_adjective(tokens, here, roles):
        here += 1
    return here


def _is_adjective(tokens: Sequence[Token], at: int, roles: Mapping[str, frozenset[str]]) -> bool:
    token = tokens[at]
    if token.tag.startswith(ADJECTIVES) and not _is_nominal(tokens, at):
        return True
    if token.text.lower() in roles["other"]:
        return True
    follows = at + 1 < len(tokens) and tokens[at + 1].tag.startswith(ADJECTIVES)
    joins = (
        (token.text == "," or token.text in roles["joint"])
        and follows
        and at > 0
        and tokens[at - 1].tag.startswith(ADJECTIVES)
    )
    adverb = token.tag.startswith(("ADV", "ADJ(D)", "AV0")) and follows
    return joins or adverb


def _is_nominal(tokens: Sequence[Token], at: int) -> bool:
    """A capitalised German adjective with no noun behind it is a noun: "zwei Verletzte"."""
    token = tokens[at]
    ends = at + 1 >= len(tokens) or not tokens[at + 1].tag.startswith(("NN", "NE", "ADJ"))
    return token.tag == "ADJ(A)" and token.text[0].isupper() and ends


def _is_noun(token: Token) -> bool:
    nominal = token.tag == "ADJ(A)" and token.text[0].isupper()
    return (token.tag.startswith(NOUNS) or nominal) and token.text[0].isalpha()


def _noun(tokens: Sequence[Token], at: int, language: Language) -> Noun:
    """A German noun stands alone, or behind a foreign name; of a row of English ones the last is counted."""
    last = at + 1
    ahead = at
    while ahead - at < 3 and ahead < len(tokens) and tokens[ahead].tag.startswith(("NE", "FM")):
        ahead += 1
    if at < ahead < len(tokens) and tokens[ahead].tag.startswith("NN"):  # "vier Black Hawk Hubschrauber"
        last = ahead + 1
    if language.code == "de" and _names_place(tokens, at, language):
        last = at + 2
    if language.code == "en":
        while last < len(tokens) and tokens[last].tag.startswith("NN") and tokens[last].text.isalpha():
            last += 1
        last = _last_plural(tokens, at, last)
    lemma = lemmatise(tokens[last - 1], language)
    kind = classify(language, lemma)
    joined = tokens[last + 1 : last + 2] if _joins(tokens, last, language) else ()
    if pair := next((_pair(lemma, lemmatise(other, language)) for other in joined), ""):
        return Noun(at, last, pair, classify(language, pair) or "person")
    mixed = words(language).roles["persons"] if kind == "person" and _is_mixed(tokens, last, language) else ()
    return Noun(at, last, next(iter(mixed), lemma), kind)


def _joins(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """A comma or "und" stands at tokens[at], and a noun behind it."""
    joint = at + 1 < len(tokens) and tokens[at].text.lower() in words(language).roles["and"] | {","}
    return joint and tokens[at + 1].tag.startswith("NN")


def _pair(one: str, other: str) -> str:
    """What both are called together: "Ärztinnen und Ärzte" are Arzt; empty for men and women."""
    woman, man = sorted((one, other), key=lambda lemma: not lemma.endswith(FEMININE))
    stem = woman.removesuffix(FEMININE).translate(PLAIN).lower()
    plain = man.translate(PLAIN).lower()
    paired = woman != man and plain.startswith(stem) and len(plain) - len(stem) <= LONGEST_ENDING
    return man if paired else ""


def _names_place(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """„Münchner Schüler“: the first only says where from, though it is tagged as a noun."""
    token, behind = tokens[at], tokens[at + 1 : at + 2]
    plain = token.tag.startswith("NN") and token.text.endswith("er") and classify(language, token.lemma) is None
    return plain and bool(behind) and behind[0].tag.startswith("NN")


def _last_plural(tokens: Sequence[Token], at: int, last: int) -> int:
    """Of a row of English nouns those up to the last plural: "three teens vape"; all if there is none."""
    plural = (i + 1 for i in range(last - 1, at - 1, -1) if tokens[i].tag == "NN2")
    return next(plural, last)


def _is_mixed(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """ "20 Männer, Frauen und Kinder" are 20 persons, not 20 men."""
    if not _joins(tokens, at, language) or classify(language, tokens[at + 1].lemma) != "person":
        return False
    return tokens[at].text != "," or _is_mixed(tokens, at + 2, language)


def lemmatise(token: Token, language: Language) -> str:
    """Nominative singular: Toten -> Toter, ÖBB-Sonderzügen -> ÖBB-Sonderzug, people -> person."""
    return _lemmatise(token.text, token.tag, token.lemma, language)


@functools.lru_cache(CACHED_NOUNS)
def _lemmatise(text: str, tag: str, lemma: str, language: Language) -> str:
    known = lists(language).lemmas
    if text.lower() in known:
        return known[text.lower()]
    if language.code == "en":
        return known.get(lemma.lower()) or (
            lemma.capitalize() if lemma.lower() in _peoples(language) else lemma.lower()
        )
    front, mark, head = text.rpartition("-")
    if listed := _replace_head(head or text, known):
        return front + mark + listed
    lemma = language.morphology.lemma(head) if mark and head else _restore(text, lemma, language)
    if listed := known.get(lemma.lower()) or _replace_head(lemma, known):
        return front + mark + listed
    if gendered := GENDERED.search(lemma):
        return front + mark + known.get(lemma[: gendered.start()].lower(), lemma[: gendered.start()])
    nominal = tag in ("NNA", "ADJ(A)") and lemma[-1:] not in ("r",)
    if nominal:  # a nominalised adjective; its masculine form is the dictionary's
        lemma = lemma.capitalize().removesuffix("e") + "er"
    return front + mark + (lemma.removesuffix("n") if lemma.endswith("inn") else lemma)


@functools.cache
def _peoples(language: Language) -> frozenset[str]:
    """Whom a country's people are called; a noun of theirs keeps its capital."""
    return frozenset(name.lower() for row in language.rows("countries") for name in row[3].split("|"))


def _restore(word: str, lemma: str, language: Language) -> str:
    """The lemma of a compound whose plural changes its vowel ("Denguefälle"), from its last noun if common.

    Where the model does not know the front, it guesses, and keeps the vowel: "Denguefäll".
    """
    if not CHANGED_VOWEL.search(lemma) or lemma == word:
        return lemma
    morphology = language.morphology
    for at in range(SHORTEST_HEAD, len(word) - SHORTEST_HEAD):
        head = word[at:].capitalize()
        if morphology.knows(head.lower()) and (single := morphology.lemma(head)).lower() != head.lower():
            return word[:at] + single.lower()
    return lemma


def _replace_head(word: str, known: Mapping[str, str]) -> str | None:
    """Heads listed with a hyphen before them: Feuerwehrleute -> Feuerwehrmann; None for others."""
    heads = (head for head in known if head.startswith("-") and word.lower().endswith(head[1:]))
    head = next(heads, None)
    if head is None:
        return None
    front = word[: -len(head) + 1]
    return front + (known[head] if front else known[head].capitalize())
