"""The daemon's log: lines that a person and a journal can read, on standard error."""

from __future__ import annotations

import logging
import sys
from typing import cast

import structlog


def open_journal() -> structlog.stdlib.BoundLogger:
    """Colours on a terminal; elsewhere `key=value` without times, because journald has its own."""
    # httpx logs whole addresses at INFO, and addresses may hold secrets.
    for name in ("httpx", "httpcore", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)
    terminal = sys.stderr.isatty()
    processors: list[structlog.typing.Processor] = [structlog.processors.add_log_level]
    if terminal:
        processors += [structlog.processors.TimeStamper("%H:%M:%S", utc=False), structlog.dev.ConsoleRenderer()]
    else:
        processors += [structlog.processors.LogfmtRenderer(key_order=["level", "event"])]
    structlog.configure(
        processors=processors,
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    return cast(structlog.stdlib.BoundLogger, structlog.get_logger())
