"""Blocking work in a thread that the process does not wait for when it ends.

`asyncio.to_thread` borrows a thread of a pool, and Python joins those at its end: a mail server that is silent
for ten minutes would keep a stopped daemon for as long. What is cut off so is in doubt in the outbox.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any


async def run_aside(work: Callable[[], None]) -> None:
    """Returns when `work` has; raises what it raises."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()

    def settle(error: BaseException | None) -> None:
        if not done.done():
            done.set_exception(error) if error else done.set_result(None)

    def report(
        kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        with contextlib.suppress(RuntimeError):  # the loop has ended, and nobody wants to know
            loop.call_soon_threadsafe(settle, error)
        return True

    def run() -> None:
        with contextlib.ExitStack() as stack:
            stack.push(report)
            work()

    threading.Thread(target=run, name="aside", daemon=True).start()
    await done


def call_back(loop: asyncio.AbstractEventLoop, question: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """From such a thread: run a coroutine on the loop and wait for it; raises what it raises."""
    asyncio.run_coroutine_threadsafe(question(), loop).result()
