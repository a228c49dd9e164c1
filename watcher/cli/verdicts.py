"""`mute` and `unmute`: claims that a person does not want to hear of for a while."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from watcher.cli.desk import Desk, pass_desk
from watcher.cli.lines import say
from watcher.cli.show import local, show_table
from watcher.cli.verbs import refuse

if TYPE_CHECKING:
    from watcher.store import Store


@click.command()
@click.argument("claim", required=False)
@click.option(
    "--until", metavar="DATE|DAYS", help="2026-03-01 (its beginning), or a number of days such as 7d."
)
@pass_desk
def mute(desk: Desk, claim: str | None, until: str | None) -> None:
    """Tell nothing more of CLAIM, whatever becomes of its figures; without CLAIM, list what is muted.

    A claim's number stands beside its line in every mail. Its items are still listed under more reports.
    """
    config, now = desk.config(), datetime.now(UTC)
    if claim is None:
        with desk.store() as kept:
            _list(kept, config.timezone, now)
        return
    end = _read_end(until, config.timezone, now)
    with desk.store(readonly=False) as kept:
        claim = _demand_claim(kept, claim)
        kept.mutes.add(claim, end, now)
    click.echo(f"{claim} is muted {f'until {local(end, config.timezone)}' if end else 'for good'}")


@click.command()
@click.argument("claim")
@pass_desk
def unmute(desk: Desk, claim: str) -> None:
    """Tell of CLAIM again, from now on."""
    now = datetime.now(UTC)
    with desk.store(readonly=False) as kept:
        found = kept.verdicts.resolve(claim)
        claim = found[1] if found else claim
        if claim not in {each.claim for each in kept.mutes.walk(now)}:
            refuse(f"'{claim}' is not muted; `watcher mute` lists what is")
        kept.mutes.lift(claim, now)
    click.echo(f"{claim} is told of again")


def _list(kept: Store, zone: ZoneInfo, now: datetime) -> None:
    muted = tuple(kept.mutes.walk(now))
    if not muted:
        say("nothing is muted; `watcher mute CLAIM` mutes a claim")
        return
    rows = ((each.claim, local(each.until, zone) or "for good", _statement(kept, each.claim)) for each in muted)
    show_table(("claim", "until", "statement"), rows, wide=2)
    say(f"{len(muted)} muted; `watcher unmute CLAIM` tells of one again")


def _statement(kept: Store, claim: str) -> str:
    found = kept.claims.get(claim)
    return found.latest.mention.statement if found else ""


def _demand_claim(kept: Store, claim: str) -> str:
    """Its number today: a mailed one may have been linked to another since."""
    found = kept.verdicts.resolve(claim)
    if found is None:
        refuse(f"there is no claim '{claim}'; mails and `watcher claims list` show their numbers")
    return found[1]


def _read_end(told: str | None, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The beginning of a local date, or so many days from now."""
    if told is None:
        return None
    try:
        if told.endswith("d") and told[:-1].isdecimal():
            end = now + timedelta(days=int(told[:-1]))
        else:
            end = datetime.combine(datetime.fromisoformat(told).date(), time(), zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise click.UsageError(
            f"--until takes a date such as 2026-03-01 or days such as 7d, not {told!r}"
        ) from None
    if end <= now:
        raise click.UsageError(f"--until {told} is over already; name a later day")
    return end
