"""Progress: a bar for work that keeps a person waiting, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

FEWEST = 20  # steps; less is done before a bar is read
P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def show_progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing in a pipe or a journal; yields what takes the steps."""
    if not sys.stderr.isatty() or total < FEWEST:
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(f"{what:>10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(what, total=total)
        yield lambda done: progress.advance(task, done)


def counted(work: Callable[P, Awaitable[T]], advance: Callable[[int], None]) -> Callable[P, Awaitable[T]]:
    """The same work, one step further each time it has ended, well or not."""

    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await work(*args, **kwargs)
        finally:
            advance(1)

    return run
