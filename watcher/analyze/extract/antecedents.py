"""What a figure counts that stands without a noun, and whether "ein" counts at all.

"von 600 auf 200 Dollar" borrows from behind, "davon 30" and "89.000 verletzt" from before, "Die Zahl der Toten
stieg auf 74" from the subject. What nothing explains is dropped or left without a noun: never guessed.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from watcher.analyze.extract import nouns
from watcher.analyze.extract.nouns import Noun
from watcher.analyze.extract.numerals import words
from watcher.analyze.language import Language, Token
from watcher.model import Quantity

if TYPE_CHECKING:
    from watcher.analyze.extract.ranges import Figure

Named = tuple["Figure", str | None, str | None]

LONGEST_JOINT = 3  # words between two figures that share a noun
LONGEST_SWAP = 6  # words of "statt der zunächst gemeldeten"
MODIFIERS = ("ART", "ADJ", "ADV", "PPOSAT", "PDAT", "AT0", "DT0", "DPS", "AJ", "AV0", "VVN")
FARTHEST = 40  # words from "Zahl der Toten" to its figure
UNSHARED = frozenset({"duration", "percent", "distance", "temperature", "scale"})
TOLLED = frozenset({"dead", "injured", "missing"})  # states of which even one is a count
COUNTED_ALONE = frozenset({"percent", "money", "distance", "area", "mass", "volume"})


@functools.cache
def _alone_words(language: Language) -> dict[str, str]:
    return language.table("counted_alone")


@functools.cache
def _partitives(language: Language) -> frozenset[str]:
    return language.words("partitives")


def name(
    figures: Sequence[Figure], tokens: Sequence[Token], language: Language, earlier: Sequence[Quantity]
) -> list[Named]:
    """The figures that count, each with its noun's lemma and class."""
    named: list[Named] = []
    for at, figure in enumerate(figures):
        if figure.numeral.form == "one" and not _counts_one(figures, at, tokens, language, named, earlier):
            continue
        noun = _scale(figure, tokens, language) or figure.noun or _next(figures, at, tokens, language)
        if noun and not _is_fate(noun, tokens, language):
            named.append((figure, noun.lemma, noun.kind))
            continue
        lemma = (
            _announced_fate(figure, tokens, language)
            or _moved(figure, tokens, language)
            or _met(figure, named, tokens, language, earlier)
            or _alone(figure, tokens, language)
        )
        if lemma or _is_firm(figure, tokens):
            named.append((figure, lemma, nouns.classify(language, lemma) if lemma else None))
    return named


@functools.cache
def _fates(language: Language, place: str) -> dict[str, str]:
    """What happens to people, to what a figure `place` (before, behind) it counts."""
    return {word: noun for word, noun, where in language.rows("fates") if where == place}


def _is_fate(noun: Noun, tokens: Sequence[Token], language: Language) -> bool:
    """ "dozens hurt": what happened to them is no noun, though the tagger takes it for one."""
    alone = noun.last == noun.first + 1
    return alone and noun.kind is None and tokens[noun.first].text.lower() in _fates(language, "behind")


def _fated(figure: Figure, tokens: Sequence[Token], language: Language) -> str | None:
    """ "nine dead", "12 were injured", "kills 12", "evacuation of 8,000": people, though no noun says so."""
    if found := _fated_behind(figure, tokens, language):
        return found
    before = figure.start - 1
    if before > 0 and tokens[before].text.lower() in words(language).roles["of"]:
        before -= 1
    return _fates(language, "before").get(tokens[before].text.lower()) if before >= 0 else None


def _fated_behind(figure: Figure, tokens: Sequence[Token], language: Language) -> str | None:
    """What the word behind the figure and its auxiliary says of people."""
    at, between = figure.numeral.last, language.words("passives") | words(language).roles["aside"]
    while at < len(tokens) and tokens[at].text.lower() in between:
        at += 1
    return _fates(language, "behind").get(tokens[at].text.lower()) if at < len(tokens) else None


def _announced_fate(figure: Figure, tokens: Sequence[Token], language: Language) -> str | None:
    """What a toll before it counts, unless another fate stands behind it: "45, with 100 still missing"."""
    announced = _announced(figure, tokens, language)
    return (_fated_behind(figure, tokens, language) if announced else None) or announced


def _met(
    figure: Figure,
    named: Sequence[Named],
    tokens: Sequence[Token],
    language: Language,
    earlier: Sequence[Quantity],
) -> str | None:
    """What was counted before, or people by their fate; "nine dead, five injured" are not five dead."""
    fate, before = _fated(figure, tokens, language), _previous(figure, named, tokens, language, earlier)
    return fate if fate and before in _fates(language, "behind") else before or fate


