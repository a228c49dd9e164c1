"""Evidence as JSON, there and back: every field of it, by its name."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import fields
from hashlib import blake2b
from sys import intern
from typing import Any
from weakref import WeakValueDictionary

from watcher.model import Attribution, Evidence, Mention, Proposition, Quantity
from watcher.store.rows import as_json, moment, stamp

Record = dict[str, Any]


def pack(value: Attribution | Quantity | Proposition | Mention | Evidence) -> Record:
    return {each.name: getattr(value, each.name) for each in fields(value)}


def unpack(kind: type[Any], record: Record) -> Any:
    """A field that the record lacks, because it is older than the field, takes its default."""
    return kind(**{name: _once(value) for name, value in record.items()})


def _once(value: Any) -> Any:
    """Lists as tuples; what is written alike is one string, since names and terms come in every mention."""
    if isinstance(value, str):
        return intern(value)
    return tuple(map(_once, value)) if isinstance(value, list) else value


def pack_mention(mention: Mention) -> Record:
    return pack(mention) | {
        "attribution": mention.attribution and pack(mention.attribution),
        "quantities": [pack(quantity) for quantity in mention.quantities],
        "propositions": [pack(proposition) for proposition in mention.propositions],
    }


def unpack_mention(record: Record) -> Mention:
    attribution = record["attribution"]
    parts = {
        "attribution": attribution and unpack(Attribution, attribution),
        "quantities": [unpack(Quantity, quantity) for quantity in record["quantities"]],
        "propositions": [unpack(Proposition, proposition) for proposition in record["propositions"]],
    }
    mention: Mention = unpack(Mention, record | parts)
    return mention


def pack_evidence(evidence: Evidence) -> str:
    parts = {
        "mention": pack_mention(evidence.mention),
        "seen_at": stamp(evidence.seen_at),
        "published": stamp(evidence.published),
    }
    return as_json(pack(evidence) | parts)


# The same mentions are read for every new revision of a running story, and several times for the page of a day.
# The text is the key, by its digest, so that nothing can go stale.
KEPT = 2_048  # the latest stay when nobody has them any more; some 5 MB
_alive: WeakValueDictionary[bytes, Evidence] = WeakValueDictionary()
_latest: deque[Evidence] = deque(maxlen=KEPT)


def unpack_evidence(text: str) -> Evidence:
    """One value for a text, as long as anybody has it."""
    key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    found = _alive.get(key)
    if found is None:
        found = _alive[key] = read_evidence(text)
    _latest.append(found)
    return found


def read_evidence(text: str) -> Evidence:
    record = json.loads(text)
    parts = {
        "mention": unpack_mention(record["mention"]),
        "seen_at": moment(record["seen_at"]),
        "published": moment(record["published"]),
    }
    evidence: Evidence = unpack(Evidence, record | parts)
    return evidence
