"""What a digest costs: `python -m tests.bench.digest` prints the time of one with 500 changes and charts.

The changes are invented; a hundred claims have a history of figures by four outlets. The second line is a topic
with 5,000 changes in a day: what arrives is bounded, and says what was left out.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import get_args

from tests.compose.builders import BERLIN, NOW, READER, SENDER, at, build, changed, number, other, said
from watcher.compose.render import Renderer
from watcher.model import Change, ChangeType, Digest, Evidence, Message

ROUNDS = 3  # the best of so many: the machine is shared
OUTLETS = ("Talbote", "Uferpost", "Kreiszeitung", "Rauhtal heute")
PLACES = ("Rauhtal", "Elschtal", "Hochmoor", "Osterfelde", "Mühlhafen", "Birkenau", "Steinach", "Lindow")
KINDS: tuple[ChangeType, ...] = get_args(ChangeType)


def main() -> None:
    renderer = Renderer("de", BERLIN)
    for changes in (500, 5_000):
        digest = make(changes)
        message, seconds = _time(renderer, digest)
        size = max(len(message.html.encode()), len(message.text.encode()))
        cuts = message.text.count("watcher claims list")
        sys.stdout.write(
            f"{changes:,} changes, {len(digest.histories)} claims with histories: {seconds:.3f} s, "
            f"{size:,} bytes, {len(message.attachments)} pictures, {cuts} cuts told\n"
        )


def make(count: int) -> Digest:
    """A digest of so many changes of every kind, a figure among every five."""
    chance = random.Random(7)
    changes = [_change(n, chance) for n in range(count)]
    numbers = [each for each in changes if each.type == "quantity_changed"][:100]
    others = tuple(other(f"o/{n}", f"Noch eine Meldung aus dem Tal, die {n}.") for n in range(count // 5))
    histories = tuple((each.claim, tuple(_history(each, chance))) for each in numbers)
    return replace(build(*changes, others=others), histories=histories)


def _change(n: int, chance: random.Random) -> Change:
    kind = "quantity_changed" if n % 5 == 0 else chance.choice(KINDS)
    low = chance.randrange(10, 9_000)
    before, after = (_say(n, figure, revision, chance) for revision, figure in ((1, low), (2, low + 7)))
    axis = "edit" if kind in ("retracted", "corrected", "reworded") else "story"
    return changed(
        kind, None if kind == "new" else before, None if kind == "retracted" else after,
        claim=f"c{n:010}", axis=axis, position=n,
    )  # fmt: skip


def _say(n: int, figure: int, revision: int, chance: random.Random, hours: int = 0) -> Evidence:
    place, outlet = chance.choice(PLACES), chance.choice(OUTLETS)
    statement = (
        f"In {place} wurden nach Angaben der Leitstelle in der {n}. Meldung der Nacht {figure} Häuser geräumt, "
        f"und die Straße nach {chance.choice(PLACES)} bleibt bis auf weiteres gesperrt."
    )
    quantity = number(statement, f" {figure} ".strip(), figure, figure)
    return said(
        statement, item=f"{outlet}/{n}-{figure}", outlet=outlet, revision=revision, speaker="der Leitstelle",
        when=at(28, 6) - timedelta(hours=hours) + timedelta(minutes=n % 600), quantities=(quantity,),
        salience=chance.random(),
    )  # fmt: skip


def _history(change: Change, chance: random.Random) -> Iterator[Evidence]:
    assert change.after
    for hours in range(240, 0, -12):
        yield _say(0, chance.randrange(10, 9_000), 1, chance, hours)
    yield change.after


def _time(renderer: Renderer, digest: Digest) -> tuple[Message, float]:
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        message = renderer.digest(digest, READER, SENDER, NOW)
        best = min(best, time.process_time() - began)
    return message, best


if __name__ == "__main__":
    main()
