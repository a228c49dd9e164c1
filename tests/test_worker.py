"""The killable children, with real processes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from watcher.errors import ParseError, WorkerError
from watcher.model import Revision
from watcher.worker import Workers

RSS = b"""<rss version="2.0"><channel><title>Tagesbote</title>
<item><title>Br\xc3\xbccke gesperrt</title><link>https://tagesbote.example/1</link></item></channel></rss>"""


async def test_a_child_parses_and_answers() -> None:
    async with Workers(1) as workers:
        document = await workers.parse(RSS, "application/rss+xml", "https://tagesbote.example/feed", 100)
    assert [entry.title for entry in document.entries] == ["Brücke gesperrt"]


async def test_an_error_crosses_the_pipe_as_itself() -> None:
    async with Workers(1) as workers:
        with pytest.raises(ParseError) as caught:
            await workers.parse(b"not a feed", "text/plain", "https://tagesbote.example/feed", 100)
    assert caught.value.url == "https://tagesbote.example/feed"


async def test_a_child_that_hangs_is_replaced() -> None:
    async with Workers(1, deadline_seconds=2) as workers:
        with pytest.raises(WorkerError, match="longer than 2 s"):
            await workers.extract(Revision("i", 1, "f", "o", "", "x", datetime.now(UTC), "live"), HANGING)
        document = await workers.parse(RSS, None, "https://tagesbote.example/feed", 100)
    assert document.entries


class Hang(tuple):  # type: ignore[type-arg]
    """Unpickles for ever: what a job that never ends looks like to the parent."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        import time

        return time.sleep, (3600,)


HANGING = Hang()


async def test_a_bug_in_a_child_keeps_its_traceback() -> None:
    async with Workers(1) as workers:
        with pytest.raises(WorkerError) as caught:
            await workers.parse("not bytes", None, "https://tagesbote.example/feed", 100)  # type: ignore[arg-type]
        document = await workers.parse(RSS, None, "https://tagesbote.example/feed", 100)
    assert "Traceback" in caught.value.details
    assert document.entries
