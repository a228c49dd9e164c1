"""Preview: a digest that is looked at and not sent; nothing moves."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from watcher.compose import dates
from watcher.compose.render import Renderer
from watcher.cycle.choosing import Told
from watcher.cycle.composing import LIVE, build, gather, narrow, topic_names
from watcher.model import Digest, Message, Window
from watcher.settings import Config, DigestList
from watcher.store import Store


def foresee(config: Config, store: Store, digest_list: DigestList, now: datetime) -> Digest | None:
    """The digest as it would go out now; None for a list that no pass has begun yet."""
    outbox, zone = store.outbox, config.timezone
    started, told = outbox.started_at(digest_list.name), outbox.last_date(digest_list.name)
    if started is None:
        return None
    since = dates.moment(told, digest_list.at, zone) if told else started
    return gather(config, store, digest_list, Window(now.astimezone(zone).date(), since, now))


def recall(config: Config, store: Store, digest_list: DigestList, window: Window) -> Digest:
    """The digest as it would have gone out, from the changes of every cause in the window."""
    names = topic_names(config, digest_list)
    changes = store.claims.changes(topics=names, since=window.since, until=window.until)
    others = store.claims.others(topics=names, since=window.since, until=window.until)
    return build(config, store, digest_list, window, Told(changes, others))


def count_known(config: Config, store: Store, digest_list: DigestList, since: datetime) -> int:
    """Changes since then that are no news and not mailed: a feed's first contents, a backfill, a new topic."""
    found = store.claims.changes(topics=topic_names(config, digest_list), since=since)
    return sum(each.cause not in LIVE for each in found)


def print_for_first(built: Digest, digest_list: DigestList, renderer: Renderer, sender: str) -> Message:
    """The message that the list's first recipient would get."""
    recipient = digest_list.to[0]
    return renderer.digest(narrow(built, digest_list, recipient), recipient, sender, built.coverage.until)


def choose_window(
    config: Config, chosen: DigestList, day: date | None, asked: tuple[datetime | None, datetime | None]
) -> Window:
    """The list's window on `day`, or up to the end that is asked for; local times overrule either end."""
    zone = config.timezone
    since, until = (each.replace(tzinfo=zone) if each else None for each in asked)
    if day:
        start, end = dates.window(chosen, zone, day)
    else:
        assert until, "there is a day or an end"
        day, end = until.astimezone(zone).date(), until
        start = dates.moment(day, chosen.at, zone)
        start = start if start < end else dates.moment(day - timedelta(days=1), chosen.at, zone)
    return Window(day, since or start, until or end)