def _alone(figure: Figure, tokens: Sequence[Token], language: Language) -> str | None:
    """ "Tausende gingen auf die Straße"; "die Milliarden" counts nothing."""
    last = tokens[figure.numeral.last - 1].text.lower()
    return _alone_words(language).get(last) if figure.numeral.form == "vague" else None


def _is_firm(figure: Figure, tokens: Sequence[Token]) -> bool:
    """A qualified or scaled figure is a count even where we cannot say of what; "die Milliarden" is none."""
    if figure.numeral.form == "vague":
        return not any(token.tag.startswith("ART") for token in tokens[max(0, figure.start - 2) : figure.start])
    return figure.qualifier != "exact" or figure.numeral.factor > 1.0 or figure.numeral.form == "part"


def _scale(figure: Figure, tokens: Sequence[Token], language: Language) -> Noun | None:
    """The scale right before its value: "Stärke 7,7", "magnitude 7.5"."""
    lemma = nouns.tolls(language).get(tokens[figure.start - 1].lemma.lower()) if figure.start else None
    is_scale = lemma is not None and nouns.classify(language, lemma) == "scale"
    return Noun(figure.start, figure.start, lemma, "scale") if lemma and is_scale else None


def _next(figures: Sequence[Figure], at: int, tokens: Sequence[Token], language: Language) -> Noun | None:
    """The noun of the next figure, joined to this one by "auf", "und" … or by both standing in brackets."""
    here, there = figures[at], figures[at + 1] if at + 1 < len(figures) else figures[at]
    if here is there or there.noun is None:
        return None
    between = [token.text.lower() for token in tokens[here.numeral.last : there.start]]
    joints = words(language).roles["joint"] | {","}
    joined = 0 < len(between) <= LONGEST_JOINT and all(word in joints for word in between)
    joined = joined or _replaces(tokens[here.numeral.last : there.start], language)
    bracketed = _opens(tokens, here) and _opens(tokens, there)
    if here.numeral.form == "part" and there.noun.unit:
        return None  # „um ein Viertel auf 2,40 Euro“
    sums = there.noun.kind == "money" and min(here.numeral.factor, there.numeral.factor) > 1.0
    return there.noun if joined or bracketed or sums else None


def _replaces(between: Sequence[Token], language: Language) -> bool:
    """ "acht *statt der gemeldeten* fünf Bilder"."""
    roles = words(language).roles
    if not between or len(between) > LONGEST_SWAP or between[0].text.lower() not in roles["instead"]:
        return False
    return all(t.text.lower() in roles["of"] or t.tag.startswith(MODIFIERS) for t in between[1:])


def _opens(tokens: Sequence[Token], figure: Figure) -> bool:
    return figure.start > 0 and tokens[figure.start - 1].text == "("


def _announced(figure: Figure, tokens: Sequence[Token], language: Language) -> str | None:
    """The noun of "die Zahl der Toten … auf 74", "death toll … 832", "Stärke 7,7"; the nearest one before."""
    known = nouns.tolls(language)
    for at in range(figure.start - 1, max(-1, figure.start - FARTHEST), -1):
        found = known.get(tokens[at].lemma.lower()) or known.get(tokens[at].text.lower())
        if found == "of":
            behind = nouns.counted(tokens, _past_article(tokens, at + 1), language)
            return behind.lemma if behind and behind.last <= figure.start else None
        if found:
            return found
    return None


def _moved(figure: Figure, tokens: Sequence[Token], language: Language) -> str | None:
    """ "Die Einbrüche sanken … auf 1312", "Visits rose to 4,100": the subject in the plural is counted."""
    roles = words(language).roles
    if not figure.start or tokens[figure.start - 1].text.lower() not in roles["reached"]:
        return None
    verb = next((i for i in range(figure.start) if tokens[i].text.lower() in roles["moves"]), None)
    if verb is None:
        return None
    subjects = (nouns.counted(tokens, _past_article(tokens, at), language) for at in (0, verb + 1))
    return next((n.lemma for n in subjects if n and n.last <= figure.start and _is_countable(n, tokens)), None)


def _is_countable(noun: Noun, tokens: Sequence[Token]) -> bool:
    """In the plural, and no measure."""
    return not noun.unit and tokens[noun.last - 1].text.lower() != noun.lemma.lower()


