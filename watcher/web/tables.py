"""What a page shows, for other programs: JSON, or CSV that a spreadsheet does not take for formulas."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from watcher.records import Record, flatten

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # owasp.org/www-community/attacks/CSV_Injection


def to_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def to_csv(records: Sequence[Record]) -> bytes:
    """A header and a row each, as RFC 4180 has it; nothing for no records."""
    if not records:
        return b""
    names = list(dict.fromkeys(name for record in records for name in record))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, restval="")
    writer.writeheader()
    writer.writerows({name: tame(value) for name, value in flatten(each).items()} for each in records)
    return out.getvalue().encode()


def tame(value: str) -> str:
    """A cell that begins like a formula begins with an apostrophe; a number does not."""
    if not value.startswith(FORMULA) or value.lstrip("-").replace(".", "", 1).isdigit():
        return value
    return f"'{value}"
