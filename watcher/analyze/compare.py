"""Compares two statements: do they claim the same?

A `Side` is what one proposition says, read once for many comparisons. `alike` is the link model; it is readable
on purpose: vetoes first, then the larger of two scores, one for the words, one for what is measured.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from watcher.analyze.figures import counts_same, same_thing, unit, vague
from watcher.analyze.language import LANGUAGES, load
from watcher.model import Mention, Proposition, Quantity

SAME_PREDICATE = 0.05
HELD = 0.55
STRANGERS = 2  # from so many words of its own on each side, equal verbs prove nothing
OTHER_PREDICATE = 0.1
OPPOSED = 0.25
ONE_COUNTS = 0.05  # only one of them counts anything
REVERSED = 0.5  # the same verb, and the other one acts
ANSWERED = 0.15  # a confirmation or denial speaks of what was said
OTHER_NAMES = 0.3
NO_NAME_SHARED = 0.45
FATE_UNSAID = 0.35
SAME_EVENT = 0.12  # each shared word of the clause, at most three
PLACE = 0.8  # a shared name that is no country's weighs more in an event
CODE = 2  # letters of a country's code
SAME_PLACE = 0.08  # each shared word of the surroundings
KNOWN_STATE = 0.3
EXACT_THING = 0.1
VAGUE_WEIGHT = 0.3
COMMON_WEIGHT = 0.4
HIDDEN = 0.4
BOTH_RUNNING = 0.05
SCALES = ("stärke", "magnitude")  # an earthquake has one
MOVED = frozenset(("steigen", "sinken"))
RUNNING = "#total"  # as extract/propositions.py marks it

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Side:
    """One proposition, prepared. `terms` without the names' mark; `around`: what its surroundings say."""

    terms: frozenset[str]
    names: frozenset[str]
    around: frozenset[str]
    predicate: str
    negated: bool
    measures: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    words: tuple[str, ...]
    replies: bool = False  # it confirms or denies what was said before
    actor: str = ""  # the first of its names that is not only told of in passing

    @property
    def keys(self) -> frozenset[str]:
        """What it can be found by."""
        return self.terms | frozenset("=" + measure.partition("/")[0] for measure in self.measures)

    @property
    def fates(self) -> frozenset[str]:
        """What became of those it counts or tells of."""
        return fates().intersection(measure.partition("/")[0] for measure in self.measures)


@functools.lru_cache(20_000)
def side(mention: Mention, number: int) -> Side:
    """The mention's proposition by index."""
    p = mention.propositions[number]
    return Side(
        terms=frozenset(t.removeprefix("@") for t in p.terms),
        names=frozenset(t.removeprefix("@") for t in p.terms if t.startswith("@")),
        around=frozenset(t.removeprefix("@") for t in p.context),
        predicate=p.predicate,
        negated=p.negated,
        measures=p.measures or _implied(p),
        quantities=tuple(mention.quantities[i] for i in p.quantities if i < len(mention.quantities)),
        words=tuple(WORD.findall(mention.statement.casefold())),
        replies=mention.standing in ("confirmed", "denied"),
        actor=next((t.removeprefix("@") for t in p.entities), ""),
    )


def _implied(proposition: Proposition) -> tuple[str, ...]:
    """ "Mehrere Menschen getötet" measures the dead without a figure."""
    return (f"{proposition.predicate}/mensch",) if proposition.predicate in fates() else ()


def alike(a: Side, b: Side, common: frozenset[str] = frozenset()) -> float:
    """0..1: how sure it is that both state the same proposition, whatever figure or standing they give it.

    `common`: terms that so many of the topic's claims share that they tell little.
    """
    if a.words == b.words and a.measures == b.measures and a.predicate == b.predicate:
        return 1.0
    if _vetoed(a, b):
        return 0.0
    found = max(_worded(a, b, common), _measured(a, b), _held(a, b))
    return found - _strange(a, b) - _silent(a, b) - _uneven(a, b) + _answered(a, b)


