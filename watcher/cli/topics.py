"""`topics`: what a query would have matched in the stored past, and why an item matched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from watcher.cli.desk import Desk, pass_desk
from watcher.cli.show import local, printable, say
from watcher.cli.verbs import WRONG_USAGE, Verbs, exit_with
from watcher.settings import Topic

if TYPE_CHECKING:
    from watcher.model import Match, Revision, Span
    from watcher.store import Store

    Found = tuple[Revision, tuple[Span, ...]]

AROUND = 40  # characters on either side of what matched


@click.group(cls=Verbs)
def topics() -> None:
    """Try queries on the stored past; explain a match."""


@topics.command("test")
@click.argument("query")
@click.option("--topic", help="With the aliases of this topic.")
@click.option("--most", default=20, show_default=True, type=click.IntRange(1), help="Show the latest so many.")
@pass_desk
def try_query(desk: Desk, query: str, topic: str | None, most: int) -> None:
    """What QUERY would have matched in all that is stored: AND, OR, NOT, "phrase", prefix*, title:word."""
    from watcher import store
    from watcher.analyze.match import Matcher

    config = desk.config()
    aliases = next((each.aliases for each in config.topics if each.name == topic), ())
    if topic and topic not in {each.name for each in config.topics}:
        say(f"there is no topic '{topic}' in {config.folder}/topics; leave --topic out or name another")
        exit_with(WRONG_USAGE)
    matcher = Matcher([Topic("test", query, "test", aliases)])
    with store.open(config.store, readonly=True) as kept:
        items, found = _try(matcher.find, kept)
    for revision, spans in list(found.values())[: -most - 1 : -1]:
        _show(revision, spans, config.timezone)
    say(f"{len(found)} of {items} items match {query}")


def _try(find: Callable[[Revision], tuple[Match, ...]], kept: Store) -> tuple[int, dict[str, Found]]:
    """Every item whose text ever matched, with the latest revision that did, in order of their last match."""
    items: set[str] = set()
    found: dict[str, Found] = {}
    for revision in kept.revisions.walk():
        items.add(revision.item)
        for match in find(revision):
            found.pop(revision.item, None)
            found[revision.item] = (revision, match.spans)
    return len(items), found


@topics.command("explain")
@click.argument("item")
@pass_desk
def explain(desk: Desk, item: str) -> None:
    """Which topics touch ITEM today, and by which words."""
    from watcher import store
    from watcher.analyze.match import Matcher

    config = desk.config()
    with store.open(config.store, readonly=True) as kept:
        revision = kept.revisions.latest(item)
    if revision is None:
        say(f"there is no item {item}; `watcher search` shows the ids of items")
        exit_with(WRONG_USAGE)
    matches = {match.topic: match.spans for match in Matcher(config.topics).find(revision)}
    for topic in config.topics:
        touched = topic.name in matches
        click.secho(f"{topic.name}: {'matches' if touched else 'does not match'} ", bold=touched, nl=False)
        click.echo(topic.query)
        if touched:
            _show(revision, matches[topic.name], config.timezone)


def _show(revision: Revision, spans: Iterable[Span], zone: ZoneInfo) -> None:
    """One item, and the words that matched in their surroundings."""
    click.secho(
        f"{local(revision.seen_at, zone)}  {printable(revision.outlet)}  {printable(revision.title)}",
        bold=True,
    )
    for line in _cut(revision, spans):
        click.echo(f"  {line}")
    click.secho(f"  {revision.item}", dim=True)


def _cut(revision: Revision, spans: Iterable[Span]) -> Iterator[str]:
    """Up to three stretches, the words that matched standing out."""
    last = {"title": 0, "text": 0}
    shown = 0
    for span in sorted(spans, key=lambda each: (each.where == "text", each.start)):
        if span.start < last[span.where] or shown == 3:
            continue
        text = revision.title if span.where == "title" else revision.text
        last[span.where] = span.end + AROUND
        before = text[max(0, span.start - AROUND) : span.start]
        after = text[span.end : span.end + AROUND]
        word = click.style(_flat(text[span.start : span.end]), fg="yellow", bold=True)
        yield f"{span.where}: …{_flat(before)}{word}{_flat(after)}…"
        shown += 1


def _flat(text: str) -> str:
    return printable(text.replace("\n", " "))
