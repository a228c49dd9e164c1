"""What can go wrong, named for what the catcher does.

WatcherError
  ConfigError            an operator edits a file; nothing starts
  FeedError(url)         back off this feed, go on with the next
    FetchError(status, retry_after)
    ParseError
  PageError(url)         one article page or article line is left out; its feed goes on
  QueryError(query, at)  a topic's query does not read; becomes a ConfigError or a usage error
  WorkerError            a child process was lost with its unit of work; the unit is parked
  VerdictError           what an editor asks of the ledger cannot be; nothing was written
  RecordError(where)     a line of input is left out; the next one is read
  StoreError             stop; systemd restarts us
    DamagedStore         the file is not what we left; the newest good backup takes its place
  DeliveryError
    DeferredDelivery     stays in the outbox, tried again later
      StalledDelivery    so does everything else that goes the same way
    RefusedDelivery      never again, tell the operator
    DoubtfulDelivery     the far side may hold it already: sent again under the same Message-ID

Every message is one sentence that says what, where and what to do.
"""

from __future__ import annotations


def tell_reason(error: OSError) -> str:
    """What the system says of its refusal, in small letters as within a sentence."""
    return (error.strerror or str(error)).lower()


class WatcherError(Exception):
    """Something an operator can read; its text is one sentence."""


class ConfigError(WatcherError):
    """An operator edits a file; nothing starts.

    `problems` holds every fault found, one `file:line: sentence` each, so that all are mended in one go.
    """

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class QueryError(WatcherError):
    """A query that does not read; `at` is the 0-based offset of the character at fault."""

    def __init__(self, sentence: str, query: str, at: int) -> None:
        super().__init__(sentence)
        self.query = query
        self.at = at

    def __reduce__(self) -> tuple[type, tuple[str, str, int]]:
        return type(self), (str(self), self.query, self.at)


class VerdictError(WatcherError):
    """What an editor asks of the ledger cannot be; nothing was written. `kind` tells the faults apart."""

    def __init__(self, sentence: str, kind: str = "") -> None:
        super().__init__(sentence)
        self.kind = kind


class FeedError(WatcherError):
    """Back off this feed, go on with the next. `url` never holds a secret."""

    def __init__(self, sentence: str, url: str) -> None:
        super().__init__(sentence)
        self.url = url

    # Exceptions cross the worker's pipe, and pickle rebuilds them from their arguments.
    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), (str(self), self.url)


class FetchError(FeedError):
    """The feed could not be had. `status`: the HTTP status, if there was one; `retry_after`: seconds."""

    def __init__(
        self, sentence: str, url: str, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(sentence, url)
        self.status = status
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), (str(self), self.url, self.status, self.retry_after)


class ParseError(FeedError):
    """The document is no feed, or none that can be read."""


class PageError(FeedError):
    """One article is left out or kept as its teaser; the feed itself is well."""


class RecordError(WatcherError):
    """A line of input is left out; `where` is its `file:line`."""

    def __init__(self, sentence: str, where: str) -> None:
        super().__init__(f"{where}: {sentence}")
        self.where = where


class StoreError(WatcherError):
    """The database cannot be used; stop, and let systemd start us again."""


class DamagedStore(StoreError):
    """The file is empty, damaged or gone though it held something: its newest good backup takes its place."""


class DeliveryError(WatcherError):
    """A message did not leave."""


class DeferredDelivery(DeliveryError):
    """Stays in the outbox and is tried again later."""


class StalledDelivery(DeferredDelivery):
    """The mail server or channel itself is out of reach: nothing that goes this way leaves now."""


class RefusedDelivery(DeliveryError):
    """Will never be accepted; the operator is told."""


class DoubtfulDelivery(DeliveryError):
    """The far side may have taken it: it is sent again under the same Message-ID, and the journal says so."""


class WorkerError(WatcherError):
    """A child process took too long, took too much memory or died; `details`: its traceback, if any."""

    def __init__(self, sentence: str, details: str = "") -> None:
        super().__init__(sentence)
        self.details = details
