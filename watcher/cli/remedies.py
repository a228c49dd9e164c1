"""`retry` and `forget`: what only a person can decide about messages, parked units and stored texts."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from watcher.cli.desk import Desk, pass_desk
from watcher.cli.lines import say
from watcher.cli.show import count
from watcher.cli.verbs import A_PERSON_SHOULD_LOOK, exit_with, refuse


@click.command()
@click.argument("what", metavar="WHAT")
@pass_desk
def retry(desk: Desk, what: str) -> None:
    """Try again what was stopped: a message by its key, all messages of an address, or a parked unit.

    `watcher status --json` has the names. The daemon goes on with it within seconds.
    """
    with desk.store(readonly=False) as kept, kept.write():
        queued = kept.outbox.resend(what, datetime.now(UTC))
        cleared = kept.parked.clear(what)
    if not queued + cleared:
        refuse(f"nothing that was stopped is called '{what}'; `watcher status --json` has the names")
    click.echo(f"{count(queued, 'message')} queued again, {count(cleared, 'parked unit')} cleared")


@click.command()
@click.argument("name", metavar="ITEM|FEED")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_desk
def forget(desk: Desk, name: str, yes: bool) -> None:
    """Delete every text of an ITEM or of all items of a FEED, and what was quoted from them.

    Offsets, hashes, times and links stay, so that it can be proven later what a text was. Backups keep the
    texts until they are replaced.
    """
    with desk.store(readonly=False) as kept:
        items = kept.forgetting.find(name)
        if not items:
            refuse(f"nothing is stored of '{name}'; `watcher search` names items, `watcher feeds list` feeds")
        if not (yes or click.confirm(f"Delete the texts of {count(len(items), 'item')} for good?")):
            say("nothing was deleted")
            exit_with(A_PERSON_SHOULD_LOOK)
        kept.forgetting.forget(items)
    click.echo(f"forgotten: {count(len(items), 'item')}")
