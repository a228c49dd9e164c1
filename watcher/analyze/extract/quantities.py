"""Counts, amounts and measures in one sentence: low..high of a noun, and how exact the text says they are.

An own grammar, because the numbers libraries read German wrongly ("10.000 Soldaten" as ten): numerals.py reads
values, nouns.py what is counted, traps.py what only looks like a count; this module puts them together.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from watcher.analyze.extract import antecedents, nouns, numerals, traps
from watcher.analyze.extract.nouns import Noun
from watcher.analyze.extract.numerals import Numeral
from watcher.analyze.extract.ranges import Figure, join
from watcher.analyze.language import Language, Token
from watcher.model import Qualifier, Quantity

MEASURED_ABOVE = 12  # "über drei Soldaten" tells about them, "über 300 Soldaten" counts them
LONGEST_PHRASE = 4  # words
DETERMINERS = ("ART", "AT0", "DPS", "PPOSAT", "PDAT", "DT0", "PIS", "PIAT", "PIDAT")


@dataclass(frozen=True, slots=True)
class Phrases:
    """What qualifies a numeral from before, from behind the noun, or as its verb."""

    before: Mapping[tuple[str, ...], tuple[Qualifier, bool]]
    behind: Mapping[tuple[str, ...], Qualifier]
    verbs: Mapping[str, Qualifier]


@functools.cache
def _phrases(language: Language) -> Phrases:
    rows = language.rows
    return Phrases(
        before={tuple(r[0].split()): (cast(Qualifier, r[1]), len(r) > 2) for r in rows("number_qualifiers")},
        behind={tuple(r[0].split()): cast(Qualifier, r[1]) for r in rows("number_afterwords")},
        verbs={r[0]: cast(Qualifier, r[1]) for r in rows("number_verbs")},
    )


def find(
    tokens: Sequence[Token], text: str, language: Language, earlier: Sequence[Quantity] = ()
) -> tuple[Quantity, ...]:
    """The quantities of one sentence in order; offsets are absolute in `text`.

    `earlier`: quantities of the sentences before, for figures that count what was named there ("Davon …").
    """
    figures = [
        figure
        for figure in join(_find_figures(tokens, text, language), tokens, language)
        if figure.qualifier != "range" or not _is_trap(tokens, figure, language)  # "in zwei bis drei Tagen"
    ]
    named = antecedents.name(figures, tokens, language, earlier)
    return tuple(_quantity(figure, lemma, kind, tokens, text) for figure, lemma, kind in named)


def _find_figures(tokens: Sequence[Token], text: str, language: Language) -> list[Figure]:
    figures: list[Figure] = []
    read = 0  # up to where
    for at in numerals.find_starts(tokens, language):
        numeral = numerals.read(tokens, at, text, language) if at >= read else None
        if numeral is None:
            continue
        figure = _place(tokens, numeral, language)
        if not _is_trap(tokens, figure, language):
            figures.append(figure)
        read = numeral.last
    return figures


def _is_trap(tokens: Sequence[Token], figure: Figure, language: Language) -> bool:
    return traps.is_trap(tokens, figure.numeral, figure.noun, figure.start, language)


def _place(tokens: Sequence[Token], numeral: Numeral, language: Language) -> Figure:
    """The numeral with its noun and qualifier."""
    noun = _noun(tokens, numeral, language)
    if noun and noun.unit and _is_minus(tokens, numeral.first - 1, language):
        numeral = _negate(numeral)
    start, qualifier = _qualify(tokens, numeral, noun, language)
    low, high = _bound(numeral.low, numeral.high, qualifier)
    if numeral.form == "vague":
        qualifier, low, high = (
            ("at_least" if qualifier in ("exact", "approx") else qualifier),
            numeral.low,
            None,
        )
    return Figure(numeral, start, low, high, qualifier, noun)


def _is_minus(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """ "minus 18 Grad", "-18 Grad"; not the dash of a range or of a list."""
    if at < 0 or tokens[at].text.lower() in numerals.words(language).roles["minus"]:
        return at >= 0
    return tokens[at].text in "-−" and numerals.glued(tokens, at + 1) and not numerals.glued(tokens, at)


def _negate(numeral: Numeral) -> Numeral:
    low, high = (None if side is None else -side for side in (numeral.high, numeral.low))
    return replace(numeral, first=numeral.first - 1, low=low, high=high)


def _noun(tokens: Sequence[Token], numeral: Numeral, language: Language) -> Noun | None:
    """What follows the numeral, past "von", "der", "ihrer sechs"."""
    if numeral.sign:
        found = nouns.lists(language).units[numeral.sign]
        return Noun(numeral.last, numeral.last, found[0], found[1], unit=True)
    direct = nouns.coded(tokens, numeral.first, numeral.last, language)
    direct = direct or nouns.counted(tokens, numeral.last, language)
    if direct and traps.is_dating(tokens, numeral.last, direct, language):
        return None
    if direct and not _is_verb(tokens, numeral, direct, language):
        return direct
    at = _reach_whole(tokens, numeral.last, language)
    whole = nouns.counted(tokens, at, language) if at > numeral.last else None
    return None if whole and traps.is_dating(tokens, numeral.last, whole, language) else whole


def _is_verb(tokens: Sequence[Token], numeral: Numeral, noun: Noun, language: Language) -> bool:
    """ "Thousands march": English counts thousands *of* something, so this is a verb taken for a noun."""
    alone = numeral.form == "vague" and numeral.last - numeral.first == 1
    return language.code == "en" and alone and noun.first == numeral.last and not noun.unit


def _reach_whole(tokens: Sequence[Token], at: int, language: Language) -> int:
    """Past what stands between a part and its whole: "23 *von etwa 51* Sitzen", "two *out of three* voters"."""
    while at < len(tokens) and tokens[at].text.lower() in numerals.words(language).roles["of"]:
        at = _past_qualifier(tokens, at + 1, language)
    while at < len(tokens) and (_is_inner(tokens[at], language) or _is_owner(tokens, at, language)):
        at = _past_qualifier(tokens, at + 1, language)  # "ein Drittel *der rund 600* Befragten"
    return at


def _is_owner(tokens: Sequence[Token], at: int, language: Language) -> bool:
    return language.code == "en" and nouns.is_owner(tokens, at)


def _past_qualifier(tokens: Sequence[Token], at: int, language: Language) -> int:
    known = _phrases(language).before
    for size in range(LONGEST_PHRASE, 0, -1):
        after = at + size
        phrase = tuple(token.text.lower() for token in tokens[at:after])
        if phrase in known and after < len(tokens) and _is_inner(tokens[after], language):
            return after
    return at


def _is_inner(token: Token, language: Language) -> bool:
    """Words between a part and its whole: "drei *ihrer sechs* Kinder", "Hälfte *aller* Haushalte"."""
    numeral = token.text[0].isdigit() or token.text.lower() in numerals.words(language).small
    return numeral or token.tag.startswith(DETERMINERS)


def _qualify(
    tokens: Sequence[Token], numeral: Numeral, noun: Noun | None, language: Language
) -> tuple[int, Qualifier]:
    """Where the qualified numeral begins, and how it is qualified."""
    known = _phrases(language)
    if any(t.text.lower() in numerals.words(language).roles.get("rough", ()) for t in _inside(tokens, numeral)):
        return numeral.first, "approx"
    for size in range(LONGEST_PHRASE, 0, -1):
        for gap in (0, 1) if _takes_article(tokens, numeral) else (0,):
            first = numeral.first - gap - size
            phrase = tuple(token.text.lower() for token in tokens[max(first, 0) : first + size])
            qualifier, measured = known.before.get(phrase, (None, False)) if first >= 0 else (None, False)
            if measured and (
                _is_during(tokens, first, noun, language)
                or _is_matter(tokens, first, numeral, language)
                or _is_worth(tokens, first, noun, language)
            ):
                continue
            if qualifier and (not measured or _is_measured(numeral, noun)) and not _is_by(tokens, numeral, gap):
                return first, qualifier
    return numeral.first, _qualify_behind(tokens, numeral, noun, known)


def _is_during(tokens: Sequence[Token], at: int, noun: Noun | None, language: Language) -> bool:
    """ "claimed it over four years", "über Jahre hinweg": through them; "for over four years" is longer."""
    roles = numerals.words(language).roles
    through = tokens[at].text.lower() in roles.get("through", ())
    if not through or noun is None or noun.kind != "duration":
        return False
    before, behind = (tokens[i].text.lower() if 0 <= i < len(tokens) else "" for i in (at - 1, noun.last))
    return behind in roles["throughout"] or ("spent" in roles and before not in roles["spent"])


def _is_matter(tokens: Sequence[Token], at: int, numeral: Numeral, language: Language) -> bool:
    """ "jailed over £2m tax fraud": the sum is part of what it is about."""
    about = tokens[at].text.lower() in numerals.words(language).roles.get("about", ())
    behind = tokens[numeral.last].tag if numeral.last < len(tokens) else ""
    return about and numeral.sign is not None and behind.startswith(("NN", "AJ"))


def _is_worth(tokens: Sequence[Token], at: int, noun: Noun | None, language: Language) -> bool:
    """ "ein Kredit über 9 Millionen Euro": of so much, not of more."""
    sums = tuple(numerals.words(language).roles.get("worth", ()))
    return bool(at and noun and noun.unit and sums and tokens[at - 1].lemma.lower().endswith(sums))


def _inside(tokens: Sequence[Token], numeral: Numeral) -> Sequence[Token]:
    return tokens[numeral.first : numeral.last]


def _is_by(tokens: Sequence[Token], numeral: Numeral, gap: int) -> bool:
    """ "um die Hälfte": the article is the part's own, so nothing says that it is about that much."""
    article = numeral.first > 0 and tokens[numeral.first - 1].tag.startswith("ART")
    return numeral.form == "part" and gap == 0 and article


