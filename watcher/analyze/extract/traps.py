"""Numbers that count nothing: dates, years, ages, clock times, ordinals, scores, ranks, names, points in time.

The word lists give the signs (`number_traps.tsv`); the rules here say where the sign must stand.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from watcher.analyze.extract.nouns import Noun, classify, counted, is_owner, lemmatise, tolls, unit_at
from watcher.analyze.extract.numerals import Numeral, glued, glued_by_space, words
from watcher.analyze.language import Language, Token

YEARS = range(1800, 2101)
DAYS = range(1, 32)
YEAR_DAYS = 360
OLDEST = 120  # years of age
GLUED_MARKS = frozenset("/:#_@&+=*×")
DASHES = frozenset("-–—")
PREPOSITIONS = ("APPR", "PRP")
ENGLISH_DETERMINERS = ("AT0", "DPS", "POS", "DT0")


@functools.cache
def _signs(language: Language) -> dict[str, frozenset[str]]:
    """Role -> words."""
    rows = language.rows("number_traps")
    signs = {role: frozenset(row[0] for row in rows if row[1] == role) for role in {row[1] for row in rows}}
    return {**words(language).roles, **signs}


def is_trap(
    tokens: Sequence[Token], numeral: Numeral, noun: Noun | None, start: int, language: Language
) -> bool:
    """Whether the numeral names something rather than counting; `start`: where its qualifier begins."""
    signs = _signs(language)
    if _is_titled(tokens, numeral, noun, start, signs) or _is_limit_of_age(tokens, numeral, noun, start, signs):
        return True
    if _low(tokens, numeral.last) in signs["clock"] and numeral.factor == 1.0:
        return True  # "kurz vor neun Uhr"
    exact = numeral.form == "digits" and numeral.factor == 1.0
    if noun and noun.kind == "duration" and _is_anchor(tokens, noun, start, signs):
        return True
    if _is_age(tokens, numeral, noun, start, signs) or _is_rhythm(tokens, numeral, noun, signs):
        return True
    if _is_first_age(tokens, numeral, signs, language):
        return True
    if noun and (noun.lemma in signs.get("frequency", ()) or _is_age_group(tokens, noun, start, language)):
        return True  # "three times the usual number"
    if not exact or numeral.sign:
        return False
    return (
        _is_joined(tokens, numeral, language)
        or _is_dated(tokens, numeral, noun, start, signs)
        or _is_named(tokens, numeral, noun, start, signs)
        or (_is_singular(tokens, numeral, noun, start) and _low(tokens, start - 1) not in tolls(language))
    )


def is_dating(tokens: Sequence[Token], at: int, noun: Noun, language: Language) -> bool:
    """ "fell to 210,000 *last week*", "87 *a week ago*": the span at tokens[at] says when, not how many."""
    signs = _signs(language)
    past = noun.first > at and _low(tokens, at) in signs["past"]
    ago = _low(tokens, at) in signs["one"] and _low(tokens, noun.last) in signs["then"]
    return noun.kind == "duration" and (past or ago)


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text.lower() if 0 <= at < len(tokens) else ""


def _is_anchor(tokens: Sequence[Token], noun: Noun, start: int, signs: dict[str, frozenset[str]]) -> bool:
    """ "vor drei Jahren", "in den letzten drei Jahren", "drei Tage später"; not "nach 71 Tagen Blockade"."""
    if _low(tokens, noun.last) in signs["then"]:
        return _low(tokens, start - 1) not in signs["since"]  # "for 90 minutes after an alarm"
    before = start - 1
    while before > 0 and (_low(tokens, before) in signs["light"] or tokens[before].tag.startswith("ADV")):
        before -= 1
    if _low(tokens, before) in signs["past"]:
        return True
    if _low(tokens, before) in signs["after"] and _is_held(tokens, noun.last, signs):
        return False
    if _low(tokens, before) in signs["since"] and _low(tokens, before - 1) in signs["first"]:
        return True
    last = before > 0 and tokens[before - 1].tag.startswith("ADV")  # "zuletzt vor neun Jahren Schauplatz"
    return _low(tokens, before) in signs["ago"] and (last or not _is_noun(tokens, noun.last))


def _is_held(tokens: Sequence[Token], at: int, signs: dict[str, frozenset[str]]) -> bool:
    """ "nach neun Jahren *im Amt*", "after nine years *at the helm*"."""
    behind = {token.text.lower() for token in tokens[at + 1 : at + 3]}
    return (
        at < len(tokens) and tokens[at].tag.startswith(PREPOSITIONS) and not signs["tenure"].isdisjoint(behind)
    )


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].tag.startswith("NN")


def _is_age(
    tokens: Sequence[Token], numeral: Numeral, noun: Noun | None, start: int, signs: dict[str, frozenset[str]]
) -> bool:
    """ "34 Jahre alt", "im Alter von 34 Jahren", "aged 34", "Anna Beispiel (34)", "Anna Beispiel, 34,"."""
    if noun and noun.kind == "duration" and _low(tokens, noun.last) in signs["age"]:
        return True
    years = noun is not None and noun.kind == "duration" and (noun.size or 0) >= YEAR_DAYS
    aged = _low(tokens, _past_adverbs(tokens, start - 1)) in signs["aged_with"]
    if years and aged and not _is_noun(tokens, noun.last if noun else 0):
        return True
    before = start - 1
    while _low(tokens, before) in signs["of"] | signs["between"]:
        before -= 1
    while (noun is None or years) and _low(tokens, before) in signs["and"] | signs["to"] | {","} and before > 1:
        before -= 2  # "aged 24 and 31", "aged 19 to 24", "im Alter von 24 und 31 Jahren"
        before -= years and _low(tokens, before) in signs["of"]
    if _low(tokens, before) in signs["aged"]:
        return True
    if numeral.form != "digits" or noun or (numeral.low or 0) > OLDEST or numeral.low != int(numeral.low or 0):
        return False
    return _is_enclosed(tokens, numeral) and start >= 2 and tokens[start - 2].text[0].isupper()


def _is_first_age(
    tokens: Sequence[Token], numeral: Numeral, signs: dict[str, frozenset[str]], language: Language
) -> bool:
    """ "19 bis 24 Jahre alt"."""
    joined = _low(tokens, numeral.last) in signs["to"] | signs["and"]
    years = counted(tokens, numeral.last + 2, language) if joined else None
    return years is not None and years.kind == "duration" and _low(tokens, years.last) in signs["age"]


def _past_adverbs(tokens: Sequence[Token], at: int) -> int:
    """Before „nur“, „gerade einmal“: „mit nur 37 Jahren“."""
    while at > 0 and tokens[at].tag == "ADV":
        at -= 1
    return at


def _is_age_group(tokens: Sequence[Token], noun: Noun, start: int, language: Language) -> bool:
    """ "Schüler zwischen acht und 17 Jahren", "Menschen ab 75 Jahren": people before it."""
    between = _low(tokens, start - 1) in words(language).roles["between"]
    people = start - 1 - between if between or _low(tokens, start) in _signs(language)["limit"] else -1
    years = noun.kind == "duration" and (noun.size or 0) >= YEAR_DAYS
    return years and people >= 0 and classify(language, lemmatise(tokens[people], language)) == "person"


def _is_rhythm(
    tokens: Sequence[Token], numeral: Numeral, noun: Noun | None, signs: dict[str, frozenset[str]]
) -> bool:
    """ "jeden zweiten Tag": how often, not how many."""
    each = _low(tokens, numeral.first) in signs.get("each", ())
    return each and bool(noun and noun.kind == "duration")


def _is_enclosed(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Between brackets or commas, alone."""
    pair = (_low(tokens, numeral.first - 1), _low(tokens, numeral.last))
    return pair in (("(", ")"), (",", ","), ("(", ","), (",", "."))


