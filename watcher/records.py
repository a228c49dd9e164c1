"""JSON Lines, the outer shape of things: articles in, everything else out (fields: docs/architecture.md).

Offsets are code points in `text`, or in `title` where `"in"` says so; times are RFC 3339 in UTC.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from watcher.errors import RecordError
from watcher.model import (
    Attribution,
    Change,
    Claim,
    Delivery,
    Evidence,
    Item,
    Match,
    Mention,
    Quantity,
    Revision,
)

Record = dict[str, Any]

# Half a character, from a broken escape in JSON, cannot be stored or mailed; NUL cuts texts in many programs.
# One replacement character for each keeps every offset.
UNSAFE = re.compile("[\ud800-\udfff\0]")


# Articles in


def read_article(line: str | bytes, where: str, number: int, now: datetime) -> Revision:
    """A line of an import; its revision's number 0 means: the item's next one. Raises RecordError."""
    at = f"{where}:{number}"
    record = parse_object(line, at)
    item, feed = take_name(record, "id", at), take_name(record, "feed", at)
    title, text = take_text(record, "title", at) or "", take_text(record, "text", at) or ""
    if not (title.strip() or text.strip()):
        raise RecordError("title and text are both empty; give at least one of them", at)
    return Revision(
        item=item,
        number=0,
        feed=feed,
        outlet=feed,
        title=title,
        text=text,
        seen_at=take_time(record, "seen", at) or now,
        cause="backfill",
        url=take_text(record, "url", at) or None,
        published=take_time(record, "published", at),
        language=take_text(record, "lang", at) or None,
        hash=hash_words(title, text),
    )


def hash_words(title: str, text: str) -> str:
    """The same for texts that differ in white space only."""
    folded = "\n".join(" ".join(part.split()) for part in (title, text))
    return hashlib.sha256(folded.encode()).hexdigest()


def parse_object(line: str | bytes, at: str) -> Record:
    try:
        text = line.decode() if isinstance(line, bytes) else line
        record = json.loads(text.removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise RecordError("the line is not UTF-8; convert the file", at) from error
    except RecursionError as error:
        raise RecordError("the line is nested too deeply to be an article", at) from error
    except json.JSONDecodeError as error:
        reason = f"{error.msg[:1].lower()}{error.msg[1:]} at character {error.pos + 1}"
        raise RecordError(f"the line is not JSON ({reason}); write one object a line", at) from error
    except ValueError as error:  # a number of thousands of digits
        raise RecordError(f"the line is not JSON ({error}); write one object a line", at) from error
    if not isinstance(record, dict):
        raise RecordError(f"the line is {name_type(record)}; write one object a line", at)
    return record


def take_text(record: Record, key: str, at: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise RecordError(f"'{key}' is {name_type(value)}; write it as a string", at)
    return None if value is None else UNSAFE.sub("\ufffd", value)


def take_name(record: Record, key: str, at: str) -> str:
    value = (take_text(record, key, at) or "").strip()
    if not value:
        raise RecordError(f"'{key}' is missing; every article needs one", at)
    return value


def take_time(record: Record, key: str, at: str) -> datetime | None:
    """A time without a zone is taken as UTC."""
    text = take_text(record, key, at)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise RecordError(f"'{key}' is no time: {text!r:.60}; write 2026-01-31T07:00:00Z", at) from error


TYPES = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
    str: "a string",
}


def name_type(value: object) -> str:
    return TYPES.get(type(value), "null")


# Everything out


def time_text(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def attribution_record(attribution: Attribution | None) -> Record | None:
    if attribution is None:
        return None
    plain = {name: getattr(attribution, name) for name in ("text", "start", "end", "name", "cue")}
    return plain | {"names": list(attribution.names), "resolved": attribution.resolved}


def quantity_record(quantity: Quantity) -> Record:
    names = ("text", "start", "end", "low", "high", "qualifier", "noun")
    return {name: getattr(quantity, name) for name in names}


def extract_record(mention: Mention) -> Record:
    """What `watcher extract` prints; `doc` is the article's id."""
    return {
        "doc": mention.item,
        "start": mention.start,
        "end": mention.end,
        "statement": mention.statement,
        "kind": mention.kind,
        "standing": mention.standing,
        "attribution": attribution_record(mention.attribution),
        "quantities": [quantity_record(quantity) for quantity in mention.quantities],
        "entities": list(mention.entities),
        "salience": mention.salience,
        "in": mention.where,
    }


def mention_record(evidence: Evidence, topic: str, claim: str | None) -> Record:
    mention = evidence.mention
    return extract_record(mention) | {
        "claim": claim,
        "item": mention.item,
        "revision": mention.revision,
        "topic": topic,
        "outlet": evidence.outlet,
        "seen": time_text(evidence.seen_at),
    }


def item_record(item: Item) -> Record:
    return {
        "item": item.item,
        "feed": item.feed,
        "guid": item.guid,
        "url": item.url,
        "title": item.title,
        "outlet": item.outlet,
        "first_seen": time_text(item.first_seen_at),
        "last_seen": time_text(item.last_seen_at),
        "revisions": item.revisions,
    }


def revision_record(revision: Revision) -> Record:
    return {
        "item": revision.item,
        "revision": revision.number,
        "title": revision.title,
        "text": revision.text,
        "published": time_text(revision.published),
        "seen": time_text(revision.seen_at),
        "hash": revision.hash,
    }


def match_record(match: Match) -> Record:
    return {
        "item": match.item,
        "revision": match.revision,
        "topic": match.topic,
        "spans": [{"in": span.where, "start": span.start, "end": span.end} for span in match.spans],
    }


def claim_record(claim: Claim) -> Record:
    """As it stands now: statement, standing and figures are those of its latest mention."""
    latest = claim.latest
    return {
        "claim": claim.id,
        "topic": claim.topic,
        "statement": latest.mention.statement,
        "standing": latest.mention.standing,
        "quantities": [quantity_record(quantity) for quantity in latest.mention.quantities],
        "first_seen": time_text(claim.first.seen_at),
        "last_seen": time_text(latest.seen_at),
        "mentions": len(claim.evidence),
        "origins": claim.origins,
    }


def side_record(side: Evidence | None) -> Record | None:
    if side is None:
        return None
    return {
        "item": side.mention.item,
        "revision": side.mention.revision,
        "in": side.mention.where,
        "start": side.mention.start,
        "end": side.mention.end,
        "statement": side.mention.statement,
        "outlet": side.outlet,
        "seen": time_text(side.seen_at),
    }


def change_record(change: Change) -> Record:
    return {
        "type": change.type,
        "axis": change.axis,
        "cause": change.cause,
        "claim": change.claim,
        "topic": change.topic,
        "at": time_text(change.at),
        "position": change.position,
        "revision": change.revision,
        "item": change.item,
        "before": side_record(change.before),
        "after": side_record(change.after),
        "reason": change.reason,
    }


def delivery_record(delivery: Delivery) -> Record:
    message = delivery.message
    return {
        "list": message.list,
        "date": message.date.isoformat() if message.date else None,
        "recipient": message.recipient,
        "channel": message.channel,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "message_id": message.message_id,
        "at": time_text(message.at),
    }


def flatten(record: Mapping[str, Any]) -> dict[str, str]:
    """A row of CSV: what is nested stays JSON, nothing is an empty field."""
    return {key: flatten_value(value) for key, value in record.items()}


def flatten_value(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
