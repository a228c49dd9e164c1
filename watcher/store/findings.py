"""Saving what analysis derived from one revision; found again, it keeps its place.

The functions run inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from watcher.errors import StoreError
from watcher.model import Cause, Change, Evidence, Findings, Match, Revision, Trace
from watcher.store.door import Door
from watcher.store.evidence import pack_evidence, unpack_evidence
from watcher.store.rows import as_json, as_list, pack_shingles, pack_spans, stamp

FIND_POSITION = "SELECT position, cause FROM positions WHERE key = ?"

SAVE_CLAIM = """
INSERT INTO claims (topic, id, first_seen_at, last_seen_at) VALUES (:topic, :id, :at, :at)
ON CONFLICT (topic, id) DO UPDATE SET
  first_seen_at = min(first_seen_at, excluded.first_seen_at),
  last_seen_at = max(last_seen_at, excluded.last_seen_at)
RETURNING number
"""

SAVE_TERMS = """
INSERT OR IGNORE INTO claim_terms (term, claim)
SELECT number, :claim FROM terms WHERE topic = :topic AND term IN (SELECT value FROM json_each(:terms))
"""

SAVE_CHANGE = """
INSERT INTO changes (position, topic, claim, type, axis, cause, at, item, revision, before, after, reason,
  origins, mentions)
VALUES (:position, :topic, :claim, :type, :axis, :cause, :at, :item, :revision, :before, :after, :reason,
  :origins, :mentions)
ON CONFLICT (position) DO NOTHING
"""

FOUND_AGAIN = "DELETE FROM overturned WHERE position = ?"
REFUSE = (
    "INSERT INTO overturned SELECT c.*, r.verdict FROM changes c JOIN rejected r ON r.claim = c.claim "
    "WHERE position = ?",
    "DELETE FROM changes WHERE position = ? AND claim IN (SELECT claim FROM rejected)",
)

CARRIED = """
SELECT DISTINCT c.claim, m.id FROM mentions m JOIN mention_claims c ON c.mention = m.id
WHERE m.topic = ? AND m.item = ? AND m.revision = ?
"""

# What was told and is found no more is kept, for the correction: of one revision by index, of a topic by a look
# at all changes, which would take 60 ms a revision where there are 100,000.
KEEP_TOLD, KEEP_ALL_TOLD = (
    f"""
INSERT OR IGNORE INTO overturned SELECT c.*, NULL FROM changes c
WHERE {chosen} AND EXISTS (SELECT 1 FROM told WHERE position = c.position)
"""  # noqa: S608 - our own conditions
    for chosen in ("topic = ? AND item = ? AND revision = ?", "(:topic IS NULL OR topic = :topic)")
)
CLEAR = tuple(
    f"DELETE FROM {table} WHERE topic = ? AND item = ? AND revision = ?"  # noqa: S608 - our own names
    for table in ("changes", "matches", "traces", "mentions")
)
DROP = tuple(
    f"DELETE FROM {table} WHERE :topic IS NULL OR topic = :topic"  # noqa: S608 - our own names
    for table in ("changes", "matches", "traces", "mentions", "claims", "terms")
)
FORGET_WORDS = """
DELETE FROM claim_words WHERE rowid IN (SELECT number FROM claims WHERE :topic IS NULL OR topic = :topic)
"""

PROPOSITIONS = """
SELECT m.topic, c.proposition, m.evidence FROM mention_claims c JOIN mentions m ON m.id = c.mention
WHERE c.claim = ?
"""

SPAN = """
UPDATE claims SET
  first_seen_at = (SELECT min(seen_at) FROM mention_claims WHERE claim = number),
  last_seen_at = (SELECT max(seen_at) FROM mention_claims WHERE claim = number)
