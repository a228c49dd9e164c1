"""How fast extraction is on one core, stage by stage, and how much memory it takes.

    python -m tests.bench.extract            the table
    python -m tests.bench.extract --profile  and where the time goes, by function

Processor seconds of this process; on a busy machine they grow by half and more, so HanTa's own search is
clocked beside ours as a yardstick. A week's headlines and half of the articles warm the caches, as in a running
watcher; the measured texts are new to the process.
"""

from __future__ import annotations

import cProfile
import gc
import pstats
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from HanTa.HanoverTagger import HanoverTagger

from tests.bench import texts
from watcher.analyze.extract import entities, extract, propositions, quantities
from watcher.analyze.extract.attribution import Reader
from watcher.analyze.extract.extract import find_sentences
from watcher.analyze.extract.lexicon import Lexicon, index
from watcher.analyze.extract.lines import find_silent
from watcher.analyze.extract.quotes import find_quotes
from watcher.analyze.extract.sentences import find_paragraphs, split
from watcher.analyze.extract.words import Sentence
from watcher.analyze.language import load
from watcher.analyze.language.morphology import MODELS
from watcher.model import Mention, Revision
from watcher.worker import COLLECTION

MEASURED = 300  # articles
SIZES = (10_000, 100_000, 1_000_000)  # characters
Read = list[tuple[list[Sentence], tuple[Mention, ...]]]  # of each article


def main() -> None:
    gc.set_threshold(*COLLECTION)  # as the worker has it
    warm, measured = choose()
    first = count_sentences(warm) / clock(lambda: run(warm))
    count = count_sentences(measured)
    new, again = clock(lambda: run(measured)), clock(lambda: run(measured))
    say(f"{len(measured)} articles, {count} sentences; processor seconds of one core\n")
    say(f"{'cold, a week and half':24}{first:8.0f} sentences/s")
    say(f"{'new texts':24}{count / new:8.0f} sentences/s")
    say(f"{'the same texts again':24}{count / again:8.0f} sentences/s")
    say(f"{'peak memory':24}{peak():8.0f} MB")
    show_search(measured)
    show_stages(measured, count, again)
    show_sizes()
    if "--profile" in sys.argv:
        profile(measured)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def choose() -> tuple[list[Revision], list[Revision]]:
    """What warms, and what is measured: every other one of the whole articles, which come first."""
    found = texts.articles()
    measured = found[1 : 2 * MEASURED : 2]
    return [each for each in found if each not in measured], measured


def count_sentences(articles: Sequence[Revision]) -> int:
    return sum(1 for each in articles for _ in split(each.text, _german()))


def show_search(articles: Sequence[Revision]) -> None:
    """Our search for an unknown word's tags beside HanTa's own, on the same words and the same busy machine."""
    hanta = HanoverTagger(MODELS["de"])
    words = {token.text.lower() for each in articles for token in load("de").tokens(each.text[:400])}
    chosen = sorted(word for word in words if word.isalpha() and word not in hanta.cache)[::4]
    weigh = load("de").morphology._engine.lattice.weigh
    theirs = clock(lambda: [hanta.analyze_forward(word) for word in chosen]) / len(chosen)
    ours = clock(lambda: [weigh(word) for word in chosen]) / len(chosen)
    say(f"{'an unknown word':24}{ours * 1e6:8.0f} µs, by HanTa itself {theirs * 1e6:.0f} µs\n")


def _german() -> Lexicon:
    return index(load("de"))


def run(articles: Sequence[Revision]) -> None:
    """Extract from each, and keep nothing, as a worker does."""
    for each in articles:
        extract(each, (), languages=load)


def clock(work: Callable[[], object]) -> float:
    """Processor seconds that the work takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def peak() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def show_stages(articles: Sequence[Revision], count: int, total: float) -> None:
    """Each stage run on its own over what the stages before it have made; the rest is judged by difference."""
    read = [
        (list(find_sentences(each.text, _german())), extract(each, (), languages=load)) for each in articles
    ]
    spent = {name: clock(lambda work=work: work(articles, read)) for name, work in STAGES.items()}  # type: ignore[misc]
    spent["words and segments"] -= spent["sentences, lines"] + spent["quotes"] + spent["tags"]
    spent["standing, kind, title"] = total - sum(spent.values())
    say(f"{'stage':24}{'ms per 1000':>12}{'share':>8}")
    for name, seconds in spent.items():
        say(f"{name:24}{seconds / count * 1e6:12.0f}{seconds / total:8.0%}")


def _split(articles: Sequence[Revision], _: Read) -> None:
    for each in articles:
        find_silent([each.text[a:b] for a, b in find_paragraphs(each.text)], _german())
        list(split(each.text, _german()))


def _quote(articles: Sequence[Revision], _: Read) -> None:
    for each in articles:
        for start, end in find_paragraphs(each.text):
            list(find_quotes(each.text, start, end))


def _tag(_: Sequence[Revision], read: Read) -> None:
    for sentences, _mentions in read:
        for each in sentences:
            load("de").tokens(each.text, each.start, each.end)


def _find_words(articles: Sequence[Revision], _: Read) -> None:
    for each in articles:
        list(find_sentences(each.text, _german()))


def _attribute(_: Sequence[Revision], read: Read) -> None:
    for sentences, _mentions in read:
        Reader(_german()).read(sentences)


def _count(_: Sequence[Revision], read: Read) -> None:
    for sentences, _mentions in read:
        for each in sentences:
            quantities.find(each.words, each.text, load("de"))


def _name(_: Sequence[Revision], read: Read) -> None:
    for _mention, sentence in _claims(read):
        entities.find(sentence.words, sentence.text, load("de"), ())


def _cut(_: Sequence[Revision], read: Read) -> None:
    for mention, sentence in _claims(read):
        propositions.cut(mention, sentence.words, sentence.text, load("de"))


def _claims(read: Read) -> Iterator[tuple[Mention, Sentence]]:
    """The mentions of the texts with their sentences."""
    for sentences, mentions in read:
        by_start = {each.start: each for each in sentences}
        for mention in mentions:
            if mention.where == "text" and mention.start in by_start:
                yield mention, by_start[mention.start]


STAGES: dict[str, Callable[[Sequence[Revision], Read], None]] = {
    "sentences, lines": _split,
    "quotes": _quote,
    "tags": _tag,
    "words and segments": _find_words,
    "attribution": _attribute,
    "quantities": _count,
    "entities": _name,
    "propositions": _cut,
}


def show_sizes() -> None:
    """Ten times the text takes ten times as long, or something is super-linear."""
    say(f"\n{'characters':>12}{'seconds':>10}{'per 10 kB':>12}{'MB':>8}")
    for size in SIZES:
        text = texts.revision(texts.long_text(size))
        seconds = clock(lambda text=text: run([text]))  # type: ignore[misc]
        say(f"{size:12,}{seconds:10.2f}{seconds / size * 1e4:12.4f}{peak():8.0f}")


def profile(articles: Sequence[Revision]) -> None:
    watch = cProfile.Profile()
    watch.runcall(run, articles)
    pstats.Stats(watch).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main()
