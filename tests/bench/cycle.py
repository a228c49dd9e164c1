"""What one pass over N feeds costs, beside the peers that are installed, on the feed farm of ../shared.

    python -m tests.bench.cycle [--feeds 1000] [--reader PYTHON] [--profile SCENARIO]

Processor seconds of the pass with its worker processes, without the interpreter's start. Both sides are polled
in turn in one run, on the same generation of the same feeds, and must hold the same number of items. `--reader`
names the Python of an environment in which reader is installed; without it reader's column is absent.
"""

from __future__ import annotations

import argparse
import json
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

FARM = Path(__file__).resolve().parents[3] / "shared" / "bench" / "feedfarm.py"
PEERS = Path(__file__).resolve().parent / "peers"
Took = dict[str, float]

# What the farm is told before each pass.
SCENARIOS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cold", ()),
    ("304", ()),
    ("5 % new", ("next?new=5&edit=1",)),
    ("unchanged 200", ("mode?conditional=0",)),
    ("unchanged 200", ()),  # the second one counts: validators are gone, bodies as before
    ("volatile", ("next?volatile=1",)),
    ("volatile", ("next?volatile=1",)),
    ("volatile + 5 %", ("next?new=5&edit=1&volatile=1",)),
)


@contextmanager
def farm(feeds: int, items: int) -> Iterator[int]:
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    words = [
        sys.executable,
        str(FARM),
        "serve",
        "--feeds",
        str(feeds),
        "--items",
        str(items),
        "--port",
        str(port),
    ]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as process:
        try:
            tell(port, "ready")
            yield port
        finally:
            process.terminate()


def tell(port: int, command: str) -> None:
    for _ in range(600):
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


def compare(told: argparse.Namespace, folder: Path) -> Iterator[tuple[str, dict[str, Took]]]:
    with farm(told.feeds, told.items) as port, ExitStack() as stack:
        urls = folder / "urls"
        urls.write_text("\n".join(f"http://127.0.0.1:{port}/feed/{n}.xml" for n in range(told.feeds)))
        places = [str(folder), str(urls)]
        own = [sys.executable, "-m", "tests.bench.peers.watcher_side", *places]
        sides = {"watcher": stack.enter_context(side([*own, *(["--profile"] if told.profile else [])]))}
        if told.reader:
            sides["reader"] = stack.enter_context(side([told.reader, str(PEERS / "reader_side.py"), *places]))
        for name, commands in SCENARIOS:
            for command in commands:
                tell(port, command)
            yield name, {who: poll(process) for who, process in sides.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--items", type=int, default=30)
    parser.add_argument("--reader", help="Python of an environment with reader")
    parser.add_argument("--profile", action="store_true", help="print where watcher's time goes")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, took in compare(told, Path(folder)):
            print(line(name, took, told.feeds), flush=True)  # noqa: T201


def line(name: str, took: dict[str, Took], feeds: int) -> str:
    """A row of the table: milliseconds of processor time for a feed, and the ratio."""
    own, reader = took["watcher"], took.get("reader")
    cells = [
        f"{name:16}",
        f"{own['cpu'] / feeds * 1_000:8.3f} ms",
        f"{own['wall']:7.2f} s",
        f"{own['peak']:5.0f} MB",
    ]
    if reader:
        if own["items"] != reader["items"] or own["failed"] or reader["failed"]:
            cells.append(f"UNEQUAL WORK {own} {reader}")
        cells += [f"{reader['cpu'] / feeds * 1_000:8.3f} ms", f"{reader['cpu'] / own['cpu']:6.1f}x"]
    else:
        cells.append("reader is absent")
    return "  ".join(cells)


if __name__ == "__main__":
    main()
