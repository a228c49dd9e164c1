"""Items and what they said: revisions are added, never changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from watcher.errors import StoreError
from watcher.model import Item, Known, Mark, Revision
from watcher.store.door import Door
from watcher.store.rows import as_json, as_list, moment, stamp

NOBODY_LOOKED = "null"  # in the place of marks
PAGE = 500  # rows read at a time, so that a long walk holds neither memory nor a lock

KNOWN = """
SELECT i.item, i.guid, i.url, i.revisions, r.title, r.text, i.entry_hash
FROM items i JOIN revisions r ON r.item = i.item AND r.number = i.revisions
WHERE i.id IN (
  SELECT id FROM items WHERE feed = :feed AND guid IN (SELECT value FROM json_each(:guids))
  UNION SELECT id FROM items WHERE feed = :feed AND url IN (SELECT value FROM json_each(:urls))
  UNION SELECT id FROM items WHERE feed = :feed AND entry_hash IN (SELECT value FROM json_each(:hashes))
  -- a backfilled article's id may be its link
  UNION SELECT id FROM items WHERE item IN (SELECT value FROM json_each(:urls)) AND feed = :feed
)
ORDER BY i.id
"""

# The index holds feed and id: the items need not be read to be put in order.
RECENT = """
SELECT r.* FROM items i JOIN revisions r ON r.item = i.item AND r.number = i.revisions
WHERE i.id IN (SELECT id FROM items INDEXED BY items_guid WHERE feed = ? ORDER BY id DESC LIMIT ?)
ORDER BY i.id
"""

SAVE_ITEM = """
INSERT INTO items (item, feed, guid, url, title, outlet, entry_hash, first_seen_at, last_seen_at, revisions)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (item) DO UPDATE SET
  guid = coalesce(excluded.guid, guid), url = coalesce(excluded.url, url), title = excluded.title,
  outlet = excluded.outlet, entry_hash = excluded.entry_hash, revisions = excluded.revisions,
  first_seen_at = min(first_seen_at, excluded.first_seen_at),
  last_seen_at = max(last_seen_at, excluded.last_seen_at)
"""

SAVE_REVISION = """
INSERT INTO revisions (sequence, item, number, feed, outlet, title, text, seen_at, cause, guid, url, published,
  updated, language, hash, entry_hash, cosmetic, marks, agencies)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
LAST = "SELECT seq FROM sqlite_sequence WHERE name = 'revisions'"  # the number that AUTOINCREMENT gave out

# A parked revision waits until somebody clears it; it must not come back at the head of the queue.
PENDING = """
SELECT r.* FROM pending p JOIN revisions r USING (sequence)
WHERE NOT EXISTS (SELECT 1 FROM parked WHERE unit = 'revision ' || r.item || '#' || r.number)
ORDER BY p.sequence LIMIT ?
"""

WALK = "SELECT * FROM revisions WHERE sequence > ? ORDER BY sequence LIMIT ?"
WALK_ANALYZED = """
SELECT r.* FROM analyzed JOIN revisions r USING (sequence) WHERE sequence > ? ORDER BY sequence LIMIT ?
"""

CONFIRM = """
UPDATE items SET last_seen_at = :now
WHERE item IN (SELECT value FROM json_each(:items)) AND last_seen_at < :now
"""


