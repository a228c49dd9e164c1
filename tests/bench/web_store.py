"""A large store of invented reports, half as many claims, a fifth of them in one topic."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench.web_server import OUTLETS, TOPICS
from watcher import store
from watcher.model import (
    Attribution,
    Change,
    ChangeType,
    Evidence,
    FeedState,
    Findings,
    Link,
    Match,
    Mention,
    Proposition,
    Quantity,
    Revision,
    Span,
    Standing,
    Trace,
)
from watcher.store import Store

SPEAKERS = tuple(f"Sprecherin {number}" for number in range(400))
STANDINGS: tuple[Standing, ...] = ("asserted", "attributed", "attributed", "unverified", "confirmed", "denied")
LATER: tuple[ChangeType, ...] = ("corroborated", "quantity_changed", "standing_changed")
END = datetime(2026, 11, 22, tzinfo=UTC)
BATCH = 500
STEPS = 8  # points of the curve
chance = random.Random(1)
STEMS = (
    "brücke",
    "pumpe",
    "bahn",
    "werk",
    "haus",
    "kosten",
    "soldat",
    "gericht",
    "straße",
    "hafen",
    "netz",
    "plan",
)
WORDS = tuple(
    f"{first}{second}{ending}"
    for first in (
        "",
        "bau",
        "wärme",
        "kaiser",
        "stadt",
        "land",
        "ober",
        "neu",
        "grenz",
        "frucht",
        "zoll",
        "heiz",
    )
    for second in STEMS
    for ending in ("", "n", "en", "s", *(f"{syllable}ung" for syllable in "abcdefghijklm"))
)


def build(path: Path, items: int) -> None:
    """Every second report begins a claim, and the next one carries it on."""
    began = time.monotonic()
    with store.open(path) as kept:
        for first in range(0, items, BATCH):
            with kept.write():
                for number in range(first, min(items, first + BATCH)):
                    tell(kept, number, items)
            if (first + BATCH) % (items // STEPS) < BATCH:
                say_size(kept, min(items, first + BATCH))
        for outlet in OUTLETS:
            kept.feeds.save(
                FeedState(outlet, "https://x.example/", checked_at=END, new_at=END, baseline_at=END)
            )
        kept.outbox.start("morgen", END - timedelta(days=1))
        kept.search.refresh()
        kept.tidy()
    print(f"{items} items in {time.monotonic() - began:.0f} s")  # noqa: T201


def say_size(kept: Store, items: int) -> None:
    """The curve: everything indexed, the journal folded back."""
    kept.search.refresh()
    kept.tidy()
    size = kept.path.stat().st_size
    print(f"{items:>9} items {size / 2**20:8.1f} MB {size / items:8.0f} bytes an item")  # noqa: T201


def tell(kept: Store, number: int, items: int) -> None:
    revision = write(number, END - timedelta(minutes=5 * (items - number)))
    topic = name_topic(number)
    kept.revisions.add([revision])
    match = Match(topic, revision.item, 1, (Span("title", 0, 5),))
    kept.claims.save(revision, [match], [conclude(revision, topic, number)], "1")


def write(number: int, at: datetime) -> Revision:
    outlet = OUTLETS[number % len(OUTLETS)]
    sentences = (" ".join(chance.choices(WORDS, k=12)) for _ in range(6))
    text = f"Es kostet rund {number % 900} Millionen Euro, sagte jemand. {'. '.join(sentences)}."
    title = " ".join(chance.choices(WORDS, k=6)).capitalize()
    return Revision(
        name_item(number), 1, outlet, outlet, title, text, at, "live",
        guid=str(number), url=f"https://x.example/{number}", entry_hash=str(number), language="de",
    )  # fmt: skip


def name_topic(number: int) -> str:
    return TOPICS[0] if number // 2 % 5 == 0 else TOPICS[1 + number // 2 % (len(TOPICS) - 1)]


def name_item(number: int) -> str:
    return f"{OUTLETS[number % len(OUTLETS)]}/{number}"


def conclude(revision: Revision, topic: str, number: int) -> Findings:
    claim = f"k{number // 2}"
    evidence = attest(revision, number)
    first = number % 2 == 0
    other = attest(write(number - 1, revision.seen_at - timedelta(hours=1)), number - 1)
    kind: ChangeType = "new" if first else chance.choice(LATER)
    before = None if first else other
    change = Change(
        kind, "story", "live", claim, topic, revision.seen_at, revision.item, 1, before, evidence,
        "new:" if first else "update: ≈ 12 → ≈ 14 Euro", origins=1 if first else 2,
    )  # fmt: skip
    trace = Trace(revision.item, 1, revision.seen_at, revision.item, (), frozenset(range(40)))
    return Findings(topic, revision.item, 1, trace, (evidence,), (Link(0, 0, claim),), (change,))


def attest(revision: Revision, number: int) -> Evidence:
    end = revision.text.index(".") + 1
    figure = revision.text[10:end].split(" Euro")[0]
    quantity = Quantity(
        figure, 10, 10 + len(figure), number % 900 * 1e6, number % 900 * 1e6, "approx", "Euro", "money"
    )
    speaker = chance.choice(SPEAKERS)
    mention = Mention(
        revision.item, 1, "text", 0, end, revision.text[:end], "quantity", chance.choice(STANDINGS),
        Attribution(speaker, 0, 2, speaker, "sagte"), (quantity,), ("Stadt",), chance.random(), "de",
        (Proposition(0, end, "kosten", (f"wort{number % 5000}", "kosten"), (), False, (0,), ("kosten/euro",)),),
    )  # fmt: skip
    return Evidence(mention, revision.outlet, revision.url, revision.seen_at, revision.item)
