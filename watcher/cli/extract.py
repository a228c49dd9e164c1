"""`extract`: articles in, mentions out, in the order they came. Needs no configuration and no store."""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import click

from watcher import records
from watcher.analyze.extract import detect
from watcher.analyze.language import LANGUAGES
from watcher.cli import articles
from watcher.cli.desk import Desk, pass_desk
from watcher.cli.lines import say
from watcher.cli.show import count, show_record
from watcher.cli.verbs import A_PERSON_SHOULD_LOOK, exit_with
from watcher.collect.archive import annotate
from watcher.errors import WatcherError, WorkerError
from watcher.model import Mention, Revision
from watcher.worker import Workers

WORKERS = 2
MOST_TOLD = 20  # faults of one input: a file of another kind has one in every line
WINDOW = 8  # articles under way: enough to keep the workers busy, few enough that a pipe flows


@click.command()
@click.argument("file", default=articles.PIPE, metavar="[FILE]")
@click.option(
    "--text", "plain", is_flag=True, help="The input is one plain text; .txt files are known as such."
)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines on a terminal too.")
@pass_desk
def extract(desk: Desk, file: str, plain: bool, as_json: bool) -> None:
    """Find the claims in articles: JSON Lines from FILE or a pipe in, mentions as JSON Lines out.

    An article is {"id", "feed", "title", "text"} and may have "published", "seen", "lang", "url". A line that
    cannot be read is told and left out; the exit code is then 1.
    """
    if file == articles.PIPE and sys.stdin.isatty():
        raise click.UsageError("name a FILE, or pipe articles in")
    faults = Faults(desk)
    now = datetime.now(UTC)
    if plain or articles.is_plain(file):
        revisions = iter([(0, articles.read_plain(file, now))])
        asyncio.run(_extract_all(file, revisions, faults, picture=sys.stdout.isatty() and not as_json))
    else:
        revisions = articles.read_articles(file, now, faults.complain)
        read = asyncio.run(_extract_all(file, revisions, faults, picture=False))
        if not read and faults.count <= MOST_TOLD:
            said = "no line of it is an article" if faults.count else "there is no line in it"
            say(f"{said}; `watcher extract --text` reads the whole as one plain text")
    faults.settle()


class Faults:
    """Tells each fault at once, in a sentence, and counts them; with --debug also a lost worker's traceback."""

    def __init__(self, desk: Desk) -> None:
        self._debug = desk.debug
        self.count = 0

    def complain(self, error: WatcherError) -> None:
        self.count += 1
        if self.count > MOST_TOLD:
            return
        say(str(error))
        if self._debug and isinstance(error, WorkerError):
            say(error.details)

    def settle(self) -> None:
        """After the last: count what was not told, and end with 1 if there was any."""
        if self.count > MOST_TOLD:
            say(f"… and {count(self.count - MOST_TOLD, 'fault')} more; is this a file of articles, one a line?")
        if self.count:
            exit_with(A_PERSON_SHOULD_LOOK)


async def _extract_all(
    file: str, revisions: Iterator[tuple[int, Revision]], faults: Faults, *, picture: bool
) -> int:
    """How many articles there were."""
    number_read = foreign = 0
    async with Workers(WORKERS) as workers:
        async for number, revision, mentions in _extract_each(workers, revisions):
            number_read += 1
            if isinstance(mentions, WorkerError):
                place = f"{articles.name(file)}:{number}" if number else articles.name(file)
                faults.complain(WorkerError(f"{place}: {mentions}", mentions.details))
                continue
            _show(revision, mentions, picture=picture)
            foreign += not mentions and _is_foreign(revision)
    if foreign:
        say(f"{count(foreign, 'article')} in no language that is read ({', '.join(LANGUAGES)})")
    return number_read


def _show(revision: Revision, mentions: tuple[Mention, ...], *, picture: bool) -> None:
    if picture:
        from watcher.cli.picture import show_picture

        show_picture(revision, mentions)
        return
    for mention in mentions:
        show_record(records.extract_record(mention))


def _is_foreign(revision: Revision) -> bool:
    return (revision.language or detect(f"{revision.title}\n\n{revision.text}")) not in LANGUAGES


async def _extract_each(
    workers: Workers, revisions: Iterator[tuple[int, Revision]]
) -> AsyncIterator[tuple[int, Revision, tuple[Mention, ...] | WorkerError]]:
    """Side by side in the workers, one after the other to the outside."""
    under_way: deque[tuple[int, Revision, asyncio.Task[tuple[Mention, ...] | WorkerError]]] = deque()
    for number, revision in revisions:
        under_way.append((number, revision, asyncio.ensure_future(_extract(workers, revision))))
        if len(under_way) == WINDOW:
            yield await _settle(under_way)
    while under_way:
        yield await _settle(under_way)


async def _settle(
    under_way: deque[tuple[int, Revision, asyncio.Task[tuple[Mention, ...] | WorkerError]]],
) -> tuple[int, Revision, tuple[Mention, ...] | WorkerError]:
    number, revision, task = under_way.popleft()
    return number, revision, await task


async def _extract(workers: Workers, revision: Revision) -> tuple[Mention, ...] | WorkerError:
    try:
        return await workers.extract(annotate(revision, None), ())
    except WorkerError as error:
        return error