class Revisions:
    """Items by their id, revisions by item and number."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def known(
        self, feed: str, guids: Iterable[str], urls: Iterable[str], hashes: Iterable[str]
    ) -> tuple[Known, ...]:
        """The feed's items that share a guid, a link or an entry hash, each with its latest revision."""
        if not self._door.rows("SELECT 1 FROM items WHERE feed = ? LIMIT 1", [feed]):
            return ()  # the feed's first document
        keys = {"feed": feed, "guids": as_list(guids), "urls": as_list(urls), "hashes": as_list(hashes)}
        return tuple(Known(*row) for row in self._door.rows(KNOWN, keys))

    def recent(self, feed: str, most: int) -> tuple[Revision, ...]:
        """The latest revisions of the feed's last items, from old to new."""
        return tuple(unpack(row) for row in self._door.rows(RECENT, [feed, most]))

    def add(self, revisions: Sequence[Revision], rules: str = "") -> tuple[Revision, ...]:
        """Store them, new items included, and give them as stored.

        Number 0 means the item's next one, left out when it says what the latest says but for white space.
        They wait to be analysed, but for unmarked ones if by these `rules` no topic matches those.
        """
        with self._door.together():
            if all(each.number for each in revisions):
                self._store(revisions, rules)
                return tuple(revisions)
            return tuple(filter(None, (self._add_next(each, rules) for each in revisions)))

    def _add_next(self, revision: Revision, rules: str) -> Revision | None:
        if revision.number == 0:
            latest = self.latest(revision.item)
            if latest and fold(latest) == fold(revision):
                self.confirm([revision.item], revision.seen_at)
                return None
            revision = replace(revision, number=latest.number + 1 if latest else 1)
        self._store([revision], rules)
        return revision

    def _store(self, revisions: Sequence[Revision], rules: str) -> None:
        self._door.run_many(SAVE_ITEM, map(pack_item, revisions))
        numbered = list(enumerate(revisions, (self._door.value(LAST) or 0) + 1))
        self._door.run_many(SAVE_REVISION, ((number, *pack(each)) for number, each in numbered))
        done = [(number, rules) for number, each in numbered if rules and each.unmarked]
        rest = [(number,) for number, each in numbered if not (rules and each.unmarked)]
        self._door.run_many("INSERT INTO analyzed VALUES (?, ?)", done)
        self._door.run_many("INSERT INTO pending VALUES (?)", rest)

    def confirm(self, items: Iterable[str], now: datetime) -> None:
        """They are still there."""
        self._door.run(CONFIRM, {"items": as_list(items), "now": stamp(now)})

    def rehash(self, item: str, entry_hash: str) -> None:
        """The entry looks different now and says the same."""
        self._door.run("UPDATE items SET entry_hash = ? WHERE item = ?", [entry_hash, item])

    def pending(self, most: int) -> tuple[Revision, ...]:
        """Not analysed yet and not parked (as `revision ITEM#NUMBER`), in the order they were stored."""
        return tuple(unpack(row) for row in self._door.rows(PENDING, [most]))

    def get(self, item: str, number: int) -> Revision:
        row = self._door.row("SELECT * FROM revisions WHERE item = ? AND number = ?", [item, number])
        if row is None:
            raise StoreError(
                f"{self._door.path} has no revision {number} of {item}; look with `watcher search`"
            )
        return unpack(row)

    def latest(self, item: str) -> Revision | None:
        row = self._door.row("SELECT * FROM revisions WHERE item = ? ORDER BY number DESC LIMIT 1", [item])
        return unpack(row) if row else None

    def history(self, item: str) -> tuple[Revision, ...]:
        """From old to new."""
        rows = self._door.rows("SELECT * FROM revisions WHERE item = ? ORDER BY number", [item])
        return tuple(unpack(row) for row in rows)

    def walk(self, *, analyzed: bool = False) -> Iterator[Revision]:
        """All (or all that have been analysed), in the order they were stored; others may write meanwhile."""
        last = 0
        while rows := self._door.rows(WALK_ANALYZED if analyzed else WALK, [last, PAGE]):
            yield from map(unpack, rows)
            last = rows[-1]["sequence"]

    def items(self) -> Iterator[Item]:
        """All, in the order they were first stored."""
        last = 0
        while rows := self._door.rows("SELECT * FROM items WHERE id > ? ORDER BY id LIMIT ?", [last, PAGE]):
            yield from map(unpack_item, rows)
            last = rows[-1]["id"]


def fold(revision: Revision) -> tuple[list[str], list[str]]:
    return revision.title.split(), revision.text.split()


def pack_item(revision: Revision) -> tuple[object, ...]:
    """In the order of SAVE_ITEM."""
    r, seen = revision, stamp(revision.seen_at)
    return (r.item, r.feed, r.guid, r.url, r.title, r.outlet, r.entry_hash, seen, seen, r.number)


def pack(revision: Revision) -> tuple[object, ...]:
    """In the order of SAVE_REVISION."""
    r = revision
    marks = NOBODY_LOOKED if r.unmarked else as_json([[mark.kind, mark.start, mark.end] for mark in r.marks])
    return (
        *(r.item, r.number, r.feed, r.outlet, r.title, r.text, stamp(r.seen_at), r.cause, r.guid, r.url),
        *(stamp(r.published), stamp(r.updated), r.language, r.hash, r.entry_hash, r.cosmetic),
        *(marks, as_json(r.agencies) if r.agencies else "[]"),
    )


def unpack(row: sqlite3.Row) -> Revision:
    columns = dict(row)
    del columns["sequence"]
    marks = json.loads(row["marks"])
    parts = {
        "seen_at": moment(row["seen_at"]),
        "published": moment(row["published"]),
        "updated": moment(row["updated"]),
        "cosmetic": bool(row["cosmetic"]),
        "marks": tuple(Mark(*mark) for mark in marks or ()),
        "unmarked": marks is None,
        "agencies": tuple(json.loads(row["agencies"])),
    }
    return Revision(**(columns | parts))


def unpack_item(row: sqlite3.Row) -> Item:
    columns = {name: row[name] for name in Item.__slots__}
    times = {name: moment(row[name]) for name in ("first_seen_at", "last_seen_at")}
    return Item(**(columns | times))
