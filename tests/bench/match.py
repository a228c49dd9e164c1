"""What matching costs: `python -m tests.bench.match` prints it for 10, 1,000 and 10,000 terms.

The terms are invented words, phrases and prefixes in topics of ten terms each, the first ten of them words that
the texts hold: what grows is only what must not be found. Cutting a text into folded words is timed apart.
"""

from __future__ import annotations

import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator

from tests.bench import texts
from watcher.analyze.match import Matcher, read_pages
from watcher.model import Revision
from watcher.settings import Topic

TEXTS = 400
SYLLABLES = (
    "ba be da di fo ga ge ha in ka ko la le lu ma mi na no or pa ra re ro sa se ta te ti un wa zu".split()  # noqa: SIM905 - a list of words reads best as words
)
REAL = ("Kursk", "Soldat", "Ministerin", "Rakete", "Regierung", "Kiew", "Haus", "Moskau", "Polizei", "Strom*")
ROUNDS = 5  # the best of so many rounds: the machine is shared


def main() -> None:
    revisions = texts.articles()[:TEXTS]
    words = sum(len(page.words) for each in revisions for page in read_pages(each)) / len(revisions)
    reading = _time(read_pages, revisions)
    say(f"{len(revisions)} texts of {words:.0f} words; folding one: {reading:.0f} µs")
    say("terms   topics   after folding, µs an item   first use, s   memory, MB   matches")
    for count in (10, 1_000, 10_000):
        say(_measure(count, revisions))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _measure(count: int, revisions: list[Revision]) -> str:
    topics = list(_topics(count))
    tracemalloc.start()
    began = time.process_time()
    matcher = Matcher(topics)
    matcher.find(revisions[0])
    building, size = time.process_time() - began, tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    matches = sum(len(matcher.find(each)) for each in revisions)
    pages = {each.item: read_pages(each) for each in revisions}
    cost = _time(lambda each: matcher.find(each, pages[each.item]), revisions)
    return f"{count:>6,} {len(topics):>7,} {cost:>21.0f} {building:>21.1f} {size:>12.0f} {matches:>9,}"


def _topics(count: int) -> Iterator[Topic]:
    chance = random.Random(7)
    terms = [*REAL, *(_term(chance, number) for number in range(count - len(REAL)))]
    for at in range(0, count, 10):
        yield Topic(f"thema-{at}", " OR ".join(terms[at : at + 10]), "Thema")


def _term(chance: random.Random, number: int) -> str:
    word = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) + "x"
    return (word, word, word, f'"{word} {word}"', f"{word}*")[number % 5]


def _time(work: Callable[[Revision], object], revisions: list[Revision]) -> float:
    """µs an item, the best of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for each in revisions:
            work(each)
        best = min(best, time.process_time() - began)
    return best / len(revisions) * 1e6


if __name__ == "__main__":
    main()
