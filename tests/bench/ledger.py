"""What linking costs as the ledger grows: `python -m tests.bench.ledger [MENTIONS]` prints the curve.

One topic of invented items, each of ten mentions from a vocabulary whose words are as unevenly frequent as a
story's. At each size a new article of 30 mentions is looked up, linked and judged against the store, not saved;
the best and the middle of several articles, by processor time, as the machine is shared.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from watcher import store as stores
from watcher.analyze import findings
from watcher.analyze.findings import Case
from watcher.model import Claim, Findings, Mention, Proposition, Quantity, Revision
from watcher.store import Store

BEGAN = datetime(2025, 1, 1, tzinfo=UTC)
TOPIC = "bench"
PREDICATES = (
    "töten",
    "verletzen",
    "evakuieren",
    "beschließen",
    "liefern",
    "festnehmen",
    "schließen",
    "streichen",
)
WORDS = 3_000
NAMES = 600
MENTIONS = 10
ARTICLE = 30
SIZES = (2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
CANDIDATES = 200  # as cycle/analyzing.py asks for
ROUNDS = 7


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    chance = random.Random(11)
    say("mentions   best, ms   middle, ms   worst, ms   peak memory, MB")
    with tempfile.TemporaryDirectory() as folder, stores.open(Path(folder) / "watcher.db") as store:
        held = 0
        for size in (each for each in SIZES if each <= most):
            fill(store, chance, held, size)
            held = size
            costs = sorted(measure(store, chance, size + at) for at in range(ROUNDS))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            say(f"{size:>8,} {costs[0]:>10.0f} {costs[ROUNDS // 2]:>12.0f} {costs[-1]:>11.0f} {peak:>17.0f}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def fill(store: Store, chance: random.Random, held: int, size: int) -> None:
    """Items until the ledger holds so many mentions; two sentences in three start claims of their own."""
    for number in range(held // MENTIONS, size // MENTIONS):
        revision = publish(f"bench/{number}", number)
        mentions = tuple(speak(chance, revision, at) for at in range(MENTIONS))
        candidates = recall(store, revision, mentions) if number % 10 == 0 else ()
        found = findings.conclude(Case(TOPIC, revision, mentions, candidates=candidates))
        keep(store, revision, found)


def keep(store: Store, revision: Revision, found: Findings) -> None:
    with store.write():
        store.revisions.add([revision])
        store.claims.save(revision, (), (found,), "bench")


def measure(store: Store, chance: random.Random, number: int) -> float:
    """Milliseconds of processor time for one article: its candidates, its links, its changes."""
    revision = publish(f"bench/new-{number}", number)
    mentions = tuple(speak(chance, revision, at) for at in range(ARTICLE))
    began = time.process_time()
    findings.conclude(Case(TOPIC, revision, mentions, candidates=recall(store, revision, mentions)))
    return (time.process_time() - began) * 1000


def recall(store: Store, revision: Revision, mentions: tuple[Mention, ...]) -> tuple[Claim, ...]:
    since = revision.seen_at - timedelta(days=400)
    return store.claims.candidates(TOPIC, findings.terms(mentions), since, CANDIDATES)


def publish(item: str, number: int) -> Revision:
    return Revision(
        item,
        1,
        "bench",
        f"Blatt {number % 40}",
        "",
        f"Text {number}",
        BEGAN + timedelta(minutes=number),
        "live",
    )


def speak(chance: random.Random, revision: Revision, at: int) -> Mention:
    """A mention with the terms, names and figures of one clause."""
    terms = dict.fromkeys((*names(chance), *words(chance)))
    predicate = chance.choice(PREDICATES)
    figure = Quantity("40", 0, 2, 40.0, 40.0, "exact", "Mensch", "person")
    counts = chance.random() < 0.3
    clause = Proposition(
        at * 100, at * 100 + 90, predicate, (*terms, predicate), quantities=(0,) if counts else (),
        measures=(f"{predicate}/mensch",) if counts else (), context=tuple(words(chance)),
    )  # fmt: skip
    return Mention(
        revision.item, 1, "text", at * 100, at * 100 + 90, " ".join((*terms, predicate)), "event", "asserted",
        quantities=(figure,) if counts else (), propositions=(clause,),
    )  # fmt: skip


def names(chance: random.Random) -> Iterator[str]:
    return (f"@name{int(NAMES * chance.random() ** 3)}" for _ in range(2))


def words(chance: random.Random) -> Iterator[str]:
    return (f"wort{int(WORDS * chance.random() ** 3)}" for _ in range(5))


if __name__ == "__main__":
    main()
