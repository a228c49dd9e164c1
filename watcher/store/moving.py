"""Moving mentions from one claim to another, and setting aside the changes that a verdict overturns.

The functions run inside the caller's transaction. A change that is set aside keeps its position: found or
restored again it is no news, and what was told of it can be corrected.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from watcher.model import Change, Evidence, hash_wording, number_claim
from watcher.store import findings
from watcher.store.door import Door
from watcher.store.evidence import unpack_evidence
from watcher.store.news import unpack_change
from watcher.store.rows import as_list, stamp

Spot = tuple[str, int, str, int, int]

OF_CLAIM = """
SELECT c.topic, c.id AS claim, l.mention, l.proposition, m.evidence
FROM claims c JOIN mention_claims l ON l.claim = c.number JOIN mentions m ON m.id = l.mention
WHERE c.topic = ? AND c.id = ? ORDER BY l.seen_at, l.mention, l.proposition
"""

OF_REVISION = """
SELECT c.topic, c.id AS claim, l.mention, l.proposition, m.evidence
FROM mentions m JOIN mention_claims l ON l.mention = m.id JOIN claims c ON c.number = l.claim
WHERE m.topic = ? AND m.item = ? AND m.revision = ? ORDER BY l.mention, l.proposition
"""

JOIN = """
INSERT OR IGNORE INTO mention_claims (claim, seen_at, mention, proposition) VALUES (?, ?, ?, ?)
"""
LEAVE = """
DELETE FROM mention_claims WHERE mention = ? AND proposition = ?
  AND claim = (SELECT number FROM claims WHERE topic = ? AND id = ?)
"""

SET_ASIDE = (
    "INSERT OR REPLACE INTO overturned SELECT *, :verdict FROM changes "
    "WHERE position IN (SELECT value FROM json_each(:positions))",
    "DELETE FROM changes WHERE position IN (SELECT value FROM json_each(:positions))",
)
PUT_BACK = (
    "INSERT OR IGNORE INTO changes SELECT position, topic, claim, type, axis, cause, at, item, revision, "
    "before, after, reason, origins, mentions FROM overturned WHERE verdict = :verdict",
    "DELETE FROM overturned WHERE verdict = :verdict",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A proposition of a mention where it lies in the ledger; `mention` is its row."""

    topic: str
    claim: str
    mention: int
    proposition: int
    evidence: Evidence

    @property
    def number(self) -> str:
        """The mention's number, m…; a claim that begins with it has the same after its c."""
        return "m" + number_claim(self.topic, self.evidence.mention, self.proposition)[1:]

    @property
    def spot(self) -> Spot:
        m = self.evidence.mention
        return m.item, m.revision, m.where, m.start, m.end

    @property
    def key(self) -> tuple[str, int, int, int]:
        """Within its revision."""
        return (*self.spot[2:], self.proposition)

    @property
    def said(self) -> str:
        return hash_wording(self.evidence.mention.statement)

    @property
    def run(self) -> tuple[str, str, str]:
        """The same for a wording that later revisions of an item repeat."""
        mention = self.evidence.mention
        return mention.item, mention.where, self.said


def find_places(door: Door, topic: str, claim: str) -> tuple[Place, ...]:
    """All of the claim, from old to new."""
    return tuple(_unpack(row) for row in door.rows(OF_CLAIM, [topic, claim]))


def find_carried(door: Door, topic: str, item: str, revision: int) -> tuple[Place, ...]:
    """All of the item's revision, in the order of its mentions."""
    return tuple(_unpack(row) for row in door.rows(OF_REVISION, [topic, item, revision]))


def _unpack(row: Sequence[object]) -> Place:
    topic, claim, mention, proposition, evidence = row
    return Place(
        str(topic), str(claim), int(str(mention)), int(str(proposition)), unpack_evidence(str(evidence))
    )


def move(door: Door, moves: Collection[tuple[Place, Sequence[str]]]) -> None:
    """Each to its new claims; a claim that loses all it had goes, and changes follow the mention they show."""
    routes: dict[tuple[str, str, str], set[Spot]] = {}
    touched: set[tuple[str, str]] = set()
    for place, targets in moves:
        if set(targets) == {place.claim}:
            continue
        for target in targets:
            number = findings.save_claim(door, place.topic, target, place.evidence)
            door.run(JOIN, [number, stamp(place.evidence.seen_at), place.mention, place.proposition])
        if place.claim not in targets:
            door.run(LEAVE, [place.mention, place.proposition, place.topic, place.claim])
            routes.setdefault((place.topic, place.claim, targets[0]), set()).add(place.spot)
        touched |= {(place.topic, claim) for claim in (place.claim, *targets)}
    for (topic, source, target), spots in routes.items():
        _relabel(door, topic, (source, target), spots)
    for topic, claim in touched:
        for (number,) in door.rows("SELECT number FROM claims WHERE topic = ? AND id = ?", [topic, claim]):
            findings.mend(door, number)


def _relabel(door: Door, topic: str, route: tuple[str, str], spots: Collection[Spot]) -> None:
    source, target = route
    for table in ("changes", "overturned"):
        mine = [each.position for each in find_changes(door, topic, source, table) if spot_of(each) in spots]
        sql = f"UPDATE {table} SET claim = ? WHERE position IN (SELECT value FROM json_each(?))"  # noqa: S608
        door.run(sql, [target, as_list(mine)])


def find_changes(door: Door, topic: str, claim: str, table: str = "changes") -> list[Change]:
    sql = f"SELECT * FROM {table} WHERE claim = ? AND topic = ? ORDER BY at, position"  # noqa: S608
    return [unpack_change(row) for row in door.rows(sql, [claim, topic])]


def spot_of(change: Change) -> Spot:
    """Of the mention that the change shows."""
    side = change.after or change.before
    assert side is not None, f"{change.key} has neither side"
    return spot_of_side(side)


def spot_of_side(side: Evidence) -> Spot:
    return side.mention.item, side.mention.revision, side.mention.where, side.mention.start, side.mention.end


def find_repeated(door: Door, topic: str, claim: str) -> list[int]:
    """Of two claims that became one, only the older was new."""
    news = [c for c in find_changes(door, topic, claim) if c.type == "new" and c.axis == "story"]
    return [each.position or 0 for each in news[1:]]


def find_crossing(door: Door, topic: str, claims: Iterable[str], parts: dict[Spot, str]) -> list[int]:
    """Changes of the story between mentions that are now apart; `parts`: spot -> its claim since.

    An outlet that edited its own text did so, whatever claims its wordings are part of.
    """
    found = (each for claim in claims for each in find_changes(door, topic, claim) if each.axis == "story")
    return [
        each.position or 0
        for each in found
        if len(
            {
                parts[spot]
                for side in (each.before, each.after)
                if side and (spot := spot_of_side(side)) in parts
            }
        )
        > 1
    ]


def set_aside(door: Door, verdict: int, positions: Iterable[int]) -> None:
    for statement in SET_ASIDE:
        door.run(statement, _named(statement, {"verdict": verdict, "positions": as_list(positions)}))


def put_back(door: Door, verdict: int) -> None:
    """What the verdict alone had overturned."""
    for statement in PUT_BACK:
        door.run(statement, {"verdict": verdict})


def _named(statement: str, values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if f":{name}" in statement}
