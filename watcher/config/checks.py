"""What a single value must look like; each check returns it or raises ValueError with half a sentence.

The other half ("'at' ...") is put before it by `watcher.config.sentences`. No message repeats a value that may
hold a secret.
"""

from __future__ import annotations

import re
import zoneinfo
from datetime import time
from urllib.parse import urlsplit

from watcher.config.faults import suggest

_NAME = re.compile(r"\w[\w.-]*")
_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_ADDRESS = re.compile(r"[!-~]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_HOST_PORT = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[^\s:/\[\]@]+):(\d{1,5})")


def check_line(text: str) -> str:
    """One line with something on it: names and titles go into mail headers (RFC 5322 §2.2)."""
    if not text.strip():
        raise ValueError("must not be empty")
    if not text.isprintable():
        raise ValueError("must be one line without control characters")
    return text


def check_query(text: str) -> str:
    """A query may run over several lines; what it says is judged by whoever reads queries."""
    if not text.strip():
        raise ValueError('must not be empty; "*" matches everything')
    return text


def check_contact(text: str) -> str:
    """It goes into the User-Agent, a header that is plain ASCII (RFC 9110 §5.5)."""
    if not text.isascii() or (text and not text.isprintable()):
        raise ValueError("must be one line of plain ASCII, as it goes into a header")
    return text


def check_name(text: str) -> str:
    """Item ids are `feed/guid` and alerts keep their cursor under `alert/topic`, so a name holds no slash."""
    if not _NAME.fullmatch(text):
        raise ValueError(f"must be made of letters, digits, '-', '_' and '.', not {text!r}")
    return text


def check_url(text: str) -> str:
    """An http or https address without a secret in it."""
    try:
        parts = urlsplit(text)
        known = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 0) >= 0
    except ValueError:
        known = False
    if not known or not text.isprintable() or " " in text:
        raise ValueError("must be an address that starts with https:// or http://")
    if parts.username is not None or parts.password is not None:
        raise ValueError('holds a user or password; write them as user = "…" and password_file = "…"')
    return text


def check_zone(text: str) -> str:
    """A name of the IANA time zone database."""
    try:
        zoneinfo.ZoneInfo(text)
    except (KeyError, ValueError, OSError):  # OSError: "Europe" is a folder
        near = suggest(text, zoneinfo.available_timezones())
        raise ValueError(f'is no time zone: {text!r}{near}; write one such as "Europe/Berlin"') from None
    return text


def read_hour(value: object) -> object:
    """`"07:00"`, or a TOML time as it is."""
    if isinstance(value, time):
        return value
    found = _HOUR.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError(f'must be a time of day such as "07:00", not {value!r}')
    return time(int(found[1]), int(found[2]))


def check_language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(f'must be a language code such as "de" or "en", not {text!r}')
    return text


def check_address(text: str) -> str:
    """A bare mail address: it goes into the envelope as well as into the header."""
    if not _ADDRESS.fullmatch(text) or re.search(r"[()<>\[\]:;,\\\"]", text):
        raise ValueError(f'must be a mail address such as "desk@example.org", not {text!r}')
    return text


def check_listen(text: str) -> str:
    if text.startswith("unix:/") and text.isprintable():
        return text
    try:
        return check_host_port(text)
    except ValueError:
        raise ValueError(
            f'must be a host and a port such as "127.0.0.1:8400", or "unix:" and an absolute path, not {text!r}'
        ) from None


def check_host_port(text: str) -> str:
    found = _HOST_PORT.fullmatch(text)
    if not found or not 1 <= int(found[1]) <= 65_535:
        raise ValueError(f'must be a host and a port such as "127.0.0.1:8099", not {text!r}')
    return text