def _vetoed(a: Side, b: Side) -> bool:
    """Killed is not injured, another counted noun is another thing, opposed figures count different parts."""
    if a.quantities and b.quantities and (_other_things(a, b) or _parts(a, b)):
        return True
    left, right = a.fates, b.fates
    return bool(left and right and not left & right and not opposed(a, b))


def _parts(a: Side, b: Side) -> bool:
    """ "83 stimmten zu, 17 lehnten ab": two parts of one whole. A rate that rises and falls is one rate."""
    pair = (a.predicate, b.predicate)
    moved = not MOVED.isdisjoint(pair) or all(_lasts(side) for side in (a, b))
    return pair in oppositions() and not moved


def _lasts(side: Side) -> bool:
    """Its figures say how long, not how many."""
    return all(quantity.noun_class == "duration" for quantity in side.quantities)


def undoes(a: Side, b: Side) -> bool:
    """ "Den Bau stoppen" against "bauen", "den Streik absagen" against "zum Streik aufrufen"."""
    if a.predicate not in stoppers() or b.predicate in stoppers():
        return False
    if b.predicate in underway():
        return any(happens(term) and term not in fates() for term in a.terms & b.terms)
    return b.predicate in a.terms and b.predicate not in fates()


def happens(family: str) -> bool:
    """Whether a family is named by its verb: "streiken" for "Streik" too."""
    return family.endswith(("en", "rn", "ln"))


@functools.cache
def underway() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("underway")) | {""}


@functools.cache
def stoppers() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("stoppers"))


def _other_things(a: Side, b: Side) -> bool:
    """What the one counts, the other counts nothing of."""
    left, right = ({m.partition("/")[2] for m in side.measures} for side in (a, b))
    return all(not _one_thing(x, y, a, b) for x in left for y in right)


def _one_thing(x: str, y: str, a: Side, b: Side) -> bool:
    """The same noun, the head of the other ("Schulkinder", "Kinder"), or one that the other side names too."""
    return same_thing(x, y) or x.endswith(y) or y.endswith(x) or x in b.terms or y in a.terms


def _silent(a: Side, b: Side) -> float:
    """Only one of them says that somebody came to harm."""
    left, right = a.fates, b.fates
    missing = (left and not left & b.terms) or (right and not right & a.terms)
    return FATE_UNSAID if missing else 0.0


def _uneven(a: Side, b: Side) -> float:
    """Only one of them counts, or they tell the same of each other's roles: who did it to whom."""
    counts = ONE_COUNTS if bool(a.quantities) != bool(b.quantities) and not opposed(a, b) else 0.0
    return counts + (REVERSED if _reversed(a, b) else 0.0)


def _reversed(a: Side, b: Side) -> bool:
    """The same verb of the same two names, and the other one acts."""
    both = a.names & b.names
    acts = a.actor in both and b.actor in both and a.actor != b.actor
    voices = {bool(passives() & set(side.words)) for side in (a, b)}
    return len(voices) == 1 and acts and bool(a.predicate) and a.predicate == b.predicate


@functools.cache
def passives() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("passives"))


def _answered(a: Side, b: Side) -> float:
    """Who confirms or denies speaks of what was said before."""
    return ANSWERED if a.replies != b.replies and len(a.terms & b.terms) > 1 else 0.0


def _worded(a: Side, b: Side, common: frozenset[str]) -> float:
    """Weighted dice over the terms; what only the surroundings of the other side say counts half."""
    shared = a.terms & b.terms
    against = opposed(a, b)
    if len(shared) < (1 if against else 2):
        return 0.0
    half = HIDDEN * weigh(((a.terms & b.around) | (b.terms & a.around)) - shared, common)
    score = 2 * (weigh(shared, common) + half) / (weigh(a.terms) + weigh(b.terms) + half)
    return score + OPPOSED * bool(against) + _predicates(a, b)


def _held(a: Side, b: Side) -> float:
    """One says in a few words what the other says among more: the same verb of the same name."""
    few, more = sorted((a, b), key=lambda side: len(side.terms))
    named = few.names & more.names
    return (
        HELD if named and few.predicate and few.predicate == more.predicate and few.terms <= more.terms else 0.0
    )


