"""Evidence as JSON, there and back: every field of it, by its name."""

from __future__ import annotations

import json
from dataclasses import fields
from functools import lru_cache
from typing import Any

from watcher.model import Attribution, Evidence, Mention, Proposition, Quantity
from watcher.store.rows import as_json, moment, stamp

Record = dict[str, Any]


def pack(value: Attribution | Quantity | Proposition | Mention | Evidence) -> Record:
    return {each.name: getattr(value, each.name) for each in fields(value)}


def unpack(kind: type[Any], record: Record) -> Any:
    """A field that the record lacks, because it is older than the field, takes its default."""
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in record.items()})


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


# The same mentions are read for every new revision of a running story; the text is the key, so that nothing
# can go stale. A full one holds some 10 MB.
@lru_cache(maxsize=2048)
def unpack_evidence(text: str) -> Evidence:
    record = json.loads(text)
    parts = {
        "mention": unpack_mention(record["mention"]),
        "seen_at": moment(record["seen_at"]),
        "published": moment(record["published"]),
    }
    evidence: Evidence = unpack(Evidence, record | parts)
    return evidence
