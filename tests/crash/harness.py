"""Kills a process at every step of a scene, starts it again, and looks at what it left.

python -m tests.crash.harness points FOLDER [SCENE…]   every step of each scene once; a line of JSON a scene
python -m tests.crash.harness load FOLDER 100   so many kills at random moments under load
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.crash import scene
from tests.crash.postbox import Postbox
from tests.crash.steps import NEVER, Steps, fork
from tests.store.test_schemas import FIXTURES, describe, make
from watcher import store as stores
from watcher.settings import Config
from watcher.store import backups

SIDE_BY_SIDE = 2
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Scene:
    """`prepare` sets a folder up, `act` is killed in it, `look` starts again and gives what is wrong."""

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], None]
    look: Callable[[Path], list[str]]


@dataclass(frozen=True, slots=True)
class Result:
    """`doubtful`: messages that may have arrived twice, and said so; `twice`: of those, the ones that did."""

    point: int
    step: str
    wrong: list[str]
    doubtful: int = 0
    twice: int = 0


# -- scenes ------------------------------------------------------------------------------------------


def pass_scene(base: Path, postbox: Postbox) -> Scene:
    """A whole pass: check, analyze, digest, alert, send, backup."""

    def place(folder: Path) -> tuple[str, Path]:
        return f"{folder.name}.example", folder / "watcher.db"

    def prepare(folder: Path) -> None:
        shutil.copyfile(base / "watcher.db", folder / "watcher.db")

    def act(folder: Path) -> None:
        domain, store = place(folder)
        asyncio.run(scene.go_on(scene.configure(store, domain, postbox.port)))

    def look(folder: Path) -> list[str]:
        domain, store = place(folder)
        config = scene.configure(store, domain, postbox.port)
        asyncio.run(scene.come_back(config))
        found, copies = scene.read(config, domain), postbox.copies(domain)
        reference = base / "reference.json"
        if not reference.exists():
            reference.write_text("")  # the first look is the reference of all others
            _references[base] = found
        (folder / "doubtful").write_text(f"{len(found.doubtful)} {sum(count > 1 for count in copies.values())}")
        return scene.judge(found, _references[base], copies)

    return Scene("pass", prepare, act, look)


_references: dict[Path, scene.Held] = {}


def migrate_scene() -> Scene:
    """The first opening by a newer watcher: backup, migration."""

    def look(folder: Path) -> list[str]:
        store = folder / "watcher.db"
        open_whole(store)
        fresh = folder / "fresh.db"
        stores.open(fresh).close()
        with stores.open(store) as kept:
            items = [each.item for each in kept.revisions.pending(9)]
        wrong = [] if describe(store) == describe(fresh) else ["the schema differs from a fresh one"]
        wrong += [] if items == ["blatt/1"] else [f"items: {items}"]
        return wrong + ([] if list(backups.find_good(store)) else ["there is no good backup"])

    return Scene("migrate", lambda folder: make(folder / "watcher.db", FIXTURES[0]), opened, look)


def restore_scene(base: Path) -> Scene:
    """A damaged store with a good backup."""

    def prepare(folder: Path) -> None:
        store = folder / "watcher.db"
        shutil.copyfile(base / "watcher.db", store)
        backups.copy_daily(store, date(2026, 11, 21), 7)
        store.write_bytes(b"")

    def look(folder: Path) -> list[str]:
        open_whole(folder / "watcher.db")
        with stores.open(folder / "watcher.db") as kept:
            items = [each.item for each in kept.revisions.items()]
        return [] if items == ["blatt/0"] else [f"items: {items}"]

    return Scene("restore", prepare, opened, look)


def create_scene() -> Scene:
    """The very first start."""

    def look(folder: Path) -> list[str]:
        open_whole(folder / "watcher.db")
        left = sorted(file.name for file in folder.iterdir() if file.name.startswith("."))
        return [f"left behind: {left}"] if left else []

    return Scene("create", lambda folder: None, opened, look)


def forget_scene(base: Path) -> Scene:
    """Texts are deleted: all of it, or nothing."""

    def prepare(folder: Path) -> None:
        shutil.copyfile(base / "watcher.db", folder / "watcher.db")

    def act(folder: Path) -> None:
        with stores.open(folder / "watcher.db") as kept:
            kept.forgetting.forget(["blatt/0"])

    def look(folder: Path) -> list[str]:
        fresh = folder / "fresh.db"
        stores.open(fresh).close()
        open_whole(folder / "watcher.db")
        with stores.open(folder / "watcher.db") as kept:
            latest = kept.revisions.latest("blatt/0")
            quotes = [change.after.mention.statement for change in kept.claims.changes() if change.after]
        assert latest
        half = len({bool(text) for text in (latest.title, latest.text, *quotes)}) > 1
        wrong = ["half of the texts are gone"] if half else []
        return wrong + ([] if describe(folder / "watcher.db") == describe(fresh) else ["a trigger is missing"])

    return Scene("forget", prepare, act, look)


def opened(folder: Path) -> None:
    open_whole(folder / "watcher.db")


def open_whole(store: Path) -> None:
    stores.mend(store)
    stores.open(store).close()


# -- every point once --------------------------------------------------------------------------------


def count(each: Scene, folder: Path) -> list[str]:
    """The steps of the scene when nothing goes wrong; its look becomes the reference."""
    each.prepare(folder)
    said = folder / "steps.json"

    def act() -> None:
        steps = Steps(NEVER)
        steps.install()
        each.act(folder)
        taken = list(steps.taken)
        said.write_text(json.dumps(taken))

    assert fork(act) == 0, f"{each.name} fails by itself"
    assert not (wrong := each.look(folder)), wrong
    taken: list[str] = json.loads(said.read_text())
    return taken


def kill_at(each: Scene, folder: Path, point: int, step: str) -> Result:
    folder.mkdir()
    each.prepare(folder)

    def act() -> None:
        Steps(point).install()
        each.act(folder)

    status = fork(act)
    if not os.WIFSIGNALED(status):
        return Result(point, step, [f"it was not killed (status {status})"])
    wrong = each.look(folder)
    marks = folder / "doubtful"
    doubtful, twice = (int(n) for n in marks.read_text().split()) if marks.exists() else (0, 0)
    shutil.rmtree(folder)
    return Result(point, step, wrong, doubtful, twice)


def run_points(each: Scene, work: Path) -> dict[str, object]:
    """A few at a time, each in a process of its own that this one has warmed."""
    begun = time.monotonic()
    (work / f"{each.name}0").mkdir()
    steps = count(each, work / f"{each.name}0")
    results = work / f"{each.name}.jsonl"
    running: set[int] = set()
    for point, step in enumerate(steps, 1):
        while len(running) >= SIDE_BY_SIDE:
            running.discard(os.wait()[0])
        child = os.fork()
        if child == 0:
            one(each, work / f"{each.name}{point}", (point, step), results)
        running.add(child)
    while running:
        running.discard(os.wait()[0])
    return sum_up(each.name, steps, results, time.monotonic() - begun)


def one(each: Scene, folder: Path, place: tuple[int, str], results: Path) -> None:
    """In a process of its own: a point, and its line in the results."""
    try:
        result = kill_at(each, folder, *place)
        with results.open("a", encoding="utf-8") as file:
            file.write(
                json.dumps([result.point, result.step, result.wrong, result.doubtful, result.twice]) + "\n"
            )
    finally:
        os._exit(0)


def sum_up(name: str, steps: list[str], results: Path, seconds: float) -> dict[str, object]:
    rows = [Result(*json.loads(line)) for line in results.read_text(encoding="utf-8").splitlines()]
    seen = {row.point for row in rows}
    return {
        "scene": name,
        "points": len(steps),
        "kinds": Counter(step.split()[0] for step in steps),
        "seconds": round(seconds, 1),
        "missing": [point for point in range(1, len(steps) + 1) if point not in seen],
        "wrong": [[row.point, row.step, row.wrong] for row in rows if row.wrong],
        "in_doubt": sum(row.doubtful for row in rows),
        "second_copies": sum(row.twice for row in rows),
    }


def main_points(work: Path, names: list[str]) -> None:
    base = work / "base"
    base.mkdir()
    postbox = Postbox(work / "mails.txt")
    # In this process, so that every fork has the language warmed.
    asyncio.run(scene.begin(scene.configure(base / "watcher.db", "base.example", postbox.port)))
    shutil.rmtree(backups.place(base / "watcher.db"))
    scenes = (
        create_scene(), migrate_scene(), restore_scene(base), forget_scene(base), pass_scene(base, postbox),
    )  # fmt: skip
    try:
        for each in scenes:
            if names and each.name not in names:
                continue
            print(json.dumps(run_points(each, work)), flush=True)  # noqa: T201
    finally:
        postbox.close()


# -- at random moments, under load -------------------------------------------------------------------

HOURS_A_SECOND = 4  # of the simulated clock


def publish(now: datetime) -> list[scene.Story]:
    """A story every four hours since the beginning."""
    hours = int((now - scene.MORNING).total_seconds() // 3600)
    return [
        (f"Pegel {n}", f"Der Pegel der Elbe steigt auf {n + 1} Meter, sagte Landrat Peter Maier.")
        for n in range(1 + hours // 4)
    ]


def work_on(folder: Path, port: int, begun: float) -> None:
    """A daemon's life at speed, until killed."""
    config = scene.configure(folder / "watcher.db", "load.example", port)
    while True:
        now = scene.MORNING + timedelta(hours=HOURS_A_SECOND * (time.monotonic() - begun))
        asyncio.run(scene.play(config, publish(now), now))


