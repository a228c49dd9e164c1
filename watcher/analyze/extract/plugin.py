"""Another extractor's answer, believed only as far as the text and our own grammar bear it out.

It is handed an article as `watcher backfill` reads one and answers with records as `watcher extract` prints
them. A statement that does not stand in the article is dropped, and so is a source; a number is dropped unless
our grammar reads the same value there. Names and propositions are always ours: linking depends on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

from watcher.analyze.extract import entities, propositions, quantities, substance
from watcher.analyze.extract.detect import detect
from watcher.analyze.extract.salience import Place, weigh
from watcher.analyze.language import LANGUAGES, Language
from watcher.model import Attribution, Kind, Mention, Quantity, Revision, Standing, Where

LONGEST_STATEMENT = 2_500  # characters
MOST = 1_000  # mentions of one article

Article = dict[str, str | None]
Extractor = Callable[[Article], Iterable[object]]
Record = Mapping[str, object]
Aliases = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What an answer is checked against."""

    revision: Revision
    language: Language
    aliases: Aliases


def run(
    extractor: Extractor, revision: Revision, aliases: Aliases, languages: Callable[[str], Language]
) -> tuple[Mention, ...]:
    """What is left of the extractor's answer, title first; none in a language whose numbers we cannot read."""
    code = revision.language or detect(f"{revision.title}\n\n{revision.text}")
    if code not in LANGUAGES:
        return ()
    ground = Ground(revision, languages(code), aliases)
    found: list[Mention] = []
    for _, record in zip(range(MOST), extractor(write(revision, code)), strict=False):
        mention = _read(record, ground, len(found)) if isinstance(record, Mapping) else None
        if mention and not any(_overlap(mention, other) for other in found):
            found.append(mention)
    return tuple(sorted(found, key=lambda each: (each.where == "text", each.start)))


def write(revision: Revision, code: str) -> Article:
    """The article as JSON Lines have it."""
    told = {"id": revision.item, "feed": revision.feed, "outlet": revision.outlet, "url": revision.url}
    return told | {"title": revision.title, "text": revision.text, "lang": code}


def _read(record: Record, ground: Ground, number: int) -> Mention | None:
    where: Where = "title" if record.get("in") == "title" else "text"
    kind, standing = record.get("kind"), record.get("standing")
    text = ground.revision.title if where == "title" else ground.revision.text
    span = _place(text, record.get("statement"), record.get("start"))
    if span is None or kind not in get_args(Kind) or standing not in get_args(Standing):
        return None
    if where == "text" and any(mark.start < span[1] and span[0] < mark.end for mark in ground.revision.marks):
        return None
    bare = Mention(
        ground.revision.item, ground.revision.number, where, *span, text[slice(*span)],
        cast(Kind, kind), cast(Standing, standing), language=ground.language.code,
    )  # fmt: skip
    return _fill(bare, record, ground, number)


def _fill(bare: Mention, record: Record, ground: Ground, number: int) -> Mention:
    """With source and figures as far as they hold, and what we read ourselves."""
    text = ground.revision.title if bare.where == "title" else ground.revision.text
    tokens = ground.language.tokens(text, bare.start, bare.end)
    ours = quantities.find(tokens, text, ground.language)
    counted = tuple(_agree(ours, record.get("quantities"), text))
    named = entities.find(tokens, text, ground.language, ground.aliases)
    place = Place(number, substance.weigh(tokens, counted, ground.language))
    mention = replace(
        bare,
        attribution=_attribute(record.get("attribution"), text, bare),
        quantities=counted,
        entities=named,
        salience=weigh(bare.kind, bare.standing, counted, named, place),
    )
    cut = propositions.cut(mention, tokens, text, ground.language)
    return replace(mention, propositions=cut)


def _place(text: str, words: object, at: object) -> tuple[int, int] | None:
    """Where the words stand verbatim, nearest to the offset that was given for them."""
    if not isinstance(words, str) or not words.strip() or len(words) > LONGEST_STATEMENT:
        return None
    given = at if isinstance(at, int) and at >= 0 else 0
    if text.startswith(words, given):
        return given, given + len(words)
    after, before = text.find(words, given), text.rfind(words, 0, given + len(words))
    places = [place for place in (after, before) if place >= 0]
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - given))
    return start, start + len(words)


def _agree(ours: Sequence[Quantity], told: object, text: str) -> Iterator[Quantity]:
    """Our readings of the numbers that were told with the same value at the same place."""
    records = [each for each in told if isinstance(each, Mapping)] if isinstance(told, list | tuple) else []
    for quantity in ours:
        if any(_is_same(quantity, each, text) for each in records):
            yield quantity


def _is_same(ours: Quantity, told: Record, text: str) -> bool:
    span = _place(text, told.get("text"), told.get("start"))
    near = span is not None and span[0] < ours.end and ours.start < span[1]
    return near and (ours.low, ours.high) == (told.get("low"), told.get("high"))


def _attribute(told: object, text: str, mention: Mention) -> Attribution | None:
    if not isinstance(told, Mapping):
        return None
    span = _place(text, told.get("text"), told.get("start", mention.start))
    if span is None:
        return None
    source, name, cue = text[slice(*span)], told.get("name"), told.get("cue")
    return Attribution(
        source,
        *span,
        name if isinstance(name, str) and name.strip() and name in text else source,
        cue if isinstance(cue, str) and cue in mention.statement else "",
    )


def _overlap(one: Mention, other: Mention) -> bool:
    return one.where == other.where and one.start < other.end and other.start < one.end
