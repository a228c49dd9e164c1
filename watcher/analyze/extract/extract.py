"""The story of extraction: lines, sentences, sources, standing, figures; one mention a claiming sentence.

Deterministic, and linear in the text's length: a sentence longer than any sentence is not read at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from watcher.analyze.extract import (
    claims,
    entities,
    genres,
    headlines,
    lexicon,
    misreadings,
    propernames,
    propositions,
    quantities,
    substance,
    teasers,
    titles,
    voices,
)
from watcher.analyze.extract.attribution import Reader, Reading
from watcher.analyze.extract.bearers import UNKNOWN
from watcher.analyze.extract.detect import detect
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.lines import find_silent, has_cue
from watcher.analyze.extract.quotes import find_quotes, find_single, quote_paragraphs
from watcher.analyze.extract.salience import WITHHELD, Place, weigh
from watcher.analyze.extract.sentences import Stretch, find_paragraphs, skip_dateline, split
from watcher.analyze.extract.standing import judge
from watcher.analyze.extract.words import Sentence, find_segments, read_words
from watcher.analyze.language import LANGUAGES, Language
from watcher.model import Attribution, Mark, Mention, Quantity, Revision, Where

LONGEST_SENTENCE = 2_500  # characters; longer runs are tables, code or lists without a full stop
Aliases = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where mentions come from: one revision's title or text, in a language."""

    revision: Revision
    where: Where
    text: str
    lexicon: Lexicon
    aliases: Aliases
    taken: float = 0.0  # from the weight of all that it says

    @property
    def language(self) -> Language:
        return self.lexicon.language


def extract(
    revision: Revision, aliases: Aliases, *, languages: Callable[[str], Language]
) -> tuple[Mention, ...]:
    """The revision's mentions, those of the title first; none in a language we do not read."""
    code = revision.language or detect(f"{revision.title}\n\n{revision.text}")
    if code not in LANGUAGES:
        return ()
    known = lexicon.index(languages(code))
    reader = Reader(known)
    body = Source(revision, "text", revision.text, known, aliases)
    head = Source(revision, "title", revision.title, known, aliases)
    sentences, title = list(find_sentences(body.text, known, revision.marks)), _find_title(head)
    names = propernames.find((*title, *sentences), known)
    genre = genres.weigh_genre(revision, title, sentences, known)
    withheld = titles.is_paid(revision.title) or any(_withholds(each, known) for each in title)
    head, body = replace(head, taken=genre), replace(body, taken=genre + WITHHELD * withheld)
    said = tuple(_read_text(body, propernames.settle(sentences, names, known), reader))
    headed = _read_title(head, propernames.settle(title, names, known), reader)
    return (*(m for m in headed if not titles.is_repeated(m, said)), *said)


def _withholds(title: Sentence, known: Lexicon) -> bool:
    """A headline that teases, or is somebody's words."""
    return teasers.withholds(title, known) or substance.is_voice(title.statement)


def _read_text(source: Source, sentences: Sequence[Sentence], reader: Reader) -> Iterator[Mention]:
    figures: tuple[Quantity, ...] = ()
    for number, reading in enumerate(reader.read(sentences)):
        figures = _figures(source, reading, figures)
        if claims.is_claim(reading, figures, source.lexicon):
            turned = genres.weigh_turn(sentences, number, figures, source.lexicon)
            weighed = replace(source, taken=source.taken + turned) if turned else source
            yield _mention(weighed, reading, figures, number)


def _find_title(source: Source) -> list[Sentence]:
    """The sentences of the title without its kicker and its outlet."""
    start, end = titles.trim(source.text)
    quotes = tuple(find_quotes(source.text, start, end)) or tuple(find_single(source.text, start, end))
    stretches = (s for s in split(source.text[:end], source.lexicon) if s.end > start)
    return [
        _sentence(source.text, replace(s, start=max(s.start, start), leads=False), quotes, source.lexicon)
        for s in stretches
    ]


