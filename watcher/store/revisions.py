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
VALUES (:item, :feed, :guid, :url, :title, :outlet, :entry_hash, :seen_at, :seen_at, :number)
ON CONFLICT (item) DO UPDATE SET
  guid = coalesce(excluded.guid, guid), url = coalesce(excluded.url, url), title = excluded.title,
  outlet = excluded.outlet, entry_hash = excluded.entry_hash, revisions = excluded.revisions,
  first_seen_at = min(first_seen_at, excluded.first_seen_at),
  last_seen_at = max(last_seen_at, excluded.last_seen_at)
"""

SAVE_REVISION = """
INSERT INTO revisions (item, number, feed, outlet, title, text, seen_at, cause, guid, url, published, updated,
  language, hash, entry_hash, cosmetic, marks, agencies)
VALUES (:item, :number, :feed, :outlet, :title, :text, :seen_at, :cause, :guid, :url, :published, :updated,
  :language, :hash, :entry_hash, :cosmetic, :marks, :agencies)
RETURNING sequence
"""

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
        keys = {"feed": feed, "guids": as_list(guids), "urls": as_list(urls), "hashes": as_list(hashes)}
        return tuple(Known(*row) for row in self._door.rows(KNOWN, keys))

    def recent(self, feed: str, most: int) -> tuple[Revision, ...]:
        """The latest revisions of the feed's last items, from old to new."""
        return tuple(unpack(row) for row in self._door.rows(RECENT, [feed, most]))

    def add(self, revisions: Sequence[Revision]) -> tuple[Revision, ...]:
        """Store them, new items included, and give them as stored.

        Number 0 means the item's next one, left out when it says what the latest says but for white space.
        """
        with self._door.write():
            return tuple(filter(None, map(self._add, revisions)))

    def _add(self, revision: Revision) -> Revision | None:
        if revision.number == 0:
            latest = self.latest(revision.item)
            if latest and fold(latest) == fold(revision):
                self.confirm([revision.item], revision.seen_at)
                return None
            revision = replace(revision, number=latest.number + 1 if latest else 1)
        columns = pack(revision)
        self._door.run(SAVE_ITEM, columns)
        sequence = self._door.value(SAVE_REVISION, columns)
        self._door.run("INSERT INTO pending VALUES (?)", [sequence])
        return revision

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


def pack(revision: Revision) -> dict[str, object]:
    columns = {name: getattr(revision, name) for name in Revision.__slots__}
    return columns | {
        "seen_at": stamp(revision.seen_at),
        "published": stamp(revision.published),
        "updated": stamp(revision.updated),
        "marks": as_json([[mark.kind, mark.start, mark.end] for mark in revision.marks]),
        "agencies": as_json(revision.agencies),
    }


def unpack(row: sqlite3.Row) -> Revision:
    columns = dict(row)
    del columns["sequence"]
    parts = {
        "seen_at": moment(row["seen_at"]),
        "published": moment(row["published"]),
        "updated": moment(row["updated"]),
        "cosmetic": bool(row["cosmetic"]),
        "marks": tuple(Mark(*mark) for mark in json.loads(row["marks"])),
        "agencies": tuple(json.loads(row["agencies"])),
    }
    return Revision(**(columns | parts))


def unpack_item(row: sqlite3.Row) -> Item:
    columns = {name: row[name] for name in Item.__slots__}
    times = {name: moment(row[name]) for name in ("first_seen_at", "last_seen_at")}
    return Item(**(columns | times))
