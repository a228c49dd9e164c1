"""Words: what watcher itself says in a message, in the reader's language.

Catalogues are gettext `.po` files, read once; quotes are never translated. Dates and numbers are Babel's.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_skeleton
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from watcher.compose.patterns import LANGUAGES, PLACE
from watcher.compose.printing.troubles import recognise
from watcher.compose.redline import clip
from watcher.compose.safe import name, speaker, visible
from watcher.compose.telling.sources import Sources
from watcher.model import Coverage, Section, Trouble

DOUBLE, ANGLE = '„“”"', "»«"
QUOTES = DOUBLE + ANGLE
PAIRS = {"„": '“”"', "“": "”", "»": "«", "«": "»", '"': '"'}
MOST_SILENT = 8
DAY_NAMES_LAST = timedelta(days=6)  # older than that "Mo" would be another Monday


@dataclass(frozen=True, slots=True)
class Words:
    """One language's catalogue and formats; times are shown in `timezone`."""

    language: str
    timezone: ZoneInfo
    entries: Mapping[str, tuple[str, ...]]
    choose: Callable[[int], int]

    def say(self, key: str, **values: object) -> str:
        return self.entries.get(key, (key,))[0].format(**values)

    def count(self, key: str, n: int, **values: object) -> str:
        """`key` is the singular in the catalogue; `n` is shown as `{n}`."""
        forms = self.entries.get(key, (key,))
        form = forms[min(self.choose(n), len(forms) - 1)]
        return form.format(n=self.number(n), **values)

    def knows(self, key: str) -> bool:
        return key in self.entries

    def number(self, n: int) -> str:
        return format_decimal(n, locale=self.language)

    def day(self, day: date) -> str:
        return format_date(day, "full", locale=self.language)

    def short_day(self, day: date) -> str:
        return format_skeleton("MMMd", day, locale=self.language)

    def moment(self, at: datetime, now: datetime) -> str:
        """„Mo 18:42“ within the week before `now`, „27. Feb.“ within its year, else with the year."""
        if timedelta(0) <= now - at <= DAY_NAMES_LAST:
            return self._format(at, "ccc HH:mm")
        here, there = now.astimezone(self.timezone), at.astimezone(self.timezone)
        skeleton = "MMMd" if here.year == there.year else "yMMMd"
        return format_skeleton(skeleton, at, tzinfo=self.timezone, locale=self.language)

    def instant(self, at: datetime) -> str:
        day = format_skeleton("MMMd", at, tzinfo=self.timezone, locale=self.language)
        return f"{self._format(at, 'ccc')}, {day}, {self._format(at, 'HH:mm')}"

    def clock(self, at: datetime) -> str:
        return self._format(at, "HH:mm")

    def quote(self, text: str) -> str:
        """The text in this language's marks, unless it brings its own."""
        opening, closing = self.marks(text)
        return f"{opening}{text}{closing}"

    def marks(self, text: str) -> tuple[str, str]:
        if len(text) > 1 and text[-1] in PAIRS.get(text[0], "") and not set(text[1:-1]) & set(QUOTES):
            return "", ""
        plain, other = self.say("quotation marks").split()
        chosen = other if set(text) & set(DOUBLE) and not set(text) & set(ANGLE) else plain
        return chosen[0], chosen[1]

    def tally(self, kind: str, n: int) -> str:
        return self.count(f"tally {kind}", n)

    def turn(self, standings: tuple[str, str]) -> str:
        before, after = (self.say(f"stand: {standing}") for standing in standings)
        return f"{before} → {after}"

    def sources(self, sources: Sources) -> str:
        """„3 Meldungen, 1 Quelle (dpa)“; outlets that all quote one speaker are not called sources.

        Where others may say so too, nobody is counted.
        """
        if not sources.counted:
            return self.say("said too")
        items, origins = self.count("{n} report", sources.items), self.count("{n} source", sources.origins)
        if sources.speaker and sources.origins > 1:
            outlets = self.count("{n} outlet", sources.outlets)
            return f"{items}, {outlets}, {self.say('all quote the same source')} ({speaker(sources.speaker)})"
        agencies = f" ({', '.join(sources.agencies[:3])})" if sources.agencies else ""
        return f"{items}, {origins}{agencies}"

    def began(self, sources: Sources, now: datetime) -> str:
        """Behind the first name, where what is shown is not what came first: „ (zuerst, Fr 18:50)“."""
        if not sources.began:
            return ""
        at = self.moment(sources.began, now)
        return f" ({self.say('first')}, {at})" if sources.counted else f" ({at})"

    def extent(self, section: Section) -> str:
        """„14 Meldungen · 9 Medien · 5 Quellen“"""
        counts = (
            ("{n} report", section.items),
            ("{n} outlet", section.outlets),
            ("{n} source", section.origins),
        )
        return " · ".join(self.count(key, n) for key, n in counts)

    def covered(self, coverage: Coverage) -> str:
        """What the digest rests on, in a sentence or two."""
        window = self.say(
            "Window: {since} to {until}.",
            since=self.instant(coverage.since),
            until=self.instant(coverage.until),
        )
        feeds = self.count("{n} feed polled", coverage.feeds)
        items = [
            self.count("{n} item seen", coverage.items_seen),
            self.count("{n} matching", coverage.items_matched),
            self.count("{n} skipped", coverage.items_skipped),
        ]
        return f"{window} {feeds} · {', '.join(items)}."

    def trouble(self, trouble: Trouble) -> str:
        """Who, since when, why."""
        since = f" ({self.say('since {at}', at=self.instant(trouble.since))})" if trouble.since else ""
        known = recognise(trouble.sentence)
        said = self.say(known[0], what=known[1]) if known else clip(visible(trouble.sentence), 160)
        return f"{name(trouble.name)}{since}: {said}"

    def silence(self, silent: Sequence[Trouble]) -> str:
        names = [
            f"{name(each.name)} ({self.say('since {at}', at=self.short_day(each.since))})"
            if each.since
            else name(each.name)
            for each in silent[:MOST_SILENT]
        ]
        more = f" {self.count('and {n} more', len(silent) - len(names))}" if len(silent) > len(names) else ""
        return f"{self.say('Silent')}: {', '.join(names)}{more}."

    def _format(self, at: datetime, pattern: str) -> str:
        return format_datetime(at, pattern, tzinfo=self.timezone, locale=self.language)


@cache
def load(language: str) -> tuple[Mapping[str, tuple[str, ...]], Callable[[int], int]]:
    """The catalogue as singular -> forms, and the rule that chooses a form."""
    catalogue = read_po((PLACE / language / "watcher.po").read_text("utf-8").splitlines(), locale=language)
    entries = {}
    for message in catalogue:
        if message.id and message.string:
            key = message.id if isinstance(message.id, str) else message.id[0]
            entries[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return entries, gettext.c2py(str(catalogue.plural_expr))


def speak(language: str, timezone: ZoneInfo) -> Words:
    """The words of a language; English for one that has no catalogue."""
    known = language if language in LANGUAGES else "en"
    entries, choose = load(known)
    return Words(known, timezone, entries, choose)
