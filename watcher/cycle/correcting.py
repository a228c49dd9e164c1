"""Correct: what a list was told and is not so any more, by an editor's verdict or by the rules of today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from watcher.compose.kinds import fold, kind_of, shown, weigh
from watcher.cycle.rooms import alert_list
from watcher.model import Change, Correction, Evidence
from watcher.store import Outdated, Store

By = Literal["link", "split", "reject", "rules"]


def find_corrections(store: Store, name: str, topics: Sequence[str]) -> tuple[Correction, ...]:
    """For the digest list `name`, whose readers get its topics' alerts too; the most important first."""
    outdated = store.telling.outdated(name, [alert_list(topic) for topic in topics])
    wanted = [each for each in outdated if each.change.topic in topics and _is_certain(store, each)]
    found = (_correct(store, each) for each in wanted)
    return tuple(sorted((each for each in found if each), key=lambda each: weigh(each.change)))


def _is_certain(store: Store, outdated: Outdated) -> bool:
    """What the rules do not find counts only where they could: no text was deleted, no revision is parked."""
    if outdated.by or outdated.state == "restored":
        return True
    sides = (side.mention for side in (outdated.change.before, outdated.change.after) if side)
    whole = all(m.where == "title" or store.revisions.get(m.item, m.revision).text for m in sides)
    return whole and not any(each.unit.startswith("revision ") for each in store.parked.walk())


def _correct(store: Store, outdated: Outdated) -> Correction | None:
    """None when what is found now tells readers the same: rules that cut a sentence otherwise are no news."""
    change = outdated.change
    by = cast(By, outdated.by or "rules")
    now = max(_beside(store, change), key=lambda each: -weigh(each)[0], default=None) if by == "rules" else None
    if outdated.state == "overturned" and now and _says_same(change, now):
        return None
    sides = [side for side in (change.after, change.before) if side]
    claims = [claim for side in sides if (claim := store.verdicts.whereabouts(change.topic, side))]
    known = None if now or by not in ("link", "rules") else _first(store, change, claims[:1])
    return Correction(
        change, outdated.state, by, outdated.told_at, outdated.told, outdated.judged_at, known, now,
        tuple(dict.fromkeys(claims or [change.claim])),
    )  # fmt: skip


def _beside(store: Store, change: Change) -> list[Change]:
    """What is found today about the wording that was told."""
    return [each for each in store.telling.beside(change) if _overlap(shown(each), shown(change))]


def _overlap(one: Evidence, other: Evidence) -> bool:
    a, b = one.mention, other.mention
    same = (a.item, a.revision, a.where) == (b.item, b.revision, b.where)
    return same and a.start < b.end and b.start < a.end


def _says_same(told: Change, now: Change) -> bool:
    """One kind of change from what was said to what is said; a sentence may have been cut otherwise."""
    if kind_of(told) is not kind_of(now) or bool(told.before) != bool(now.before):
        return False
    if not (told.before and now.before):
        return True
    return _figures(told.before) == _figures(now.before) or fold(told.before.mention.statement) == fold(
        now.before.mention.statement
    )


def _figures(evidence: Evidence) -> list[tuple[float | None, float | None]] | None:
    return [(each.low, each.high) for each in evidence.mention.quantities] or None


def _first(store: Store, change: Change, claims: Sequence[str]) -> Evidence | None:
    """The first evidence of the claim that it is part of, where that is older than what was told as new."""
    claim = next(iter(claims), None)
    found = store.claims.get(claim) if claim else None
    if found is None or change.type != "new" or _overlap(found.first, shown(change)):
        return None
    return found.first
