"""A brief: a topic's ledger as one document, for whoever takes over the story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from watcher.compose.kinds import CORROBORATED, Kind, is_told, kind_of
from watcher.compose.safe import name, speaker, visible, web
from watcher.model import Change, Claim, Evidence
from watcher.records import claim_record
from watcher.store.catalog import Entry
from watcher.web import filters
from watcher.web.filters import Filter, begin, choice_of
from watcher.web.pages.topic import fetch
from watcher.web.reasons import explain
from watcher.web.visit import Visit

MOST = 60  # claims; a brief that nobody reads to its end helps nobody
MOST_CHANGES = 6  # of a claim, the latest
MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#+|~!-])")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A claim with what became of it since."""

    entry: Entry
    claim: Claim
    title: str
    changes: tuple[tuple[Kind, Change], ...]


def read(visit: Visit, name: str) -> dict[str, Any]:
    """By weight; of the period asked for, or from the beginning. Raises Missing."""
    topic = visit.topic(name)
    since = filters.take_day(visit.asked, "since")
    visit.board.look(visit.store)
    zone = visit.config.timezone
    chosen = choice_of(name, Filter(since=since), zone)
    start = begin(since, zone) if since else datetime.min.replace(tzinfo=UTC)
    rows = fetch(visit, visit.board.catalog.find(chosen, "weight", MOST))
    changes = visit.store.reading.changes_of(name, [row.claim.id for row in rows])
    chapters = [
        Chapter(row.entry, row.claim, row.title, pick(changes.get(row.claim.id, ()), start)) for row in rows
    ]
    return {
        "topic": topic,
        "since": since,
        "chapters": chapters,
        "cut": visit.board.catalog.count(chosen) - len(rows),
        "visit": visit,
        "records": lambda: [claim_record(each.claim) for each in chapters],
    }


def pick(changes: Iterable[Change], since: datetime) -> tuple[tuple[Kind, Change], ...]:
    """What a reader must know: no copies, no other attributions."""
    told = [(kind_of(each), each) for each in changes if is_told(each) and each.at >= since]
    kept = [pair for pair in told if pair[0].rank < CORROBORATED.rank and pair[1].before]
    return tuple(kept[-MOST_CHANGES:])


def write(values: dict[str, Any]) -> bytes:
    """As Markdown; nothing that a feed said is markup in it."""
    visit: Visit = values["visit"]
    words, dates = visit.words, visit.dates
    since = f" · {words.say('Since {at}', at=dates.day(values['since']))}" if values["since"] else ""
    lines = [f"# {plain(values['topic'].title)}", "", f"{dates.moment(visit.now)}{since}", ""]
    for chapter in values["chapters"]:
        lines += [*_write(chapter, visit), ""]
    if values["cut"]:
        lines.append(words.count("… and {n} more claim", values["cut"]))
    return "\n".join([*lines, words.say("All quotes are verbatim from stored revisions."), ""]).encode()


def _write(chapter: Chapter, visit: Visit) -> Iterator[str]:
    words = visit.words
    entry = chapter.entry
    origins = words.count("{n} independent source", entry.origins)
    yield f"## {plain(words.quote(chapter.title))}"
    yield ""
    yield f"{words.say(f'stand: {entry.standing}')} · {origins} · {plain(', '.join(entry.outlets[:6]))}"
    yield ""
    for kind, change in chapter.changes:
        yield f"- {kind.sign} {words.say(f'kind: {kind.name}')}: {plain(explain(change, words))}"
        for side in (change.before, change.after):
            if side:
                yield f"  - {cite(side, visit)}"
    yield f"- {cite(chapter.claim.latest, visit)}"


def cite(evidence: Evidence, visit: Visit) -> str:
    """The wording, who says so, where and when."""
    source = evidence.mention.attribution
    said = plain(visit.words.quote(visible(evidence.mention.statement)))
    who = f", {plain(said_by)}" if source and (said_by := speaker(source.text)) else ""
    where = plain(name(evidence.outlet))
    address = web(evidence.url)
    linked = f"[{where}]({address.replace('(', '%28').replace(')', '%29')})" if address else where
    return f"{said} ({linked}{who}, {visit.dates.moment(evidence.seen_at)})"


def plain(text: str) -> str:
    """Markdown that shows as the text."""
    return MARKDOWN.sub(r"\\\1", visible(text))
