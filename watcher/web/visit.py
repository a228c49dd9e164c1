"""One request, as the pages see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from watcher.settings import Config, Topic
from watcher.store import Store
from watcher.web.board import Board
from watcher.web.faults import Missing
from watcher.web.words import Dates, Words, desk_words


@dataclass(frozen=True, slots=True)
class Visit:
    """`asked` are the address's parameters, unchecked."""

    config: Config
    store: Store
    board: Board
    words: Words
    dates: Dates
    asked: Mapping[str, str]
    now: datetime

    def topic(self, name: str) -> Topic:
        for each in self.config.topics:
            if each.name == name:
                return each
        raise Missing(self.words.say("There is no topic of this name."))

    def title_of(self, topic: str) -> str:
        """What readers call it; its name when it is no longer configured."""
        return next((each.title for each in self.config.topics if each.name == topic), topic)


def visit(config: Config, store: Store, asked: Mapping[str, str], now: datetime) -> Visit:
    """One outside of a browser, in the configured language."""
    words = desk_words(config.language, config.timezone)
    dates = Dates(words.language, config.timezone)
    return Visit(config, store, Board(config.timezone), words, dates, asked, now)
