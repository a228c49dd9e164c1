"""What the pages show, read from the store; every function gives the values of one template."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from watcher.compose.redline import Pieces, compare
from watcher.model import Revision
from watcher.settings import Config
from watcher.store import Store

MOST = 200  # rows on a page; what does not fit is counted


def read_today(config: Config, store: Store, since: datetime) -> Mapping[str, Any]:
    """Changes of every cause since then, newest first, by topic."""
    changes = store.claims.changes(since=since)
    sections = [
        (topic, [each for each in reversed(changes) if each.topic == topic.name][:MOST])
        for topic in config.topics
    ]
    return {"sections": sections, "since": since}


def read_topic(config: Config, store: Store, name: str) -> Mapping[str, Any] | None:
    """The topic's claims, the last to move first; None for a topic that is not configured."""
    topic = next((each for each in config.topics if each.name == name), None)
    if topic is None:
        return None
    claims = sorted(store.claims.walk(name), key=lambda claim: claim.latest.seen_at, reverse=True)
    return {"topic": topic, "claims": claims[:MOST], "left_out": max(0, len(claims) - MOST)}


def read_claim(store: Store, claim_id: str) -> Mapping[str, Any] | None:
    """The claim's history, old to new, with the changes it went through."""
    claim = store.claims.get(claim_id)
    if claim is None:
        return None
    changes = [each for each in store.claims.changes(topics=[claim.topic]) if each.claim == claim_id]
    return {"claim": claim, "changes": changes}


def read_item(store: Store, item: str) -> Mapping[str, Any] | None:
    """All revisions of the item, each against the one before."""
    history = store.revisions.history(item)
    return (
        {"history": [(each, *_against(before, each)) for before, each in _steps(history)]} if history else None
    )


def _steps(history: tuple[Revision, ...]) -> list[tuple[Revision | None, Revision]]:
    return list(zip((None, *history[:-1]), history, strict=True))


def _against(before: Revision | None, after: Revision) -> tuple[Pieces, Pieces]:
    if before is None:
        return compare(after.title, after.title)[1], compare(after.text, after.text)[1]
    return compare(before.title, after.title)[1], compare(before.text, after.text)[1]
