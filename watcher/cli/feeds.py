"""`feeds`: what is read, and how a feed comes to be read."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from watcher.cli.desk import Desk, pass_desk
from watcher.cli.lines import say, wrap
from watcher.cli.naming import find_feed
from watcher.cli.show import count, local, printable, show_record, show_table
from watcher.cli.verbs import A_PERSON_SHOULD_LOOK, Verbs, exit_with
from watcher.errors import ConfigError, tell_reason
from watcher.settings import Config, Feed

if TYPE_CHECKING:
    from watcher.model import Document, FeedState

SHOWN = 10  # entries of a tested feed


@click.group(cls=Verbs)
def feeds() -> None:
    """List, find, test, import and export feeds."""


@feeds.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines.")
@pass_desk
def list_feeds(desk: Desk, as_json: bool) -> None:
    """Every configured feed, and how it stood when it was last checked."""
    config = desk.config()
    states = _read_states(desk, config)
    records = [_tell_feed(feed, states.get(feed.name), config.timezone) for feed in config.feeds]
    if as_json:
        for record in records:
            show_record(record)
        return
    if sys.stdout.isatty():
        for record in records:
            _show_feed(record)
        say(count(len(records), "feed") if records else "no feeds yet; `watcher feeds add URL` finds one")
        return
    columns = ("name", "outlet", "checked", "state", "url")
    show_table(columns, ([record[column] for column in columns] for record in records))


def _show_feed(record: dict[str, Any]) -> None:
    """A line, and one for each thing that must not be cut: addresses are copied, errors read to their end."""
    standing, _, error = record["state"].partition(": ")
    click.secho(printable(record["name"]), bold=True, nl=False)
    click.echo(f"  {printable(record['outlet'])} · {standing} {record['checked']}".rstrip())
    click.secho(f"  {printable(record['url'])}", dim=True)
    if error:
        click.secho(wrap(printable(error)), fg="red")


def _read_states(desk: Desk, config: Config) -> dict[str, FeedState]:
    if not config.store.exists():
        return {}
    with desk.store() as kept:
        return kept.feeds.states()


def _tell_feed(feed: Feed, state: FeedState | None, zone: ZoneInfo) -> dict[str, Any]:
    if not feed.enabled:
        standing = "disabled"
    elif state is None or state.checked_at is None:
        standing = "not checked yet"
    else:
        standing = f"failing: {state.error}" if state.failures else "well"
    return {
        "name": feed.name,
        "url": feed.url,
        "outlet": feed.outlet,
        "enabled": feed.enabled,
        "checked": local(state.checked_at, zone) if state else "",
        "state": standing,
    }


@feeds.command("add")
@click.argument("url")
@click.option("--name", help="Under which its items are kept; left out, made from its title.")
@click.option("--full-text", is_flag=True, help="Fetch the article's page too.")
@pass_desk
def add_feed(desk: Desk, url: str, name: str | None, full_text: bool) -> None:
    """Find the feed at URL or behind that page, and append it to feeds.toml."""
    from watcher.cli import discovery, subscribing

    config = desk.config()
    found = asyncio.run(discovery.find_feed(config, discovery.complete(url)))
    known = next((feed for feed in config.feeds if feed.url == found.url), None)
    if known:
        say(f"{found.url} is there already, as '{known.name}'")
        return
    taken = [feed.name for feed in config.feeds]
    feed = Feed(
        name=name or subscribing.make_name(found.document.title or found.url, taken),
        url=found.url,
        outlet=subscribing.one_line(found.document.title) or name or found.url,
        language=found.document.language,
        full_text=full_text,
    )
    click.echo(subscribing.append(desk, [feed]), nl=False)
    others = [each for each in found.others if each != found.url]
    say(f"{count(len(found.document.entries), 'entry', 'entries')}; appended to {desk.folder / 'feeds.toml'}")
    if others:
        say(f"the page has other feeds too: {', '.join(others[:5])}")


@feeds.command("test")
@click.argument("url")
@pass_desk
def try_feed(desk: Desk, url: str) -> None:
    """Fetch the feed at URL, or the configured one of that name, and show its first entries."""
    from watcher.cli import discovery

    config = desk.config()
    named = url in {feed.name for feed in config.feeds} or not discovery.is_address(url)
    feed = find_feed(config, url) if named else Feed("test", discovery.complete(url), "test")
    document = asyncio.run(discovery.visit(config, feed))
    _show_document(document, config.timezone)
    if document.warnings or not document.entries:
        exit_with(A_PERSON_SHOULD_LOOK)


def _show_document(document: Document, zone: ZoneInfo) -> None:
    click.secho(printable(document.title) or "(no title)", bold=True)
    rows = (
        (local(each.published, zone), len(each.text), each.title or each.text[:80]) for each in document.entries
    )
    show_table(("published", "characters", "title"), list(rows)[:SHOWN], wide=2)
    for warning in document.warnings:
        say(printable(warning))
    say(f"{count(len(document.entries), 'entry', 'entries')}; language {document.language or 'not named'}")


@feeds.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@pass_desk
def import_feeds(desk: Desk, file: Path) -> None:
    """Append a block to feeds.toml for each feed of an OPML file that is not there yet."""
    from watcher.cli import subscribing
    from watcher.collect import opml

    config = desk.config()
    try:
        listed = opml.read(file.read_bytes(), str(file))
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read ({tell_reason(error)}); name an OPML file") from error
    new = subscribing.choose_new(listed, config.feeds)
    subscribing.append(desk, new)
    for feed in new:
        click.echo(f"{feed.name}  {feed.url}{'' if feed.enabled else '  (disabled)'}")
    rest = ", the others were there" if len(new) < len(listed) else ""
    say(f"{len(new)} of {count(len(listed), 'feed')} appended to {desk.folder / 'feeds.toml'}{rest}")


@feeds.command("export")
@pass_desk
def export_feeds(desk: Desk) -> None:
    """Print every configured feed as OPML, for another reader."""
    from watcher.collect import opml

    click.echo(opml.write(desk.config().feeds))