WHERE number = ?
"""


def mark_analyzed(door: Door, revision: Revision, version: str) -> None:
    sequence = door.value(
        "SELECT sequence FROM revisions WHERE item = ? AND number = ?", [revision.item, revision.number]
    )
    if sequence is None:
        raise StoreError(
            f"{door.path} has no revision {revision.number} of {revision.item}; please report this"
        )
    door.run("DELETE FROM pending WHERE sequence = ?", [sequence])
    door.run("INSERT OR REPLACE INTO analyzed VALUES (?, ?)", [sequence, version])


def clear(door: Door, topics: Iterable[str], revision: Revision) -> set[int]:
    """Remove what these topics found in the revision before; gives the claims that may have lost evidence."""
    touched: set[int] = set()
    for topic in topics:
        key = [topic, revision.item, revision.number]
        touched.update(row[0] for row in door.rows(CARRIED, key))
        for statement in (KEEP_TOLD, *CLEAR):
            door.run(statement, key)
    return touched


def drop(door: Door, topic: str | None) -> None:
    for statement in (KEEP_ALL_TOLD, FORGET_WORDS, *DROP):
        door.run(statement, {"topic": topic})


def find_place(door: Door, key: str, cause: Cause, at: datetime) -> tuple[int, Cause]:
    """The position and cause under which it was found first: now, or long ago."""
    row = door.row(FIND_POSITION, [key])
    if row is None:
        door.run("INSERT INTO positions (key, cause, at) VALUES (?, ?, ?)", [key, cause, stamp(at)])
        row = door.row(FIND_POSITION, [key])
    assert row is not None
    return row["position"], row["cause"]


def save_match(door: Door, match: Match, revision: Revision) -> None:
    key = f"match|{match.topic}|{match.item}|{match.revision}"
    position, cause = find_place(door, key, revision.cause, revision.seen_at)
    door.run(
        "INSERT INTO matches (position, topic, item, revision, spans, at, cause) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            position,
            match.topic,
            match.item,
            match.revision,
            pack_spans(match.spans),
            stamp(revision.seen_at),
            cause,
        ],
    )


def save_findings(door: Door, findings: Findings) -> list[Change]:
    save_trace(door, findings.topic, findings.trace)
    mentions = [save_mention(door, findings, ordinal) for ordinal in range(len(findings.evidence))]
    claims: dict[str, int] = {}
    for link in findings.links:
        evidence = findings.evidence[link.mention]
        number = claims[link.claim] = save_claim(door, findings.topic, link.claim, evidence)
        door.run(
            "INSERT OR IGNORE INTO mention_claims (claim, seen_at, mention, proposition) VALUES (?, ?, ?, ?)",
            [number, stamp(evidence.seen_at), mentions[link.mention], link.proposition],
        )
        save_terms(door, findings.topic, number, evidence, link.proposition)
    saved = (save_change(door, change) for change in findings.changes)
    return [change for change in saved if change]


def save_trace(door: Door, topic: str, trace: Trace) -> None:
    door.run(
        "INSERT INTO traces (topic, item, revision, seen_at, origin, agencies, shingles) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            topic,
            trace.item,
            trace.revision,
            stamp(trace.seen_at),
            trace.origin,
            as_json(trace.agencies),
            pack_shingles(trace.shingles),
        ],
    )


def save_mention(door: Door, findings: Findings, ordinal: int) -> int:
    evidence = findings.evidence[ordinal]
    identity = [findings.topic, findings.item, findings.revision, ordinal]
    number = door.value(
        "INSERT INTO mentions (topic, item, revision, ordinal, seen_at, evidence) VALUES (?, ?, ?, ?, ?, ?) "
        "RETURNING id",
        [*identity, stamp(evidence.seen_at), pack_evidence(evidence)],
    )
    return int(number)


def save_claim(door: Door, topic: str, claim: str, evidence: Evidence) -> int:
    return int(door.value(SAVE_CLAIM, {"topic": topic, "id": claim, "at": stamp(evidence.seen_at)}))


def save_terms(door: Door, topic: str, claim: int, evidence: Evidence, proposition: int) -> None:
    cut = evidence.mention.propositions
    terms = cut[proposition].terms if proposition < len(cut) else ()
    door.run_many("INSERT OR IGNORE INTO terms (topic, term) VALUES (?, ?)", [(topic, term) for term in terms])
    door.run(SAVE_TERMS, {"topic": topic, "claim": claim, "terms": as_list(terms)})


def save_change(door: Door, change: Change) -> Change | None:
    """None when its key is there already: one statement may carry two claims, and is told once."""
    position, cause = find_place(door, change.key, change.cause, change.at)
    placed = replace(change, position=position, cause=cause)
    columns = {name: getattr(placed, name) for name in Change.__slots__} | {
        "at": stamp(change.at),
        "before": change.before and pack_evidence(change.before),
        "after": change.after and pack_evidence(change.after),
    }
    if not door.run(SAVE_CHANGE, columns):
        return None
    door.run(FOUND_AGAIN, [position])
    # Of what an editor said is no claim, nothing is told; it stays for when the verdict is undone.
    return None if all(door.run(each, [position]) for each in REFUSE) else placed


def mend(door: Door, claim: int) -> None:
    """A claim that lost evidence: without any it goes, else its terms are collected anew."""
    rows = door.rows(PROPOSITIONS, [claim])
    if not rows:
        door.run("DELETE FROM claims WHERE number = ?", [claim])
        return
    door.run("DELETE FROM claim_terms WHERE claim = ?", [claim])
    for topic, proposition, evidence in rows:
        save_terms(door, topic, claim, unpack_evidence(evidence), proposition)
    door.run(SPAN, [claim])
