"""The swaps: each edits one thing in a sentence and says what its mention must look like now.

A swap is only made where German or English grammar leaves no doubt about the edited sentence: a number
keeps its length, a country its gender and article, a speaker the form of the name.
What is doubtful is not swapped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tests.quality.reading import Count, Fields, Seen, trim

END = '(?=[.!]?[“"”»]?$)'


@dataclass(frozen=True, slots=True)
class Swap:
    """The edited sentence, and the fields its mention must have."""

    text: str
    expected: Fields


# -- number ----------------------------------------------------------------------------------------------------

DIGITS = re.compile(r"\d[\d.,]*\d|\d")
OTHER_DIGIT = str.maketrans("0123456789", "0463589127")  # zeros stay: 1.200 becomes 4.600
PLAIN = {
    "de": re.compile(r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d{1,2})?"),
    "en": re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d{1,2})?"),
}
DOZEN = 12
SINGULAR_OR_YEAR = re.compile(r"1|(?:19|20)\d\d")


def swap_number(seen: Seen) -> Iterator[Swap]:
    """14 -> 45: low and high move by the same factor, noun and qualifier stay."""
    for number, quantity in enumerate(seen.mention.quantities):
        found = DIGITS.findall(quantity.text)
        if len(found) != 1 or not PLAIN[seen.code].fullmatch(found[0]):
            continue
        if quantity.qualifier == "range":  # "18 months to two years": the swap moves one end only
            continue
        other = found[0].translate(OTHER_DIGIT)
        if other == found[0] or not _is_safe(found[0], other, seen):
            continue
        text = quantity.text.replace(found[0], other)
        factor = _value(other, seen.code) / _value(found[0], seen.code)
        low, high, qualifier, noun = seen.fields.counts[number]
        count = (_times(low, factor), _times(high, factor), qualifier, noun)
        yield Swap(
            seen.text[: quantity.start] + text + seen.text[quantity.end :], _count(seen.fields, number, count)
        )


def _is_safe(digits: str, other: str, seen: Seen) -> bool:
    """Neither is a year or one, and both stand on one side of a dozen, as small numbers are read as words."""
    small = _value(digits, seen.code) <= DOZEN, _value(other, seen.code) <= DOZEN
    named = seen.mention.attribution is not None and digits in seen.mention.attribution.text
    return small[0] == small[1] and not named and not any(map(SINGULAR_OR_YEAR.fullmatch, (digits, other)))


def _value(digits: str, code: str) -> float:
    grouped, decimal = (".", ",") if code == "de" else (",", ".")
    if re.fullmatch(rf"\d{{1,3}}(?:[{grouped}]\d{{3}})+", digits):
        return float(digits.replace(grouped, ""))
    return float(digits.replace(decimal, "."))


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else trim(value * factor)


def _count(fields: Fields, number: int, count: Count) -> Fields:
    counts = list(fields.counts)
    counts[number] = count
    return replace(fields, counts=tuple(counts))


# -- qualifier -------------------------------------------------------------------------------------------------

QUALIFIERS = {
    "de": {"etwa": "approx", "mindestens": "at_least", "bis zu": "at_most", "mehr als": "more_than"},
    "en": {"about": "approx", "at least": "at_least", "up to": "at_most", "more than": "more_than"},
}
DETERMINED = re.compile(
    r"(?:\b(?:de[rmsn]|die|das|dies\w*|all\w*|ihr\w*|sein\w*|unser\w*|beide\w*|the|th[eo]se|all|his|her|their|its|"
    r"weiter\w*|jeweils|je|other|another|nur|only|just|insgesamt|zusammen|noch|bereits|schon|already)|[-–(/\d])\s*$",
    re.IGNORECASE,
)  # fmt: skip


def swap_qualifier(seen: Seen) -> Iterator[Swap]:
    """14 -> mindestens 14: the bounds follow the qualifier, the noun stays."""
    for number, quantity in enumerate(seen.mention.quantities):
        value = quantity.low
        before = seen.text[: quantity.start]
        small = value is None or value <= DOZEN or SINGULAR_OR_YEAR.fullmatch(quantity.text)
        if (
            quantity.qualifier != "exact"
            or small
            or not quantity.text[0].isdigit()
            or DETERMINED.search(before)
        ):
            continue
        for words, name in QUALIFIERS[seen.code].items():
            low = None if name == "at_most" else value
            high = None if name in ("at_least", "more_than") else value
            said = words if before else words[0].upper() + words[1:]
            yield Swap(
                f"{before}{said} {seen.text[quantity.start :]}",
                _count(seen.fields, number, (low, high, name, quantity.noun)),
            )


# -- country ---------------------------------------------------------------------------------------------------

# Neuter and without an article, so that each may stand in the other's place.
COUNTRIES = {
    "de": ("Frankreich", "Italien", "Spanien", "Polen", "Schweden", "Norwegen", "Portugal", "Rumänien",
           "Russland", "China", "Israel", "Deutschland", "Österreich", "Nordkorea", "Südkorea", "Japan"),
    "en": ("France", "Italy", "Spain", "Poland", "Sweden", "Norway", "Portugal", "Romania",
           "Russia", "China", "Israel", "Germany", "Austria", "North Korea", "South Korea", "Japan"),
}  # fmt: skip


# What else stands for a country that begins otherwise.
STEMS = {
    "Frankreich": ("franz",), "France": ("french", "paris"), "Deutschland": ("bundes", "berlin"),
    "Spain": ("spanish",), "Sweden": ("swed",), "Poland": ("pol",), "Polen": ("pol",), "Norway": ("norweg",),
    "Russland": ("russ", "moskau", "kreml"), "Russia": ("moscow", "kremlin"), "China": ("chin", "peking"),
}  # fmt: skip


def swap_country(seen: Seen) -> Iterator[Swap]:
    """Frankreich -> Peru: the name changes, wherever it stands, and no other field."""
    countries = COUNTRIES[seen.code]
    other = {"de": "Peru", "en": "Peru"}[seen.code]
    for name in countries:
        pattern = re.compile(rf"(?<![\w-]){name}(?=(?:['’]?s)?(?![\w-]))")
        if name in seen.fields.names and pattern.search(seen.text) and not _is_inside(name, seen):
            text = pattern.sub(other, seen.text)
            yield Swap(text, _rename(seen.fields, pattern, name, other))


def _is_inside(name: str, seen: Seen) -> bool:
    """Part of another name, as in „Bank of China“, or named by its people or adjective too."""
    others = [each for each in seen.fields.names if each != name and name in each]
    stems = (name[:4].lower(), *STEMS.get(name, ()))
    said = [
        word
        for word in re.findall(r"[\w-]+", seen.text)
        if any(part.startswith(stems) for part in word.lower().split("-"))
    ]
    return bool(others) or any(word not in (name, name + "s") for word in said)


def _rename(fields: Fields, pattern: re.Pattern[str], name: str, other: str) -> Fields:
    source = pattern.sub(other, fields.source) if fields.source else None
    names = frozenset(other if each == name else each for each in fields.names)
    return replace(fields, source=source, names=names)


# -- negation --------------------------------------------------------------------------------------------------

NEGATED = re.compile(
    r"\b(?:nicht|kein\w*|nie|niemals|niemand\w*|weder|ohne|kaum|not|no|never|nobody|n't)\b|n['’]t"
)
AUXILIARIES = {
    "de": ("hat", "haben", "ist", "sind", "wurde", "wurden", "wird", "werden"),
    "en": ("has", "have", "is", "are", "was", "were"),
}


def swap_negation(seen: Seen) -> Iterator[Swap]:
    """wurde geräumt -> wurde nicht geräumt: it is denied by the writer, and all else is as it was."""
    at = _clause_end(seen)
    if at is None or seen.fields.standing not in ("asserted", "attributed") or NEGATED.search(seen.text):
        return
    if seen.fields.counts or _is_said(seen):  # „nicht 14 Menschen“: whether all or none is meant is open
        return
    words = {"de": "nicht", "en": "not"}[seen.code]
    yield Swap(f"{seen.text[:at]}{words} {seen.text[at:]}", replace(seen.fields, negated=True))


def _clause_end(seen: Seen) -> int | None:
    """Where the participle stands that ends a sentence of one clause („wurde am Montag geräumt.“)."""
    found = _frame(seen)
    return found[1] if found else None


def _frame(seen: Seen) -> tuple[int, int] | None:
    """Offsets of the auxiliary and of its participle, in a sentence with these verbs and no clause besides."""
    words = seen.sentence.words
    verbs = [i for i, word in enumerate(words) if word.kind in ("fin", "part", "inf", "zu")]
    if len(verbs) not in (2, 3) or any(word.quoted or word.text in (",", ":", ";") for word in words):
        return None
    first, second = verbs[0], verbs[1]
    if words[first].low not in AUXILIARIES[seen.code] or words[second].kind != "part":
        return None
    ends = seen.code == "en" or second == len(words) - 2
    return (words[first].start, words[second].start) if ends and len(verbs) == 2 else None


def _is_said(seen: Seen) -> bool:
    """The verb itself is an act of speech: whether the act or what was said is in doubt is open."""
    words = seen.sentence.words
    said = seen.mention.attribution
    return said is not None and any(word.text == said.cue for word in words if word.kind in ("fin", "part"))


# -- killed or injured -----------------------------------------------------------------------------------------

FATES = {
    "de": (("getötet", "verletzt"), ("Tote", "Verletzte"), ("Toten", "Verletzten")),
    "en": (("killed", "injured"), ("killing", "injuring")),
}
OTHER_FATES = re.compile(
    r"(?i:verletz|verwund|verstorb|gestorb|starb|erschoss|erstoch|erschlag|ermord|ums Leben|injur|wound|kill)"
    r"|(?i:dead|death|died|murder|shot)|\b(?:tote?[nrs]?|getötet\w*|Tote[nrs]?|Tod\w*|Opfer\w*)\b"
)
DEGREE = re.compile(
    r"(?i)\b(?:schwer|leicht|lebensgefährlich|überlebten?|seriously|badly|slightly) $"
)  # nobody is killed so
FATE_NOUNS = {"Toter": "Verletzter", "Verletzter": "Toter"}


def swap_fate(seen: Seen) -> Iterator[Swap]:
    """getötet -> verletzt: what is counted in which state changes, and no other field."""
    for pair in FATES[seen.code]:
        for old, new in (pair, pair[::-1]):
            pattern = re.compile(rf"\b{old}\b")
            if len(pattern.findall(seen.text)) != 1 or OTHER_FATES.search(pattern.sub("", seen.text)):
                continue
            if DEGREE.search(pattern.split(seen.text)[0]):
                continue
            counts = tuple(
                (*count[:3], FATE_NOUNS.get(count[3] or "", count[3])) for count in seen.fields.counts
            )
            source = pattern.sub(new, seen.fields.source) if seen.fields.source else None
            expected = replace(seen.fields, counts=counts, source=source, states=_turn(seen.fields.states))
            if expected.states != seen.fields.states:
                yield Swap(pattern.sub(new, seen.text), expected)


# The families that the ledger knows the two states by.
STATES = {"töten": "verletzen", "verletzen": "töten"}


def _turn(states: Sequence[str]) -> tuple[str, ...]:
    return tuple("/".join(STATES.get(part, part) for part in state.split("/")) for state in states)


# -- hearsay or asserted ---------------------------------------------------------------------------------------

HEARSAY = {"hat": ("soll", "haben"), "haben": ("sollen", "haben"), "wurde": ("soll", "worden sein"),
           "wurden": ("sollen", "worden sein")}  # fmt: skip


def swap_hearsay(seen: Seen) -> Iterator[Swap]:
    """hat geräumt -> soll geräumt haben: unverified, by whoever it was said before."""
    frame = _frame(seen)
    if frame is None or seen.fields.standing not in ("asserted", "attributed") or _is_said(seen):
        return
    at = frame[0]
    word = re.match(r"\w+", seen.text[at:])
    assert word is not None
    expected = replace(seen.fields, standing="unverified")
    rest = seen.text[at + word.end() :]
    if seen.code == "de" and word[0] in HEARSAY:
        modal, infinitive = HEARSAY[word[0]]
        ending = re.search(END, rest)
        assert ending is not None
        yield Swap(
            f"{seen.text[:at]}{modal}{rest[: ending.start()]} {infinitive}{rest[ending.start() :]}", expected
        )
    adverb = {"de": "angeblich", "en": "reportedly"}[seen.code]
    yield Swap(f"{seen.text[:at]}{word[0]} {adverb}{rest}", expected)


# -- speaker ---------------------------------------------------------------------------------------------------

# Nouns of one gender and one declension.
SPEAKERS = {
    "de": (("Polizei", "Feuerwehr"), ("Staatsanwaltschaft", "Stadtverwaltung"), ("Ministerium", "Unternehmen"),
           ("Ministeriums", "Unternehmens"), ("Sprecher", "Ermittler"), ("Sprecherin", "Ministerin"),
           ("Regierung", "Behörde"), ("Präsident", "Dozent"), ("Außenministerium", "Landgericht")),
    "en": (("police", "doctors"), ("ministry", "company"), ("spokesman", "minister"), ("government", "council"),
           ("officials", "residents"), ("president", "prosecutor")),
}  # fmt: skip
PERSON = {"de": "Jonas Eckhoff", "en": "Jonas Eckhoff"}
FULL_NAME = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+ [A-ZÄÖÜ][a-zäöüß]+")


def swap_speaker(seen: Seen) -> Iterator[Swap]:
    """laut Polizei -> laut Feuerwehr, a name by another: who says it changes, what is said does not."""
    said = seen.mention.attribution
    if said is None or seen.text.count(said.text) != 1:
        return
    for old, new in _others(seen, said.text):
        start = said.start + said.text.index(old)
        text = seen.text[:start] + new + seen.text[start + len(old) :]
        names = frozenset(new if name == old else name for name in seen.fields.names)
        yield Swap(text, replace(seen.fields, source=said.text.replace(old, new), names=names))


def _others(seen: Seen, source: str) -> Iterator[tuple[str, str]]:
    last = re.search(rf"{FULL_NAME.pattern}$", source)
    if last and last[0] in seen.fields.names:
        yield last[0], PERSON[seen.code]
    for pair in SPEAKERS[seen.code]:
        for old, new in (pair, pair[::-1]):
            if re.search(rf"(?<![\w-]){old}(?![\w-])", source) and new not in seen.text:
                yield old, new


SWAPS: dict[str, Callable[[Seen], Iterator[Swap]]] = {
    "number": swap_number,
    "qualifier": swap_qualifier,
    "country": swap_country,
    "negation": swap_negation,
    "killed or injured": swap_fate,
    "hearsay": swap_hearsay,
    "speaker": swap_speaker,
}
