"""Cuts a sentence into the clauses that a reader would cut it into.

Linking whole sentences links topics instead of facts (research: the biggest consequence of the pair study), so
a clause with a figure stands alone; the clauses without one stay together. Dateline, speaker and the words of
saying are left out first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from watcher.analyze.extract import terms
from watcher.analyze.extract.passages import PARTICLE, Passage, find_particle
from watcher.analyze.language import Language, Token
from watcher.model import Attribution, Mention

CUTS = frozenset(",;:–—|+()")
CUT_TAGS = ("KON", "CJC")
FINITE = ("VV(FIN", "VA(FIN", "VM(FIN", "VVD", "VVZ", "VVB", "VBD", "VBZ", "VBB", "VHB", "VHD", "VHZ", "VM0")
SUBORDINATE = ("PREL", "KOUS", "KOUI", "PWAV", "CJS", "PNQ", "DTQ")
DASHES = frozenset("–—-")
MERELY = frozenset(("versichern", "zugeben", "eingestehen"))  # that only say so, though lists know them
LONGEST_SETTING = 4  # words from "nach" to its noun
LONGEST_DATELINE = 6  # tokens: "LONDON (AP) --"


class Clause(Passage):
    """A stretch of tokens and the mention's quantities within it."""

    def __init__(self, tokens: tuple[Token, ...], quantities: tuple[int, ...], language: Language) -> None:
        super().__init__(tokens, language)
        self.quantities = quantities

    @cached_property
    def main(self) -> tuple[Token, ...]:
        """The tokens of the clauses that depend on no other."""
        parts = [part for part in _segments(self.tokens) if not _depends(part)]
        return tuple(token for part in parts for token in part)

    @property
    def settled(self) -> Passage:
        """Without nouns that only set the scene: "nach dem Stromausfall" tells of no failing."""
        settings = self.language.words("settings")
        return self if self.lows.isdisjoint(settings) else self._rest  # never kept as its own, which is a cycle

    @cached_property
    def _rest(self) -> Passage:
        settings = self.language.words("settings")
        kept: list[Token] = []
        behind = 0
        for token in self.tokens:
            behind = LONGEST_SETTING if token.text.lower() in settings else behind - 1
            noun = terms.kind(token.tag) == terms.NOUN
            if behind <= 0 or not noun:
                kept.append(token)
            behind = 0 if noun or terms.kind(token.tag) == terms.VERB else behind
        return Passage(tuple(kept), self.language)


def find(mention: Mention, tokens: Sequence[Token], language: Language) -> list[Clause]:
    """Clauses with a figure one by one, the rest of the sentence as one, in the order of the text."""
    core = trim(mention, tokens, language)
    if not mention.quantities:
        return [Clause(core, (), language)] if core else []
    segments = [_clause(mention, part, language) for part in _segments(core)]
    joined = list(_join(mention, segments, language))
    figures = [clause for clause in joined if clause.quantities]
    rest = [clause for clause in joined if not clause.quantities]
    if not figures or len(joined) < 2:
        return [_clause(mention, core, language)] if core else []
    rest = [clause for clause in rest if len(clause.content) > 1]
    merged = [_clause(mention, tuple(t for c in rest for t in c.tokens), language)] if rest else []
    return sorted(figures + merged, key=lambda clause: clause.start)


def trim(mention: Mention, tokens: Sequence[Token], language: Language) -> tuple[Token, ...]:
    """The tokens without dateline, speaker and words of saying; all of them if nothing would be left.

    A speaker who does more than say (demands, rejects, promises) is part of what is claimed, and stays.
    """
    tokens = _undated(tokens)
    source = mention.attribution
    if source is None or _acts(source, tokens, language):
        return tuple(tokens)
    spoken = {t.start for t in _spoken(source, tokens)}
    core = tuple(t for t in tokens if not (source.start <= t.start < source.end) and t.start not in spoken)
    return core if any(terms.kind(t.tag) for t in core) else tuple(tokens)


def _undated(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without a dateline: "Kiew –", "LONDON (AP) --"."""
    for at, token in enumerate(tokens[1 : LONGEST_DATELINE + 1], start=1):
        if token.text in DASHES and all(t.text[0].isupper() or not t.text[0].isalpha() for t in tokens[:at]):
            return tokens[at + 1 :]
    return tokens


def saying(mention: Mention, tokens: Sequence[Token]) -> frozenset[int]:
    """Starts of the tokens of the clause with the verb of saying: "teilte die Polizei am Montag mit" dates no
    deed."""
    if mention.attribution is None:
        return frozenset()
    verbs = {t.start for t in _spoken(mention.attribution, tokens) if terms.kind(t.tag) == terms.VERB}
    parts = [part for part in _segments(tokens) if any(t.start in verbs for t in part)] if verbs else []
    return frozenset(t.start for part in parts for t in part)


def _acts(source: Attribution, tokens: Sequence[Token], language: Language) -> bool:
    """The cue's verb has content of its own."""
    said = Passage(tuple(_spoken(source, tokens)), language)
    return any(
        kind == terms.VERB and found and token.lemma.lower() not in MERELY
        for token, kind, found in said.content
    )


def _spoken(source: Attribution, tokens: Sequence[Token]) -> list[Token]:
    """The words of saying, a separated particle with its verb: "teilte ... mit"."""
    cue = set(source.cue.lower().split())
    verb, particle = find_particle(tokens)
    parted = verb is not None and verb.text.lower() in cue
    return [
        t
        for t in tokens
        if t.text.lower() in cue or (parted and t.tag == PARTICLE and t.text.lower() == particle)
    ]


def _clause(mention: Mention, tokens: tuple[Token, ...], language: Language) -> Clause:
    inside = (
        i for i, q in enumerate(mention.quantities) if any(t.start < q.end and q.start < t.end for t in tokens)
    )
    return Clause(tokens, tuple(inside), language)


def _segments(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
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
        if before and (_depends(segment.tokens) or _parts(_clause(mention, before, language), segment)):
            yield _clause(mention, before, language)
            before = ()
        before += segment.tokens
    if before:
        yield _clause(mention, before, language)


def _parts(before: Clause, after: Clause) -> bool:
    """Two clauses with their verbs, or a headline's two figures: "zehn Tote, 100 Verletzte"."""
    if _complete(before):
        return _verb(after) or _headline(after)
    return _headline(before) and (_headline(after) or _verb(after))


def _headline(clause: Clause) -> bool:
    """A figure with the state of what is counted."""
    return bool(clause.quantities and clause.states())


def _depends(tokens: Sequence[Token]) -> bool:
    """It opens with a relative pronoun or a subordinating conjunction: its verb is still to come."""
    return any(token.tag.startswith(SUBORDINATE) for token in tokens[:2])


def _complete(clause: Clause) -> bool:
    """It has its full verb ("wurden 24 Israelis" waits for "getötet"); a subordinate clause its finite one."""
    if _depends(clause.tokens):
        return _verb(clause)
    return any(terms.kind(token.tag) == terms.VERB for token in clause.tokens)


def _verb(clause: Clause) -> bool:
    return any(token.tag.startswith(FINITE) for token in clause.tokens)