def _read_title(source: Source, sentences: Sequence[Sentence], reader: Reader) -> Iterator[Mention]:
    """The title's mentions; who was named in the text may speak in it."""
    sentences = [headlines.settle(s, source.lexicon) for s in sentences]
    for number, reading in enumerate(Reader(source.lexicon).read(sentences)):
        named = voices.settle_speaker(reading, reader.memory, source.lexicon, source.revision.text)
        figures = _figures(source, named)
        if titles.is_claim(named, figures, source.lexicon):
            yield _mention(source, named, figures, number)


def find_sentences(text: str, known: Lexicon, marks: Sequence[Mark] = ()) -> Iterator[Sentence]:
    """The sentences of the lines that may state something, clear of the marks."""
    lines = list(find_paragraphs(text))
    silent = find_silent([text[a:b] for a, b in lines], known)
    quotes = quote_paragraphs(text, lines)
    for stretch in split(text, known):
        number = stretch.paragraph
        if (
            silent[number]
            or not _is_readable(text, stretch)
            or has_cue(text[stretch.start : stretch.end], known)
        ):
            continue
        if clear := _clear(stretch, marks):
            yield _sentence(text, clear, quotes[number], known)


def _is_readable(text: str, stretch: Stretch) -> bool:
    """It has letters, and no more of them than a sentence has."""
    short = stretch.end - stretch.start <= LONGEST_SENTENCE
    return short and any(character.isalpha() for character in text[stretch.start : stretch.end])


def _clear(stretch: Stretch, marks: Sequence[Mark]) -> Stretch | None:
    """The stretch after a dateline; None where a mark cuts into it."""
    for mark in marks:
        if mark.start <= stretch.start < mark.end < stretch.end:
            stretch = replace(stretch, start=mark.end)
    if any(mark.start < stretch.end and stretch.start < mark.end for mark in marks):
        return None
    return stretch


def _sentence(text: str, stretch: Stretch, quotes: Sequence[tuple[int, int]], known: Lexicon) -> Sentence:
    start = skip_dateline(text, stretch, known)
    rows = known.language.morphology.rows(text, start, stretch.end)
    words = misreadings.settle(read_words(rows, known.kinds, quotes), known)
    return Sentence(
        text, start, stretch.end, stretch.paragraph, words, find_segments(words),
        any(a < start < b for a, b in quotes),
        any(a < stretch.end < b for a, b in quotes),
    )  # fmt: skip


def _figures(source: Source, reading: Reading, earlier: Sequence[Quantity] = ()) -> tuple[Quantity, ...]:
    """`earlier`: of the sentence before, for „Davon sind 30 krank“."""
    return quantities.find(reading.sentence.words, reading.sentence.text, source.language, earlier)


def _mention(source: Source, reading: Reading, found: tuple[Quantity, ...], number: int) -> Mention:
    """The mention of a sentence that claims something."""
    sentence = reading.sentence
    known = source.lexicon
    named = entities.find(sentence.words, sentence.text, known.language, source.aliases)
    kind, standing = claims.kind_of(reading, found, known), judge(reading, known)
    news, headed = substance.read_news(reading, known), not sentence.statement.endswith(".")
    place = Place(
        number, substance.weigh_reading(reading, found, named, known, news), headed,
        news.eventful, told=headed or bool(named) or news.ends or substance.is_over(reading),
        taken=source.taken,
    )  # fmt: skip
    mention = Mention(
        source.revision.item, source.revision.number, source.where, sentence.start, sentence.end,
        sentence.statement, kind, standing, attribute(reading), found, named,
        weigh(kind, standing, found, named, place), known.code,
    )  # fmt: skip
    cut = propositions.cut(mention, sentence.words, sentence.text, known.language)
    return replace(mention, propositions=propositions.refer(cut, reading.subject, known.language))


def attribute(reading: Reading) -> Attribution | None:
    """The source as the model has it; None for a sentence without one."""
    named = reading.named
    if named is None or not reading.reported:
        return None
    text = reading.sentence.text[named.start : named.end]
    resolved = named.kind != UNKNOWN
    return Attribution(text, named.start, named.end, named.name, reading.cue, named.names, resolved)
