"""What outlives a request: readers of the store, and pages just made."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.responses import Response

from tests.web.conftest import NOW, OTHER
from watcher import records, store
from watcher.errors import StoreError
from watcher.settings import Config
from watcher.web.kept import FRESH_SECONDS, MOST_BYTES, REST, SLOW_SECONDS, STALE_SECONDS, Kept
from watcher.web.readers import Readers

KEY = ("/", "de")


@pytest.fixture
def readers(config: Config) -> Iterator[Readers]:
    with closing(Readers(config.store)) as found:
        yield found


def add(path: Path, name: str) -> None:
    with store.open(path) as kept:
        line = json.dumps(OTHER | {"id": name})
        kept.revisions.add([records.read_article(line, "lines", 1, NOW)])


def test_a_reader_is_lent_again(readers: Readers) -> None:
    with readers.lend() as first:
        pass
    with readers.lend() as second, readers.lend() as third:
        assert second is first
        assert third is not first


def test_a_page_is_of_one_moment_and_the_next_one_of_the_next(config: Config, readers: Readers) -> None:
    with readers.lend() as kept:
        before = kept.reading.sizes()
        add(config.store, "new")
        assert kept.reading.sizes() == before
    with readers.lend() as kept:
        assert kept.reading.sizes()["items"] == before["items"] + 1


def test_a_restored_store_is_opened_anew(config: Config, readers: Readers) -> None:
    with readers.lend() as first:
        first.copy_to(config.store.with_name("copy.db"))
    add(config.store, "lost")
    with readers.lend():
        pass
    for name in ("watcher.db-wal", "watcher.db-shm"):
        config.store.with_name(name).unlink(missing_ok=True)
    config.store.with_name("copy.db").replace(config.store)
    with readers.lend() as kept:
        assert kept.reading.sizes()["items"] == 2


def test_a_reader_that_failed_is_not_lent_again(readers: Readers) -> None:
    with pytest.raises(StoreError), readers.lend() as first:
        raise StoreError("the disk is gone")
    with readers.lend() as second:
        assert second is not first


@dataclass
class Clock:
    """Seconds that go on when told to."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def page(text: str) -> Response:
    return Response(text)


def test_a_page_is_made_once_for_many_who_ask() -> None:
    clock = Clock()
    with closing(Kept(clock)) as kept:
        first = kept.get(KEY, lambda: page("first"))
        assert kept.get(KEY, lambda: page("second")) is first
        clock.now += FRESH_SECONDS + STALE_SECONDS
        assert kept.get(KEY, lambda: page("second")).body == b"second"


def test_a_slow_page_that_is_stale_is_shown_while_the_new_one_is_made() -> None:
    clock, made = Clock(), threading.Event()

    def crawl() -> Response:
        clock.now += 2 * SLOW_SECONDS
        return page("first")

    def make() -> Response:
        made.set()
        return page("second")

    with closing(Kept(clock)) as kept:
        kept.get(KEY, crawl)
        clock.now += 2 * SLOW_SECONDS * REST
        assert kept.get(KEY, make).body == b"first"
        assert made.wait(5)
        kept.close()
        assert kept.get(KEY, make).body == b"second"


def test_a_quick_page_that_is_stale_is_made_by_who_asks() -> None:
    clock = Clock()
    with closing(Kept(clock)) as kept:
        kept.get(KEY, lambda: page("first"))
        clock.now += FRESH_SECONDS
        assert kept.get(KEY, lambda: page("second")).body == b"second"


def test_what_was_judged_is_seen_at_once() -> None:
    with closing(Kept(Clock())) as kept:
        kept.get(KEY, lambda: page("before"))
        kept.forget()
        assert kept.get(KEY, lambda: page("after")).body == b"after"


def test_a_page_begun_before_the_verdict_is_not_kept() -> None:
    with closing(Kept(Clock())) as kept:

        def make() -> Response:
            kept.forget()
            return page("before")

        kept.get(KEY, make)
        assert kept.get(KEY, lambda: page("after")).body == b"after"


def test_pages_do_not_fill_the_memory() -> None:
    with closing(Kept(Clock())) as kept:
        for number in range(9):
            kept.get((str(number), "de"), lambda: page("x" * (MOST_BYTES // 4)))
        assert kept.get(("0", "de"), lambda: page("again")).body == b"again"
        assert kept.get(("8", "de"), lambda: page("again")).body != b"again"


def test_what_took_long_outlives_many_quick_pages() -> None:
    clock = Clock()

    def crawl() -> Response:
        clock.now += 2 * SLOW_SECONDS
        return page("long")

    with closing(Kept(clock)) as kept:
        first = kept.get(KEY, crawl)
        for number in range(9):
            kept.get((str(number), "de"), lambda: page("x" * (MOST_BYTES // 4)))
        assert kept.get(KEY, crawl) is first


def test_a_page_that_was_made_ahead_is_the_last_to_go() -> None:
    with closing(Kept(Clock())) as kept:
        kept.prepare(("/", "de"), lambda: page("x" * (MOST_BYTES // 4)))
        for number in range(6):
            kept.get((str(number), "de"), lambda: page("x" * (MOST_BYTES // 4)))
        assert kept.holds(("/", "de"))
        assert not kept.holds(("0", "de"))
