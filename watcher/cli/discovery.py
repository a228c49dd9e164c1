"""Visits an address that is not configured yet: is it a feed, or is there one behind the page?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from watcher.collect import discover
from watcher.collect.fetch import Fetcher
from watcher.errors import FeedError, ParseError, WorkerError
from watcher.model import Document, Fetched
from watcher.settings import Config, Feed
from watcher.worker import Workers


@dataclass(frozen=True, slots=True)
class Discovery:
    """A feed that was read. `others`: what else the page offered."""

    url: str
    document: Document
    others: tuple[str, ...] = ()


def is_address(text: str) -> bool:
    """Whether it may be meant as one: no host but this machine's own does without a dot or a colon."""
    return any(sign in text for sign in ".:/") or text == "localhost"


def complete(url: str) -> str:
    """As people write addresses: without https://, which no server on this machine speaks."""
    if "://" in url:
        return url
    here = re.match(r"(localhost|127\.\d+\.\d+\.\d+|\[::1\])(?![\w.])", url)
    return f"{'http' if here else 'https'}://{url}"


async def visit(config: Config, feed: Feed) -> Document:
    """Fetch and parse a feed; raises FeedError."""
    async with Fetcher(config.fetch) as fetcher, Workers(1) as workers:
        return await _parse(workers, await fetcher.page(feed, feed.url), config)


async def find_feed(config: Config, url: str) -> Discovery:
    """The feed at this address, or the first one behind the page that can be read; raises FeedError."""
    async with Fetcher(config.fetch) as fetcher, Workers(1) as workers:
        page = await fetcher.page(_stranger(url), url)
        try:
            return Discovery(page.moved_to or url, await _parse(workers, page, config))
        except ParseError:
            offered = discover.find_feeds(page.body, page.url)
        return await _try_each(offered, url, (fetcher, workers, config))


async def _try_each(offered: Iterable[str], page: str, tools: tuple[Fetcher, Workers, Config]) -> Discovery:
    fetcher, workers, config = tools
    others = tuple(offered)
    reasons = []
    for url in others:
        try:
            fetched = await fetcher.page(_stranger(url), url)
            return Discovery(fetched.moved_to or url, await _parse(workers, fetched, config), others)
        except FeedError as error:
            reasons.append(str(error))
    why = f" ({reasons[0]})" if reasons else ""
    raise ParseError(f"{page}: no feed is here or behind this page{why}; look for its RSS link", page)


def _stranger(url: str) -> Feed:
    """Nobody's credentials go to an address that is only being looked at."""
    return Feed("new", url, "new")


async def _parse(workers: Workers, fetched: Fetched, config: Config) -> Document:
    try:
        return await workers.parse(fetched.body, fetched.content_type, fetched.url, config.fetch.max_items)
    except WorkerError as error:
        raise ParseError(f"{fetched.url}: {error}", fetched.url) from error
