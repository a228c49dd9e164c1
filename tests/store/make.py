"""Values to store: small, whole, and different where a test says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from watcher.model import (
    Attachment,
    Attribution,
    Change,
    Evidence,
    Findings,
    Link,
    Match,
    Mention,
    Message,
    Proposition,
    Quantity,
    Revision,
    Span,
    Trace,
)
from watcher.store import Store

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
TOPIC = "wasser"


def hours(count: float) -> datetime:
    return NOW + timedelta(hours=count)


def revise(item: str = "blatt/1", number: int = 1, **changed: object) -> Revision:
    base = Revision(
        item=item,
        number=number,
        feed="blatt",
        outlet="Blatt",
        title="Pegel steigt",
        text="Der Pegel steigt auf mindestens drei Meter, sagte der Landrat.",
        seen_at=NOW,
        cause="live",
        guid=item.partition("/")[2],
        url=f"https://blatt.example/{item}",
        entry_hash=f"hash of {item}",
    )
    return replace(base, **changed)  # type: ignore[arg-type]


def attest(revision: Revision, at: int = 0, terms: tuple[str, ...] = ("pegel", "steigen")) -> Evidence:
    mention = Mention(
        revision.item,
        revision.number,
        "text",
        at,
        at + 9,
        revision.text[at : at + 9],
        "quantity",
        "attributed",
        Attribution("sagte der Landrat", 44, 61, "Landrat", "sagte"),
        (Quantity("mindestens drei", 27, 42, 3.0, None, "at_least", "Meter", "length"),),
        ("Landrat",),
        0.5,
        "de",
        (Proposition(at, at + 9, "steigen", terms, ("@landrat",), False, (0,), ("steigen/meter",)),),
    )
    return Evidence(mention, revision.outlet, revision.url, revision.seen_at, revision.item, agencies=("dpa",))


def conclude(revision: Revision, *claims: str, topic: str = TOPIC, terms: str = "pegel steigen") -> Findings:
    """A mention for each claim, and a change that says the claim is new."""
    evidence = tuple(attest(revision, at, tuple(terms.split())) for at in range(len(claims)))
    changes = tuple(
        Change(
            "new",
            "story",
            revision.cause,
            claim,
            topic,
            revision.seen_at,
            revision.item,
            revision.number,
            None,
            each,
            "zum ersten Mal",
        )
        for claim, each in zip(claims, evidence, strict=True)
    )
    trace = Trace(revision.item, revision.number, revision.seen_at, "origin", ("dpa",), frozenset({-5, 2**62}))
    links = tuple(Link(index, 0, claim) for index, claim in enumerate(claims))
    return Findings(topic, revision.item, revision.number, trace, evidence, links, changes)


def tell(
    store: Store, revision: Revision, *claims: str, topic: str = TOPIC, terms: str = "pegel"
) -> tuple[Change, ...]:
    """Store the revision and that it carries these claims."""
    store.revisions.add([revision])
    return analyze(store, revision, *claims, topic=topic, terms=terms)


def analyze(
    store: Store, revision: Revision, *claims: str, topic: str = TOPIC, terms: str = "pegel"
) -> tuple[Change, ...]:
    match = Match(topic, revision.item, revision.number, (Span("title", 0, 5),))
    return store.claims.save(revision, [match], [conclude(revision, *claims, topic=topic, terms=terms)], "1")


def write_message(key: str = "morgen/2026-11-22/desk", **changed: object) -> Message:
    base = Message(
        key=key,
        list="morgen",
        channel="mail",
        recipient="desk@example.org",
        subject="Wasser · 1 neu",
        text="Der Pegel steigt",
        html="<p>Der Pegel steigt</p>",
        message_id=f"<{key}@example.org>",
        at=NOW,
        date=date(2026, 11, 22),
        headers=(("List-Id", "morgen"),),
        attachments=(Attachment("chart", b"\x89PNG\0"),),
    )
    return replace(base, **changed)  # type: ignore[arg-type]
