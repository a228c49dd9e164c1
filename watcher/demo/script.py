"""What the demo newsroom is told to publish: a *script* of outlets, their articles and the moments to look.

An article is what its versions say over time; nothing here is rendered or served.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

Format = Literal["rss2", "atom", "rdf", "json"]
Body = Literal["content", "description", "teaser"]


@dataclass(frozen=True, slots=True)
class Version:
    """What an article says from `at` on. `silent`: the outlet changed it without saying so."""

    at: datetime
    title: str
    paragraphs: tuple[str, ...]
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A text through time; `versions` run from old to new."""

    slug: str
    versions: tuple[Version, ...]

    @property
    def published(self) -> datetime:
        return self.versions[0].at

    def read(self, now: datetime) -> tuple[Version, ...]:
        """Return the versions published up to `now`, none if it is still unwritten."""
        return tuple(version for version in self.versions if version.at <= now)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news organisation, how its feed looks, and the boilerplate it wraps around every text.

    `site`: where its links point. `inside` goes after an article's second paragraph, `after` below its last;
    both are HTML and may hold `{title}`, `{link}` and `{site}`.
    """

    name: str
    title: str
    site: str
    language: str
    format: Format
    body: Body = "content"
    wordpress: bool = False
    days: int = 14  # how long an article stays in the feed
    inside: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()

    def list_articles(self, now: datetime) -> tuple[Article, ...]:
        """Return what the feed shows at `now`, newest first: the last days', and never fewer than three."""
        written = (each for each in self.articles if each.published <= now)
        shown = sorted(written, key=lambda each: each.published, reverse=True)
        oldest = now - timedelta(days=self.days)
        return tuple(each for rank, each in enumerate(shown) if rank < 3 or each.published >= oldest)


@dataclass(frozen=True, slots=True)
class Script:
    """The whole play. `moments` are when watcher looks; `told` is newsroom.toml (topics, digests, mail)."""

    moments: tuple[datetime, ...]
    outlets: tuple[Outlet, ...]
    told: dict[str, Any]


def load(folder: Path) -> Script:
    """Read newsroom.toml and one file for each outlet it names."""
    told = tomllib.loads((folder / "newsroom.toml").read_text(encoding="utf-8"))
    outlets = (_read_outlet(folder / f"{name}.toml") for name in told["outlets"])
    return Script(tuple(told["moments"]), tuple(outlets), told)


def _read_outlet(path: Path) -> Outlet:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    articles = tuple(_read_article(each) for each in told.pop("article"))
    told |= {key: tuple(told.get(key, ())) for key in ("inside", "after")}
    return Outlet(name=path.stem, articles=articles, **told)


def _read_article(told: dict[str, Any]) -> Article:
    return Article(told["slug"], tuple(_read_version(each) for each in told["version"]))


def _read_version(told: dict[str, Any]) -> Version:
    paragraphs = (" ".join(each.split()) for each in told["text"].strip().split("\n\n"))
    return Version(told["at"], told["title"], tuple(paragraphs), told.get("silent", False))