def _predicates(a: Side, b: Side) -> float:
    """The same main verb speaks for it; two that the other side knows nothing of speak against it."""
    if a.predicate == b.predicate:
        near = min(len(a.terms - b.terms), len(b.terms - a.terms)) < STRANGERS
        return SAME_PREDICATE * bool(a.predicate and near)
    strangers = a.predicate and b.predicate and a.predicate not in b.terms and b.predicate not in a.terms
    return -OTHER_PREDICATE if strangers and not opposed(a, b) else 0.0


def _strange(a: Side, b: Side) -> float:
    """Both name somebody or somewhere that the other does not; more so when they share no name at all."""
    left, right = a.names - b.terms - b.around, b.names - a.terms - a.around
    if not (left and right):
        return 0.0
    return OTHER_NAMES if a.names & b.names else NO_NAME_SHARED


def _measured(a: Side, b: Side) -> float:
    """The same thing counted in the same state, made sure by what both say about the event."""
    pairs = [(x, y) for x in a.measures for y in b.measures if counts_same(x, y)]
    if not pairs:
        return 0.0
    best = max(_anchor(x, y) for x, y in pairs)
    said = {term for pair in pairs for measure in pair for term in measure.split("/")} | {RUNNING}
    event = weigh((a.terms & b.terms) - said) + PLACE * any(len(n) > CODE for n in a.names & b.names)
    near = weigh(((a.terms | a.around) & (b.terms | b.around)) - said) - event
    unsaid = not (a.terms - said and b.terms - said)  # "Dabei wurden 40 Menschen getötet"
    score = best + SAME_EVENT * min(event, 3) + SAME_PLACE * min(near, 3) * unsaid
    return score + BOTH_RUNNING * (RUNNING in a.around and RUNNING in b.around)


def _anchor(a: str, b: str) -> float:
    """How much two measures that count the same say by themselves."""
    state, _, thing = a.partition("/")
    known = (state in states() and state == b.partition("/")[0]) or thing in SCALES
    exact = thing == b.partition("/")[2] and not vague(thing) and not unit(thing)
    return KNOWN_STATE * known + EXACT_THING * exact


def weigh(terms: Iterable[str], common: frozenset[str] = frozenset()) -> float:
    """People without further mark say little, and so does what the whole topic is about."""
    return sum(COMMON_WEIGHT if term in common else VAGUE_WEIGHT if vague(term) else 1.0 for term in terms)


def similar(a: Side, b: Side) -> float:
    """0..1: overlap of the words as they are written."""
    left, right = set(a.words), set(b.words)
    return len(left & right) / max(1, min(len(left), len(right)))


def opposed(a: Side, b: Side) -> tuple[str, str] | None:
    """The predicates, if they exclude each other; figures on both sides count different parts of one whole."""
    if a.negated != b.negated or (a.quantities and b.quantities and _parts(a, b)):
        return None
    pair = a.predicate, b.predicate
    return pair if pair in oppositions() or undoes(a, b) or undoes(b, a) else None


@functools.cache
def states() -> frozenset[str]:
    """Families that counted things can be in: killed, injured, missing."""
    rows = [row for code in LANGUAGES for row in load(code).rows("families")]
    return frozenset(row[0] for row in rows if row[-1] in ("state", "fate"))


@functools.cache
def fates() -> frozenset[str]:
    """States that exclude each other: who is killed is not injured."""
    rows = [row for code in LANGUAGES for row in load(code).rows("families")]
    return frozenset(row[0] for row in rows if row[-1] == "fate")


@functools.cache
def oppositions() -> frozenset[tuple[str, str]]:
    """All pairs, both ways round."""
    rows = [row for code in LANGUAGES for row in load(code).rows("oppositions") if len(row) > 1]
    return frozenset(pair for a, b, *_ in rows for pair in ((a, b), (b, a)))


def folded(text: str) -> str:
    """Only letters and digits, case folded: what is left when quotes, dashes and spacing change."""
    return "".join(WORD.findall(text.casefold()))


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
