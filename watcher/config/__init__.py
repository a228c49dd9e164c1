"""Configuration: a folder of TOML in, one frozen `Config` out, or every fault at once.

`load` is the door. shapes says which keys there are, checks what a value looks like, crosschecks what must fit
together, sentences how pydantic's findings are told, locate on which line; building makes the settings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from watcher.config import building, crosschecks, subscriptions, templates
from watcher.config.crosschecks import CheckQuery
from watcher.config.faults import Faults, Source
from watcher.config.reading import read_folder
from watcher.config.secrets import Secrets
from watcher.config.sentences import check_shape, walk
from watcher.config.shapes import (
    EVERY_FILE,
    TOPIC_FILES,
    Channels,
    Digests,
    Feeds,
    House,
    Shape,
    TopicFile,
)
from watcher.config.subscriptions import ReadOpml
from watcher.settings import Config

__all__ = ["list_exposed", "list_keys", "load", "make_schema"]

S = TypeVar("S", bound=Shape)

Renamed: TypeAlias = Mapping[str, Mapping[str, str]]

# Keys that were renamed, by file: old dotted key -> new one. An old key is an error that names the new one:
# "Pay once with a migration; don't pay forever with complexity." (changedetection.io, PYDANTIC_MIGRATION.md)
RENAMED: Renamed = {}


def load(
    folder: Path,
    *,
    credentials: Path | None = None,
    read_opml: ReadOpml | None = None,
    check_query: CheckQuery | None = None,
    renamed: Renamed = RENAMED,
) -> Config:
    """Return what the folder says; raises ConfigError with every fault, each `file:line: sentence`.

    credentials: where systemd put secrets ($CREDENTIALS_DIRECTORY). `read_opml` takes a file's bytes and name
    and raises WatcherError; `check_query` takes a query and its topic's aliases and raises QueryError.
    """
    faults = Faults()
    sources, topics = read_folder(folder, faults)
    told = _check_shapes(sources, topics, renamed, faults)
    crosschecks.check_folder(sources, topics, faults)
    if check_query:
        crosschecks.check_queries(topics, check_query, faults)
    secrets = Secrets(sources, folder, credentials, faults)
    subscribed = subscriptions.read(folder, sources["feeds.toml"], read_opml, faults)
    own = templates.read(folder / "templates", faults)
    faults.settle()
    return replace(building.build(folder, told, sources, secrets, subscribed), templates=own)


def _check_shapes(
    sources: Mapping[str, Source], topics: Sequence[Source], renamed: Renamed, faults: Faults
) -> building.Told:
    """Whatever is at fault stays empty here; the faults on record stop the start."""

    def check(shape: type[S], source: Source, file: str) -> S:
        checked = None if source.broken else check_shape(shape, source, renamed.get(file, {}), faults)
        return checked or shape.model_construct()

    return building.Told(
        house=check(House, sources["watcher.toml"], "watcher.toml"),
        feeds=check(Feeds, sources["feeds.toml"], "feeds.toml"),
        digests=check(Digests, sources["digests.toml"], "digests.toml"),
        channels=check(Channels, sources["channels.toml"], "channels.toml"),
        topics={topic.path.stem: check(TopicFile, topic, TOPIC_FILES) for topic in topics},
    )


def list_exposed(folder: Path, *, credentials: Path | None = None) -> tuple[Path, ...]:
    """Return the secret files that everybody on the machine can read."""
    faults = Faults()
    sources, _ = read_folder(folder, faults)
    return Secrets(sources, folder, credentials, faults).exposed()


def list_keys() -> Iterator[tuple[str, str]]:
    """Every file with every key it knows: `("watcher.toml", "fetch.every_minutes")`."""
    for file, shape in EVERY_FILE.items():
        for place, table in walk(shape):
            yield from ((file, f"{place}.{key}" if place else key) for key in table.model_fields)


def make_schema() -> dict[str, Any]:
    """JSON Schema of each file under `$defs`; an editor finds it through `#:schema FILE#/$defs/feeds.toml`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "watcher's configuration: one schema for each file of the folder",
        "$defs": {file: shape.model_json_schema() for file, shape in EVERY_FILE.items()},
    }
