"""Claims as the board lists them: what kinds of change they went through, and how much they weigh."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache

from watcher.compose.kinds import CONFIRMED, CONTRADICTED, DENIED, KINDS, NUMBER, STANDING, kind_of
from watcher.model import Change, Evidence, Mention
from watcher.store.catalog import Entry
from watcher.store.overview import Gist, Turn

DECISIVE = 2  # weight of a change that an editor must act on, in independent sources
DECISIVE_KINDS = frozenset(kind.name for kind in (CONFIRMED, DENIED, NUMBER, CONTRADICTED, STANDING))
RANKED = tuple(kind.name for kind in KINDS)  # the most important first
NEVER = datetime.min.replace(tzinfo=UTC)


def enter(gist: Gist) -> Entry:
    """It weighs its independent sources, and what an editor must act on."""
    kinds = tuple(
        sorted({name_kind(each.type, each.axis, each.standing) for each in gist.turns}, key=RANKED.index)
    )
    return Entry(
        gist.number, gist.topic, gist.id, read_seconds(gist.first), read_seconds(gist.last),
        gist.mentions, gist.origins, gist.salience,
        weight=gist.origins + DECISIVE * sum(kind in DECISIVE_KINDS for kind in kinds),
        standing=stand(gist.standing, gist.turns),
        kinds=kinds, outlets=gist.outlets, speakers=gist.speakers, languages=gist.languages,
    )  # fmt: skip


def stand(first: str, turns: Sequence[Turn]) -> str:
    """As first said, until a change of standing decides otherwise."""
    decided: Iterable[str] = (each.standing for each in reversed(turns) if each.decides and each.standing)
    return next(iter(decided), first)


def read_seconds(stamp: str) -> int:
    return int(datetime.fromisoformat(stamp).timestamp())


@cache
def name_kind(change_type: str, axis: str, standing: str | None) -> str:
    """The kind as the mail calls it, from what the store keeps beside the JSON."""
    mention = Mention("", 0, "text", 0, 0, "", "statement", standing or "asserted")  # type: ignore[arg-type]
    after = Evidence(mention, "", None, NEVER, "") if standing else None
    change = Change(change_type, axis, "live", "", "", NEVER, "", 0, None, after, "")  # type: ignore[arg-type]
    return kind_of(change).name
