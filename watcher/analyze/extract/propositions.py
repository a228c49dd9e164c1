"""Cuts a mention into propositions: what is claimed, without who says it.

Sentences carry several facts, and linking whole sentences links topics instead of facts (research: the single
biggest consequence of the pair study). A sentence is cut into clauses where a reader would cut it too; a clause
with a figure stands alone, the others stay together. What a clause leaves unsaid ("115 werden verletzt") is its
`context`: the nouns and names of the clauses beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from watcher.analyze.extract import terms as words
from watcher.analyze.language import Language, Token
from watcher.model import Attribution, Mention, Proposition, Quantity

CUTS = frozenset(",;:–—|+()")
CUT_TAGS = ("KON", "CJC")
FINITE = ("VV(FIN", "VA(FIN", "VM(FIN", "VVD", "VVZ", "VVB", "VBD", "VBZ", "VBB", "VHB", "VHD", "VHZ", "VM0")
# Verbs that say how a figure moves, not what is counted.
MOVES = frozenset(
    ("steigen", "sinken", "betragen", "erreichen", "exceed", "überschreiten", "rechnen", "zählen")
)
DASHES = frozenset("–—-")
LONGEST_DATELINE = 6  # tokens
RUNNING = "#total"  # the context's mark of a running total
SUBORDINATE = ("PREL", "KOUS", "PWAV", "CJS", "PNQ", "DTQ")


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


def cut(mention: Mention, tokens: Sequence[Token], text: str, language: Language) -> tuple[Proposition, ...]:
    """The propositions of a mention, at least one; offsets as the mention's, in `text`."""
    clauses = _clauses(mention, _core(mention, tokens, language), language) or [Clause(tuple(tokens), ())]
    if not clauses[0].tokens:
        return (Proposition(mention.start, mention.end, "", ()),)
    claimed = [_entities(mention, clause, text) for clause in clauses]
    loose = [each for each in _named(mention) if all(each not in found for found in claimed)]
    contents = [_terms(clause, language, _named(mention)) for clause in clauses]
    return tuple(
        _propose(mention, clause, language, contents, at, (*claimed[at], *(() if at else loose)))
        for at, clause in enumerate(clauses)
    )


def _propose(
    mention: Mention,
    clause: Clause,
    language: Language,
    contents: list[tuple[str, ...]],
    at: int,
    entities: tuple[str, ...],
) -> Proposition:
    beside = (term for other, content in enumerate(contents) if other != at for term in content)
    total = (RUNNING,) if _running(clause, language) else ()
    return Proposition(
        clause.start,
        clause.end,
        predicate=_predicate(clause, language),
        terms=tuple(dict.fromkeys((*entities, *contents[at]))),
        entities=entities,
        negated=_negated(clause, language),
        quantities=clause.quantities,
        measures=tuple(_measure(mention.quantities[i], clause, language) for i in clause.quantities),
        context=tuple(dict.fromkeys((*total, *_named(mention, speaker=True), *beside))),
    )


def _core(mention: Mention, tokens: Sequence[Token], language: Language) -> list[Token]:
    """The tokens without dateline, speaker and words of saying; all of them if nothing would be left.

    A speaker who does more than say (demands, rejects, promises) is part of what is claimed, and stays.
    """
    tokens = _undated(tokens)
    source = mention.attribution
    if source is None or _acts(source, tokens, language):
        return list(tokens)
    cue = set(source.cue.lower().split())
    core = [t for t in tokens if not (source.start <= t.start < source.end) and t.text.lower() not in cue]
    return core if any(words.kind(t.tag) for t in core) else list(tokens)


