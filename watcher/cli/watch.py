"""The verbs that watch: demo, run, cycle, status."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from watcher.cli.desk import Desk, make_folder, pass_desk
from watcher.cli.lines import fold
from watcher.cli.progress import counted, show_progress
from watcher.cli.verbs import A_PERSON_SHOULD_LOOK, exit_with
from watcher.errors import ConfigError, tell_reason

if TYPE_CHECKING:
    from watcher.cli.journal import Form
    from watcher.cycle import Report
    from watcher.settings import Config


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default="watcher-demo",
    show_default=True,
    metavar="DIR",
    help="Where mails, store and configuration go.",
)
def demo(out: Path) -> None:
    """Play a bundled newsroom through the real pipeline, without network.

    Feeds and pages are served on loopback, the clock is simulated, mails arrive in a letterbox under --out.
    """
    from watcher.app import open_rooms
    from watcher.cycle import cycle as run_cycle
    from watcher.demo.play import play

    make_folder(out)
    clear(out)
    click.echo("An invented newsroom on loopback; its clock moves on with each line.", err=True)
    # Each child holds two languages' models, and a few dozen articles keep one child busy for seconds only.
    frugal = partial(open_rooms, workers=1)
    played = asyncio.run(play(out, frugal, run_cycle, lambda line: click.echo(line, err=True)))
    click.echo(f"\nThe last digest:\n\n{played.digest}")
    click.echo(f"{len(played.mails)} mails, each as .html for a browser and as .eml beside it:")
    for letter in played.mails:
        click.echo(f"  {letter.page or letter.mail}")
    click.echo(
        f"What the demo remembers: `watcher --config {played.folder} claims list`, `… serve` for a browser."
    )
    click.echo("The outlets are invented and their links lead nowhere. Next: `watcher init DIR`.")
    if broken := read_parked(played.store):
        click.echo(f"{len(broken)} stopped at a bug, the first: {broken[0]}", err=True)
        exit_with(A_PERSON_SHOULD_LOOK)


def read_parked(path: Path) -> list[str]:
    """What stopped at a bug: quiet digests would hide it."""
    from watcher import store

    with store.open(path, readonly=True) as kept:
        return [f"{each.unit}: {each.sentence}" for each in kept.parked.walk()]


def clear(out: Path) -> None:
    """Take away what an earlier demo left, and nothing else: a second play begins anew. Raises ConfigError."""
    mark = out / "demo.txt"
    ours = mark.exists() or (out / "mails").exists()  # a store of one's own has no letters beside it
    if not ours and any((out / name).exists() for name in ("watcher.db", "config")):
        raise ConfigError(f"{out}: holds a store or a configuration that is no demo's; name another --out")
    for path in (*out.glob("watcher.db*"), *out.glob("mails/*.eml"), *out.glob("mails/*.html")):
        path.unlink()
    try:
        mark.write_text("Made by `watcher demo`; the next one in this folder begins anew.\n", encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{mark}: cannot be written ({tell_reason(error)}); name another --out") from error


@click.command()
@click.option(
    "--log",
    "form",
    type=click.Choice(["auto", "text", "json"]),
    default="auto",
    show_default=True,
    help="What log lines look like; auto: fields for journald, colours for a terminal, else text.",
)
@pass_desk
def run(desk: Desk, form: Form) -> None:
    """Watch until told to stop: poll, analyse, mail. Meant for systemd; see docs/operations.md."""
    from watcher.cli.journal import fill_streams
    from watcher.cli.service import serve

    fill_streams()
    asyncio.run(serve(desk, form))


@click.command()
@click.option("--all", "every", is_flag=True, help="Every feed, due or not.")
@pass_desk
def cycle(desk: Desk, every: bool) -> None:
    """One pass now: collect, analyse, compose, deliver. Beside a running daemon, it asks that one."""
    from watcher import daemon

    config = desk.config()
    told = daemon.ask(config.store, every=every)
    if told is None:
        with daemon.lock(config.store):
            told = str(asyncio.run(_pass(config, every)))
    click.echo(told)


async def _pass(config: Config, every: bool) -> Report:
    from watcher.app import open_rooms
    from watcher.cli.journal import open_journal
    from watcher.collect import schedule
    from watcher.cycle import cycle as run_cycle
    from watcher.cycle import recover

    now = datetime.now(UTC)
    async with open_rooms(config, open_journal().warning) as rooms:
        recover(rooms, now)
        waiting = config.feeds if every else schedule.due(config.feeds, rooms.store.feeds.states(), now)
        with show_progress("feeds", sum(feed.enabled for feed in waiting)) as advance:
            return await run_cycle(replace(rooms, check=counted(rooms.check, advance)), now, every=every)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@pass_desk
def status(desk: Desk, as_json: bool) -> None:
    """What runs, what fails, what waits. Exit code 1 when a person should look."""
    from watcher import daemon
    from watcher.cli import state

    config = desk.config()
    if not config.store.exists():
        nothing = "nothing has been collected yet; begin with `watcher cycle --all`"
        click.echo(json.dumps(state.NOTHING.record(), indent=1) if as_json else nothing)
        return
    with desk.store() as kept:
        found = state.look(config, kept, datetime.now(UTC))
    found = replace(found, daemon=daemon.is_running(config.store))
    click.echo(
        json.dumps(found.record(), ensure_ascii=False, indent=1)
        if as_json
        else fold(state.show(found, config.timezone), sys.stdout)
    )
    if found.needs_a_person:
        exit_with(A_PERSON_SHOULD_LOOK)
