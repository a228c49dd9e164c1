"""Weights: how much a reader must know what a line says, and how many outlets speak of it.

An editor leads with why it happened, who answers for it, who attacks whom, what is decided and by when. These
are known by the families of words that a line's clauses have. Who only says that something is looked into, or
that details are known, tells none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from watcher.compose.patterns import any_of
from watcher.compose.selecting.kinship import Scale, Words, leaves_open, read_words
from watcher.model import Evidence, Proposition

CAUSE = frozenset(("absichtlich", "brandstiftung", "brandursache", "sabotieren", "bekennen"))
JUSTICE = frozenset(("anklagen", "festnehmen", "haftbefehl", "razzia", "stoppen+verfahren"))
INQUIRY = "ermitteln"  # it is news that one begins, or against whom it is
TOLD = frozenset(("bestätigen", "bekanntgeben", "melden", "mitteilen", ""))  # ... that it was done
FORCE = frozenset(("angreifen", "bombe", "entführen", "erobern", "kapern", "sprengen", "zurückerobern"))
# Of these only who does them decides something, not who speaks of them.
DECISION = frozenset(
    (
        "abbrechen", "absagen", "abziehen", "aufheben", "ausrufen", "ausweisen", "beenden", "bereiterklären",
        "beschließen", "billigen", "einigen", "enteignen", "entlassen", "erlassen", "ermächtigen", "ernennen",
        "evakuieren", "gestehen", "ratifizieren", "unterzeichnen", "urteilen", "verbieten", "verdächtigen",
        "verhängen", "waffenruhe", "zurückrufen", "zurücktreten",
    )
)  # fmt: skip
FOUGHT = re.compile(rf"\b{any_of('fought')}\b")
SENTENCED = re.compile(rf"\b{any_of('sentenced')}")
CAUSED = re.compile(rf"\b{any_of('caused')}\b", re.IGNORECASE)
BY_WHEN = re.compile(rf"\b{any_of('by_when')}")
FIRST = re.compile(rf"\b{any_of('first_time')}\b", re.IGNORECASE)
POINTS = re.compile(rf"\b{any_of('points')}\b|\?")
BEGUN = re.compile(rf"\b{any_of('begun')}\b", re.IGNORECASE)
WHY, ANSWERS, DONE, TIMED = 0.2, 0.15, 0.15, 0.1
HOLLOW = 0.1  # salience
HEARD, MOST_HEARD = 0.05, 4  # for each other outlet that speaks of it
SPEAKS = 0.3  # share of a line's words


class Weights:
    """Weighs lines of one topic by what its outlets said."""

    def __init__(self, said: Iterable[Evidence], now: Iterable[Evidence]) -> None:
        """`now`: what was said in the window; all of `said` tells which words are the topic's."""
        self.scale = Scale(said)
        self._now = [(each.outlet, read_words(each)) for each in now]

    def gravity(self, evidence: Evidence) -> float:
        """0..0.45: the weightiest of what it tells, and whether it names an end or a first time."""
        said = evidence.mention.statement
        if points(evidence):
            return 0.0
        timed = TIMED if BY_WHEN.search(said) or FIRST.search(said) else 0.0
        return self._rate_deed(evidence) + timed

    def _rate_deed(self, evidence: Evidence) -> float:
        said = evidence.mention.statement
        if CAUSED.search(said):
            return WHY
        if evidence.mention.salience <= HOLLOW:
            return 0.0  # what only points or paints
        fought = FOUGHT.search(said) or SENTENCED.search(said)
        rates = (self._rate_clause(each, said) for each in evidence.mention.propositions)
        return max(rates, default=0.0) or (DONE if fought else 0.0)

    def _rate_clause(self, clause: Proposition, said: str) -> float:
        named, deed = {clause.predicate, *clause.terms}, clause.predicate
        if CAUSE & named:
            return WHY
        if deed in DECISION | FORCE or (FORCE & named and deed in TOLD):
            return DONE
        answers = JUSTICE | {INQUIRY} if BEGUN.search(said) else JUSTICE
        telling = any(map(self.scale.is_telling, answers & named))  # of a crime every second line does
        return ANSWERS if telling else 0.0

    def heard(self, evidence: Evidence) -> float:
        """For each other outlet that says a good part of it, up to some."""
        return HEARD * min(self._count(evidence.outlet, read_words(evidence)), MOST_HEARD)

    def _count(self, own: str, words: Words) -> int:
        near = {outlet for outlet, other in self._now if self.scale.cover(words, other) >= SPEAKS}
        return len(near - {own}) if self.scale.tells else 0


def points(evidence: Evidence) -> bool:
    """Whether it only says that there is something to know, or that it is not known."""
    return POINTS.search(evidence.mention.statement) is not None or leaves_open(evidence)


def weigh_all(said: Sequence[Evidence], fresh: Sequence[Evidence]) -> Weights:
    """The weights of a topic: `said` of it lately, and the `fresh` lines that are to be told."""
    since = min((each.seen_at for each in fresh), default=None)
    now = [each for each in said if since is not None and each.seen_at >= since]
    return Weights((*said, *fresh), (*now, *fresh))
