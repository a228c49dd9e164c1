"""Faults that only show between tables and files: names given twice, names that nothing bears.

Works on what was told rather than on checked shapes, so that one fault does not hide the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from watcher.config import checks
from watcher.config.faults import Faults, Source, find_text, list_tables, list_texts, suggest
from watcher.config.locate import Path
from watcher.errors import QueryError

CheckQuery = Callable[[str, tuple[tuple[str, ...], ...]], object]

# What tells tables apart. A feed's address too: checked twice, everything in it would be told twice.
_UNIQUE = (
    ("feeds.toml", "feed", "name"),
    ("feeds.toml", "feed", "url"),
    ("digests.toml", "digest", "name"),
    ("channels.toml", "channel", "name"),
)


@dataclass(frozen=True, slots=True)
class _Names:
    """What may be referred to."""

    topics: tuple[str, ...]
    channels: tuple[str, ...]


def check_folder(files: Mapping[str, Source], topics: Sequence[Source], faults: Faults) -> None:
    """Put on record what does not fit together."""
    channels = (find_text(told, "name") for _, told in list_tables(files["channels.toml"], "channel"))
    names = _Names(tuple(topic.path.stem for topic in topics), tuple(name for name in channels if name))
    for file, table, key in _UNIQUE:
        _check_unique(files[file], table, key, faults)
    _check_password(files["watcher.toml"], ("mail",), files["watcher.toml"].told.get("mail"), faults)
    for number, told in list_tables(files["feeds.toml"], "feed"):
        _check_password(files["feeds.toml"], ("feed", number), told, faults)
    for number, told in list_tables(files["digests.toml"], "digest"):
        _check_digest(files["digests.toml"], (number, told), names, faults)
        _check_only(files["digests.toml"], (number, told), faults)
    for source in topics:
        _check_topic(source, names, faults)


def check_queries(topics: Sequence[Source], check: CheckQuery, faults: Faults) -> None:
    """Let `check` read every query with its topic's aliases; a QueryError becomes a fault on its line."""
    for source in topics:
        query = find_text(source.told, "query")
        if query and query.strip():
            try:
                check(query, _read_aliases(source.told))
            except QueryError as error:
                faults.add(source, ("query",), str(error))


def _read_aliases(told: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    sets = told.get("aliases")
    rows = enumerate(sets if isinstance(sets, list) else ())
    return tuple(
        names for _, row in rows if (names := tuple(text for _, text in list_texts({"row": row}, "row")))
    )


def _check_unique(source: Source, table: str, key: str, faults: Faults) -> None:
    first: dict[str, int] = {}
    for number, told in list_tables(source, table):
        value = find_text(told, key)
        if value is not None and (before := first.setdefault(value, number)) != number:
            line = faults.line(source, (table, before, key))
            said = f"the name '{value}'" if key == "name" else "this address"
            faults.add(
                source,
                (table, number, key),
                f"{said} is taken by the [[{table}]] of line {line}; change one",
            )


def _check_password(source: Source, place: Path, told: object, faults: Faults) -> None:
    if find_text(told, "password_file") and not find_text(told, "user"):
        faults.add(source, (*place, "password_file"), "password_file without user; say whose password it is")


def _check_digest(source: Source, row: tuple[int, dict[str, Any]], names: _Names, faults: Faults) -> None:
    number, told = row
    for at, topic in list_texts(told, "topics"):
        if topic != "*" and topic not in names.topics:
            faults.add(source, ("digest", number, "topics", at), _unknown("topic", topic, names.topics))
    for at, address in list_texts(told, "to"):
        if address in names.channels:
            sentence = f"'{address}' is a channel; digests go by mail, write an address"
            faults.add(source, ("digest", number, "to", at), sentence)
        else:
            _check_address(source, ("digest", number, "to", at), address, faults)


def _check_only(source: Source, row: tuple[int, dict[str, Any]], faults: Faults) -> None:
    """Who gets some of the list's topics gets the list, and the list has the topics."""
    number, told = row
    recipients, topics = ([text for _, text in list_texts(told, key)] for key in ("to", "topics"))
    only = told.get("only")
    for address, chosen in only.items() if isinstance(only, dict) else ():
        place: Path = ("digest", number, "only", address)
        if address not in recipients:
            faults.add(source, place, f"'{address}' in only is not in to; add it there")
        for topic in chosen if isinstance(chosen, list) and topics and "*" not in topics else ():
            if topic not in topics:
                faults.add(
                    source, place, f"the list has no topic '{topic}'; add it to topics, or remove it here"
                )


def _check_topic(source: Source, names: _Names, faults: Faults) -> None:
    try:
        checks.check_name(source.path.stem)
    except ValueError as error:
        faults.put(source.where, f"the file's name is the topic's name and {error}; rename it")
    alert = source.told.get("alert")
    for at, name in list_texts(alert if isinstance(alert, dict) else {}, "to"):
        if "@" in name:
            _check_address(source, ("alert", "to", at), name, faults)
        elif name not in names.channels:
            faults.add(source, ("alert", "to", at), _unknown("channel", name, names.channels))


def _check_address(source: Source, place: Path, address: str, faults: Faults) -> None:
    try:
        checks.check_address(address)
    except ValueError as error:
        faults.add(source, place, f"'to' {error}")


def _unknown(what: str, name: str, known: Sequence[str]) -> str:
    near = suggest(name, known)
    listed = f"; there is {', '.join(known)}" if known else f"; there is no {what} yet"
    return f"unknown {what} '{name}'{near or listed}"
