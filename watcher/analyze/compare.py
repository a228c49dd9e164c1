"""Compares two statements: do they claim the same?

`alike` is the link model; it is readable on purpose: vetoes first (conflicts.py), then the larger of the scores
for the words and for what is measured, less what speaks against it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from watcher.analyze.conflicts import contrary, is_turned, one_figure, opposed, other_kind, other_make, vetoed
from watcher.analyze.figures import SCALES, TOLERANCE, counts_same, unit, vague, value
from watcher.analyze.sides import MARKS, RUNNING, Side, akin, align, capitals, states
from watcher.model import Quantity

SAME_PREDICATE = 0.1
INSIDE = 0.25  # how far it counts that the shorter side is in the longer one, not only what share they share
SAME_FIGURE = 0.1  # large figures of one thing that are near each other
OTHER_AGENT = 0.15
ONE_FIGURE = 0.1
LARGE = 50  # small figures are alike by chance
HELD = 0.55
ACCUSATION = "vorwurf"  # the family
STRANGERS = 2  # from so many words of its own on each side, equal verbs prove nothing
OTHER_KIND = 0.4
DOUBTED = 0.5  # below it nothing is linked anyhow
AKIN = 0.7  # of a shared word: two verbs for one deed
OTHER_PREDICATE = 0.2  # the predicate of one side or of both is none of the other's words
UNLISTED = 0.5  # of that, where no list knows one of the two: it may say the same
OPPOSED = 0.25
ONE_COUNTS = 0.05  # only one of them counts anything
ANSWERED = 0.15  # a confirmation or denial speaks of what was said
OTHER_NAMES = 0.3
NO_NAME_SHARED = 0.45
FATE_UNSAID = 0.35
SAME_EVENT = 0.12  # each shared word of the clause, at most three
PLACE = 0.8  # a shared name that is no country's weighs more in an event
CODE = 2  # letters of a country's code
SAME_PLACE = 0.08  # each shared word of the surroundings
SAME_STORY = 0.12  # each name that both texts begin with; tolls of one story are too often of several events
ONE_EVENT = 2  # so many of them, and a toll as large is the same toll
KNOWN_STATE = 0.3
EXACT_THING = 0.1
VAGUE_WEIGHT = 0.3
COMMON_WEIGHT = 0.4
HIDDEN = 0.4
FOREIGN = 0.5
DESCRIBING = 0.3
BOTH_RUNNING = 0.05


def alike(a: Side, b: Side, common: frozenset[str] = frozenset()) -> float:
    """0..1: how sure it is that both state the same proposition, whatever figure or standing they give it.

    `common`: terms that so many of the topic's claims share that they tell little.
    """
    b = align(a, b)
    if a.words == b.words and a.measures == b.measures and a.predicate == b.predicate:
        return 1.0
    if vetoed(a, b):
        return 0.0
    found = max(_worded(a, b, common), _measured(a, b), _held(a, b), _charged(a, b))
    against = _strange(a, b) + _silent(a, b) + _uneven(a, b) + OTHER_KIND * other_kind(a, b)
    sure = found + _backed(a, b) + _answered(a, b) + ONE_FIGURE * _sure_figure(a, b) - against
    return sure - OTHER_KIND * (sure > DOUBTED and other_make(a, b))


def _backed(a: Side, b: Side) -> float:
    """Who acts, and figures of one thing that are nearly equal, speak for and against it besides."""
    if len(a.terms & b.terms) < 2:
        return 0.0
    counted = any(counts_same(x, y) or _thing(x) == _thing(y) for x in a.measures for y in b.measures)
    near = counted and _kindred(a, b) and _near(a, b)
    other = a.agents and b.agents and not a.agents & b.agents
    return SAME_FIGURE * near - OTHER_AGENT * (bool(other) + _done_to_others(a, b))


def _sure_figure(a: Side, b: Side) -> bool:
    return one_figure(a, b) and not (_strangers(a, b) and _strangers(b, a)) and not other_kind(a, b)


def _near(a: Side, b: Side) -> bool:
    return any(_are_near(x, y) for x in a.quantities for y in b.quantities)


def _done_to_others(a: Side, b: Side) -> bool:
    """Each says to whom it is done, and the other knows nothing of them."""
    known = not a.patients & (b.terms | b.around) and not b.patients & (a.terms | a.around)
    return bool(a.patients and b.patients) and known


def _kindred(a: Side, b: Side) -> bool:
    """One of them has hardly a word of its own."""
    return min(len(a.terms - b.terms), len(b.terms - a.terms)) < STRANGERS


def _thing(measure: str) -> str:
    return measure.partition("/")[2]


def _are_near(a: Quantity, b: Quantity) -> bool:
    low, high = sorted((value(a), value(b)))
    return low >= LARGE and high - low <= TOLERANCE * high


def _silent(a: Side, b: Side) -> float:
    """Only one of them says that somebody came to harm."""
    missing = (a.fates and not a.fates & b.terms) or (b.fates and not b.fates & a.terms)
    return FATE_UNSAID if missing else 0.0


def _uneven(a: Side, b: Side) -> float:
    """Only one of them counts; that there are none is a count too."""
    even = bool(a.quantities) == bool(b.quantities) or opposed(a, b) or a.negated != b.negated
    return 0.0 if even else ONE_COUNTS


def _answered(a: Side, b: Side) -> float:
    """Who confirms or denies speaks of what was said before."""
    return ANSWERED if a.replies != b.replies and len(a.terms & b.terms) > 1 else 0.0


def _worded(a: Side, b: Side, common: frozenset[str]) -> float:
    """Weighted dice over the terms; what only the surroundings of the other side say counts half."""
    shared = a.terms & b.terms
    against = opposed(a, b)
    if len(shared) < (1 if against or are_akin(a, b) else 2):
        return 0.0
    half = HIDDEN * weigh(((a.terms & b.around) | (b.terms & a.around)) - shared, common)
    both = weigh(shared, common) + half + AKIN * are_akin(a, b)
    known = 2 * weigh(shared) + _alone(a, b, shared) + _alone(b, a, shared)
    score = 2 * both / (known + half)
    if a.predicate == b.predicate or against:
        score += INSIDE * (both / max(1.0, min(weigh(a.terms), weigh(b.terms))) - score)
    return score + OPPOSED * bool(against) + _predicates(a, b)


def _alone(a: Side, b: Side, shared: frozenset[str]) -> float:
    """What the words weigh that only one side has: one that no list knows may be said otherwise there."""
    rest = a.terms - shared
    loose = FOREIGN if a.code != b.code else 1.0
    said = rest & a.around
    rest -= said
    return weigh(rest - a.unlisted) + loose * weigh(rest & a.unlisted) + DESCRIBING * weigh(said)


def are_akin(a: Side, b: Side) -> bool:
    """Two verbs that tell one deed, the second perhaps from its other side."""
    return (a.predicate, b.predicate) in akin() or is_turned(a, b) or contrary(a, b)


def _held(a: Side, b: Side) -> float:
    """One says in a few words what the other says among more: the same verb of the same name."""
    few, more = sorted((a, b), key=lambda side: len(side.terms))
    named = few.names & more.names
    whole = named and few.predicate and few.predicate == more.predicate and few.terms <= more.terms
    return HELD if whole else 0.0


def _charged(a: Side, b: Side) -> float:
    """One side accuses somebody of a deed, and who is concerned denies that deed."""
    charge, answer = sorted((a, b), key=lambda side: side.replies)
    told = answer.replies and ACCUSATION in charge.terms - answer.terms and answer.predicate in charge.terms
    met = answer.names & (charge.names | charge.around) or charge.names & answer.around
    return HELD if told and met else 0.0


def _predicates(a: Side, b: Side) -> float:
    """The same main verb speaks for it; two that the other side knows nothing of speak against it."""
    if a.predicate == b.predicate:
        return SAME_PREDICATE * bool(a.predicate and _kindred(a, b))
    if not a.predicate or not b.predicate or opposed(a, b) or are_akin(a, b):
        return 0.0
    if a.predicate in b.terms - b.scene and b.predicate in a.terms - a.scene:
        return 0.0
    unlisted = not (a.replies or b.replies) and bool({a.predicate, b.predicate} & (a.unlisted | b.unlisted))
    return -OTHER_PREDICATE * (UNLISTED if unlisted else 1.0)


def _strange(a: Side, b: Side) -> float:
    """Both name somebody or somewhere that the other does not; more so when they share no name at all."""
    left, right = _strangers(a, b), _strangers(b, a)
    if not (left and right):
        return 0.0
    return OTHER_NAMES if a.names & (b.names | b.around) or b.names & a.around else NO_NAME_SHARED


def _strangers(a: Side, b: Side) -> frozenset[str]:
    """Names that the other side knows nothing of; a capital is known where its country is."""
    known = b.terms | b.around | b.about
    return frozenset(name for name in a.names - known if capitals().get(name) not in known)


def _measured(a: Side, b: Side) -> float:
    """The same thing counted in the same state, made sure by what both say about the event."""
    pairs = [(x, y) for x in a.measures for y in b.measures if counts_same(x, y)]
    if not pairs:
        return 0.0
    best = max(_anchor(x, y) for x, y in pairs)
    said = {term for pair in pairs for measure in pair for term in measure.split("/")} | MARKS
    event = weigh((a.terms & b.terms) - said) + PLACE * any(len(n) > CODE for n in a.names & b.names)
    near = weigh(((a.terms | a.around) & (b.terms | b.around)) - said) - event
    unsaid = not (a.terms - said and b.terms - said)  # "Dabei wurden 40 Menschen getötet"
    score = best + SAME_EVENT * min(event, 3) + SAME_PLACE * min(near, 3) * unsaid
    score += SAME_FIGURE * (unsaid and near >= ONE_EVENT and bool(a.fates & b.fates) and _near(a, b))
    score += BOTH_RUNNING * (RUNNING in a.around and RUNNING in b.around)
    one = best >= KNOWN_STATE and not a.fates | b.fates and a.another == b.another
    return score + SAME_STORY * _tell_one_story(a, b) * one


def _tell_one_story(a: Side, b: Side) -> int:
    """How many names their texts begin with are the same, at most two; a country is the story of many."""
    return min(2, sum(len(name) > CODE for name in (a.about | a.names) & (b.about | b.names)))


def _anchor(a: str, b: str) -> float:
    """How much two measures that count the same say by themselves."""
    state, _, thing = a.partition("/")
    told = state in states() or (state and unit(thing))
    known = (told and state == b.partition("/")[0]) or {thing, b.partition("/")[2]} <= SCALES
    exact = thing == b.partition("/")[2] and not vague(thing) and not unit(thing)
    return KNOWN_STATE * bool(known) + EXACT_THING * exact


def weigh(terms: Iterable[str], common: frozenset[str] = frozenset()) -> float:
    """People without further mark say little, and so does what the whole topic is about.

    Sums over sets are exact (`fsum`), so that no tie hangs on the order in which a process reads a set.
    """
    return math.fsum(
        COMMON_WEIGHT if term in common else VAGUE_WEIGHT if vague(term) else 1.0 for term in terms
    )


def similar(a: Side, b: Side) -> float:
    """0..1: overlap of the words as they are written."""
    left, right = set(a.words), set(b.words)
    return len(left & right) / max(1, min(len(left), len(right)))
