"""The daemon's log: lines that a person and a journal can read, on standard error, without a secret."""

from __future__ import annotations

import contextlib
import logging
import re
import sys
from typing import TextIO, cast

import structlog

from watcher.settings import Config

# What looks like a secret though nobody told us: a login in an address, a key in a query.
USERINFO = re.compile(r"(?<=://)[^/\s@]+@")
KEYS = re.compile(r"(?i)\b(token|key|apikey|password|secret|signature|authorization)=[^&\s]+")
SHORTEST = 4  # characters; hiding less would hide words


class Redactor:
    """A processor that takes every secret of the configurations we have had in force out of each line."""

    def __init__(self) -> None:
        self._hidden: set[str] = set()

    def learn(self, config: Config) -> None:
        told = [config.mail.password]
        for feed in config.feeds:
            told += [feed.password, *(value for _, value in feed.headers)]
        for channel in config.channels:
            told += [channel.url, channel.secret]
        self._hidden.update(secret for secret in told if secret and len(secret) >= SHORTEST)

    def clean(self, text: str) -> str:
        for secret in sorted(self._hidden, key=len, reverse=True):
            text = text.replace(secret, "***")
        return KEYS.sub(r"\1=***", USERINFO.sub("***@", text))

    def __call__(
        self, logger: object, name: str, event: structlog.typing.EventDict
    ) -> structlog.typing.EventDict:
        return {key: self.clean(value) if isinstance(value, str) else value for key, value in event.items()}


class Patient:
    """Standard error that may be full, closed or missing: a log that cannot be written stops nobody."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def isatty(self) -> bool:
        with contextlib.suppress(OSError, ValueError):
            return self._stream is not None and self._stream.isatty()
        return False

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError, ValueError):
            if self._stream is not None:
                self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            if self._stream is not None:
                self._stream.flush()


def open_journal(redactor: Redactor | None = None) -> structlog.stdlib.BoundLogger:
    """Colours on a terminal; elsewhere `key=value` without times, because journald has its own."""
    # httpx logs whole addresses at INFO, and addresses may hold secrets.
    for name in ("httpx", "httpcore", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)
    stream = Patient(sys.stderr)
    processors: list[structlog.typing.Processor] = [redactor or Redactor(), structlog.processors.add_log_level]
    if stream.isatty():
        processors += [structlog.processors.TimeStamper("%H:%M:%S", utc=False), structlog.dev.ConsoleRenderer()]
    else:
        processors += [structlog.processors.LogfmtRenderer(key_order=["level", "event"])]
    structlog.configure(
        processors=processors,
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, stream)),
        cache_logger_on_first_use=True,
    )
    return cast(structlog.stdlib.BoundLogger, structlog.get_logger())
