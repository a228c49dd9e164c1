"""What the desk tells the interpreter: short turns for threads, and nothing of a day kept beside its page."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from datetime import datetime, timedelta
from weakref import ref

import pytest

from watcher.cycle.previewing import recall
from watcher.model import Digest, Window
from watcher.settings import Config, DigestList
from watcher.store import Store
from watcher.web import thrift
from watcher.web.desk import Desk
from watcher.web.previews import Previews


class Watched(Digest):
    """A digest that can be seen to go."""


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Nothing is collected but by whoever asks for it."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def interval() -> Iterator[None]:
    before = sys.getswitchinterval()
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("uncollected")
def test_of_a_day_nothing_is_left_when_its_page_is_made(config: Config) -> None:
    told: list[ref[Watched]] = []

    def watch(config: Config, kept: Store, chosen: DigestList, now: datetime) -> Digest:
        found = recall(config, kept, chosen, Window(now.date(), now - timedelta(days=9_999), now))
        assert not found.quiet
        watched = Watched(**{each.name: getattr(found, each.name) for each in fields(found)})
        told.append(ref(watched))
        return watched

    with closing(Desk(config, Previews(watch, recall))) as desk:
        desk.warm()
    assert told
    assert told[0]() is None


@pytest.mark.usefixtures("interval")
def test_threads_take_short_turns() -> None:
    thrift.begin()
    assert sys.getswitchinterval() == pytest.approx(thrift.SWITCH_SECONDS)
