"""A sentence as the extractor reads it, in the fields that a swap may touch."""

from __future__ import annotations

from dataclasses import dataclass, fields

from tests.analyze.extract.revisions import read
from watcher.analyze.extract.extract import find_sentences
from watcher.analyze.extract.lexicon import index
from watcher.analyze.extract.words import Sentence
from watcher.analyze.language import load
from watcher.model import Mention

Count = tuple[float | None, float | None, str, str | None]  # low, high, qualifier, noun


@dataclass(frozen=True, slots=True)
class Fields:
    """What is said of a sentence; event and statement are one kind, as two readers cannot tell them apart."""

    kind: str
    standing: str
    source: str | None
    counts: tuple[Count, ...]
    names: frozenset[str]
    states: tuple[str, ...]  # families of the predicates, and what is counted in which state
    negated: bool

    def differ(self, other: Fields) -> dict[str, tuple[object, object]]:
        """The fields that are not alike: what they should be, and what they are."""
        pairs = ((f.name, getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return {name: (wanted, found) for name, wanted, found in pairs if wanted != found}


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence with its one mention, its words and its fields."""

    text: str
    code: str
    mention: Mention
    sentence: Sentence
    fields: Fields


def look(text: str, code: str) -> Seen | None:
    """The sentence read alone; None unless it is one sentence and one mention."""
    mentions = read(text, language=code)
    found = list(find_sentences(text, index(load(code))))
    if len(mentions) != 1 or len(found) != 1 or (mentions[0].start, mentions[0].end) != (0, len(text)):
        return None
    return Seen(text, code, mentions[0], found[0], _fields(mentions[0]))


def _fields(mention: Mention) -> Fields:
    return Fields(
        kind="event" if mention.kind == "statement" else mention.kind,
        standing=mention.standing,
        source=mention.attribution.text if mention.attribution else None,
        counts=tuple((trim(q.low), trim(q.high), q.qualifier, q.noun) for q in mention.quantities),
        names=frozenset(mention.entities),
        states=tuple(s for p in mention.propositions for s in (p.predicate, *p.measures)),
        negated=any(p.negated for p in mention.propositions),
    )


def trim(value: float | None) -> float | None:
    """Twelve digits: 4.1 times a million is a hair less than 4,100,000 in binary."""
    return None if value is None else float(f"{value:.12g}")
