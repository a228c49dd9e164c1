"""Preview: a digest that is looked at and not sent; nothing moves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from watcher.compose import dates, page
from watcher.compose.kinds import is_told
from watcher.compose.render import Renderer
from watcher.cycle.accounting import Entry, account
from watcher.cycle.choosing import Told, choose
from watcher.cycle.composing import LIVE, build, gather, narrow, topic_names
from watcher.model import Change, Digest, Message, Window
from watcher.settings import Config, DigestList
from watcher.store import DigestRow, Store


def foresee(config: Config, store: Store, digest_list: DigestList, now: datetime) -> Digest:
    """The digest as it would go out now; before the list's first pass, all that the last 24 hours brought."""
    outbox, zone = store.outbox, config.timezone
    started, told = outbox.started_at(digest_list.name), outbox.last_date(digest_list.name)
    today = now.astimezone(zone).date()
    if started is None:
        return recall(config, store, digest_list, Window(today, now - timedelta(days=1), now))
    since = dates.moment(told, digest_list.at, zone) if told else started
    return gather(config, store, digest_list, Window(today, since, now))


def recall(
    config: Config, store: Store, digest_list: DigestList, window: Window, causes: Sequence[str] | None = None
) -> Digest:
    """The digest as it would have gone out, from the changes in the window, of every cause if none is named."""
    names, since, until = topic_names(config, digest_list), window.since, window.until
    changes = store.claims.changes(topics=names, causes=causes, since=since, until=until)
    others = store.claims.others(topics=names, causes=causes, since=since, until=until)
    return build(config, store, digest_list, window, Told(changes, others))


def find_unshown(
    config: Config, store: Store, digest_list: DigestList, since: datetime, renderer: Renderer
) -> tuple[Entry, ...]:
    """The new statements that are no lines of the digest which began then, as its first recipient gets it."""
    sent = next((each for each in store.outbox.digests(digest_list.name) if _is_of(each, since)), None)
    window = Window(sent.date, sent.since, sent.until) if sent else _find_window(config, digest_list, since)
    causes = LIVE if sent else None
    built = recall(config, store, digest_list, window, causes)
    message = print_for_first(built, digest_list, renderer, config.mail.sender)
    told = [position for position, state in message.told if state == "told"]
    topics = [each.topic for each in narrow(built, digest_list, message.recipient).sections]
    news = _list_news(config, store, window, topics, causes)
    dealt = page.gather(narrow(built, digest_list, message.recipient))
    return account(news, dealt, told)


def _list_news(
    config: Config, store: Store, window: Window, topics: Sequence[str], causes: Sequence[str] | None
) -> tuple[Change, ...]:
    """The statements that were new in the window and that their topics ask for, held to be told or not."""
    found = store.claims.changes(topics=topics, causes=causes, since=window.since, until=window.until)
    least = {each.name: each.salience for each in config.topics}
    chosen = choose(store, config.topics, Told(found), window.until).changes
    return tuple(each for each in chosen if each.type == "new" and is_told(each, least.get(each.topic, 0.0)))


def _is_of(row: DigestRow, since: datetime) -> bool:
    """Whether the mail that was made began at that minute."""
    return row.state == "queued" and row.since.replace(second=0, microsecond=0) == since.astimezone(UTC)


def _find_window(config: Config, digest_list: DigestList, since: datetime) -> Window:
    """Of the list's first date whose window ends after `since`."""
    day = since.astimezone(config.timezone).date()
    while (window := choose_window(config, digest_list, day, (None, None))).until <= since:
        day += timedelta(days=1)
    return window


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
