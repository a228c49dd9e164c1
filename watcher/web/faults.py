"""What can be wrong with a request: each becomes a page with the right status and a way on."""

from __future__ import annotations

from watcher.errors import WatcherError


class PageFault(WatcherError):
    """A request that cannot be answered as asked."""

    status = 404


class Missing(PageFault):
    """No such topic, claim, item, message; or there is no more of it."""


class Moved(PageFault):
    """A claim that is part of another one now; `address` of its page."""

    status = 307

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class Absurd(PageFault):
    """A parameter that means nothing here; `name` and the value as given."""

    status = 400

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"{name}: {value}")
        self.name = name
        self.value = value
