"""An outlet: how it treats its published texts, and the state of its feeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from watcher.compose.kinds import Kind, kind_of
from watcher.compose.redline import Pieces, compare
from watcher.compose.safe import visible
from watcher.model import Change
from watcher.records import Record, time_text
from watcher.store.overview import Edited
from watcher.store.rows import moment
from watcher.web.bars import bars
from watcher.web.faults import Missing
from watcher.web.pages.feeds import Habits, habits, look
from watcher.web.visit import Visit
from watcher.web.words import Dates

SHOWN = 25  # edits with their wordings
MONTHS = 12
OPENLY, SILENTLY = "edited", "silent"


@dataclass(frozen=True, slots=True)
class Edit:
    """A text that was changed, and what that did to its claims: each with old and new wording."""

    edited: Edited
    at: datetime
    changes: tuple[tuple[Kind, Change, Pieces, Pieces], ...]


def read(visit: Visit, name: str) -> dict[str, Any]:
    """Raises Missing for an outlet that nothing is known of."""
    visit.board.look(visit.store)
    tallies = [each for each in visit.board.tallies if each.outlet == name]
    feeds = [each for each in visit.config.feeds if each.outlet == name]
    if not tallies and not feeds:
        raise Missing(visit.words.say("There is no outlet of this name."))
    states = visit.store.feeds.states()
    edits = tuple(each for each in visit.board.edits if each.outlet == name)
    counted, months = habits(tallies, edits), by_month(edits, visit.dates)
    return {
        "outlet": name,
        "feeds": [look(visit, each, states.get(each.name), tallies) for each in feeds],
        "habits": counted[0] if counted else Habits(name, 0, 0, 0, 0),
        "months": months,
        "bars": bars([counts for _, counts in months], (SILENTLY, OPENLY)),
        "edits": [show(visit, each) for each in edits[:SHOWN]],
        "cut": len(edits[SHOWN:]),
        "records": lambda: [record(each) for each in edits],
    }


def by_month(edits: Iterable[Edited], dates: Dates) -> list[tuple[date, Counter[str]]]:
    """The twelve months up to the last edit: how many texts it changed openly and silently."""
    counts: dict[date, Counter[str]] = {}
    for each in edits:
        month = dates.local(moment(each.at)).date().replace(day=1)
        counts.setdefault(month, Counter())[SILENTLY if each.silent else OPENLY] += 1
    if not counts:
        return []
    last = max(counts)
    return [(month, counts.get(month, Counter())) for month in year_up_to(last)]


def year_up_to(last: date) -> list[date]:
    """First days of months."""
    numbers = range(last.year * 12 + last.month - MONTHS, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def show(visit: Visit, edited: Edited) -> Edit:
    names = [each.name for each in visit.config.topics]
    changes = visit.store.reading.edits_of(edited.item, names)
    own = [each for each in changes if each.axis == "edit" and each.revision == edited.revision]
    return Edit(edited, moment(edited.at), tuple(_lay_beside(own)))


def _lay_beside(changes: Sequence[Change]) -> Iterable[tuple[Kind, Change, Pieces, Pieces]]:
    for each in changes:
        before = visible(each.before.mention.statement) if each.before else ""
        after = visible(each.after.mention.statement) if each.after else ""
        yield kind_of(each), each, *compare(before, after)


def record(edited: Edited) -> Record:
    return {
        "item": edited.item,
        "revision": edited.revision,
        "outlet": edited.outlet,
        "title": edited.title,
        "at": time_text(moment(edited.at)),
        "silent": edited.silent,
    }
