"""How values lie in columns: times as ISO text of one width, so that they sort; the rest as JSON."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import overload

from watcher.model import Span, Trace

LONGEST_REMEMBERED = 16_000  # bytes, two thousand words


@overload
def stamp(at: datetime) -> str: ...
@overload
def stamp(at: None) -> None: ...
def stamp(at: datetime | None) -> str | None:
    """`2026-11-22T07:00:00.000000Z`; a time without a zone is a bug and is refused."""
    if at is None:
        return None
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return _write_utc(at if at.tzinfo is UTC else at.astimezone(UTC))


@lru_cache(256)
def _write_utc(at: datetime) -> str:
    """Remembered, as all that one pass stores was seen at the same moment."""
    return at.isoformat(timespec="microseconds")[: -len("+00:00")] + "Z"


@overload
def moment(text: str) -> datetime: ...
@overload
def moment(text: None) -> None: ...
def moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # `json.dumps` makes one a call


def as_list(values: Iterable[object] | None) -> str | None:
    """For `IN (SELECT value FROM json_each(?))`: lists of any length without building SQL."""
    return None if values is None else as_json(list(values))


def pack_spans(spans: Iterable[Span]) -> str:
    return as_json([[span.where, span.start, span.end] for span in spans])


def unpack_spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in json.loads(text))


def pack_shingles(shingles: frozenset[int]) -> bytes:
    """Signed 64-bit integers in ascending order."""
    return array("q", sorted(shingles)).tobytes()


def unpack_shingles(blob: bytes) -> frozenset[int]:
    """Remembered for texts of an article's length: a thousand of them are read for every new one."""
    return remember_shingles(blob) if len(blob) <= LONGEST_REMEMBERED else read_shingles(blob)


def read_shingles(blob: bytes) -> frozenset[int]:
    packed = array("q")
    packed.frombytes(blob)
    return frozenset(packed)


remember_shingles = lru_cache(maxsize=1024)(read_shingles)


def unpack_trace(row: tuple[str, int, str, str, str, bytes]) -> Trace:
    item, revision, seen_at, origin, agencies, shingles = row
    return Trace(
        item, revision, moment(seen_at), origin, tuple(json.loads(agencies)), unpack_shingles(shingles)
    )
