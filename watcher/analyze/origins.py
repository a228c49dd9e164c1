"""Tells a copy from an independent text: ten prints of one agency report are one origin and corroborate
nothing.

Copies are found by their words: four-word shingles, hashed; a text that is mostly contained in an earlier one,
or shares a third of all shingles with it, has its origin. The thresholds are those of the study behind issue 4;
below a dozen words chance agreement is too likely and only equal texts count (teasers).
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Sequence

from watcher.model import Revision, Trace

SHINGLE = 4  # words
CONTAINED = 0.6  # share of the shorter text's shingles
SHARED = 0.3  # Jaccard
SHARED_CREDIT = 0.15  # Jaccard that suffices when both name the same agency
SHORTEST = 12  # words; below, only equal texts are copies
WORD = re.compile(r"[^\W_]+")


def trace(revision: Revision, earlier: Sequence[Trace]) -> Trace:
    """The revision's trace; `earlier` are those of the same topic, in any order."""
    shingles = shingle(body(revision))
    own = [each for each in earlier if each.item == revision.item]
    others = sorted(
        (each for each in earlier if each.item != revision.item), key=lambda each: (each.seen_at, each.item)
    )
    found = own or [each for each in others if _copies(shingles, revision.agencies, each)]
    origin = found[0].origin if found else revision.item
    return Trace(revision.item, revision.number, revision.seen_at, origin, revision.agencies, shingles)


def body(revision: Revision) -> str:
    """The text without its marks (datelines and footers repeat themselves); a short one with its title."""
    kept, at = [], 0
    for mark in sorted(revision.marks, key=lambda mark: mark.start):
        kept.append(revision.text[at : mark.start])
        at = max(at, mark.end)
    text = " ".join((*kept, revision.text[at:])).strip()
    return f"{revision.title} {text}" if len(WORD.findall(text)) < SHORTEST else text


def shingle(text: str) -> frozenset[int]:
    """Stable hashes of every four words; one hash of the whole of a short text, marked by its sign."""
    words = WORD.findall(text.casefold())
    if len(words) < SHORTEST:
        return frozenset((-_hash.__wrapped__(" ".join(words)),)) if words else frozenset()
    return frozenset(_hash(" ".join(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1))


def _copies(shingles: frozenset[int], agencies: tuple[str, ...], earlier: Trace) -> bool:
    shared = len(shingles & earlier.shingles)
    if not shared:
        return False
    jaccard = shared / len(shingles | earlier.shingles)
    credited = bool(set(agencies) & set(earlier.agencies)) and jaccard >= SHARED_CREDIT
    return shared / min(len(shingles), len(earlier.shingles)) >= CONTAINED or jaccard >= SHARED or credited


@functools.lru_cache(10_000)
def _hash(words: str) -> int:
    """Positive, 62 bits: SQLite's integers are signed, and Python's own hash differs between runs."""
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest()) >> 2
