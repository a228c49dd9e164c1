"""Who and what a sentence names, under one name each: countries, topic aliases, other proper names.

A country is known by its name, adjective, inhabitants, capital or government ("nordkoreanische", "Kreml").
Readers see the language's name for it, linking sees "@" and its ISO code; a capital is a place besides and
keeps its own name and term. Other names are runs of words tagged as names, the genitive -s off; their term is
their key, which spellings of one name share across transliterations.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from watcher.analyze.extract.inflections import list_forms
from watcher.analyze.extract.nouns import unit_at
from watcher.analyze.language import Language, Token
from watcher.analyze.spellings import load_spellings

Role = Literal["name", "adjective", "inhabitant", "capital", "government", "alias", "other"]
Aliases = Sequence[Sequence[str]]
ROLES: tuple[Role, ...] = ("name", "adjective", "inhabitant", "capital", "government")

CASE_ENDING = re.compile(r"e[nmrs]$")
LONGEST_NAME = 6  # words
SHORTEST_PLURAL = 4  # letters: "Dolomites" and "Dolomiten", "Vukas" and his; a name of fewer keeps its -s
ACRONYM = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ0-9.&]*[A-ZÄÖÜ0-9]s?|[A-ZÄÖÜ][a-zäöü]?[A-ZÄÖÜ]{1,3}")
NAME_TAGS = ("NE", "NP")
# Letters that transliterations from Cyrillic, Arabic and Hebrew write differently, longest first.
SOUNDS = (
    ("schtsch", "s"), ("tsch", "s"), ("shch", "s"), ("dsch", "i"), ("sch", "s"), ("zh", "s"), ("sh", "s"),
    ("kh", "h"), ("ch", "h"), ("tz", "s"), ("ts", "s"), ("dj", "i"), ("ph", "f"), ("th", "t"), ("ck", "k"),
    ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ou", "u"), ("q", "k"), ("w", "v"), ("z", "s"), ("c", "s"),
    ("j", "i"), ("y", "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """One naming: text[start:end]; `name` for readers, `term` for linking ("@kp", "@selenski")."""

    name: str
    term: str
    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Countries:
    """`forms`: words as written to (ISO code, role, name for readers); `firsts`: where they begin."""

    forms: Mapping[tuple[str, ...], tuple[str, Role, str]]
    codes: Mapping[str, str]
    firsts: frozenset[str]


def find(tokens: Sequence[Token], text: str, language: Language, aliases: Aliases = ()) -> tuple[str, ...]:
    """The canonical names in a sentence, each once, in order; countries by their name in the language."""
    return tuple(dict.fromkeys(each.name for each in spot(tokens, text, language, aliases)))


def terms(tokens: Sequence[Token], text: str, language: Language, aliases: Aliases = ()) -> tuple[str, ...]:
    """The same as terms for linking, each once: "@kp" for a country, "@" and the key of the name otherwise.

    A capital gives two: its country's and its own.
    """
    found: list[str] = []
    for each in spot(tokens, text, language, aliases):
        found.append(each.term)
        if each.role == "capital":
            found.append("@" + key(each.name))
    return tuple(dict.fromkeys(found))


def term(name: str, language: Language) -> str:
    """The term of a canonical name that `find` gave: Nordkorea -> "@kp", Selenskyj -> "@selenski"."""
    code = countries(language).codes.get(name)
    return f"@{code}" if code else "@" + key(name)


@functools.lru_cache(20_000)
def key(name: str) -> str:
    """What spellings of one name share: Selenskyj, Selenski, Zelensky and Zelenskiy are "selenski"."""
    sound = _sound(name)
    return _known_spellings().get(sound, sound)


def _sound(name: str) -> str:
    """The name in lower case without accents, by how it is said rather than written."""
    bare = name.removesuffix("s") if len(name) > SHORTEST_PLURAL else name
    low = unicodedata.normalize("NFKD", bare.casefold().replace("ß", "ss"))
    low = "".join(c for c in low if not unicodedata.combining(c))
    for written, sound in SOUNDS:
        low = low.replace(written, sound)
    low = re.sub(r"[^\w]+", " ", low)
    return re.sub(r"([^\W\d_])\1+", r"\1", low).strip() or name.casefold()


@functools.cache
def _known_spellings() -> dict[str, str]:
    """The sound of every spelling of a set to that of its first: Saxony is Sachsen."""
    sets = load_spellings(lambda spelling: (_sound(spelling),))
    return {sound: _sound(spellings[0]) for (sound,), spellings in sets.items()}


def spot(tokens: Sequence[Token], text: str, language: Language, aliases: Aliases = ()) -> tuple[Named, ...]:
    """Every naming in a sentence in order, without overlaps; aliases before countries before the rest."""
    return _spot(tuple(tokens), text, language, tuple(tuple(group) for group in aliases))


@functools.lru_cache(8)  # readers ask, and linking asks again
def _spot(
    tokens: tuple[Token, ...], text: str, language: Language, aliases: tuple[tuple[str, ...], ...]
) -> tuple[Named, ...]:
    known, firsts = _spellings(aliases), countries(language).firsts
    found: list[Named] = []
    at = 0
    while at < len(tokens):
        word = tokens[at].text
        if not (known or word[0].isupper() or word in firsts or "-" in word):
            at += 1  # as most words
            continue
        each = (
            _read_alias(tokens, at, known)
            or _read_country(tokens, at, language)
            or _read_name(tokens, at, text, language)
        )
        if each:
            found.append(each)
        at = _past(tokens, at, each)
    return tuple(found)


def _past(tokens: Sequence[Token], at: int, each: Named | None) -> int:
    at += 1
    while each and at < len(tokens) and tokens[at].start < each.end:
        at += 1
    return at


@functools.lru_cache(64)
def _spellings(aliases: tuple[tuple[str, ...], ...]) -> dict[tuple[str, ...], str]:
    """Folded words of each spelling to the first spelling of its set; acronyms keep their case."""
    return {_fold(spelling.split()): group[0] for group in aliases for spelling in group if spelling.strip()}


def _fold(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word if ACRONYM.fullmatch(word) else word.casefold() for word in words)


def _read_alias(tokens: Sequence[Token], at: int, known: Mapping[tuple[str, ...], str]) -> Named | None:
    """The longest alias at tokens[at]; its last word may carry a genitive -s or a hyphenated tail."""
    if not known:
        return None
    for size in range(min(LONGEST_NAME, len(tokens) - at), 0, -1):
        words = [token.text for token in tokens[at : at + size]]
        for last in (words[-1], words[-1].removesuffix("s"), words[-1].partition("-")[0]):
            name = known.get(_fold([*words[:-1], last]))
            if name and last:
                return Named(name, "@" + key(name), tokens[at].start, tokens[at + size - 1].end, "alias")
    return None


@functools.cache
def countries(language: Language) -> Countries:
    """The country table with its inflected forms, built once."""
    forms: dict[tuple[str, ...], tuple[str, Role, str]] = {}
    codes: dict[str, str] = {}
    for code, *cells in language.rows("countries"):
        name = cells[0].partition("|")[0]
        codes[name] = code
        for role, cell in zip(ROLES, cells, strict=False):
            for form, city in list_forms(cell, role, language.code):
                forms.setdefault(_split(form), (code, role, city if role == "capital" else name))
    return Countries(forms, codes, frozenset(words[0] for words in forms))


_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\.)?(?:[-'’][\w]+)*|\S")


def _split(form: str) -> tuple[str, ...]:
    """Words as the tokeniser cuts them."""
    return tuple(_WORD.findall(form))


def _read_country(tokens: Sequence[Token], at: int, language: Language) -> Named | None:
    """The longest form of a country at tokens[at], or the country in a hyphened word ("Ukraine-Krieg")."""
    known = countries(language)
    longest = min(LONGEST_NAME, len(tokens) - at) if tokens[at].text in known.firsts else 0
    for size in range(longest, 0, -1):
        found = known.forms.get(tuple(token.text for token in tokens[at : at + size]))
        if found and not (size == 1 and _begins_name(tokens, at, found[1])):
            return Named(found[2], f"@{found[0]}", tokens[at].start, tokens[at + size - 1].end, found[1])
    for part in tokens[at].text.split("-") if "-" in tokens[at].text else ():
        found = known.forms.get((part,))
        if found and found[1] in ("name", "adjective", "government"):
            return Named(found[2], f"@{found[0]}", tokens[at].start, tokens[at].end, found[1])
    return None


def _begins_name(tokens: Sequence[Token], at: int, role: Role) -> bool:
    """ "bei der Deutschen Bank": an adjective written large before a noun is part of a name."""
    if role != "adjective" or at == 0 or at + 1 >= len(tokens) or not tokens[at].tag.startswith("ADJ"):
        return False
    inside = tokens[at - 1].text[0].isalnum()
    return inside and tokens[at].text[0].isupper() and tokens[at + 1].tag.startswith(("NN", "NE"))


def _read_name(tokens: Sequence[Token], at: int, text: str, language: Language) -> Named | None:
    """A run of name words with the particles between them, the genitive -s of the last one off."""
    begins = _begins_name(tokens, at, "adjective") and countries(language).forms.get((tokens[at].text,))
    if not begins and not _is_name(tokens, at, language):
        return None
    last = at + 2 if begins else at + 1
    while (grown := _grow(tokens, last, language)) > last:
        last = grown
    name = text[tokens[at].start : tokens[last - 1].start] + _bare(tokens[last - 1])
    if begins:  # der Deutschen Bank -> Deutsche Bank
        name = name.replace(tokens[at].text, CASE_ENDING.sub("e", tokens[at].text), 1)
    return (
        Named(name, "@" + key(name), tokens[at].start, tokens[last - 1].end, "other") if len(name) > 1 else None
    )


def _grow(tokens: Sequence[Token], at: int, language: Language) -> int:
    """Past the next word of the name, with up to two particles before it; never into a country."""
    particles = _words(language, "name_particles")
    ahead = at
    while ahead < len(tokens) and ahead - at < 2 and tokens[ahead].text in particles:
        ahead += 1
    comes = (
        ahead > at
        and tokens[at].text in _words(language, "origins")
        and not _is_given(tokens, at - 1, language)
    )
    if comes or ahead >= len(tokens):
        return at
    large = tokens[ahead].tag.startswith("NN") and tokens[ahead].text[0].isupper()
    noun = large and (ahead > at or _is_surname(tokens, ahead, language))
    named = noun or _is_name(tokens, ahead, language)
    return ahead + 1 if named and _read_country(tokens, ahead, language) is None else at


def _is_surname(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """ "Niklas Brandau": behind a lone given name stands no noun that a headline would put there."""
    first = _is_given(tokens, at - 1, language) and tokens[at].lemma == tokens[at].text
    return first and (at < 2 or not tokens[at - 2].tag.startswith(NAME_TAGS))


def _is_given(tokens: Sequence[Token], at: int, language: Language) -> bool:
    return tokens[at].text in _words(language, "given_names")


@functools.cache
def _words(language: Language, name: str) -> frozenset[str]:
    return language.words(name)


def _is_name(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Tagged as a name and written like one, or an acronym; in English, any large word inside a sentence."""
    token = tokens[at]
    if token.text in _words(language, "not_names") or not token.text[0].isupper():
        return False
    if "-" in token.text and token.text.rpartition("-")[2].lower() in _people(language):
        return False  # "Fußball-Profi"
    if at and tokens[at - 1].text[0].isdigit() and unit_at(tokens, at, language):
        return False  # "16 GB Flash-Speicher"
    acronym = len(token.text) > 1 and ACRONYM.fullmatch(token.text) is not None
    large = language.code == "en" and at > 0 and tokens[at - 1].text[0].isalnum()
    return token.tag.startswith(NAME_TAGS) or acronym or large


@functools.cache
def _people(language: Language) -> frozenset[str]:
    """What somebody can be by trade or office."""
    return frozenset(row[0].lower() for row in language.rows("speakers") if row[1].startswith("person"))


def _bare(token: Token) -> str:
    """The name without its genitive -s, where the morphology agrees that it is one."""
    word = token.text
    if word in (token.lemma + "er", token.lemma.removesuffix("en") + "er"):  # "Solinger", as its text tells
        return token.lemma
    for ending in ("'s", "’s", "'", "’"):
        word = word.removesuffix(ending)
    if word.endswith("s") and len(word) > 3 and token.lemma.casefold() == word[:-1].casefold():
        return word[:-1]
    return word
