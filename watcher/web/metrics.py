"""/metrics: how the store, the feeds and the mail stand, for Prometheus."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from watcher.settings import Config
from watcher.store import Store
from watcher.store.coverage import find_silence

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def measure(config: Config, store: Store, now: datetime) -> bytes:
    """A registry of its own: whatever else the process counts is not ours to show."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Reading(config, store, now))
    return generate_latest(registry)


class _Reading(Collector):
    def __init__(self, config: Config, store: Store, now: datetime) -> None:
        self._config, self._store, self._now = config, store, now

    def collect(self) -> Iterator[Metric]:
        yield _family("watcher_rows", "Rows stored so far.", "table", self._store.reading.sizes())
        yield _family("watcher_feeds", "Configured feeds by health.", "health", self._feeds())
        yield _family("watcher_messages", "Messages by state.", "state", self._store.reading.waiting())
        yield _single(
            "watcher_parked_units", "Units that wait for a person.", len(list(self._store.parked.walk()))
        )
        yield _single("watcher_store_bytes", "Size of the store's file.", self._store.path.stat().st_size)
        yield _single("watcher_last_check_seconds", "Seconds since any feed was checked.", self._age())

    def _feeds(self) -> dict[str, int]:
        states = self._store.feeds.states()
        counts = {"good": 0, "failing": 0, "silent": 0, "waiting": 0}
        for feed in self._config.feeds:
            state = states.get(feed.name)
            if not feed.enabled:
                continue
            if state is None or state.checked_at is None:
                counts["waiting"] += 1
            elif state.failures:
                counts["failing"] += 1
            else:
                counts["silent" if find_silence(state, self._now) else "good"] += 1
        return counts

    def _age(self) -> float:
        """NaN before the first check."""
        checks = [state.checked_at for state in self._store.feeds.states().values() if state.checked_at]
        return (self._now.astimezone(UTC) - max(checks)).total_seconds() if checks else float("nan")


def _family(name: str, text: str, label: str, values: dict[str, int]) -> Metric:
    family = GaugeMetricFamily(name, text, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _single(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(name, text, value=value)
