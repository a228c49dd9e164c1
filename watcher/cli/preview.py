"""`digest`: a digest as it would go out, to look at; nothing is sent and nothing is recorded."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from watcher.cli.desk import Desk, make_folder, pass_desk
from watcher.cli.lines import say
from watcher.cli.moments import DAY, WHEN
from watcher.cli.naming import find_list
from watcher.cli.show import count

if TYPE_CHECKING:
    from watcher.model import Digest
    from watcher.settings import Config, DigestList
    from watcher.store import Store

Ends = tuple[datetime | None, datetime | None]


@click.command()
@click.argument("name")
@click.option("--preview", is_flag=True, help="Render without sending; nothing is recorded.")
@click.option("--date", "day", type=DAY, help="As it would have gone out then.")
@click.option("--since", type=WHEN, help="Local time; tells all that was found since then, news or not.")
@click.option("--until", type=WHEN, help="Local time; now if left out.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write .eml, .html and .txt there.")
@pass_desk
def digest(
    desk: Desk,
    name: str,
    preview: bool,
    day: datetime | None,
    since: datetime | None,
    until: datetime | None,
    out: Path | None,
) -> None:
    """Render the digest NAME as it would go out now, or as it would have gone out on --date."""
    if not preview:
        raise click.UsageError("say --preview; `watcher run` and `cycle` send a digest when its hour has come")
    if since and until and since >= until:
        raise click.UsageError("--until is not after --since; name a later one, or leave it out for now")
    from watcher import store
    from watcher.app import make_renderer
    from watcher.cycle import previewing
    from watcher.deliver import letter

    config = desk.config()
    chosen = find_list(config, name)
    _refuse_future(datetime.now(config.timezone), day, since)
    with store.open(config.store, readonly=True) as kept:
        built = _choose(config, kept, chosen, day, (since, until))
    message = previewing.print_for_first(built, chosen, make_renderer(config), config.mail.sender)
    if out is None:
        click.echo(message.text)
        return
    make_folder(out)
    for path in letter.preview(message, config.mail, out):
        click.echo(path)


def _refuse_future(now: datetime, day: datetime | None, since: datetime | None) -> None:
    """What has not begun would look like a quiet day."""
    for option, asked in (("--date", day), ("--since", since)):
        if asked and asked.replace(tzinfo=now.tzinfo) > now:
            raise click.UsageError(f"{option} {asked:%Y-%m-%d} is still to come; name an earlier day")


def _choose(config: Config, kept: Store, chosen: DigestList, day: datetime | None, asked: Ends) -> Digest:
    """What would go out now, unless a day or an end of the window is named."""
    from watcher.cycle import previewing

    now = datetime.now(UTC)
    since, until = asked
    if not (day or since or until):
        pending = previewing.foresee(config, kept, chosen, now)
        if kept.outbox.started_at(chosen.name):
            _mention_known(config, kept, chosen, pending)
        return pending
    ends = since, until or (None if day else now.astimezone(config.timezone).replace(tzinfo=None))
    window = previewing.choose_window(config, chosen, day.date() if day else None, ends)
    return previewing.recall(config, kept, chosen, window)


def _mention_known(config: Config, kept: Store, chosen: DigestList, pending: Digest) -> None:
    """A first preview is nearly empty, and a new user would wonder."""
    from watcher.cycle import previewing

    begun = pending.coverage.since.astimezone(config.timezone).date()
    midnight = datetime.combine(begun, datetime.min.time(), config.timezone)
    known = previewing.count_known(config, kept, chosen, midnight)
    if known:
        say(
            f"note: {count(known, 'change')} known from the feeds' first contents, a backfill or a new topic "
            f"are no news and not mailed; `watcher digest {chosen.name} --preview --since {begun}` shows them"
        )