def _is_joined(tokens: Sequence[Token], numeral: Numeral, language: Language) -> bool:
    """Part of a longer sign: "3G", "A320", "2:1", "24/7", "3.", "10.000er"; a unit may be glued ("5km")."""
    before, after = numeral.first - 1, numeral.last
    if glued(tokens, numeral.first) and (
        tokens[before].text[-1].isalnum() or tokens[before].text in GLUED_MARKS
    ):
        return True
    if _is_dashed(tokens, numeral.first - 1, numeral.first) and not _is_span(
        tokens, numeral.first - 2, language
    ):
        return True
    if not glued(tokens, after):
        return False
    mark = tokens[after].text
    if mark == ".":
        return any(token.text[0].isalnum() for token in tokens[after + 1 :])
    if mark in DASHES and _is_span(tokens, numeral.last - 1, language):
        return False
    if mark in GLUED_MARKS or mark in DASHES:
        return (
            glued(tokens, after + 1)
            or mark in GLUED_MARKS
            or _low(tokens, after + 1) in words(language).roles["joint"]
        )
    return (
        mark[0].isalnum()
        and unit_at(tokens, after, language) is None
        and mark.lower() not in words(language).magnitudes
    )


def _is_dashed(tokens: Sequence[Token], dash: int, at: int) -> bool:
    """ "Q-7": a dash glued to a word before the number."""
    return dash > 0 and tokens[dash].text in DASHES and glued(tokens, at) and glued(tokens, dash)