def _takes_article(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """ "rund *die* Hälfte"."""
    return (
        numeral.form == "part"
        and numeral.first > 0
        and tokens[numeral.first - 1].tag.startswith(("ART", "AT0"))
    )


def _is_measured(numeral: Numeral, noun: Noun | None) -> bool:
    value = numeral.low or numeral.high or 0
    much = value > MEASURED_ABOVE or numeral.factor > 1.0
    return much or numeral.form == "part" or bool(noun and noun.unit)


def _qualify_behind(tokens: Sequence[Token], numeral: Numeral, noun: Noun | None, known: Phrases) -> Qualifier:
    """ "25.000 Euro oder weniger", "exceeded 20,000"."""
    at = noun.last if noun else numeral.last
    lows = tuple(token.text.lower() for token in tokens[at : at + 3])
    for size in (2, 1):
        begins_another = lows[size - 1 : size + 1] in known.before  # „12 Autos und mehr als 20 Busse“
        if lows[:size] in known.behind and not begins_another:
            return known.behind[lows[:size]]
    verb = tokens[numeral.first - 1].text.lower() if numeral.first else ""
    return known.verbs.get(verb, "exact")


def _bound(low: float | None, high: float | None, qualifier: Qualifier) -> tuple[float | None, float | None]:
    """Open the side that the qualifier leaves open."""
    match qualifier:
        case "at_least" | "more_than":
            return low, None
        case "at_most" | "less_than":
            return None, high if high is not None else low
        case _:
            return low, high


def _quantity(
    figure: Figure, lemma: str | None, kind: str | None, tokens: Sequence[Token], text: str
) -> Quantity:
    start, end = tokens[figure.start].start, tokens[figure.numeral.last - 1].end
    return Quantity(text[start:end], start, end, figure.low, figure.high, figure.qualifier, lemma, kind)
