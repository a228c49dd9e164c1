"""Takes secrets out of whatever is written: what we were told, and what looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

import structlog

from watcher.settings import Config

# What looks like a secret though nobody told us: a login in an address, a key in a query.
USERINFO = re.compile(r"(?<=://)[^/\s@]+@")
KEYS = re.compile(r"(?i)\b([\w-]*token|[\w-]*key|password|passwd|pwd|secret|signature|authorization)=[^&\s]+")
NAMED = re.compile(r"(?i)[\w-]*token|[\w-]*key|auth\w*|pass\w*|pwd|secret|sig|signature")
SHORTEST = 4  # characters; hiding less would hide words
PLAIN = (int, float, bool, type(None))


class Redactor:
    """A processor that takes every secret of the configurations we have had in force out of each line."""

    def __init__(self) -> None:
        self._hidden: set[str] = set()

    def learn(self, config: Config) -> None:
        told = [config.mail.password, config.web.token]
        for feed in config.feeds:
            told += [feed.password, *(value for _, value in feed.headers), *find_secrets(feed.url)]
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
        return {
            key: value if isinstance(value, PLAIN) else self.clean(str(value)) for key, value in event.items()
        }


def find_secrets(url: str) -> Iterator[str]:
    """The login and the keys that an address carries, as they stand there and as they are meant."""
    try:
        parts = urlsplit(url)
        login = (parts.username, parts.password)
    except ValueError:
        return
    for value in login:
        if value:
            yield from {value, unquote(value)}
    for name, value in parse_qsl(parts.query):
        if NAMED.fullmatch(name):
            yield value
