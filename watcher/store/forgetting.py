"""Deleting texts: on request with all that was quoted from them, by age the full texts alone.

Facts are append only by trigger. SQLite's schema is transactional, so the triggers are gone only inside the
transaction that needs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from watcher.store.door import Door
from watcher.store.rows import as_list, stamp

FIND = "SELECT item FROM items WHERE item = :name UNION SELECT item FROM items WHERE feed = :name ORDER BY item"
OLD = """
SELECT i.item FROM items i WHERE last_seen_at < ? AND EXISTS (
  SELECT 1 FROM revisions r JOIN analyzed USING (sequence) WHERE r.item = i.item AND r.text <> ''
) LIMIT ?
"""
AT_ONCE = 500

TRIGGERS = (
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('revisions', 'messages')"
)
ITEMS = "(SELECT value FROM json_each(:items))"

TEXTS = (
    f"UPDATE revisions SET text = '', marks = '[]' WHERE item IN {ITEMS}",  # noqa: S608 - our own names
    f"DELETE FROM item_words WHERE rowid IN (SELECT id FROM items WHERE item IN {ITEMS})",  # noqa: S608
)
TITLES = (
    f"UPDATE revisions SET title = '' WHERE item IN {ITEMS}",  # noqa: S608
    f"UPDATE items SET title = '' WHERE item IN {ITEMS}",  # noqa: S608
)
# Offsets stay, words go.
BLANK = """json_set({0}, '$.mention.statement', '', '$.mention.attribution', NULL,
  '$.mention.quantities', json('[]'), '$.mention.propositions', json('[]'), '$.mention.entities', json('[]'))"""
QUOTES = (
    f"UPDATE mentions SET evidence = {BLANK.format('evidence')} WHERE item IN {ITEMS}",  # noqa: S608
    *(
        f"UPDATE {table} SET {side} = {BLANK.format(side)} "  # noqa: S608
        f"WHERE json_extract({side}, '$.mention.item') IN {ITEMS}"
        for table in ("changes", "overturned")
        for side in ("before", "after")
    ),
    f"""DELETE FROM claim_words WHERE rowid IN (
      SELECT l.claim FROM mention_claims l JOIN mentions m ON m.id = l.mention WHERE m.item IN {ITEMS})""",  # noqa: S608
)
# Mails that were sent, and name one of the items by its link.
MAILS = f"""
UPDATE messages SET subject = '', text = '', html = '', attachments = '[]'
WHERE key IN (SELECT key FROM deliveries WHERE state = 'sent') AND EXISTS (
  SELECT 1 FROM revisions r WHERE r.item IN {ITEMS} AND r.url IS NOT NULL AND instr(messages.text, r.url)
)
"""  # noqa: S608


class Forgetting:
    """What is deleted is overwritten on the disk too; backups still hold it, as long as they are kept."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def find(self, name: str) -> tuple[str, ...]:
        """The item of that name, or all items of the feed."""
        return tuple(row[0] for row in self._door.rows(FIND, {"name": name}))

    def forget(self, items: Sequence[str]) -> None:
        """Titles, texts, and every quote from them, also in mails that were sent."""
        with self._erasing():
            for statement in (MAILS, *QUOTES, *TEXTS, *TITLES):
                self._door.run(statement, {"items": as_list(items)})

    def thin(self, before: datetime) -> int:
        """Drop the analysed texts of items last seen before then; titles and quotes stay. How many items."""
        rows = self._door.rows(OLD, [stamp(before), AT_ONCE])
        items = [row[0] for row in rows]
        if items:
            with self._erasing():
                for statement in TEXTS:
                    self._door.run(statement, {"items": as_list(items)})
        return len(items)

    @contextmanager
    def _erasing(self) -> Iterator[None]:
        self._door.run("PRAGMA secure_delete = ON")
        with self._door.write():
            triggers = self._door.rows(TRIGGERS)
            for name, _ in triggers:
                self._door.run(f"DROP TRIGGER {name}")
            yield
            for _, sql in triggers:
                self._door.run(sql)
        self._door.rows("PRAGMA wal_checkpoint(TRUNCATE)")