def _past_article(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and (tokens[at].tag.startswith(("ART", "AT0", "PPOSAT")) or tokens[at].text == "of"):
        at += 1
    return at


def _previous(
    figure: Figure,
    named: Sequence[Named],
    tokens: Sequence[Token],
    language: Language,
    earlier: Sequence[Quantity],
) -> str | None:
    """What the figure before counted, in this sentence; in the ones before only if this one points back."""
    for _, lemma, kind in reversed(named):
        if lemma and kind not in UNSHARED and _may_share(figure, kind, tokens, language):
            return lemma
    back = _points_back(figure, tokens, language)
    if not (back or figure.qualifier != "exact"):
        return None
    shared = (q for q in reversed(earlier) if q.noun and q.noun_class not in UNSHARED | {"money"})
    return next((q.noun for q in shared if back or _may_be_part(figure, q)), None)


def _may_be_part(figure: Figure, whole: Quantity) -> bool:
    """ "400 Gäste kamen. Mindestens 30 froren": not more than there were, and not of what stands alone."""
    part, most = figure.low or figure.high, whole.high or whole.low
    return figure.numeral.form != "part" and bool(part and most) and (part or 0) <= (most or 0)


def _may_share(figure: Figure, kind: str | None, tokens: Sequence[Token], language: Language) -> bool:
    """ "40 Boote sanken, Hunderte flohen": hundreds alone are people, and millions anything, no boats."""
    if figure.numeral.form != "vague" or _points_back(figure, tokens, language):
        return True
    alone = _alone(figure, tokens, language)
    return alone is not None and nouns.classify(language, alone) == kind


def _points_back(figure: Figure, tokens: Sequence[Token], language: Language) -> bool:
    known = _partitives(language)
    before, after = tokens[max(0, figure.start - 3) : figure.start], tokens[figure.numeral.last :][:2]
    near = (*before, *after)
    return any(token.text.lower() in known for token in near)


def _counts_one(
    figures: Sequence[Figure],
    at: int,
    tokens: Sequence[Token],
    language: Language,
    named: Sequence[Named],
    earlier: Sequence[Quantity],
) -> bool:
    """ "ein Toter", "24 Israelis und ein Tourist", "einer von ihnen", "ein Prozent"; else it is the article."""
    figure = figures[at]
    if tokens[figure.numeral.first].text.lower() in words(language).roles.get("article", ()):
        return False
    if any(other.start == figure.numeral.last for other in figures[at + 1 : at + 2]):
        return False  # "in eine 200 Meter tiefe Schlucht"
    if figure.noun is None:
        return _is_single(figure, tokens, language) and bool(named or earlier)
    if figure.noun.kind == "duration" and _is_listed(figures, at, tokens, language):
        return True  # "ein Jahr und acht Monate"
    if figure.noun.unit:
        return figure.noun.kind in COUNTED_ALONE or figure.qualifier != "exact"
    if figure.noun.kind != "person" or figure.noun.first > figure.numeral.last + 2:
        return False
    roles = words(language).roles
    told = nouns.state(language, figure.noun.lemma) in TOLLED or figure.noun.lemma.lower() in roles["body"]
    return told or figure.qualifier != "exact" or _is_listed(figures, at, tokens, language)


def _is_single(figure: Figure, tokens: Sequence[Token], language: Language) -> bool:
    """ "einer von ihnen", "ein weiterer wurde", "one of them"."""
    word = tokens[figure.numeral.first].text.lower()
    behind = tokens[figure.numeral.last].text.lower() if figure.numeral.last < len(tokens) else ""
    roles = words(language).roles
    if behind in roles["other"]:
        return True
    return word in roles["single"] and behind in roles["of"] and _points_back(figure, tokens, language)


def _is_listed(figures: Sequence[Figure], at: int, tokens: Sequence[Token], language: Language) -> bool:
    """Joined by "und" or a comma to another count of persons, or to the rest of a span."""
    return any(
        _is_beside(a, b, tokens, language)
        and a.noun is not None
        and b.noun is not None
        and a.noun.kind == b.noun.kind
        for a, b in ((figures[i], figures[i + 1]) for i in (at - 1, at) if i >= 0 and i + 1 < len(figures))
        if "one" in (a.numeral.form, b.numeral.form) and a.numeral.form != b.numeral.form
    )


def _is_beside(a: Figure, b: Figure, tokens: Sequence[Token], language: Language) -> bool:
    between = [token.text.lower() for token in tokens[a.last : b.start]]
    return 0 < len(between) <= 2 and all(
        word == "," or word in words(language).roles["and"] for word in between
    )
