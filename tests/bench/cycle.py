"""What one pass over N feeds costs, beside the peers that are installed, on the feed farm of ../shared.

    python -m tests.bench.cycle [--feeds 100 1000] [--reader PYTHON] [--without newsboat] [--plot FILE.svg]
                                [--until "5 % new"]

Processor seconds of the pass with its worker processes, without the interpreter's start; of newsboat and sfeed
the whole process, as they are programs of their own. All are polled in turn in a run, on the same generation
of the same feeds, and must hold the same number of items. `--reader` names the Python of an environment in
which reader is installed. A peer that is absent is reported.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from socket import socket
from urllib.error import URLError
from urllib.request import urlopen

from tests.bench.plot import draw

FARM = Path(__file__).resolve().parents[3] / "shared" / "bench" / "feedfarm.py"
PEERS = Path(__file__).resolve().parent / "peers"
PROGRAMS = {"newsboat": "newsboat", "sfeed": "sfeed_update"}
Took = dict[str, float]

# What the farm is told before each pass; of two in a row with the same name the second one counts.
SCENARIOS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cold", ()),
    ("304", ()),  # newsboat sends validators only from its third visit on
    ("304", ()),
    ("5 % new", ("next?new=5&edit=1",)),
    ("unchanged 200", ("mode?conditional=0",)),  # validators are gone, bodies as before
    ("unchanged 200", ()),
    ("volatile", ("next?volatile=1",)),
    ("volatile", ("next?volatile=1",)),
    ("volatile + 5 %", ("next?new=5&edit=1&volatile=1",)),
)


@contextmanager
def farm(feeds: int, items: int) -> Iterator[int]:
    """The farm's port."""
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    told = ["--feeds", str(feeds), "--items", str(items), "--port", str(port)]
    with subprocess.Popen([sys.executable, str(FARM), "serve", *told], stdout=subprocess.DEVNULL) as process:
        try:
            tell(port, "ready")
            yield port
        finally:
            process.terminate()


def tell(port: int, command: str) -> None:
    for _ in range(6_000):
        try:
            with urlopen(f"http://127.0.0.1:{port}/_ctl/{command}") as answer:
                if b'"error"' in answer.read():
                    raise SystemExit(f"the farm does not know {command}")
                return
        except URLError:
            time.sleep(0.1)
    raise SystemExit("the farm does not come up")


@contextmanager
def side(words: list[str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


def poll(process: subprocess.Popen[str]) -> Took:
    assert process.stdin
    assert process.stdout
    process.stdin.write("cycle\n")
    process.stdin.flush()
    took: Took = json.loads(process.stdout.readline())
    return took


def choose(told: argparse.Namespace, places: list[str]) -> dict[str, list[str]]:
    """The sides that can be started, by name, with their command lines; the others are reported."""
    profile = ["--profile"] if told.profile else []
    sides = {"watcher": [sys.executable, "-m", "tests.bench.peers.watcher_side", *places, *profile]}
    if told.reader:
        sides["reader"] = [told.reader, str(PEERS / "reader_side.py"), *places]
    for name, program in PROGRAMS.items():
        if shutil.which(program):
            sides[name] = [sys.executable, str(PEERS / f"{name}_side.py"), *places]
    for name in ("reader", *PROGRAMS):
        if name not in sides:
            say(f"{name} is absent")
    return {name: words for name, words in sides.items() if name not in told.without}


def compare(told: argparse.Namespace, feeds: int, folder: Path) -> Iterator[tuple[str, dict[str, Took]]]:
    """What each pass took, by side."""
    with farm(feeds, told.items) as port, ExitStack() as stack:
        urls = folder / "urls"
        urls.write_text("\n".join(f"http://127.0.0.1:{port}/feed/{n}.xml" for n in range(feeds)))
        sides = choose(told, [str(folder), str(urls)])
        running = {who: stack.enter_context(side(words)) for who, words in sides.items()}
        for name, commands in SCENARIOS:
            for command in commands:
                tell(port, command)
            yield name, {who: poll(process) for who, process in running.items()}
            if name == told.until:
                return


def run(told: argparse.Namespace, feeds: int) -> dict[str, dict[str, Took]]:
    """The passes that count, by scenario and side."""
    with tempfile.TemporaryDirectory() as folder:
        rounds: dict[str, dict[str, Took]] = {}
        for name, took in compare(told, feeds, Path(folder)):
            rounds[name] = took
            say(line(name, took, feeds))
    own = [took["watcher"] for took in rounds.values()]
    then, end = (each["now"] for each in (own[:2][-1], own[-1]))
    say(f"memory of watcher: {then:.0f} MB after the first 304, {end:.0f} MB at the end")
    return rounds


def line(name: str, took: dict[str, Took], feeds: int) -> str:
    """A row of the table: milliseconds of processor time for a feed, and how often ours goes into a peer's."""
    own = took["watcher"]
    cells = [f"{feeds:5}", f"{name:14}", f"watcher {own['cpu'] / feeds * 1_000:7.3f} ms {own['peak']:4.0f} MB"]
    for who, other in took.items():
        if who == "watcher":
            continue
        ratios = f"{other['cpu'] / own['cpu']:6.1f}x cpu {other['wall'] / own['wall']:6.1f}x wall"
        unequal = own["items"] != other["items"] or own["failed"] or other["failed"]
        cells.append(
            f"{who} {other['cpu'] / feeds * 1_000:7.3f} ms {ratios}{' UNEQUAL WORK' if unequal else ''}"
        )
    return "  ".join(cells)


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, nargs="+", default=[1_000])
    parser.add_argument("--items", type=int, default=30)
    parser.add_argument("--reader", help="Python of an environment with reader")
    parser.add_argument("--without", nargs="*", default=[], help="peers to leave out")
    parser.add_argument("--until", choices=[name for name, _ in SCENARIOS], help="the last scenario")
    parser.add_argument("--plot", type=Path, help="where to draw the last run, as SVG")
    parser.add_argument("--profile", action="store_true", help="print where watcher's time goes")
    told = parser.parse_args()
    found = {feeds: run(told, feeds) for feeds in told.feeds}
    if told.plot:
        feeds, rounds = list(found.items())[-1]
        told.plot.write_text(draw(rounds, feeds), encoding="utf-8")


if __name__ == "__main__":
    main()
