"""`resend` and `forget`: what only a person can decide about messages and stored texts."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from watcher.cli.desk import Desk, pass_desk


@click.command()
@click.argument("what", metavar="KEY|ADDRESS")
@pass_desk
def resend(desk: Desk, what: str) -> None:
    """Queue again what was refused, suspended or held: one message by its KEY, or all of an ADDRESS.

    The daemon hands it over within seconds; `watcher status --json` names the keys.
    """
    with desk.store(readonly=False) as kept:
        count = kept.outbox.resend(what, datetime.now(UTC))
    if not count:
        raise click.UsageError(f"nothing was refused, suspended or held for {what}; look with `watcher status`")
    click.echo(f"queued again: {count}")