def _undated(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without a dateline: "Kiew –", "LONDON (AP) --"."""
    for at, token in enumerate(tokens[1 : LONGEST_DATELINE + 1], start=1):
        if token.text in DASHES and all(t.text[0].isupper() or not t.text[0].isalpha() for t in tokens[:at]):
            return tokens[at + 1 :]
    return tokens


def _acts(source: Attribution, tokens: Sequence[Token], language: Language) -> bool:
    """The cue's verb has content of its own."""
    cue = set(source.cue.lower().split())
    said = [t for t in tokens if t.text.lower() in cue]
    return any(kind == words.VERB and found for _, kind, found in words.gather(language, said))


def _clauses(mention: Mention, tokens: list[Token], language: Language) -> list[Clause]:
    """Clauses with a figure one by one, the rest of the sentence as one, in the order of the text."""
    segments = [_clause(mention, part) for part in _segments(tokens)]
    joined = list(_join(mention, segments, language))
    figures = [clause for clause in joined if clause.quantities]
    rest = [clause for clause in joined if not clause.quantities]
    if not figures or len(joined) < 2:
        return [_clause(mention, tuple(tokens))] if tokens else []
    rest = [clause for clause in rest if len(_terms(clause, language)) >= 2]
    merged = [_clause(mention, tuple(t for c in rest for t in c.tokens))] if rest else []
    return sorted(figures + merged, key=lambda clause: clause.start)


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
    return bool(clause.quantities and _states(clause, language))


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


def _states(clause: Clause, language: Language) -> list[tuple[int, str]]:
    """(offset, state) of the words that say in which state counted things are; verbs before nouns."""
    known = words.lexicon(language).states
    found = [
        (token.start, kind, terms[-1])
        for token, kind, terms in words.gather(language, clause.tokens)
        if terms and terms[-1] in known
    ]
    verbal = [(start, state) for start, kind, state in found if kind != words.NOUN]
    return verbal or [(start, state) for start, _, state in found]


def _terms(clause: Clause, language: Language, named: Iterable[str] = ()) -> tuple[str, ...]:
    """Families and lemmas; names by themselves only where the mention's entities do not hold them already."""
    spelled = " ".join(name.removeprefix("@") for name in named)
    content: list[str] = []
    for token, kind, found in words.gather(language, clause.tokens):
        if len(token.text) > 2 and token.text.casefold() in spelled:
            continue
        content += ("@" + term for term in found) if kind == words.NAME else found
    return tuple(dict.fromkeys((*content, *words.phrases(language, clause.tokens))))


def _predicate(clause: Clause, language: Language) -> str:
    """The family of the main verb: a light verb's phrase, the last full verb, a state, in this order.

    A toll that rises says who died, not that something rose.
    """
    found = words.gather(language, clause.tokens)
    verbs = [t[-1] for token, kind, t in found if kind == words.VERB and t]
    states = [state for _, state in _states(clause, language)]
    telling = [verb for verb in reversed(verbs) if not (states and verb in MOVES)]
    return next((each for each in (*words.phrases(language, clause.tokens), *telling, *states)), "")


def _negated(clause: Clause, language: Language) -> bool:
    """ "nicht nur" and "nicht infizierte Mitarbeiter" do not turn the clause."""
    negators = words.lexicon(language).negators
    return any(
        (token.text.lower() in negators or token.text.endswith(("n't", "n’t")))
        and not (after and (after.text in ("nur", "only") or (after.tag == "ADJ(A)" and token.tag == "PTKNEG")))
        for token, after in zip(clause.tokens, (*clause.tokens[1:], None), strict=False)
    )


def _running(clause: Clause, language: Language) -> bool:
    known = words.lexicon(language).running
    return any(token.lemma.lower() in known or token.text.lower() in known for token in clause.tokens)


def _measure(quantity: Quantity, clause: Clause, language: Language) -> str:
    """state/noun: what is counted, in which state; either side may be empty."""
    lists = words.lexicon(language)
    noun = words.read(language, quantity.noun, "NN", quantity.noun)[-1:] if quantity.noun else ()
    thing = noun[0] if noun else (quantity.noun or "").lower()
    return f"{thing}/mensch" if thing in lists.states else f"{_state(quantity, clause, language)}/{thing}"


def _state(quantity: Quantity, clause: Clause, language: Language) -> str:
    """A phrase's, else the nearest state word's, preferably after the figure; else the verb."""
    known = words.lexicon(language).states
    phrase = [each for each in words.phrases(language, clause.tokens) if each in known]
    states = _states(clause, language)
    if phrase or not states:
        predicate = phrase[0] if phrase else _predicate(clause, language)
        return "" if predicate in MOVES else predicate
    return min(states, key=lambda each: abs(each[0] - quantity.end) + 40 * (each[0] < quantity.start))[1]


def _named(mention: Mention, *, speaker: bool = False) -> tuple[str, ...]:
    """The mention's entities as terms; the speaker's own name only if asked for."""
    source = mention.attribution.name.casefold() if mention.attribution and not speaker else ""
    return tuple(
        name if name.startswith("@") else "@" + name.casefold()
        for name in mention.entities
        if not source or name.casefold() not in source
    )


def _entities(mention: Mention, clause: Clause, text: str) -> tuple[str, ...]:
    """Those of the mention's entities whose words stand in the clause."""
    spelled = text[clause.start : clause.end].casefold()
    return tuple(each for each in _named(mention) if _occurs(each.removeprefix("@"), spelled))


def _occurs(name: str, spelled: str) -> bool:
    return any(part in spelled for part in name.split() if len(part) > 2)
