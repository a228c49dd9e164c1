"""Digests for the desk, made as the mail makes them, so that both say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from watcher.model import Digest, Window
from watcher.settings import Config, DigestList
from watcher.store import Store


@dataclass(frozen=True, slots=True)
class Previews:
    """Handed in by whoever starts the desk, which knows nothing of cycles.

    `foresee`: the list's digest as it would go out now, or what the last 24 hours brought where no pass has
    begun the list. `recall`: the one of a window gone by.
    """

    foresee: Callable[[Config, Store, DigestList, datetime], Digest]
    recall: Callable[[Config, Store, DigestList, Window], Digest]
