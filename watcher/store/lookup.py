"""Searching for the pages: filtered, bounded, and finding a compound by its parts (Wärmepumpe by pumpe).

Of a word that half the store holds, only the newest items are ranked: ranking 100,000 takes half a second.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from watcher.store.door import Door
from watcher.store.evidence import unpack_evidence
from watcher.store.rows import moment
from watcher.store.search import ASKED, WORD, Found, fold

RANKED = 1_000  # the newest hits, of which the best are shown
MOST_WORDS = 8
MOST_FORMS = 24  # compounds of one word

VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.{0}_vocabulary USING fts5vocab(main, {0}_words, 'row')"

ITEMS = """
SELECT i.item, i.title, r.text, i.outlet, i.url, i.last_seen_at, i.first_seen_at FROM (
  SELECT w.rowid AS id, bm25(item_words, 3.0, 1.0) AS score FROM item_words w JOIN items f ON f.id = w.rowid
  WHERE item_words MATCH :match AND (:outlet = '' OR f.outlet = :outlet)
    AND (:since IS NULL OR f.first_seen_at >= :since) AND (:until IS NULL OR f.first_seen_at < :until)
    AND (:topic = '' OR EXISTS (SELECT 1 FROM matches m WHERE m.topic = :topic AND m.item = f.item))
  ORDER BY w.rowid DESC LIMIT :ranked
) AS best JOIN items i ON i.id = best.id JOIN revisions r ON r.item = i.item AND r.number = i.revisions
ORDER BY score, i.id DESC LIMIT :most OFFSET :skip
"""

CLAIMS = """
SELECT c.id, c.topic, c.number, c.last_seen_at FROM (
  SELECT w.rowid AS number, bm25(claim_words) AS score FROM claim_words w JOIN claims f ON f.number = w.rowid
  WHERE claim_words MATCH :match AND (:topic = '' OR f.topic = :topic)
    AND (:since IS NULL OR f.last_seen_at >= :since) AND (:until IS NULL OR f.first_seen_at < :until)
  ORDER BY w.rowid DESC LIMIT :ranked
) AS best JOIN claims c USING (number) ORDER BY score, c.number DESC LIMIT :most OFFSET :skip
"""

FIRST = """
SELECT m.evidence FROM mention_claims l JOIN mentions m ON m.id = l.mention WHERE l.claim = ?
ORDER BY l.seen_at DESC, l.mention DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`match`: of `compile`; "" means any outlet or topic; times as stored. `most`: of each kind."""

    match: str
    topic: str = ""
    outlet: str = ""
    since: str | None = None
    until: str | None = None
    most: int = 20
    skip: int = 0

    @property
    def values(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in Wanted.__slots__} | {"ranked": RANKED}


class Lookup:
    """Reads the index as it is; the daemon and `watcher serve` bring it up to date."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def vocabulary(self) -> str:
        """Every word of the index between line ends, for `compile`."""
        words: set[str] = set()
        for name in ("item", "claim"):
            self._door.run(VOCABULARY.format(name))
            words.update(row[0] for row in self._door.rows(f"SELECT term FROM temp.{name}_vocabulary"))  # noqa: S608
        return "\n" + "\n".join(sorted(words)) + "\n"

    def mark(self) -> int:
        """How far the index goes."""
        return int(self._door.value("SELECT coalesce(sum(mark), 0) FROM indexed"))

    def items(self, wanted: Wanted) -> tuple[Found, ...]:
        rows = self._door.rows(ITEMS, wanted.values)
        return tuple(
            Found("item", row[0], row[1], row[2], row[3], row[4], moment(row["first_seen_at"])) for row in rows
        )

    def claims(self, wanted: Wanted) -> tuple[tuple[str, Found], ...]:
        """Each with its topic; the excerpt is the latest wording."""
        rows = self._door.rows(CLAIMS, wanted.values)
        return tuple((row["topic"], found) for row in rows if (found := self._first(row)))

    def _first(self, row: sqlite3.Row) -> Found | None:
        text = self._door.value(FIRST, [row["number"]])
        if text is None:
            return None
        latest = unpack_evidence(text)
        statement = latest.mention.statement
        return Found("claim", row["id"], row["topic"], statement, latest.outlet, latest.url, latest.seen_at)


def compile(query: str, vocabulary: str = "") -> tuple[str, tuple[str, ...]]:
    """What a person typed, as an FTS5 expression in which nothing is syntax; and the words to highlight."""
    parts: list[str] = []
    shown: list[str] = []
    for phrase, word in ASKED.findall(fold(query))[:MOST_WORDS]:
        words = WORD.findall(phrase or word)
        if not words:
            continue
        shown.extend(words)
        parts.append(_part(words, vocabulary, begins=word.endswith("*")))
    return " AND ".join(parts), tuple(shown)


def _part(words: Sequence[str], vocabulary: str, *, begins: bool) -> str:
    whole = f'"{" ".join(words)}"'
    if len(words) > 1:
        return whole
    if begins:
        return f"{whole}*" if len(words[0]) > 1 else whole
    forms = "".join(f' OR "{form}"' for form in compounds(words[0], vocabulary))
    return f"({whole}{forms})" if forms else whole


def compounds(word: str, vocabulary: str) -> list[str]:
    """Words of the index that end in this one, inflected or not, or begin with it; the shortest first."""
    if len(word) < 4 or not word.isalpha():
        return []
    ending = re.compile(rf"\n([^\n]*{word}(?:e|n|en|er|es|s)?)(?=\n)")
    beginning = re.compile(rf"\n({word}[^\n]*)(?=\n)")
    found = {*ending.findall(vocabulary), *beginning.findall(vocabulary)} - {word}
    return sorted(found, key=lambda each: (len(each), each))[:MOST_FORMS]
