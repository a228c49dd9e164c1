"""The forms in which a query's word may stand in a text.

Generated from the query's side: endings, umlauts and doubled letters for nouns and adjectives, and for a
country's name its adjective and inhabitants. What is generated and is no word harms nobody, as it occurs
nowhere; what would be another word ("Lehre", "Lehrer") is left out.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from watcher.analyze.folding import WORD, fold, is_acronym, split
from watcher.analyze.language import load
from watcher.analyze.nodes import Leaf, Phrase, Prefix, Word
from watcher.analyze.placenames import Form, Words, country_forms, is_place, region_forms, townspeople
from watcher.analyze.spellings import load_spellings

ADJECTIVES = ("isch", "lich", "ig", "bar", "sam", "los", "haft", "iv", "ell", "ent", "ant", "al", "är")
NOMINALISED = (
    "te",
    "ene",
    "ige",
    "liche",
    "sche",
    "ende",
)  # Tote, Gefangene, Angehörige … decline like adjectives
SHORTEST_STEM = 4
Aliases = tuple[tuple[str, ...], ...]


@functools.lru_cache(20_000)
def inflect(word: str) -> frozenset[str]:
    """Folded forms of a German or English word, itself included; acronyms stay as they are."""
    low = fold(word)
    if is_acronym(word):
        return frozenset({word, word + "s"})
    if len(low) < 3 or not low.isalpha():
        return frozenset({low})
    grown = {low, *_grow(low), *_transliterate(low)}
    return frozenset(grown if is_place(word) else {*grown, *_shrink(low), *_mutate(low)})


SKY = re.compile(r"(.{2,}sk)(?:yj|ij|yy|iy|yi|y|i)(s?)")
OW = re.compile(r"(.{2,}[oe])(?:w|v|ff)(s|as?)?")


def _transliterate(low: str) -> Iterator[str]:
    """East Slavic surnames as German, English and scholars write them: Selenskyj/Zelenskiy, Lawrow/Lavrov."""
    if found := SKY.fullmatch(low):
        stems = {found[1], _swap(found[1])}
        yield from (stem + end + found[2] for stem in stems for end in ("yj", "ij", "yy", "iy", "y", "i"))
    elif len(low) > 4 and (found := OW.fullmatch(low)):
        stems = {found[1], _swap(found[1]), found[1].replace("v", "w"), found[1].replace("w", "v")}
        yield from (stem + end + (found[2] or "") for stem in stems for end in ("w", "v"))


def _swap(low: str) -> str:
    """The first letter as the other tradition has it: German s is English z."""
    return low.translate({ord("s"): "z", ord("z"): "s"}) if low[0] in "sz" else low


def _grow(low: str) -> Iterator[str]:
    """Endings added: Kursks, Raketen, Ergebnisse, nordkoreanischer, Totem, cities."""
    yield from (low + "s", low + "es")
    if low.endswith("e") or low.endswith(("er", "el")):
        yield low + "n"
    else:
        yield from (low + "e", low + "en")
    if low.endswith("s"):
        yield from (low + "se", low + "sen", low + "ses")
    if low.endswith("y"):
        yield low[:-1] + "ies"
    if low.endswith(ADJECTIVES):
        yield from (low + "er", low + "em")
    if low.endswith(NOMINALISED):
        yield from (low + "r", low + "m")
    if low.endswith("in"):
        yield low + "nen"


def _shrink(low: str) -> Iterator[str]:
    """Endings taken off: Soldaten -> Soldat, Raketen -> Rakete, Toter -> Tote, soldiers -> soldier."""
    if low.endswith("en") and len(low) - 2 >= SHORTEST_STEM:
        yield from (low[:-2], low[:-1], low[:-2] + "es")
    if low.endswith("en") and low[:-1].endswith(NOMINALISED):
        yield from (low[:-1], low[:-1] + "r")
    if low.endswith(("er", "em")) and low[:-1].endswith(NOMINALISED):
        yield from (low[:-1], low[:-1] + "n")
    if low.endswith("s") and not low.endswith("ss") and len(low) > SHORTEST_STEM:
        yield low[:-1]
    if low.endswith(("es", "er", "em", "en", "e")):
        stem = low.removesuffix("e") if low.endswith("e") else low[:-2]
        if stem.endswith(ADJECTIVES) and len(stem) > 5:
            yield from (stem + ending for ending in ("", "e", "er", "en", "em", "es"))
    if low.endswith("ies") and len(low) > SHORTEST_STEM:
        yield low[:-3] + "y"


MUTATED = re.compile(r"(aeu|ae|oe|ue)(?=[^aou]*$)")
PLAIN = {"aeu": "au", "ae": "a", "oe": "o", "ue": "u"}


def _mutate(low: str) -> Iterator[str]:
    """Plurals with umlaut, both ways: Anschlag/Anschläge, Haus/Häuser, Vater/Väter."""
    changed = _umlaut(low)
    if changed != low:
        yield from (changed + "e", changed + "en") if not low.endswith("e") else ()
        if low.endswith(("er", "el", "en")):
            yield from (changed, changed + "n")
    if _takes_er(low):
        yield from (changed + "er", changed + "ern")
    singular = _singular(low)
    if singular:
        yield from (singular, singular + "s", singular + "es", singular + "e")


def _umlaut(low: str) -> str:
    """Umlaut on the last stem vowel that can take it: haus -> haeus, vater -> vaeter."""
    stem, ending = (low[:-2], low[-2:]) if low.endswith(("er", "el", "en")) else (low, "")
    places = list(re.finditer(r"au|[aou](?!e)", stem))
    if not places:
        return low
    last = places[-1]
    return stem[: last.start()] + last.group()[0] + "e" + last.group()[1:] + stem[last.end() :] + ending


def _takes_er(low: str) -> bool:
    return low.endswith(_er_nouns())


@functools.cache
def _er_nouns() -> tuple[str, ...]:
    return tuple(fold(word) for word in load("de").words("er_plurals"))


def _singular(low: str) -> str | None:
    """Häuser -> Haus, Kinder -> Kind for the closed class; Anschläge -> Anschlag where an umlaut says so."""
    for ending in ("ern", "er"):
        stem = low.removesuffix(ending)
        if stem != low:
            plain = _plain(stem)
            return next((each for each in (plain, stem) if _takes_er(each)), None)
    for ending in ("en", "e"):
        stem = low.removesuffix(ending)
        if stem != low and len(stem) >= SHORTEST_STEM and _plain(stem) != stem:
            return _plain(stem)
    return None


def _plain(stem: str) -> str:
    """The stem without the umlaut on its last vowel."""
    places = list(MUTATED.finditer(stem))
    if not places:
        return stem
    last = places[-1]
    return stem[: last.start()] + PLAIN[last.group()] + stem[last.end() :]


def patterns(leaf: Leaf, aliases: Aliases, language: str | None) -> Iterator[tuple[Form, str | None]]:
    """All that shows a query's word: its forms, its aliases', its country's; behind them a prefix or None."""
    match leaf:
        case Prefix(text):
            *front, last = split(text)
            yield _exact(front), last.lower()
        case Phrase(text):
            yield _exact(split(text)), None
            if len(split(text)) > 1:
                yield from ((_inflected(each), None) for each in _spellings(text, aliases))
        case Word(text, exact=True):
            yield _exact(split(text)), None
        case Word(text):
            yield from ((form, None) for form in dict.fromkeys(_forms(text, aliases, language)))


def _forms(text: str, aliases: Aliases, language: str | None) -> Iterator[Form]:
    for spelling in (text, *_spellings(text, aliases)):
        yield _inflected(spelling)
    if len(split(text)) > 1:  # "E-Mail" is also "Email"
        yield (inflect("".join(WORD.findall(text))),)
    yield from country_forms(text, language)
    for spelling in dict.fromkeys((text, *_spellings(text, aliases))):
        yield from region_forms(spelling, language)
    if people := townspeople(text):
        yield (people,)


def _spellings(text: str, aliases: Aliases) -> Iterator[str]:
    """The other spellings of the sets that hold the text: a topic's aliases, and names that have several."""
    same = _fold_all(text)
    for group in aliases:
        if any(_fold_all(spelling) == same for spelling in group):
            yield from group
    yield from load_spellings(_fold_all).get(same, ())


def _fold_all(text: str) -> Words:
    return tuple(map(fold, WORD.findall(text)))


def _exact(words: Sequence[str]) -> Form:
    return tuple(frozenset({word}) for word in words)


def _inflected(text: str) -> Form:
    """The words as written, the last in any form."""
    *front, last = WORD.findall(text)
    return (*_exact(split(" ".join(front))), inflect(last))