def _is_span(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """ "10–15 Prozent": digits, a dash, digits and something counted; without it, it is a score or a code."""
    digits = (
        at >= 0 and at + 2 < len(tokens) and tokens[at].text[0].isdigit() and tokens[at + 2].text[0].isdigit()
    )
    if not digits or _is_falling(tokens, at):
        return False
    return counted(tokens, at + 3, language) is not None


def _is_falling(tokens: Sequence[Token], at: int) -> bool:
    """ "a 3-1 win": a score; where the first has fewer digits, it is short for more ("3-500")."""
    a, b = tokens[at].text, tokens[at + 2].text
    return a.isdigit() and b.isdigit() and int(a) > int(b) and len(a) >= len(b)


def _is_dated(
    tokens: Sequence[Token], numeral: Numeral, noun: Noun | None, start: int, signs: dict[str, frozenset[str]]
) -> bool:
    """Days beside a month, and years."""
    before, after = _low(tokens, start - 1), _low(tokens, numeral.last)
    if after in signs["date"] and tokens[numeral.last].text[0].isupper():
        return True
    if before == ".":
        before = _low(tokens, start - 2)
    if before in signs["date"] and start == numeral.first and noun is None and numeral.high in DAYS:
        return True
    return _is_year(tokens, numeral, noun, start, signs)


def _is_year(
    tokens: Sequence[Token], numeral: Numeral, noun: Noun | None, start: int, signs: dict[str, frozenset[str]]
) -> bool:
    """Four digits without a group mark; a unit or a plain noun right behind them makes them a count."""
    plain = numeral.last - numeral.first == 1 and len(tokens[numeral.first].text) == 4
    if not plain or int(numeral.low or 0) not in YEARS:
        return False
    if start != numeral.first:
        few = noun is None or numeral.first - start < 2  # words: "bis zu 1800 Stellen" is a bound
        until = _low(tokens, start - 1) in signs["until"] or (_low(tokens, start) in signs["until"] and few)
        about = noun is None and _low(tokens, start - 1) not in signs["joint"]
        return (until and (noun is None or not noun.unit)) or about
    if _low(tokens, start - 1) in signs["year"] and not (
        noun and _low(tokens, start - 2) in signs.get("at", ())
    ):
        return True  # "Ende 1900", not "zählte am Ende 1900 Einsätze"
    if _low(tokens, start - 1) in signs["date"] and (noun is None or noun.first > numeral.last):
        return True  # "im Januar 1980 von 49 Dollar auf …"
    if noun and noun.kind == "incident" and start and tokens[start - 1].tag.startswith(ENGLISH_DETERMINERS):
        return True  # "the 2011 riots"
    return noun is None or noun.kind is None or (noun.first > numeral.last and not noun.unit)


def _is_titled(
    tokens: Sequence[Token], numeral: Numeral, noun: Noun | None, start: int, signs: dict[str, frozenset[str]]
) -> bool:
    """ "Platz 149", "Plätze sechs bis zehn", "Nr. 3": right behind a title, unless a measure follows."""
    before = start - 1 - (_low(tokens, start - 1) == ".")
    if numeral.factor != 1.0 or _low(tokens, before) not in signs["title"]:
        return False
    return (tokens[before].text[0].isupper() or not tokens[before].text[0].isalpha()) and not (
        noun and noun.unit
    )


def _is_limit_of_age(
    tokens: Sequence[Token], numeral: Numeral, noun: Noun | None, start: int, signs: dict[str, frozenset[str]]
) -> bool:
    """ "Kinder unter 14", "schon ab 30": nothing counted, and no participle follows ("über 90 verletzt")."""
    if noun or numeral.factor != 1.0 or (numeral.low or 0) > OLDEST or start != numeral.first - 1:
        return False
    after = tokens[numeral.last].tag if numeral.last < len(tokens) else ""
    open_ends = _low(tokens, start) in signs["limit"] and _low(tokens, start - 1) not in signs["joint"]
    return open_ends and not after.startswith(("VV", "ADJ(D)", "AJ"))


def _is_named(
    tokens: Sequence[Token], numeral: Numeral, noun: Noun | None, start: int, signs: dict[str, frozenset[str]]
) -> bool:
    """ "Windows 11", "Hannover 96": right behind a name, with nothing counted; "A 4": behind a letter."""
    if (
        start == numeral.first
        and start > 0
        and len(tokens[start - 1].text) == 1
        and tokens[start - 1].text.isupper()
    ):
        return not (noun and noun.unit)
    named = start > 0 and tokens[start - 1].tag.startswith(("NE", "NP", "NN", "FM"))
    whole = numeral.low == int(numeral.low or 0)
    ranged = numeral.last + 1 < len(tokens) and tokens[numeral.last + 1].text[0].isdigit()
    if ranged and _low(tokens, numeral.last) in signs["to"]:
        return False  # "erwartet im Süden 20 bis 40 Liter"
    if named and is_owner(tokens, start - 1) and not tokens[start].text.isdigit():
        return False  # "4,100 votes to Berg's 3,900"; "Boeing's 737" is a name
    return start == numeral.first and named and noun is None and whole and glued_by_space(tokens, start)


def _is_singular(tokens: Sequence[Token], numeral: Numeral, noun: Noun | None, start: int) -> bool:
    """ "a 20 port charger", "the 580 freeway": more than one cannot count an English singular."""
    if noun is None or noun.unit or start != numeral.first or (numeral.low or 0) <= 1:
        return False
    return tokens[noun.last - 1].tag == "NN1"
