"""What came of a row, and the sentences that say where it is not what the table wants."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from tests.collect.hostile.rows import CLASSES, Row
from tests.collect.hostile.stage import Stage
from watcher import store
from watcher.compose import digest
from watcher.compose.render import Renderer
from watcher.model import Change, Coverage, FeedState, Message, OtherItem, Revision
from watcher.settings import DigestList, Topic

TOPIC = Topic("alles", "*", "Alles")
LIST = DigestList("alle", ("desk@example.org",))
DAY = datetime(2026, 1, 5, tzinfo=UTC)

OPENING = re.compile(r'<(?P<element>\w+) class="(?P<name>[\w-]+)[\w -]*" style="[^"<>]*">')
OURS = {
    (found[1], found[2])
    for template in (resources.files("watcher") / "compose" / "templates").iterdir()
    for found in re.finditer(r'<(\w+) class="([\w-]+)', template.read_text(encoding="utf-8"))
}


@dataclass
class Seen:
    """All that the store holds of one row's feed, and all that was asked for it."""

    state: FeedState | None = None
    revisions: list[Revision] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    others: list[OtherItem] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)

    @property
    def items(self) -> int:
        return len({each.item for each in self.revisions})

    @property
    def error(self) -> str:
        return (self.state.error if self.state else None) or ""

    @property
    def texts(self) -> str:
        latest = {each.item: each for each in self.revisions}
        return "\n".join(f'"{r.title}" "{r.text}" "{r.guid}" "{r.url}"' for r in latest.values())


def look(stage: Stage, rows: Sequence[Row]) -> dict[str, Seen]:
    """By the row's name."""
    seen: dict[str, Seen] = defaultdict(Seen)
    feeds = {}
    with store.open(stage.store, readonly=True) as kept:
        for name, state in kept.feeds.states().items():
            seen[name].state = state
        for revision in kept.revisions.walk():
            seen[revision.feed].revisions.append(revision)
            feeds[revision.item] = revision.feed
        for change in kept.claims.changes():
            seen[feeds[change.item]].changes.append(change)
        for other in kept.claims.others():
            seen[feeds[other.item]].others.append(other)
    by_path = defaultdict(list)
    for hit in stage.hits():
        by_path[hit["path"]].append(hit)
    for row in rows:
        seen[row.name].asked = by_path[row.path.partition("?")[0]]
    return seen


def render(seen: Seen) -> Message:
    """The digest of this row's feed alone, by the code that renders the real ones."""
    built = digest.build(LIST, [TOPIC], seen.changes, seen.others, Coverage(DAY, DAY), date(2026, 1, 5))
    return Renderer("de", ZoneInfo("Europe/Berlin")).digest(built, "desk@example.org", "watcher@localhost", DAY)


def judge(row: Row, seen: Seen, places: dict[str, str]) -> Iterator[str]:
    """Every deviation in a sentence. `places`: what all rows share (log, database)."""
    yield from _judge_page(row, seen) if row.is_page else _judge_outcome(row, seen)
    yield from _judge_details(row, seen)
    yield from _judge_places(row, seen, places)


def _judge_outcome(row: Row, seen: Seen) -> Iterator[str]:
    want = row.expect["outcome"]
    low, high = _range(row.expect["items"])
    if seen.state is None:
        yield "was never checked"
        return
    failed = bool(seen.state.failures)
    kept = low <= seen.items <= high
    if want == "ok" and row.path == "/status/dies-later":
        failed = False  # it ends in failure, and its items are what counts
    if want == "ok" and failed:
        yield f"failed: {seen.error}"
    if want == "ok" and not kept:
        yield f"has {seen.items} items, not {low} to {high}"
    if want == "error" and not failed and "flagged" not in row.expect:
        yield f"did not fail, and has {seen.items} items"
    if want == "error" and not kept:
        yield f"failed, but has {seen.items} items"
    if (failed or "flagged" in row.expect) and want != "ok" and not _is_class(row.expect, seen.error):
        yield f"is of another class than {row.expect['error_class']}: {seen.error}"
    if want == "ok_or_error" and not failed and not kept:
        yield f"did not fail, but has {seen.items} items, not {low} to {high}"


