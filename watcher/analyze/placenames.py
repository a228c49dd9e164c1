"""Places: whatever else stands for a country, a region or a town: its adjective, those who live there."""

from __future__ import annotations

import functools
import re

from watcher.analyze.extract.entities import countries
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
