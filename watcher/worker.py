"""Killable child processes for the work that hostile or odd text can stall: parse, article, extract.

A parser that loops or balloons cannot be stopped from inside Python (feedparser #562), so it runs in a
process of its own with a deadline and a memory cap. Parent and child talk in frames over the child's standard
streams: eight bytes of length, then a pickle of values from `watcher.model`.

A `WatcherError` crosses the pipe and is raised again here. Any other exception is a bug: the child sends its
traceback and ends, the parent raises `WorkerError` and starts another child for the next job.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gc
import math
import os
import pickle
import resource
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from watcher.errors import ConfigError, WatcherError, WorkerError
from watcher.model import Article, Document, Mention, Revision

LENGTH = struct.Struct(">Q")
DEADLINE_SECONDS = 10.0
PATIENCE = 3  # deadlines, while a child gets little of a busy processor
MEMORY_BYTES = 1_200_000_000  # of address space; the working set of a child is near 150 MB
EXTRACTORS = "watcher.extractors"  # the entry point group of other extractors
BUILT_IN = "built-in"
COLLECTION = (50_000, 20, 50)  # word caches make the default thresholds cost a sixth of extraction
JOBS_PER_CHILD = 2_000  # then it is replaced, whatever it may have leaked


# -- the parent's side -----------------------------------------------------------------------------


class Child:
    """One process that does one job at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.jobs = 0

    @classmethod
    async def start(cls) -> Child:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "watcher.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        return cls(process)

    async def ask(self, job: str, args: tuple[object, ...]) -> tuple[str, Any]:
        self.jobs += 1
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        frame = pickle.dumps((job, args))
        self.process.stdin.write(LENGTH.pack(len(frame)) + frame)
        await self.process.stdin.drain()
        (length,) = LENGTH.unpack(await self.process.stdout.readexactly(LENGTH.size))
        outcome, value = pickle.loads(await self.process.stdout.readexactly(length))  # noqa: S301 - our own child
        return outcome, value

    def spent(self) -> float:
        """Seconds of processor time since it was started (proc(5): utime and stime)."""
        with contextlib.suppress(OSError):
            told = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
        return math.inf

    async def stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        if self.process.stdin is not None:
            self.process.stdin.close()
        await self.process.wait()


class Workers:
    """A few children, started when first needed and replaced when lost. Use as an async context manager.

    `extractor`: "built-in", or the name of another one that is installed; ConfigError if it is not.
    """

    def __init__(
        self, count: int = 2, deadline_seconds: float = DEADLINE_SECONDS, extractor: str = BUILT_IN
    ) -> None:
        if extractor != BUILT_IN:
            find_extractor(extractor)
        self._count = count
        self._deadline = deadline_seconds
        self._extractor = extractor
        self._free: asyncio.LifoQueue[Child | None] = asyncio.LifoQueue()

    async def __aenter__(self) -> Self:
        for _ in range(self._count):
            self._free.put_nowait(None)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while not self._free.empty():
            child = self._free.get_nowait()
            if child is not None:
                await child.stop()

    async def parse(self, body: bytes, content_type: str | None, url: str, max_items: int) -> Document:
        """Raises ParseError or WorkerError."""
        return await self._run("parse", body, content_type, url, max_items)  # type: ignore[no-any-return]

    async def read(self, body: bytes, content_type: str | None, url: str) -> Article:
        """Raises PageError or WorkerError."""
        return await self._run("read", body, content_type, url)  # type: ignore[no-any-return]

    async def extract(self, revision: Revision, aliases: tuple[tuple[str, ...], ...]) -> tuple[Mention, ...]:
        """Raises WorkerError."""
        return await self._run("extract", revision, aliases, self._extractor)  # type: ignore[no-any-return]

    async def _run(self, job: str, *args: object) -> Any:
        child = await self._free.get()
        keep = None
        try:
            child = child or await Child.start()
            outcome, value = await self._ask(child, job, args)
            keep = child if outcome != "bug" and child.jobs < JOBS_PER_CHILD else None
        finally:
            # A cancelled job leaves its child in the middle of an answer: it goes too.
            self._free.put_nowait(keep)
            if child is not None and keep is None:
                await asyncio.shield(child.stop())
        if outcome == "done":
            return value
        if outcome == "error":
            raise value
        raise WorkerError(f"{job} failed on unexpected input; this is a bug, please report it", value)

    async def _ask(self, child: Child, job: str, args: tuple[object, ...]) -> tuple[str, Any]:
        answer = asyncio.ensure_future(child.ask(job, args))
        begun = child.spent()
        try:
            # Its own processor time counts: on a busy machine ten seconds may pass over two of work.
            for _ in range(PATIENCE):
                done, _ = await asyncio.wait([answer], timeout=self._deadline)
                if done:
                    return answer.result()
                if child.spent() - begun >= self._deadline / 2:
                    break
            raise WorkerError(f"{job} took longer than {self._deadline:g} s and was stopped")
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise WorkerError(f"{job} took too much memory or its process was killed") from error
        finally:
            answer.cancel()


# -- the child's side ------------------------------------------------------------------------------


def parse(body: bytes, content_type: str | None, url: str, max_items: int) -> Document:
    from watcher.collect.parse import parse

    return parse(body, content_type, url, max_items)


def read(body: bytes, content_type: str | None, url: str) -> Article:
    from watcher.collect.article import read

    return read(body, content_type, url)


def extract(
    revision: Revision, aliases: tuple[tuple[str, ...], ...], extractor: str = BUILT_IN
) -> tuple[Mention, ...]:
    from watcher.analyze.extract import extract, plugin
    from watcher.analyze.language import load

    if extractor != BUILT_IN:
        return plugin.run(load_extractor(extractor), revision, aliases, load)
    return extract(revision, aliases, languages=load)


def find_extractor(name: str) -> EntryPoint:
    """The installed extractor of that name; raises ConfigError."""
    installed = entry_points(group=EXTRACTORS)
    if name in installed.names:
        return installed[name]
    known = ", ".join(sorted({BUILT_IN, *installed.names}))
    raise ConfigError(f"watcher.toml: no extractor {name!r} is installed; there is {known}")


@functools.cache
def load_extractor(name: str) -> Callable[..., Any]:
    """Its function, imported only where it may be killed."""
    return find_extractor(name).load()  # type: ignore[no-any-return]


JOBS: dict[str, Callable[..., object]] = {"parse": parse, "read": read, "extract": extract}


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the parent closes the pipe."""
    while head := questions.read(LENGTH.size):
        (length,) = LENGTH.unpack(head)
        job, args = pickle.loads(questions.read(length))  # noqa: S301 - from our own parent
        try:
            answer = ("done", JOBS[job](*args))
        except WatcherError as error:
            answer = ("error", error)
        _write(answers, answer)


def _write(answers: BinaryIO, answer: tuple[str, object]) -> None:
    frame = pickle.dumps(answer)
    answers.write(LENGTH.pack(len(frame)) + frame)
    answers.flush()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    gc.set_threshold(*COLLECTION)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when we stop
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up between two frames

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _write(answers, ("bug", "".join(traceback.format_exception(kind, error, trace))))

    sys.excepthook = report
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
