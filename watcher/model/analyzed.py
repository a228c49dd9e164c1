"""From a revision to its findings: the values that the analyze phase takes and gives."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from watcher.model.collected import Cause
from watcher.model.voices import Byline, count_voices

Where = Literal["title", "text"]
Kind = Literal["quote", "quantity", "event", "statement"]
Standing = Literal["asserted", "attributed", "unverified", "confirmed", "denied"]
Qualifier = Literal["exact", "approx", "at_least", "more_than", "at_most", "less_than", "range"]
ChangeType = Literal[
    "new",
    "corroborated",
    "quantity_changed",
    "standing_changed",
    "attribution_changed",
    "contradicted",
    "reworded",
    "retracted",
    "corrected",
]
Axis = Literal["edit", "story"]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points in a revision's title or text."""

    where: Where
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """A topic touching a revision; the spans prove it."""

    topic: str
    item: str
    revision: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """low..high of a counted noun, an open side None; `text` = qualifier + numeral + scale, not the noun."""

    text: str
    start: int
    end: int
    low: float | None
    high: float | None
    qualifier: Qualifier
    noun: str | None  # lemma, nominative singular
    noun_class: str | None = (
        None  # person, money, percent, vehicle, ...: quantities compare inside a class only
    )


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said it (`text`, verbatim), their bare `name`, and the words that say so (`cue`).

    `names` are those of several who said it together, empty for one alone; a pronoun that may mean this one or
    that is not `resolved`, and is its own name.
    """

    text: str
    start: int
    end: int
    name: str
    cue: str
    names: tuple[str, ...] = ()
    resolved: bool = True


@dataclass(frozen=True, slots=True)
class Proposition:
    """The clause that carries a mention's content, without speaker and hedge; the unit of linking.

    `terms` are what candidates are found by: canonical entities (`@kp` for a country, `@name` otherwise) and
    content lemmas. `quantities` index the mention's; `measures` says of each what is counted in which state
    ("töten/mensch"). `context`: terms that the clause leaves unsaid and its surroundings say.
    """

    start: int
    end: int
    predicate: str  # family of the main verb: "entsenden" also for "Entsendung"
    terms: tuple[str, ...]
    entities: tuple[str, ...] = ()
    negated: bool = False
    quantities: tuple[int, ...] = ()
    measures: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()  # names of whom it is done to; `entities` begin with who does it
    when: tuple[str, ...] = ()  # days and months as model/days.py codes them
    scene: tuple[str, ...] = ()  # terms that only say when or why: "wegen des Streiks fallen Flüge aus"
    about: tuple[
        str, ...
    ] = ()  # names that the text's title and lead give: known to the reader, not said again


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim as one revision states it: `statement` is title[start:end] or text[start:end], verbatim."""

    item: str
    revision: int
    where: Where
    start: int
    end: int
    statement: str
    kind: Kind
    standing: Standing
    attribution: Attribution | None = None
    quantities: tuple[Quantity, ...] = ()
    entities: tuple[str, ...] = ()
    salience: float = 0.0
    language: str = "de"
    propositions: tuple[Proposition, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.where, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Trace:
    """What tells a copy from an independent text. `origin`: the item whose text came first."""

    item: str
    revision: int
    seen_at: datetime
    origin: str
    agencies: tuple[str, ...] = ()
    shingles: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Evidence:
    """A mention with its provenance: what every line of a digest is made of."""

    mention: Mention
    outlet: str
    url: str | None
    seen_at: datetime
    origin: str
    published: datetime | None = None
    agencies: tuple[str, ...] = ()  # whose text it is: ("dpa",)
    clauses: tuple[int, ...] = ()  # the mention's propositions that its claim is made of; none: all of them

    @property
    def byline(self) -> Byline:
        return Byline(self.mention.item, self.origin, self.agencies, self.outlet)

    @property
    def day(self) -> date:
        """The day that its text's weekdays are counted from."""
        return (self.published or self.seen_at).date()


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of the ledger. Its id is that of its first mention; `evidence` runs from old to new."""

    id: str
    topic: str
    evidence: tuple[Evidence, ...]

    @property
    def first(self) -> Evidence:
        return self.evidence[0]

    @property
    def latest(self) -> Evidence:
        return self.evidence[-1]

    @property
    def origins(self) -> int:
        """How many independent sources there are."""
        return count_voices(each.byline for each in self.evidence)


def number_claim(topic: str, mention: Mention, proposition: int) -> str:
    """The id of the claim that begins with this mention's proposition: short, the same in every run."""
    m = mention
    key = f"{topic}|{m.item}|{m.revision}|{m.where}|{m.start}-{m.end}|{proposition}"
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Pin:
    """A verdict's word on one proposition of a revision: part of `claim`, where it `was` part of another.

    `said` is the wording's hash, by which it is known again when rules cut its sentence in another way.
    """

    where: Where
    start: int
    end: int
    proposition: int
    said: str
    was: str
    claim: str


def hash_wording(statement: str) -> str:
    """The same for wordings that differ in case or white space only."""
    folded = " ".join(statement.casefold().split())
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Link:
    """The proposition (by index) of the mention (by index) belongs to the claim."""

    mention: int
    proposition: int
    claim: str


@dataclass(frozen=True, slots=True)
class Change:
    """What is new or different about a claim; append only. `at` is the `seen_at` of the revision that shows it.

    `before` and `after` differ, and one of them may be None (new, retracted).
    """

    type: ChangeType
    axis: Axis
    cause: Cause
    claim: str
    topic: str
    at: datetime
    item: str
    revision: int
    before: Evidence | None
    after: Evidence | None
    reason: str
    position: int | None = None  # given by the store when first found, never reassigned
    origins: int = 1  # independent sources of the claim, after this change
    mentions: int = 1

    @property
    def key(self) -> str:
        """Keeps a recomputed change in its place: topic, type, item, revision and both spans."""
        sides = (
            f"{e.mention.item}:{e.mention.revision}:{e.mention.where}:{e.mention.start}-{e.mention.end}"
            if e
            else ""
            for e in (self.before, self.after)
        )
        return "|".join((self.topic, self.type, self.item, str(self.revision), *sides))


@dataclass(frozen=True, slots=True)
class Findings:
    """All that analysis derives from one revision for one topic; recomputable."""

    topic: str
    item: str
    revision: int
    trace: Trace
    evidence: tuple[Evidence, ...] = ()
    links: tuple[Link, ...] = ()  # `mention` indexes `evidence`
    changes: tuple[Change, ...] = ()
