"""Where a claim or a mention that was judged is today: a number goes when what began it is linked elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from watcher.model import Evidence, Pin
from watcher.store import moving
from watcher.store.door import Door
from watcher.store.moving import Place

# Of several verdicts on one mention the last that stands.
PINS = """
SELECT place, "start", "end", proposition, said, was, claim FROM (
  SELECT *, max(verdict) OVER (PARTITION BY place, "start", "end", proposition) AS last FROM judged
  WHERE topic = ? AND item = ? AND revision = ? AND verdict IN (SELECT id FROM standing_verdicts)
) WHERE verdict = last
"""

JUDGED = """
SELECT topic, item, revision, place, "start", "end", proposition,
  json_group_array(was) AS was, json_group_array(claim) AS claims
FROM judged WHERE verdict = ? GROUP BY topic, item, revision, place, "start", "end", proposition
"""

# A number of old: what was judged under it, or what a change that was set aside shows.
FORMER = """
SELECT topic, item, revision, place, "start", "end" FROM judged WHERE was = :claim OR claim = :claim
ORDER BY verdict DESC LIMIT 20
"""

Claimed = tuple[str, str]  # topic and number


def find_pins(door: Door, topic: str, item: str, revision: int) -> tuple[Pin, ...]:
    return tuple(Pin(*row) for row in door.rows(PINS, [topic, item, revision]))


def resolve(door: Door, claim: str) -> Claimed | None:
    row = door.row("SELECT topic, id FROM claims WHERE id = ? ORDER BY number LIMIT 1", [claim])
    if row:
        return row["topic"], row["id"]
    for topic, item, revision, *span in chain(door.rows(FORMER, {"claim": claim}), _find_aside(door, claim)):
        for place in moving.find_carried(door, topic, item, revision):
            if place.spot[2:] == tuple(span):
                return topic, place.claim
    return None


def _find_aside(door: Door, claim: str) -> Iterator[tuple[Any, ...]]:
    for (topic,) in door.rows("SELECT DISTINCT topic FROM overturned WHERE claim = ?", [claim]):
        for each in moving.find_changes(door, topic, claim, "overturned"):
            yield topic, *moving.spot_of(each)


def returns(door: Door, verdict: int) -> Iterator[tuple[Place, Sequence[str]]]:
    """The claims that each mention goes back to; nothing that was judged after it stands."""
    for topic, item, revision, *key, was, claims in door.rows(JUDGED, [verdict]):
        here = [p for p in moving.find_carried(door, topic, item, revision) if p.key == tuple(key)]
        put = set(json.loads(claims))
        yield from ((place, json.loads(was)) for place in here if place.claim in put)


def find_claim(door: Door, topic: str, evidence: Evidence) -> str | None:
    """The claim that the mention is part of."""
    spot = moving.spot_of_side(evidence)
    here = moving.find_carried(door, topic, spot[0], spot[1])
    return next((place.claim for place in here if place.spot == spot), None)