def main_load(folder: Path, kills: int) -> None:
    postbox = Postbox(folder / "mails.txt")
    config = scene.configure(folder / "watcher.db", "load.example", postbox.port)
    asyncio.run(scene.play(config, publish(scene.MORNING), scene.MORNING))
    before, tomorrow = time.monotonic(), scene.MORNING + timedelta(hours=26)
    asyncio.run(scene.play(config, publish(tomorrow), tomorrow))
    longest = min(2.0, max(0.5, 2 * (time.monotonic() - before)))  # some passes end, most do not
    luck, begun = random.Random(6), time.monotonic() - 26 / HOURS_A_SECOND
    for _ in range(kills):
        child = os.fork()
        if child == 0:
            work_on(folder, postbox.port, begun)
        time.sleep(luck.uniform(0.02, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    end = scene.MORNING + timedelta(hours=HOURS_A_SECOND * (time.monotonic() - begun))
    for later in (timedelta(0), timedelta(hours=2), timedelta(hours=4)):
        asyncio.run(scene.play(config, publish(end), end + later))
    print(json.dumps(weigh(config, postbox, kills, end)), flush=True)  # noqa: T201
    postbox.close()


def weigh(config: Config, postbox: Postbox, kills: int, end: datetime) -> dict[str, object]:
    found, copies = scene.read(config, "load.example"), postbox.copies("load.example")
    days = {row[1] for row in found.digests if row[0] == "morgen"}
    first, last = min(days), max(days)
    expected = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    messages = len(found.states)
    return {
        "kills": kills,
        "days": len(days),
        "lost_dates": expected - len(days),
        "items": len(found.items),
        "lost_items": len(publish(end)) - len(found.items),
        "messages": messages,
        "unsent": [key for key, state in found.states if state != "sent"],
        "lost_messages": messages - len(copies),
        "in_doubt": len(found.doubtful),
        "second_copies": sum(count - 1 for count in copies.values()),
        "second_copies_without_doubt": sum(
            count - 1 for (mail, _), count in copies.items() if mail not in found.doubtful
        ),
        "integrity": found.whole,
        "pending": found.waiting,
    }


if __name__ == "__main__":
    _, what, where, *more = sys.argv
    Path(where).mkdir(parents=True, exist_ok=True)
    main_points(Path(where), more) if what == "points" else main_load(Path(where), int(more[0]))
