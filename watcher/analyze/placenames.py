"""Place names: what else stands for a country, a region or a town, and which longer name is of another place.

Its adjective and those who live there stand for a place. „Sachsen-Anhalt“ is no „Sachsen“.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib.resources import files

from watcher.analyze.extract.entities import countries
from watcher.analyze.extract.inflections import list_forms
from watcher.analyze.folding import fold, split
from watcher.analyze.language import LANGUAGES, load

Words = tuple[str, ...]
Form = tuple[frozenset[str], ...]  # the forms of the first word, of the second …


@functools.cache
def _country_table() -> tuple[dict[Words, str], dict[tuple[str, str], tuple[Form, ...]]]:
    """Folded names to ISO codes, and (code, language) to the forms of name, adjective and inhabitants."""
    codes: dict[Words, str] = {}
    forms: dict[tuple[str, str], tuple[Form, ...]] = {}
    for language in LANGUAGES:
        for words, (code, role, _) in countries(load(language)).forms.items():
            cut = split(" ".join(words))
            if role == "name":
                codes.setdefault(cut, code)
            if role in ("name", "adjective", "inhabitant"):
                form = tuple(frozenset({word}) for word in cut)
                forms[code, language] = (*forms.get((code, language), ()), form)
    return codes, forms


def country_forms(word: str, language: str | None) -> tuple[Form, ...]:
    """What else stands for the country that the word names, in a text of that language (None: in any)."""
    codes, forms = _country_table()
    code = codes.get(split(word)) or codes.get((fold(word),))
    if code is None:
        return ()
    known = (language,) if language in LANGUAGES else LANGUAGES
    return tuple(form for each in known for form in forms.get((code, each), ()))


@functools.cache
def _country_words() -> dict[str, str]:
    forms = _country_table()[1]
    return {
        word: code for (code, _), each in forms.items() for form in each if len(form) == 1 for word in form[0]
    }


def name_country(word: str) -> str:
    """The ISO code of the country whose name, adjective or inhabitant the word is; "" for other words."""
    return _country_words().get(fold(word), "")


@functools.cache
def _regions(language: str) -> Mapping[Words, tuple[Form, ...]]:
    """Each region's folded name to the forms of its adjectives and inhabitants."""
    found: dict[Words, tuple[Form, ...]] = {}
    for name, adjectives, inhabitants in load(language).rows("regions"):
        said = (
            *list_forms(adjectives, "adjective", language),
            *list_forms(inhabitants, "inhabitant", language),
        )
        cut = dict.fromkeys(split(form) for form, _ in said)
        found[split(name)] = tuple(tuple(frozenset({word}) for word in words) for words in cut)
    return found


def region_forms(word: str, language: str | None) -> tuple[Form, ...]:
    """What else stands for the region that the word names: „sächsisch“, „Tirolerin“."""
    known = (language,) if language in LANGUAGES else LANGUAGES
    return tuple(form for each in known for form in _regions(each).get(split(word), ()))


def is_place(word: str) -> bool:
    """Whether the word is the name of a place, which is no form of another word: „München“, „Münch“."""
    name = split(word)
    known = name in _country_table()[0] or any(name in _regions(each) for each in LANGUAGES)
    return known or fold(word) in _towns()


@functools.cache
def _longer_names() -> Mapping[str, tuple[tuple[int, Words], ...]]:
    """Each word of a longer name to its place in it and the name."""
    found: dict[str, list[tuple[int, Words]]] = defaultdict(list)
    text = (files("watcher.analyze.language") / "longer.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        name = split(line) if not line.startswith("#") else ()
        for at, word in enumerate(name):
            found[word].append((at, name))
    return {word: tuple(names) for word, names in found.items()}


def is_part(words: Sequence[str], at: int) -> bool:
    """Whether the word at that place of a text belongs to a longer name or to a phrase: „im Zuge“."""
    return any(_stands(words, at - offset, name) for offset, name in _longer_names().get(words[at], ()))


def _stands(words: Sequence[str], start: int, name: Words) -> bool:
    """Whether the name begins there, its last word in any form („Sachsen-Anhalts“)."""
    *front, last = name
    found = words[max(start, 0) : start + len(name)]
    return len(found) == len(name) and list(found[:-1]) == front and found[-1].startswith(last)


@functools.cache
def _towns() -> frozenset[str]:
    return frozenset(fold(place) for place in load("de").words("places"))


TOWN = re.compile(r"(?P<stem>.*(?:d|ch))en|(?P<short>.*m)en")  # Dresdner, Münchner; Bremer
OTHER_WORDS = frozenset({"hammer"})  # that would be of Hamm


def townspeople(word: str) -> frozenset[str]:
    """Who or what is of the town that the word names: Berliner, Wienerin, Dresdner; nothing for other words."""
    low = fold(word)
    if low not in _towns() or low.endswith("e"):
        return frozenset()
    found = TOWN.fullmatch(low)
    short = (found["stem"] + "ner" if found["stem"] else found["short"] + "er") if found else low + "er"
    bases = {low + "er", short} - OTHER_WORDS
    return frozenset(base + ending for base in bases for ending in ("", "n", "s", "in", "innen"))
