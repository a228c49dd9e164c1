"""`topics`: what a query would have matched in the past, why an item matched, what an edit changes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from watcher.cli.desk import Desk, pass_desk
from watcher.cli.lines import measure, say
from watcher.cli.naming import find_topic, suggest_topic
from watcher.cli.show import count, local, printable, show_head
from watcher.cli.verbs import Verbs, refuse
from watcher.settings import Config, Topic

if TYPE_CHECKING:
    from watcher.analyze.judge import Verdict
    from watcher.cli.trying import Hits, Miss
    from watcher.model import Revision, Span

AROUND = 40  # characters on either side of what matched
FRAME = 8  # characters that a line has beside: its indent, a colon, an ellipsis at either end
DAYS = 14
WIDEST_BAR = 40
SELDOM = 0.1  # items a day, below which a rate tells less than the count


@click.group(cls=Verbs)
def topics() -> None:
    """Try queries on the stored past; explain a match; compare two versions of a query."""


@topics.command("test")
@click.argument("query")
@click.option("--topic", help="With the aliases of this topic.")
@click.option("--most", default=20, show_default=True, type=click.IntRange(1), help="Show the latest so many.")
@pass_desk
def try_query(desk: Desk, query: str, topic: str | None, most: int) -> None:
    """What QUERY (or a topic, by its name) would have matched in all that is stored.

    Words, OR, -/NOT, parentheses, "phrase", prefix*, NEAR/8, /regex/, and the fields title:, outlet:, lang:,
    speaker:, standing:.
    """
    from watcher import store
    from watcher.analyze.query import parse
    from watcher.cli.trying import find_misses, try_topics

    config = desk.config()
    tried = _choose(config, query, topic)
    parsed = parse(tried.query, tried.aliases)
    with store.open(config.store, readonly=True) as kept:
        items, _ = kept.past.count()
        found = try_topics(kept, [tried])[tried.name]
        for item, hit in list(found.items())[: -most - 1 : -1]:
            _show(kept.revisions.get(item, hit.number), hit.spans, config.timezone)
        _show_days(found, config.timezone)
        _show_misses(find_misses(kept, tried, found))
    for hint in (*parsed.hints, *_tell_ledger(parsed.asks_ledger)):
        say(f"note: {hint}")
    meant = None if found or tried in config.topics else suggest_topic(config, query)
    asked = f"; did you mean the topic '{meant}'?" if meant else ""
    say(f"{len(found)} of {count(items, 'item')} match {tried.query}{asked}")


def _tell_ledger(asks: bool) -> Iterator[str]:
    if asks:
        yield "speaker: and standing: are decided for each mention when it is told; here their text part counts"


def _choose(config: Config, query: str, aliases_of: str | None) -> Topic:
    """A topic of the configuration by its name, or the query, with the aliases of the one that is named."""
    known = {each.name: each for each in config.topics}
    if query in known and not aliases_of:
        return known[query]
    return Topic("test", query, "test", find_topic(config, aliases_of).aliases if aliases_of else ())


def _show_days(found: Hits, zone: ZoneInfo) -> None:
    """Items a day over the last fortnight with a match, and the average."""
    from watcher.cli.trying import count_days

    days = count_days(found, zone)
    if not days:
        return
    last, most = max(days), max(days.values())
    shown = [last - timedelta(days=back) for back in range(min(DAYS, (last - min(days)).days + 1))]
    click.echo()
    for day in reversed(shown):
        bar = "█" * -(-days[day] * WIDEST_BAR // most)
        click.echo(f"{day:%a %d.%m.%Y}  {days[day]:>5}  {click.style(bar, fg='cyan')}")
    items, spell = sum(days.values()), (last - min(days)).days + 1
    seldom = items / spell < SELDOM
    pace = f"{count(items, 'item')} in {spell} days" if seldom else f"{items / spell:.1f} items a day"
    click.echo(f"{pace} from {min(days):%d.%m.%Y} to {last:%d.%m.%Y}")


def _show_misses(misses: Iterable[Miss]) -> None:
    for miss in misses:
        about = "about " if miss.step > 1 else ""
        click.echo(f"{about}{miss.items} more {miss.change}:  {miss.query}")


@topics.command("explain")
@click.argument("item")
@click.option("--topic", help="This topic only.")
@pass_desk
def explain(desk: Desk, item: str, topic: str | None) -> None:
    """Which topics touch ITEM today, by which words, and what is missing for the others."""
    from watcher import store
    from watcher.analyze.match import Matcher
    from watcher.cycle.marking import Marker

    config = desk.config()
    with store.open(config.store, readonly=True) as kept:
        revision = kept.revisions.latest(item)
        revision = revision and Marker(kept).complete(revision)
    if revision is None:
        refuse(f"there is no item {item}; `watcher search` shows the ids of items")
    chosen = [find_topic(config, topic)] if topic else config.topics
    matcher = Matcher(chosen)
    matches = {match.topic: match.spans for match in matcher.find(revision)}
    verdicts = matcher.explain(revision)
    for each in chosen:
        touched = each.name in matches
        click.secho(f"{each.name}: {'matches' if touched else 'does not match'} ", bold=touched, nl=False)
        click.echo(each.query)
        _show_parts(revision, verdicts[each.name])
        if touched:
            _show(revision, matches[each.name], config.timezone)


def _show_parts(revision: Revision, verdicts: Iterable[Verdict]) -> None:
    """Each part that must hold: where it stands, or that it is missing."""
    for each in verdicts:
        mark, said = {True: ("✓", ""), False: ("✗", "  missing"), None: ("?", "  decided for each mention")}[
            each.holds
        ]
        if each.holds is False and each.part.startswith("-"):
            said = "  stands there"
        words = dict.fromkeys(_flat(_text(revision, span)[span.start : span.end]) for span in each.spans)
        shown = "  " + ", ".join(islice(words, 5)) if words else said
        click.echo(f"  {mark} {each.part}{shown}")


@topics.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--topic", help="With the aliases of this topic.")
@click.option(
    "--most", default=10, show_default=True, type=click.IntRange(1), help="Show so many of each side."
)
@pass_desk
def compare(desk: Desk, old: str, new: str, topic: str | None, most: int) -> None:
    """What the query NEW finds in the stored past that OLD does not, and the other way round.

    Either may be a topic's name: `watcher topics diff kursk 'Kursk OR Sudscha'` before the edit goes live.
    """
    from dataclasses import replace

    from watcher import store
    from watcher.cli.trying import try_topics

    config = desk.config()
    before = replace(_choose(config, old, topic), name="old")
    after = _choose(config, new, topic)
    if after.name == "test" and not topic:  # an edit of a topic keeps its aliases
        after = replace(after, aliases=before.aliases)
    with store.open(config.store, readonly=True) as kept:
        found = try_topics(kept, [before, replace(after, name="new")])
        lost, gained = (
            [(item, hit) for item, hit in found[side].items() if item not in found[other]]
            for side, other in (("old", "new"), ("new", "old"))
        )
        for hits, sign, colour in ((lost, "-", "red"), (gained, "+", "green")):
            for item, hit in hits[: -most - 1 : -1]:
                click.secho(f"{sign} ", fg=colour, nl=False)
                _show(kept.revisions.get(item, hit.number), hit.spans, config.timezone)
    both = len(found["new"]) - len(gained)
    say(f"{count(len(gained), 'item')} gained, {count(len(lost), 'item')} lost, {both} in both")


def _show(revision: Revision, spans: Iterable[Span], zone: ZoneInfo) -> None:
    """One item, and the words that matched in their surroundings."""
    place = f"{local(revision.seen_at, zone)}  {printable(revision.outlet)}"
    show_head(place, printable(revision.title))
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
        text = _text(revision, span)
        last[span.where] = span.end + AROUND
        said = _flat(text[span.start : span.end])
        around = _room(len(span.where) + len(said))
        word = click.style(said, fg="yellow", bold=True)
        yield f"{span.where}: {_before(text, span.start, around)}{word}{_after(text, span.end, around)}"
        shown += 1


def _room(taken: int) -> int:
    """How much of the surroundings to show on either side: on a terminal no more than a line holds."""
    if not sys.stdout.isatty():
        return AROUND
    return max(0, min(AROUND, (measure() - taken - FRAME) // 2))


def _before(text: str, end: int, around: int) -> str:
    """What stands before, from the beginning of a word."""
    if end <= around:
        return _flat(text[:end])
    return f"… {_flat(text[end - around : end]).partition(' ')[2]}"


def _after(text: str, start: int, around: int) -> str:
    """What stands behind, to the end of a word."""
    if len(text) - start <= around:
        return _flat(text[start:])
    return f"{_flat(text[start : start + around]).rpartition(' ')[0]} …"


def _text(revision: Revision, span: Span) -> str:
    return revision.title if span.where == "title" else revision.text


def _flat(text: str) -> str:
    return printable(text.replace("\n", " "))
