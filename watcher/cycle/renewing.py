"""What still holds when a digest is written: a wording that its outlet has edited away since is no news.

Between two digests an article is written anew several times. What an outlet first reported (an explosion) and
then took back without a word (a fire) is told as it reads now; who else still says the old is told with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from watcher.compose.selecting.likeness import stems
from watcher.cycle.choosing import Told
from watcher.model import Change, Evidence
from watcher.store import Store

UNSPOKEN = re.compile(r"[\W_]+")
SENTENCE = re.compile(r"[.!?]\s|\n")
REWRITTEN = 0.5  # share of a statement's words; of a rewritten teaser's other subject there are fewer
ADDED = ("new", "corroborated")
WORDED = (*ADDED, "reworded", "attribution_changed")  # the others tell by themselves what became of it


def renew(store: Store, told: Told, until: datetime) -> Told:
    """The changes without what was superseded by `until`; the other items with the claims that they carry."""
    still = Reader(store, until)
    kept = tuple(each for claim in _by_claim(told.changes) for each in _renew_claim(claim, still))
    others = tuple(
        replace(each, claims=store.claims.carried_now(each.topic, each.item)) for each in told.others
    )
    return Told(tuple(sorted(kept, key=lambda each: each.position or 0)), others)


class Reader:
    """Reads what the items' newer revisions say."""

    def __init__(self, store: Store, until: datetime) -> None:
        self._store = store
        self._until = until
        self._read = cache(self._texts)

    def __call__(self, evidence: Evidence) -> bool:
        """Whether the statement stands; one whose subject the later revisions leave alone does too."""
        return self.left(evidence) is None

    def left(self, evidence: Evidence) -> datetime | None:
        """When its outlet put something else in its place."""
        mention = evidence.mention
        since = [(at, text) for number, at, text in self._read(mention.item) if number > mention.revision]
        if not since or _letters(mention.statement) in _letters(since[-1][1]):
            return None
        return next((at for at, text in since if _is_rewritten(mention.statement, text)), None)

    def _texts(self, item: str) -> tuple[tuple[int, datetime, str], ...]:
        """Number, time and text of the revisions, from old to new."""
        known = (each for each in self._store.revisions.history(item) if each.seen_at <= self._until)
        return tuple((each.number, each.seen_at, f"{each.title}\n{each.text}") for each in known)


def _is_rewritten(statement: str, text: str) -> bool:
    """A sentence of the text says half of the statement, and puts something else for the rest."""
    said = stems(statement)
    if _letters(statement) in _letters(text):
        return False
    return any(len(said & stems(each)) >= REWRITTEN * len(said) for each in SENTENCE.split(text))


def _letters(text: str) -> str:
    return UNSPOKEN.sub("", text.casefold())


def _by_claim(changes: Iterable[Change]) -> Iterable[Sequence[Change]]:
    claims: dict[tuple[str, str], list[Change]] = {}
    for each in changes:
        claims.setdefault((each.topic, each.claim), []).append(each)
    return claims.values()


def _renew_claim(changes: Sequence[Change], still: Reader) -> Iterable[Change]:
    """A new claim is told in the first of its wordings that stands; with none of them, it is not."""
    types = {each.type for each in changes}
    if "new" not in types or types - set(WORDED):
        return changes
    wordings = [each.after for each in changes if each.type in WORDED and each.after]
    taken_back = max(filter(None, map(still.left, wordings)), default=None)
    standing = next((each for each in wordings if still(each) and _is_said_after(each, taken_back)), None)
    if standing is None:
        return [each for each in changes if each.type not in ADDED]
    return [
        _word(each, standing) if each.type == "new" and not _stands(each, still) else each for each in changes
    ]


def _is_said_after(evidence: Evidence, taken_back: datetime | None) -> bool:
    """Who said it before it was taken back could not have heard of that; what was put instead counts."""
    return taken_back is None or evidence.seen_at >= taken_back


def _stands(change: Change, still: Reader) -> bool:
    return change.after is not None and still(change.after)


def _word(change: Change, evidence: Evidence) -> Change:
    return replace(change, after=evidence)
