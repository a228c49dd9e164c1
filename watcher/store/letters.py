"""Messages and their deliveries as rows, there and back."""

from __future__ import annotations

import base64
import json
import sqlite3
from datetime import date

from watcher.model import Attachment, Delivery, Message
from watcher.store.rows import as_json, moment, stamp

# What a message is made of; that it came out of faults, or which changes it told, is kept elsewhere.
KEPT = tuple(name for name in Message.__slots__ if name not in ("faults", "told"))


def pack_message(message: Message) -> dict[str, object]:
    columns = {name: getattr(message, name) for name in KEPT}
    return columns | {
        "at": stamp(message.at),
        "date": message.date and message.date.isoformat(),
        "headers": as_json(message.headers),
        "attachments": as_json([pack_attachment(attachment) for attachment in message.attachments]),
    }


def pack_attachment(attachment: Attachment) -> list[str]:
    return [attachment.cid, attachment.content_type, base64.b64encode(attachment.content).decode()]


def unpack_message(row: sqlite3.Row) -> Message:
    columns = {name: row[name] for name in KEPT}
    parts = {
        "at": moment(row["at"]),
        "date": row["date"] and date.fromisoformat(row["date"]),
        "headers": tuple((name, value) for name, value in json.loads(row["headers"])),
        "attachments": tuple(
            Attachment(cid, base64.b64decode(content), content_type)
            for cid, content_type, content in json.loads(row["attachments"])
        ),
    }
    return Message(**(columns | parts))


def unpack_delivery(row: sqlite3.Row) -> Delivery:
    return Delivery(
        unpack_message(row),
        row["state"],
        row["attempts"],
        moment(row["due_at"]),
        moment(row["sent_at"]),
        bool(row["in_doubt"]),
        row["error"],
    )
