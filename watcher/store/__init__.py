"""All we remember, in one SQLite file."""

from watcher.store.claims import Carried
from watcher.store.moving import Place
from watcher.store.opening import mend
from watcher.store.outbox import DigestRow
from watcher.store.parked import ParkedUnit
from watcher.store.search import Found
from watcher.store.store import Store, open
from watcher.store.telling import Outdated
from watcher.store.verdicts import Verdict

__all__ = [
    "Carried",
    "DigestRow",
    "Found",
    "Outdated",
    "ParkedUnit",
    "Place",
    "Store",
    "Verdict",
    "mend",
    "open",
]
