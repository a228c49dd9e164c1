"""`search` and `export`: reading what is stored."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from watcher import records
from watcher.cli.desk import Desk, pass_desk
from watcher.cli.lines import say, wrap
from watcher.cli.show import local, printable, show_head, show_record

if TYPE_CHECKING:
    from watcher.store import Found, Store

KINDS: dict[str, Callable[[Store], Iterator[records.Record]]] = {
    "items": lambda store: map(records.item_record, store.revisions.items()),
    "revisions": lambda store: map(records.revision_record, store.revisions.walk()),
    "matches": lambda store: map(records.match_record, store.claims.matches()),
    "mentions": lambda store: (
        records.mention_record(each.evidence, each.topic, each.claim) for each in store.claims.mentions()
    ),
    "claims": lambda store: map(records.claim_record, store.claims.walk()),
    "changes": lambda store: map(records.change_record, store.claims.changes()),
    "deliveries": lambda store: map(records.delivery_record, store.outbox.walk()),
}


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS)), metavar="KIND")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@pass_desk
def export(desk: Desk, kind: str, form: str) -> None:
    """Print everything of a KIND: one JSON object a line, or CSV with what is nested as JSON.

    KIND is items, revisions, matches, mentions, claims, changes or deliveries.
    """
    with desk.store() as kept:
        rows = KINDS[kind](kept)
        if form == "csv":
            _write_csv(rows)
        else:
            for row in rows:
                show_record(row)


def _write_csv(rows: Iterator[records.Record]) -> None:
    first = next(rows, None)
    if first is None:
        return
    # Quoted as RFC 4180 has it; the line ends are ours, so that `wc` and `diff` count as they should.
    writer = csv.DictWriter(sys.stdout, list(first), lineterminator="\n")
    writer.writeheader()
    writer.writerows(records.flatten(row) for row in chain([first], rows))


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--most", default=20, show_default=True, type=click.IntRange(1, 1000), help="Of each kind.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines.")
@pass_desk
def search(desk: Desk, query: tuple[str, ...], most: int, as_json: bool) -> None:
    """Full text over items and claims: all words must occur; "a phrase", beginning*."""
    config, words = desk.config(), " ".join(query)
    if not words.strip():
        raise click.UsageError("the query is empty; write the words to look for")
    with desk.store(readonly=False) as kept:  # a search fills its index
        found = kept.search.find(words, most)
    if as_json:
        for each in found:
            show_record(_found_record(each))
        return
    for each in found:
        _show_found(each, config.timezone)
    say(f"{len(found)} found" if found else _tell_nothing(words))


def _show_found(found: Found, zone: ZoneInfo) -> None:
    show_head(f"{local(found.seen_at, zone)}  {printable(found.outlet)}  {found.kind}", printable(found.title))
    click.echo(wrap(printable(" ".join(found.excerpt.split()))))
    click.secho(f"  {found.id}", dim=True)


def _tell_nothing(query: str) -> str:
    operators = {"AND", "OR", "NOT"} & set(query.split())
    hint = "; AND, OR and NOT are words here, `watcher topics test` knows them" if operators else ""
    return f"nothing found for {query}{hint}"


def _found_record(found: Found) -> records.Record:
    return {
        "kind": found.kind,
        "id": found.id,
        "title": found.title,
        "excerpt": found.excerpt,
        "outlet": found.outlet,
        "url": found.url,
        "seen": records.time_text(found.seen_at),
    }
