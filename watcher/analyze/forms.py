"""The forms in which a query's word may stand in a text.

Generated from the query's side: endings, umlauts and doubled letters for nouns and adjectives, and for a
country's name its adjective and inhabitants. What is generated and is no word harms nobody, as it occurs
nowhere; what would be another word ("Lehre", "Lehrer") is left out.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence

from watcher.analyze.extract.entities import countries
from watcher.analyze.language import LANGUAGES, load
from watcher.analyze.nodes import Leaf, Phrase, Prefix, Word
from watcher.analyze.spellings import load_spellings

# Letters and digits with combining marks and soft hyphens inside; hyphens and underscores part words.
WORD = re.compile(r"[^\W_]+(?:[\u00ad\u0300-\u036f]+[^\W_]*)*")
SPELLINGS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
    | {"\u00ad": None}
)
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
LONGEST = (
    80  # letters by which a word is known; hostile texts are one word of 200,000, and it would be remembered
)

Words = tuple[str, ...]
Aliases = tuple[tuple[str, ...], ...]
Form = tuple[frozenset[str], ...]  # the forms of the first word, of the second …


@functools.lru_cache(100_000)
def fold(word: str) -> str:
    """Case, umlauts and diacritics off: Müller, MÜLLER and Mueller are "mueller", Élysée is "elysee"."""
    if word.isascii():
        return word.lower()
    low = unicodedata.normalize("NFC", word).casefold().translate(SPELLINGS)
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


def is_acronym(word: str) -> bool:
    """Matched with its case: "US" is not "us", "WHO" is not "who"; but "NATO" is "Nato"."""
    return word.isupper() and (len(word) == 2 or word in _case_sensitive())


@functools.cache
def _case_sensitive() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("case_sensitive"))


def split(text: str) -> tuple[str, ...]:
    """The words of a text as matching sees them; acronyms keep their case, all others are folded."""
    return tuple(word if is_acronym(word) else fold(word[:LONGEST]) for word in WORD.findall(text))


@functools.lru_cache(20_000)
def inflect(word: str) -> frozenset[str]:
    """Folded forms of a German or English word, itself included; acronyms stay as they are."""
    low = fold(word)
    if is_acronym(word):
        return frozenset({word, word + "s"})
    if len(low) < 3 or not low.isalpha():
        return frozenset({low})
    return frozenset({low, *_grow(low), *_shrink(low), *_mutate(low), *_transliterate(low)})


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
