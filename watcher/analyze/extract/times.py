"""When a clause says that something happened: weekdays, days and months, as the codes of model/days.py.

What is open at its end ("seit Montag") is no code: it tells how long, not when.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from watcher.analyze.language import Language, Token

REACH = 3  # words from "in der Nacht auf" to its day, and from "bis zum" to its
MONTHS = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
UNTIL = "until"
CACHED_WORDS = 20_000  # most words name no time, and every one is asked
SIDES = ("open", "night", UNTIL)  # kinds that say how the time beside them is meant
DEADLINES = ("hour", "end")  # kinds that say when something ends, and never when it happened


@functools.cache
def _calendar(language: Language) -> Mapping[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2] if len(row) > 2 else "") for row in language.rows("calendar")}


def find(tokens: Sequence[Token], language: Language) -> tuple[str, ...]:
    """The codes of the times that the tokens name, each once."""
    return tuple(dict.fromkeys(_codes(tokens, language)))


def _codes(tokens: Sequence[Token], language: Language) -> Iterator[str]:
    for at, token in enumerate(tokens):
        kind, number = _read(token.text, language)
        if not kind or kind in SIDES:
            continue
        before = {_read(each.text, language)[0] for each in tokens[max(0, at - REACH) : at]}
        if "open" in before or (kind in DEADLINES and UNTIL not in before):
            continue
        found = _code(tokens, at, kind, number, night="night" in before)
        if found:
            yield found if UNTIL not in before else "u" + found


def _code(tokens: Sequence[Token], at: int, kind: str, number: str, *, night: bool) -> str:
    if kind in ("weekday", "end"):
        return ("n" if night else "w") + number
    if kind in ("day", "hour"):
        return f"d{number}"
    if kind == "date":
        return f"D{number}"
    # "may" is a month only when it is written large
    return _dated(tokens, at, number) if tokens[at].text[0].isupper() else ""


@functools.lru_cache(CACHED_WORDS)
def _read(word: str, language: Language) -> tuple[str, str]:
    """Kind and number of a word; "Montagabend" is a Monday."""
    known, low = _calendar(language), word.lower()
    found = known.get(low) or known.get(low.removesuffix("s"))
    if found or not low.startswith(_weekdays(language)):
        return found or ("", "")
    return next(known[day] for day in _weekdays(language) if low.startswith(day))


@functools.cache
def _weekdays(language: Language) -> tuple[str, ...]:
    return tuple(word for word, (kind, _) in _calendar(language).items() if kind == "weekday")


def _dated(tokens: Sequence[Token], at: int, month: str) -> str:
    """The month, with its day and year where they stand beside it."""
    beside = [token.text.rstrip(".,") for token in (*tokens[max(0, at - 2) : at], *tokens[at + 1 : at + 4])]
    numbers = [text.removesuffix("th").removesuffix("st").removesuffix("nd") for text in beside]
    day = next(
        (text for text in numbers if text.isdigit() and int(text) <= MONTHS[int(month)] and text != "0"), ""
    )
    year = next((text for text in numbers if text.isdigit() and len(text) == len("2000")), "")
    return "-".join(part for part in ("D" + month if day else "m" + month, day, year) if part)
