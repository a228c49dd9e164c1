"""An editor's verdicts on what is one claim: append only, and undone only by another verdict.

A verdict names mentions by item, revision and span, because a claim's number is that of its first mention and
goes when rules that follow link that mention elsewhere. Whatever the rules find, a mention that was judged is
part of the claim that the last standing verdict on it names; `watcher reanalyze` asks for these pins too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from watcher.errors import VerdictError
from watcher.model import Evidence, Pin
from watcher.store import moving, resolving
from watcher.store.door import Door
from watcher.store.moving import Place
from watcher.store.resolving import Claimed
from watcher.store.rows import moment, stamp

SAVE = "INSERT INTO verdicts (kind, claim, other, at) VALUES (?, ?, ?, ?) RETURNING id"

SAVE_JUDGED = """
INSERT OR IGNORE INTO judged
  (verdict, topic, item, revision, place, "start", "end", proposition, said, was, claim)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

APART = """
SELECT claim, other FROM standing_verdicts v WHERE kind <> 'link' AND other IS NOT NULL
  AND EXISTS (SELECT 1 FROM judged WHERE verdict = v.id AND topic = ?)
"""

WALK = """
SELECT v.id, v.kind, v.claim, v.other, v.at,
  (SELECT min(u.at) FROM verdicts u WHERE u.kind = 'undo' AND u.other = CAST(v.id AS TEXT)) AS undone_at,
  (SELECT count(*) FROM judged j WHERE j.verdict = v.id AND j.was <> j.claim) AS moved
FROM verdicts v WHERE v.kind <> 'undo' AND (:claim IS NULL OR v.claim = :claim OR v.id IN (
  SELECT verdict FROM judged WHERE (was = :claim OR claim = :claim) AND was <> claim
)) ORDER BY v.id
"""

LATER = """
SELECT min(l.verdict) FROM judged j
JOIN judged l USING (topic, item, revision, place, "start", "end", proposition)
JOIN standing_verdicts v ON v.id = l.verdict WHERE j.verdict = :verdict AND l.verdict > :verdict
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind`: link, split, reject, mute, unmute. `other`: the claim linked or split off, or a mute's end.

    `moved`: how many mentions it put elsewhere; `undone_at`: None while it stands.
    """

    id: int
    kind: str
    claim: str
    other: str | None
    at: datetime
    undone_at: datetime | None
    moved: int


