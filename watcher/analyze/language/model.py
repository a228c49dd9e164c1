"""HanTa's model (Wartena 2019, LGPL-3) as its file has it, read without HanTa's code and without NumPy.

The file is a pickle of sixteen tables in a fixed order. A few hundred of its numbers are NumPy's; they are read
as Python's, which saves NumPy's 16 MB and its start. Log weights are natural logarithms.
"""

from __future__ import annotations

import gzip
import io
import pickle
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Pair = tuple[int, int]  # of tags


@dataclass(frozen=True, slots=True)
class Model:
    """The tables in the file's order; tags are numbers, negative ones end a word."""

    numbers: Mapping[str, int]  # of tags by name
    names: Mapping[int, str]
    endings: Mapping[int, Mapping[str, float]]  # of unknown morphemes
    lengths: Mapping[int, Sequence[float]]  # of unknown morphemes
    unseen: float
    rare: Mapping[int, float]  # tags of morphemes that occur once
    followers: Mapping[Pair, Mapping[int, float]]  # of two morphemes in a word
    morphemes: Mapping[int, Mapping[str, float]]
    stems: Mapping[int, Mapping[str, str]]  # of irregular morphemes
    sequences: Mapping[Pair, Mapping[int, float]]  # what tag follows two words
    frequency: Mapping[int, float]
    case: Mapping[int, Mapping[bool, float]]  # of a word with a capital, or without
    affixes: Mapping[str, Sequence[int]]  # tags of morphemes that are no part of a lemma, by the word's tag
    lemma_endings: Mapping[str, Mapping[str, str]]  # by the word's tag and the end of its stem
    capitals: frozenset[int]  # tags of words that are written large
    common: Mapping[str, Sequence[tuple[int, float]]]  # words with their tags, likeliest first


UNKNOWN, END_UNKNOWN = 3, -3  # HanTa's numbers
ADDED = {0: "EMPTY", 2: "END", UNKNOWN: "UNKNOWN", END_UNKNOWN: "END_UNKNOWN"}


def read_model(packed: bytes) -> Model:
    """The model in the file."""
    tables = _Reader(io.BytesIO(gzip.decompress(packed))).load()
    tables[0].update((name, number) for number, name in ADDED.items())
    tables[1].update(ADDED)
    return Model(*tables)


class _Reader(pickle.Unpickler):
    """Takes NumPy's numbers for Python's, and nothing else that is not plain."""

    def find_class(self, module: str, name: str) -> Callable[..., Any]:
        if module.startswith("numpy") and name in _NUMBERS:
            return _NUMBERS[name]
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a model")


class _Format:
    """Stands for NumPy's description of a number, which for all of a model's is the same: eight bytes."""

    def __init__(self, *_: object) -> None:
        pass

    def __setstate__(self, _: object) -> None:
        pass


def _unpack(_: _Format, packed: bytes) -> float:
    (number,) = struct.unpack("<d", packed)
    return float(number)


_NUMBERS: Mapping[str, Callable[..., Any]] = {"scalar": _unpack, "dtype": _Format}
