"""Cuts a sentence into the clauses that a reader would cut it into.

Linking whole sentences links topics instead of facts (research: the biggest consequence of the pair study), so
a clause with a figure stands alone; the clauses without one stay together. Dateline, speaker and the words of
saying are left out first.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watcher.analyze.extract import terms as words
from watcher.analyze.language import Language, Token
from watcher.model import Attribution, Mention

CUTS = frozenset(",;:–—|+()")
CUT_TAGS = ("KON", "CJC")
FINITE = ("VV(FIN", "VA(FIN", "VM(FIN", "VVD", "VVZ", "VVB", "VBD", "VBZ", "VBB", "VHB", "VHD", "VHZ", "VM0")
SUBORDINATE = ("PREL", "KOUS", "KOUI", "PWAV", "CJS", "PNQ", "DTQ")
DASHES = frozenset("–—-")
LONGEST_SETTING = 4  # words from "nach" to its noun
LONGEST_DATELINE = 6  # tokens: "LONDON (AP) --"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of tokens and the mention's quantities within it."""

    tokens: tuple[Token, ...]
    quantities: tuple[int, ...]

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


def find(mention: Mention, tokens: Sequence[Token], language: Language) -> list[Clause]:
    """Clauses with a figure one by one, the rest of the sentence as one, in the order of the text."""
    core = trim(mention, tokens, language)
    segments = [_clause(mention, part) for part in _segments(core)]
    joined = list(_join(mention, segments, language))
    figures = [clause for clause in joined if clause.quantities]
    rest = [clause for clause in joined if not clause.quantities]
    if not figures or len(joined) < 2:
        return [_clause(mention, tuple(core))] if core else []
    rest = [clause for clause in rest if len(words.gather(language, clause.tokens)) > 1]
    merged = [_clause(mention, tuple(t for c in rest for t in c.tokens))] if rest else []
    return sorted(figures + merged, key=lambda clause: clause.start)


@functools.lru_cache(64)
def main(clause: Clause) -> tuple[Token, ...]:
    """The tokens of the clauses that depend on no other."""
    parts = [part for part in _segments(list(clause.tokens)) if not _depends(Clause(part, ()))]
    return tuple(token for part in parts for token in part)


@functools.lru_cache(64)
def settle(clause: Clause, settings: frozenset[str]) -> tuple[Token, ...]:
    """Without nouns that only set the scene: "nach dem Stromausfall" tells of no failing."""
    kept: list[Token] = []
    behind = 0
    for token in clause.tokens:
        behind = LONGEST_SETTING if token.text.lower() in settings else behind - 1
        noun = words.kind(token.tag) == words.NOUN
        if behind <= 0 or not noun:
            kept.append(token)
        behind = 0 if noun or words.kind(token.tag) == words.VERB else behind
    return tuple(kept)


def trim(mention: Mention, tokens: Sequence[Token], language: Language) -> list[Token]:
    """The tokens without dateline, speaker and words of saying; all of them if nothing would be left.

    A speaker who does more than say (demands, rejects, promises) is part of what is claimed, and stays.
    """
    tokens = _undated(tokens)
    source = mention.attribution
    if source is None or _acts(source, tokens, language):
        return list(tokens)
    spoken = {t.start for t in _spoken(source, tokens)}
    core = [t for t in tokens if not (source.start <= t.start < source.end) and t.start not in spoken]
    return core if any(words.kind(t.tag) for t in core) else list(tokens)


def _undated(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without a dateline: "Kiew –", "LONDON (AP) --"."""
    for at, token in enumerate(tokens[1 : LONGEST_DATELINE + 1], start=1):
        if token.text in DASHES and all(t.text[0].isupper() or not t.text[0].isalpha() for t in tokens[:at]):
            return tokens[at + 1 :]
    return tokens


def saying(mention: Mention, tokens: Sequence[Token]) -> frozenset[int]:
    """Starts of the tokens of the clause with the verb of saying: "teilte die Polizei am Montag mit" dates no
    deed."""
    source = mention.attribution
    spoken = {t.start for t in _spoken(source, tokens)} if source else set()
    verbs = {t.start for t in tokens if t.start in spoken and words.kind(t.tag) == words.VERB}
    parts = [part for part in _segments(list(tokens)) if any(t.start in verbs for t in part)]
    return frozenset(t.start for part in parts for t in part)


def _acts(source: Attribution, tokens: Sequence[Token], language: Language) -> bool:
    """The cue's verb has content of its own."""
    said = _spoken(source, tokens)
    return any(kind == words.VERB and found for _, kind, found in words.gather(language, said))


def _spoken(source: Attribution, tokens: Sequence[Token]) -> list[Token]:
    """The words of saying, a separated particle with its verb: "teilte ... mit"."""
    cue = set(source.cue.lower().split())
    verb, particle = words.find_particle(tokens)
    parted = verb is not None and verb.text.lower() in cue
    return [
        t
        for t in tokens
        if t.text.lower() in cue or (parted and t.tag.startswith(words.PARTICLE) and t.text.lower() == particle)
    ]


def _clause(mention: Mention, tokens: tuple[Token, ...]) -> Clause:
    inside = (
        i for i, q in enumerate(mention.quantities) if any(t.start < q.end and q.start < t.end for t in tokens)
    )
    return Clause(tokens, tuple(inside))


def _segments(tokens: list[Token]) -> Iterator[tuple[Token, ...]]:
    segment: list[Token] = []
    for token in tokens:
        if token.text in CUTS or token.tag.startswith(CUT_TAGS):
            if segment:
                yield tuple(segment)
            segment = []
        else:
            segment.append(token)
    if segment:
        yield tuple(segment)


def _join(mention: Mention, segments: list[Clause], language: Language) -> Iterator[Clause]:
    """A segment that cannot stand alone belongs to the one before it, unless that is still open."""
    before: tuple[Token, ...] = ()
    for segment in segments:
        if before and (_depends(segment) or _parts(_clause(mention, before), segment, language)):
            yield _clause(mention, before)
            before = ()
        before += segment.tokens
    if before:
        yield _clause(mention, before)


def _parts(before: Clause, after: Clause, language: Language) -> bool:
    """Two clauses with their verbs, or a headline's two figures: "zehn Tote, 100 Verletzte"."""
    if _complete(before):
        return _verb(after) or _headline(after, language)
    return _headline(before, language) and (_headline(after, language) or _verb(after))


def _headline(clause: Clause, language: Language) -> bool:
    """A figure with the state of what is counted."""
    return bool(clause.quantities and words.states(language, clause.tokens))


def _depends(clause: Clause) -> bool:
    """It opens with a relative pronoun or a subordinating conjunction: its verb is still to come."""
    return any(token.tag.startswith(SUBORDINATE) for token in clause.tokens[:2])


def _complete(clause: Clause) -> bool:
    """It has its full verb ("wurden 24 Israelis" waits for "getötet"); a subordinate clause its finite one."""
    if _depends(clause):
        return _verb(clause)
    return any(words.kind(token.tag) == words.VERB for token in clause.tokens)


def _verb(clause: Clause) -> bool:
    return any(token.tag.startswith(FINITE) for token in clause.tokens)