class Verdicts:
    """Raises VerdictError, a sentence, for what cannot be judged; then nothing was written."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def link(self, claim: str, other: str, now: datetime) -> Verdict:
        """They are one claim, which goes on under the first's number."""
        with self._door.write():
            (topic, kept), (elsewhere, gone) = self._demand(claim), self._demand(other)
            if kept == gone:
                raise VerdictError(
                    f"{claim} and {other} are one claim already; there is nothing to link", "same"
                )
            if topic != elsewhere:
                raise VerdictError(
                    f"{claim} belongs to the topic {topic} and {other} to {elsewhere}; link within one",
                    "topics",
                )
            places = [*self._places(topic, kept), *self._places(topic, gone)]
            verdict = self._record("link", (kept, gone), [(place, kept) for place in places], now)
            moving.set_aside(self._door, verdict, moving.find_repeated(self._door, topic, kept))
        return self._get(verdict)

    def split(self, claim: str, mentions: Sequence[str], now: datetime) -> Verdict:
        """These mentions, in every revision that repeats them, are a claim of their own."""
        with self._door.write():
            topic, whole = self._demand(claim)
            parts = part(self._places(topic, whole), mentions)
            if not (parts[0] and parts[1]):
                raise VerdictError(
                    f"these are all the mentions of {whole}; name those that are another claim", "all"
                )
            verdict, _ = self._separate("split", whole, parts, now)
        return self._get(verdict)

    def reject(self, claim: str, mentions: Sequence[str], now: datetime) -> Verdict:
        """It is not a claim, or these mentions of it are none: not told any more, nor counted."""
        with self._door.write():
            topic, whole = self._demand(claim)
            rest, taken = (
                part(self._places(topic, whole), mentions) if mentions else ((), self._places(topic, whole))
            )
            if rest:
                verdict, refused = self._separate("reject", whole, (rest, taken), now)
            else:
                refused = whole
                verdict = self._record("reject", (whole, None), [(place, whole) for place in taken], now)
            aside = [each.position or 0 for each in moving.find_changes(self._door, topic, refused)]
            moving.set_aside(self._door, verdict, aside)
        return self._get(verdict)

    def undo(self, number: int, now: datetime) -> Verdict:
        """As if it had not been given: mentions and changes go back."""
        with self._door.write():
            found = next((each for each in self.walk() if each.id == number), None)
            if found and found.kind in ("mute", "unmute"):
                raise VerdictError(f"verdict {number} is a mute; `watcher unmute` ends it", "number")
            if found is None:
                raise VerdictError(
                    f"there is no verdict {number} to undo; `watcher claims verdicts` lists them", "number"
                )
            if found.undone_at:
                raise VerdictError(f"verdict {number} is undone already", "undone")
            if later := self._door.value(LATER, {"verdict": number}):
                raise VerdictError(
                    f"verdict {later} judged the same mentions after {number}; undo {later} first", "later"
                )
            self._door.value(SAVE, ["undo", found.claim, str(number), stamp(now)])
            moving.put_back(self._door, number)
            moving.move(self._door, list(resolving.returns(self._door, number)))
        return self._get(number)

    def pins(self, topic: str, item: str, revision: int) -> tuple[Pin, ...]:
        """What verdicts say of the revision's mentions."""
        return resolving.find_pins(self._door, topic, item, revision)

    def apart(self, topic: str) -> frozenset[tuple[str, str]]:
        """Claims that an editor took apart: no statement is part of both."""
        return frozenset((row[0], row[1]) for row in self._door.rows(APART, [topic]))

    def rejected(self) -> dict[str, int]:
        """Claims that are none -> the verdict that says so."""
        return dict(map(tuple, self._door.rows("SELECT claim, verdict FROM rejected")))

    def walk(self, claim: str | None = None) -> tuple[Verdict, ...]:
        """All, or those on one claim, in the order they were given."""
        return tuple(map(_unpack, self._door.rows(WALK, {"claim": claim})))

    def places(self, claim: str) -> tuple[Place, ...]:
        """The claim's mentions with their numbers, from old to new; none for a number that is none."""
        found = self.resolve(claim)
        return self._places(*found) if found else ()

    def resolve(self, claim: str) -> Claimed | None:
        """The claim of this number today: one that was linked away or found anew is where its mention is."""
        return resolving.resolve(self._door, claim)

    def whereabouts(self, topic: str, evidence: Evidence) -> str | None:
        """The claim that the mention is part of today."""
        return resolving.find_claim(self._door, topic, evidence)

    def _places(self, topic: str, claim: str) -> tuple[Place, ...]:
        return moving.find_places(self._door, topic, claim)

    def _get(self, number: int) -> Verdict:
        return next(each for each in self.walk() if each.id == number)

    def _demand(self, claim: str) -> Claimed:
        found = self.resolve(claim)
        if found is None:
            raise VerdictError(
                f"there is no claim {claim!r}; mails and `watcher claims list` show their numbers", "unknown"
            )
        if verdict := self.rejected().get(found[1]):
            raise VerdictError(
                f"{found[1]} is not a claim by verdict {verdict}; `watcher claims undo {verdict}` undoes it",
                "rejected",
            )
        return found

    def _separate(
        self, kind: str, claim: str, parts: tuple[Sequence[Place], Sequence[Place]], now: datetime
    ) -> tuple[int, str]:
        """A claim keeps the number of its first mention, so it may be the rest that gets another."""
        rest, taken = parts
        founder = "m" + claim[1:]
        own = claim if any(place.number == founder for place in taken) else name_claim(self._door, taken)
        left = name_claim(self._door, rest) if own == claim else claim
        goals = [(place, left) for place in rest] + [(place, own) for place in taken]
        verdict = self._record(kind, (own, claim if left == claim else left), goals, now)
        spots = {place.spot: goal for place, goal in goals}
        crossing = moving.find_crossing(self._door, rest[0].topic, (own, left), spots)
        moving.set_aside(self._door, verdict, crossing)
        return verdict, own

    def _record(
        self, kind: str, named: tuple[str, str | None], goals: Collection[tuple[Place, str]], now: datetime
    ) -> int:
        """The verdict with all the mentions it speaks of, and the ledger as it says."""
        verdict = int(self._door.value(SAVE, [kind, *named, stamp(now)]))
        self._door.run_many(
            SAVE_JUDGED,
            [
                (verdict, place.topic, *place.spot, place.proposition, place.said, place.claim, goal)
                for place, goal in goals
            ],
        )
        moving.move(self._door, [(place, [goal]) for place, goal in goals])
        return verdict


def part(places: Sequence[Place], mentions: Sequence[str]) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The claim's other mentions, and those that were named."""
    claim = places[0].claim
    known = {place.number: place.run for place in places}
    for each in mentions:
        if each not in known:
            raise VerdictError(
                f"{claim} has no mention {each!r}; `watcher claims show {claim}` prints their numbers",
                "mention",
            )
    runs = {known[each] for each in mentions}
    rest = tuple(place for place in places if place.run not in runs)
    return rest, tuple(place for place in places if place.run in runs)


def name_claim(door: Door, places: Sequence[Place]) -> str:
    """The number of the first mention that is not the first of another claim already."""
    names = ["c" + place.number[1:] for place in places]
    free = (name for name in names if not door.value("SELECT 1 FROM claims WHERE id = ?", [name]))
    if (name := next(free, None)) is None:
        raise VerdictError(
            "each of these mentions begins another claim already; undo the verdict on that first", "taken"
        )
    return name


def _unpack(row: sqlite3.Row) -> Verdict:
    at, undone = moment(row["at"]), moment(row["undone_at"])
    return Verdict(row["id"], row["kind"], row["claim"], row["other"], at, undone, row["moved"])
