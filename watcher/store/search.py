"""Full text over items and claims, with German folded: straße = strasse, Müller = mueller.

The index is filled after a pass, not when items arrive: a revision costs nothing for it on its way to a mail.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from watcher.store.door import Door
from watcher.store.evidence import unpack_evidence
from watcher.store.rows import moment

BATCH = 500
STEP = 25  # rows: some ten milliseconds, for which nobody else may write
AROUND = 100  # characters of the text shown on either side of the first word found
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
WORD = re.compile(r"\w+")
ASKED = re.compile(r'"([^"]*)"?|(\S+)')

UNINDEXED_ITEMS = """
SELECT r.sequence, i.id, n.title, n.text FROM revisions r
JOIN items i ON i.item = r.item JOIN revisions n ON n.item = i.item AND n.number = i.revisions
WHERE r.sequence > (SELECT mark FROM indexed WHERE what = 'revisions') ORDER BY r.sequence LIMIT ?
"""
UNINDEXED_CLAIMS = """
SELECT c.number, (
  SELECT m.evidence FROM mention_claims l JOIN mentions m ON m.id = l.mention WHERE l.claim = c.number
  ORDER BY l.seen_at, l.mention LIMIT 1
) AS evidence
FROM claims c WHERE c.number > (SELECT mark FROM indexed WHERE what = 'claims') ORDER BY c.number LIMIT ?
"""
BEHIND = """
SELECT (SELECT max(sequence) FROM revisions) > (SELECT mark FROM indexed WHERE what = 'revisions')
  OR (SELECT max(number) FROM claims) > (SELECT mark FROM indexed WHERE what = 'claims')
"""
FIND_ITEMS = """
SELECT i.item, i.title, r.text, i.outlet, i.url, r.seen_at FROM item_words w
JOIN items i ON i.id = w.rowid JOIN revisions r ON r.item = i.item AND r.number = i.revisions
WHERE item_words MATCH ? ORDER BY bm25(item_words, 3.0, 1.0), i.id DESC LIMIT ?
"""
FIND_CLAIMS = """
SELECT c.id, c.topic, (
  SELECT m.evidence FROM mention_claims l JOIN mentions m ON m.id = l.mention WHERE l.claim = c.number
  ORDER BY l.seen_at, l.mention LIMIT 1
) AS evidence
FROM claim_words w JOIN claims c ON c.number = w.rowid
WHERE claim_words MATCH ? AND evidence IS NOT NULL ORDER BY bm25(claim_words), c.number DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Found:
    """An item or claim that a search gave; `excerpt` is verbatim."""

    kind: Literal["item", "claim"]
    id: str
    title: str  # of the item, or the claim's topic
    excerpt: str
    outlet: str
    url: str | None
    seen_at: datetime


class Search:
    """Items by their latest title and text, claims by their first statement."""

    def __init__(self, door: Door, *, readonly: bool = False) -> None:
        self._door = door
        self._readonly = readonly

    def find(self, query: str, most: int) -> tuple[Found, ...]:
        """Items, then claims, best first, `most` of each. All words must occur; "…" a phrase, abc* a beginning.

        A read-only store finds what was indexed by the last `refresh`.
        """
        if not self._readonly:
            self.refresh()
        asked = translate(query)
        if not asked:
            return ()
        words = [word.rstrip("*") for word in fold(query).split()]
        items = (unpack_item(tuple(row), words) for row in self._door.rows(FIND_ITEMS, [asked, most]))
        claims = (unpack_claim(*row) for row in self._door.rows(FIND_CLAIMS, [asked, most]))
        return (*items, *claims)

    def refresh(self) -> None:
        """Index what came since the last time."""
        while self.step(BATCH):
            pass

    def step(self, most: int = STEP) -> bool:
        """Index a few rows; whether there may be more. Nothing is locked when there is nothing to do."""
        return bool(self._door.value(BEHIND) and (self._index_items(most) or self._index_claims(most)))

    def _index_items(self, most: int) -> int:
        with self._door.write():
            rows = self._door.rows(UNINDEXED_ITEMS, [most])
            words = [(row["id"], fold(row["title"]), fold(row["text"])) for row in rows]
            self._door.run_many(
                "INSERT OR REPLACE INTO item_words (rowid, title, text) VALUES (?, ?, ?)", words
            )
            self._mark("revisions", [row["sequence"] for row in rows])
        return len(rows)

    def _index_claims(self, most: int) -> int:
        with self._door.write():
            rows = self._door.rows(UNINDEXED_CLAIMS, [most])
            words = [(row["number"], fold(first_statement(row["evidence"]))) for row in rows if row["evidence"]]
            self._door.run_many("INSERT OR REPLACE INTO claim_words (rowid, statement) VALUES (?, ?)", words)
            self._mark("claims", [row["number"] for row in rows])
        return len(rows)

    def _mark(self, what: str, numbers: list[int]) -> None:
        if numbers:
            self._door.run("UPDATE indexed SET mark = ? WHERE what = ?", [max(numbers), what])


def fold(text: str) -> str:
    """Lower case, umlauts written out, other accents gone."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(GERMAN)
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def translate(query: str) -> str:
    """What a person typed as an FTS5 expression; each word quoted, so that nothing is syntax."""
    return " ".join(filter(None, (translate_part(*found.groups()) for found in ASKED.finditer(fold(query)))))


def translate_part(phrase: str | None, word: str | None) -> str:
    words = WORD.findall(phrase or word or "")
    star = "*" if word and word.endswith("*") else ""
    return f'"{" ".join(words)}"{star}' if words else ""


def first_statement(evidence: str) -> str:
    return unpack_evidence(evidence).mention.statement


def cut(text: str, words: list[str]) -> str:
    """The text around the first of the words, from and to a word's border."""
    for found in WORD.finditer(text):
        if any(fold(found.group()).startswith(word) for word in words):
            return _cut_between(text, max(0, found.start() - AROUND), found.end() + AROUND)
    return _cut_between(text, 0, 2 * AROUND)


def _cut_between(text: str, start: int, end: int) -> str:
    head, tail = text[start:end], text[end : end + 1].strip()
    if start and not text[start - 1].isspace():
        head = head.partition(" ")[2] or head
    return (head.rpartition(" ")[0] or head) if tail else head


def unpack_item(row: tuple[str, str, str, str, str | None, str], words: list[str]) -> Found:
    item, title, text, outlet, url, seen_at = row
    return Found("item", item, title, cut(text, words), outlet, url, moment(seen_at))


def unpack_claim(claim: str, topic: str, evidence: str) -> Found:
    first = unpack_evidence(evidence)
    return Found("claim", claim, topic, first.mention.statement, first.outlet, first.url, first.seen_at)
