"""The daemon's log: for a person, for journald or for a program, without a secret in any of them."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import traceback
from typing import Literal, TextIO, cast

import structlog

from watcher.cli import native
from watcher.cli.redact import Redactor

__all__ = ["Form", "Patient", "Redactor", "open_journal"]

Form = Literal["auto", "text", "json"]


def fill_streams() -> None:
    """Before anything is opened: a file in the place of a closed standard stream would be written into."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number


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


class Forwarder(logging.Handler):
    """What libraries report goes the same way as our own lines: in form, and without a secret."""

    def __init__(self, journal: structlog.stdlib.BoundLogger) -> None:
        super().__init__(logging.WARNING)
        self._journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        report = self._journal.error if record.levelno >= logging.ERROR else self._journal.warning
        trace = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else None
        report(record.getMessage(), source=record.name, **({"trace": trace} if trace else {}))


def open_journal(redactor: Redactor | None = None, form: Form = "auto") -> structlog.stdlib.BoundLogger:
    """`auto`: fields where journald listens, colours on a terminal, `key=value` elsewhere."""
    # httpx logs whole addresses at INFO, and addresses may hold secrets; that a duty still runs when its alarm
    # goes off again is as it should be.
    for name, least in (
        ("httpx", logging.WARNING),
        ("httpcore", logging.WARNING),
        ("apscheduler", logging.ERROR),
    ):
        logging.getLogger(name).setLevel(least)
    stream = Patient(sys.stderr)
    shared: list[structlog.typing.Processor] = [redactor or Redactor(), structlog.processors.add_log_level]
    if form == "auto" and native.is_ours():
        processors, factory = shared, _open_native(stream)
    else:
        processors = [*shared, *_print(form, stream)]
        factory = structlog.PrintLoggerFactory(cast(TextIO, stream))
    structlog.configure(processors=processors, logger_factory=factory, cache_logger_on_first_use=True)
    journal = cast(structlog.stdlib.BoundLogger, structlog.get_logger())
    logging.basicConfig(handlers=[Forwarder(journal)], level=logging.WARNING, force=True)
    return journal


def _open_native(stream: Patient) -> structlog.typing.WrappedLogger:
    journal = native.Journal(stream.write)
    return lambda *_: journal


def _print(form: Form, stream: Patient) -> list[structlog.typing.Processor]:
    """journald and docker have times of their own; a program that reads JSON wants ours."""
    if form == "json":
        return [
            structlog.processors.TimeStamper("iso", utc=True, key="at"),
            structlog.processors.JSONRenderer(ensure_ascii=False, sort_keys=True),
        ]
    if stream.isatty():
        return [structlog.processors.TimeStamper("%H:%M:%S", utc=False), structlog.dev.ConsoleRenderer()]
    return [structlog.processors.LogfmtRenderer(key_order=["level", "event"])]
