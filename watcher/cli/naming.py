"""What a person names must be there: a name that is not is told with those that are."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from watcher.errors import ConfigError

if TYPE_CHECKING:
    from watcher.settings import Config, DigestList, Feed, Topic

    Named = TypeVar("Named", Topic, DigestList, Feed)

MOST_NAMES = 20  # a newsroom has few topics and lists, and hundreds of feeds


def find_topic(config: Config, name: str) -> Topic:
    """The topic of that name; raises ConfigError."""
    return _find(config.topics, name, f"{config.folder}/topics: there is no topic")


def find_list(config: Config, name: str) -> DigestList:
    """The list of that name; raises ConfigError."""
    return _find(config.digests, name, f"{config.folder}/digests.toml: there is no digest")


def find_feed(config: Config, name: str) -> Feed:
    """The feed of that name; raises ConfigError."""
    return _find(config.feeds, name, f"{config.folder}/feeds.toml: there is no feed")


def suggest_topic(config: Config, name: str) -> str | None:
    """The topic whose name is nearly this one, if there is any."""
    return next(iter(difflib.get_close_matches(name, [each.name for each in config.topics], n=1)), None)


def _find(known: Sequence[Named], name: str, absent: str) -> Named:
    for each in known:
        if each.name == name:
            return each
    raise ConfigError(f"{absent} '{name}' ({_suggest([each.name for each in known], name)})")


def _suggest(names: Sequence[str], name: str) -> str:
    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return f"did you mean '{near[0]}'?"
    more = " …" if len(names) > MOST_NAMES else ""
    return f"there are: {', '.join(names[:MOST_NAMES]) or 'none'}{more}"
