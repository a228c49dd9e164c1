"""Articles that come from an archive instead of a feed, marked as the collector would have marked them."""

from __future__ import annotations

from dataclasses import replace

from watcher.collect.marks import mark
from watcher.collect.text import same_but_style
from watcher.model import Revision


def annotate(revision: Revision, latest: Revision | None) -> Revision:
    """The revision with its marks and agencies, and cosmetic if it says what `latest` says in other dress."""
    return replace(mark(revision), cosmetic=_is_cosmetic(revision, latest))


def _is_cosmetic(revision: Revision, latest: Revision | None) -> bool:
    return (
        latest is not None
        and same_but_style(latest.title, revision.title)
        and same_but_style(latest.text, revision.text)
    )
