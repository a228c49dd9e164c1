"""Words: what the pages themselves say; everything that a mail says too is taken from there.

Dates and numbers are put together here: Babel takes 0.1 ms for each, and a page shows two hundred.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from babel.dates import get_month_names
from babel.messages.pofile import read_po

from watcher.compose.patterns import LANGUAGES
from watcher.compose.printing.words import Words, speak

__all__ = ["LANGUAGES", "Dates", "Words", "desk_words"]


@dataclass(frozen=True, slots=True)
class DeskWords(Words):
    """The mail's words and the pages' own."""

    def number(self, n: int) -> str:
        return f"{n:,}".replace(",", ".") if self.language == "de" else f"{n:,}"

    def instant(self, at: datetime) -> str:
        return say_instant(self.language, self.timezone, at)

    def quote(self, text: str) -> str:
        """What was deleted on request leaves an empty text behind."""
        # No super(): a dataclass with slots is another class than its body's (CPython gh-90562).
        return Words.quote(self, text) if text else self.say("[text deleted]")


@lru_cache(maxsize=2048)
def say_instant(language: str, timezone: ZoneInfo, at: datetime) -> str:
    """As a mail says it; the same times are on many a page."""
    return speak(language, timezone).instant(at)


@cache
def desk_words(language: str, timezone: ZoneInfo) -> Words:
    words = speak(language, timezone)
    entries = {**words.entries, **_load(words.language)}
    return DeskWords(words.language, timezone, entries, words.choose)


@cache
def _load(language: str) -> dict[str, tuple[str, ...]]:
    place = resources.files("watcher.web") / "locale" / language / "desk.po"
    entries: dict[str, tuple[str, ...]] = {}
    for message in read_po(place.read_text("utf-8").splitlines(), locale=language):
        if message.id and message.string:
            key = message.id if isinstance(message.id, str) else message.id[0]
            entries[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return entries


class Dates:
    """Times as a reader in `timezone` says them."""

    def __init__(self, language: str, timezone: ZoneInfo) -> None:
        self._german = language == "de"
        self._timezone = timezone
        self._months = get_month_names("abbreviated", locale=language)

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self._timezone)

    def day(self, at: datetime | date) -> str:
        """„24. Okt. 2025“"""
        day = self.local(at) if isinstance(at, datetime) else at
        month = self._months[day.month]
        return f"{day.day}. {month} {day.year}" if self._german else f"{day.day} {month} {day.year}"

    def short(self, at: datetime | date) -> str:
        """„24. Okt.“"""
        return self.day(at)[:-5]

    def of_month(self, day: date) -> str:
        """„Okt. 2025“"""
        return f"{self._months[day.month]} {day.year}"

    def clock(self, at: datetime) -> str:
        return f"{self.local(at):%H:%M}"

    def moment(self, at: datetime) -> str:
        """„24. Okt. 2025, 18:42“"""
        return f"{self.day(at)}, {self.clock(at)}"