def _judge_page(row: Row, seen: Seen) -> Iterator[str]:
    """A page's row is about the article: its text, or a remark that says why there is only the teaser."""
    if seen.items != 1 or (seen.state and seen.state.failures):
        yield f"the page's feed does not stand: {seen.error}"
        return
    has_text = any(each.text for each in seen.revisions)
    want = row.expect.get("page_text")
    if want is not None and want != has_text:
        yield f"page text: {has_text}: {seen.revisions[-1].text[:80]!r}"
    if row.expect["outcome"] == "error" and (has_text or not _is_class(row.expect, seen.error)):
        yield f"the page was read, or is of another class than {row.expect['error_class']}: {seen.error}"


def _judge_details(row: Row, seen: Seen) -> Iterator[str]:
    expect, state = row.expect, seen.state
    if state is None:
        return
    revisions = len(seen.revisions)
    if revisions > expect.get("max_revisions", revisions):
        yield f"made {revisions} revisions"
    if (first := expect.get("revisions_of_first")) and [r.number for r in seen.revisions].count(1):
        item = seen.revisions[0].item
        numbers = [each.number for each in seen.revisions if each.item == item]
        if len(numbers) != first:
            yield f"made {len(numbers)} revisions of its first item"
    if expect.get("must_store_validators") is False and (state.etag or state.last_modified or state.body_hash):
        yield "stored validators"
    if "stored_url_changes" in expect and bool(state.moved_to) != expect["stored_url_changes"]:
        yield f"moved to {state.moved_to}"
    if "flag" in expect and not seen.error:
        yield f"is not flagged {expect['flag']}"
    if len(seen.asked) > expect.get("max_requests", len(seen.asked)):
        yield f"was asked {len(seen.asked)} times"
    if expect.get("second_poll") == "304" and "if-none-match" not in seen.asked[1]["headers"]:
        yield "the second visit is not conditional"
    dated = any(each.published for each in seen.revisions)
    if expect.get("date_flag") == "parse" and not dated:
        yield "its date is not read"
    if expect.get("date_flag") in ("bad", "future") and dated:
        yield f"its date is taken: {seen.revisions[0].published}"
    yield from _judge_pace(expect, state)


def _judge_pace(expect: dict[str, Any], state: FeedState) -> Iterator[str]:
    assert state.due_at
    assert state.checked_at
    pause = (state.due_at - state.checked_at).total_seconds()
    low, high = expect.get("retry_after_s", (0, expect.get("max_interval_s", pause)))
    if not low <= pause <= max(high, 60):
        yield f"is asked again after {pause:.0f} s"


def _judge_places(row: Row, seen: Seen, places: dict[str, str]) -> Iterator[str]:
    mail = render(seen)
    body = mail.html.partition("</head>")[2]
    own = places | {
        "items": seen.texts,
        "digest_html": strip(body, places["template"]),
        "digest_text": mail.text,
        "digest_headers": "\n".join(f"{k}: {v}" for k, v in (("Subject", mail.subject), *mail.headers)),
        "requests": "\n".join(json.dumps(hit["headers"]) for hit in seen.asked),
    }
    if row.path != "/auth/basic":
        own["db"] = repr(seen.state) + own["items"]
    for rule in row.expect.get("must", ()):
        if not _find(rule["regex"], own[rule["where"]]):
            yield f"{rule['where']} lacks {rule['regex']!r}: {own[rule['where']][:200]!r}"
    for rule in row.expect.get("must_not", ()):
        if found := _find(rule["regex"], own.get(rule["where"], "")):
            yield f"{rule['where']} holds {own[rule['where']][max(0, found.start() - 20) : found.end() + 40]!r}"
    if (word := row.expect.get("digest_contains")) and word not in mail.text:
        yield f"the digest lacks {word!r}"


def strip(html: str, template: str) -> str:
    """The page without the tags and styles of ours: what a row has put into it."""
    html = "".join(piece for piece in re.split(r"(<[^<>]*>)", html) if piece not in template)
    # An element of ours that no benign row has happened to show; which do depends on who answers first.
    html = OPENING.sub(lambda found: "" if (found["element"], found["name"]) in OURS else found[0], html)
    return re.sub(r' style="[^"<>]*"', lambda found: "" if found[0] in template else found[0], html)


def _find(regex: str, text: str) -> re.Match[str] | None:
    """The table writes its flag in the middle, which Python has stopped to read."""
    return re.search(regex.replace("(?m)", ""), text, re.MULTILINE if "(?m)" in regex else 0)


def _range(items: int | list[int]) -> tuple[int, int]:
    return (items, items) if isinstance(items, int) else (items[0], items[1])


def _is_class(expect: dict[str, Any], error: str) -> bool:
    wanted: list[str] = expect.get("error_class", [])
    return any(re.search(CLASSES[each], error) for each in wanted if each in CLASSES)
