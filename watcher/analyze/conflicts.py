"""What two statements cannot both mean: the vetoes before any score, and what excludes what.

Killed is not injured, another counted noun is another thing, another kind of event is another event, and who
did it is not whom it was done to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from watcher.analyze.extract.entities import key
from watcher.analyze.extract.terms import is_verb
from watcher.analyze.figures import counts_same, same_thing, unit, vague, value
from watcher.analyze.sides import (
    MARKS,
    RUNNING,
    Side,
    causes,
    fates,
    listed,
    oppositions,
    spelled,
    translated,
    turned,
)
from watcher.analyze.stems import differ_before

PEOPLE = "mensch"
LAST = "dauern"
FORBID = "verbieten"
STAY = "bleiben"
ONE_MATTER = 3  # words that both say, for one to speak of what the other excludes
ASPECTS = frozenset(("beginnen", "beenden"))
PROLONGED = frozenset(("verlängern", "verschieben"))  # they name an old deadline or a new one
REVEALED = frozenset(("enthüllen", "veröffentlichen", "finden", "ankündigen", "werden"))
MOVED = frozenset(("steigen", "sinken"))
TELLING = 15  # smaller figures are alike by chance
COMPOUND = 8  # letters
BEGUN = 3  # letters by which a term is known that a compound begins with
UNITS = ("duration", "money", "length", "area", "weight", "volume", "distance")  # one class, whatever the unit


def vetoed(a: Side, b: Side, *, one_story: bool = False) -> bool:
    """Whether the two cannot be one claim, however many words they share; `one_story`: their texts tell one."""
    if a.quantities and b.quantities and (_other_things(a, b) or _parts(a, b)):
        return True
    if a.quantities and b.quantities and not one_story and _of_other_texts(a, b):
        return True
    if a.fates and b.fates and not a.fates & b.fates and not opposed(a, b):
        return True
    if _treats_some(a, b) or _treats_some(b, a):
        return True
    if a.fates & b.fates and (_one_of_many(a, b) or _one_of_many(b, a) or _nowhere(a, b) or _elsewhere(a, b)):
        return True
    if _other_event(a, b) or _other_time(a, b) or reversed_roles(a, b):
        return True
    return _announces(a) != _announces(b) or _lasting(a, b)


def _announces(side: Side) -> bool:
    """ "Neue Einzelheiten sind bekannt geworden": it tells nothing itself."""
    if side.measures or (side.predicate and side.predicate not in REVEALED):
        return False
    return not spelled("tidings").isdisjoint(side.terms)


def _lasting(a: Side, b: Side) -> bool:
    """How long something takes is not that it begins or is done, and another deadline is another forecast."""
    if a.until and b.until:
        return not a.until & b.until and PROLONGED.isdisjoint((a.predicate, b.predicate))
    return _takes(a, b) or _takes(b, a)


def _takes(long: Side, done: Side) -> bool:
    """ "Die Suche dauert Tage", and what is told of the search itself, or of its beginning and its end."""
    return long.predicate == LAST != done.predicate and done.predicate in long.terms | ASPECTS


def _one_of_many(many: Side, one: Side) -> bool:
    """A toll, and what became of one person."""
    counted = any(value(q) > 1 and q.noun_class == "person" for q in many.quantities)
    grown = RUNNING in many.around and bool(many.names & one.names) and bool(many.causes & one.causes)
    return counted and not one.quantities and not one.plural and not grown


def _treats_some(some: Side, toll: Side) -> bool:
    """How many are treated or flown out is no toll, if they are fewer than were hurt."""
    counted = {
        state for state, _, thing in (m.partition("/") for m in some.measures) if thing == PEOPLE and state
    }
    if not counted or some.fates or not toll.fates or toll.predicate in counted:
        return False
    most = max((value(q) for q in toll.quantities if q.noun_class == "person"), default=0)
    return 0 < max(map(value, some.quantities), default=0) < most


def _nowhere(a: Side, b: Side) -> bool:
    """Two tolls that share no more than that somebody died in an attack: there are many attacks."""
    shared = (a.terms | a.around) & (b.terms | b.around) - MARKS - fates() - listed("vague_events")
    return bool(a.quantities and b.quantities) and all(vague(term) for term in shared)


def _elsewhere(a: Side, b: Side) -> bool:
    """Two tolls of attacks, one of which names no place, in texts that begin with none of the other's names."""
    if (a.names and b.names) or not a.about or not b.about:
        return False
    known = (a.terms | a.around | a.about) & (b.terms | b.around | b.about)
    return bool(known & listed("vague_events")) and known.isdisjoint(a.about | b.about | a.names | b.names)


def _of_other_texts(a: Side, b: Side) -> bool:
    """Two costs that the sentences say of nobody, in texts that begin with none of each other's names."""
    if a.names or b.names or not a.about or not b.about:
        return False
    sized = all(any(unit(measure.partition("/")[2]) for measure in side.measures) for side in (a, b))
    return sized and a.about.isdisjoint(b.about | b.around) and b.about.isdisjoint(a.around)


def _other_event(a: Side, b: Side) -> bool:
    """An earthquake and a landslide: both name kinds of event, and none goes with one of the other's."""
    if not a.causes or not b.causes or a.causes & (b.terms | b.around) or b.causes & (a.terms | a.around):
        return False
    known = causes()
    return not any(known[x] & known[y] for x in a.causes for y in b.causes)


def _other_time(a: Side, b: Side) -> bool:
    """Both name days, and none in common. A count taken again goes on, and what is to come may be put off."""
    apart = any(x and y and not x & y for x, y in ((a.days, b.days), (a.months, b.months)))
    if not apart or opposed(a, b) or listed("schedules") & {a.predicate, b.predicate}:
        return False
    again = any(counts_same(x, y) for x in a.measures for y in b.measures) and a.quantities and b.quantities
    return not again or bool(a.fates & b.fates)


def reversed_roles(a: Side, b: Side) -> bool:
    """The same verb, and who acts in the one is whom it is done to in the other."""
    if not a.predicate or a.predicate != b.predicate or a.agents & b.agents:
        return False
    crossed = _does_to(a, b), _does_to(b, a)
    return all(crossed) if a.predicate in fates() else any(crossed)  # who dies is a subject too


def _does_to(a: Side, b: Side) -> bool:
    """Who acts here suffers there; of a verb without an object the subject may be whom it is done to too."""
    return bool(a.patients and a.agents & b.patients)


def _parts(a: Side, b: Side) -> bool:
    """ "83 stimmten zu, 17 lehnten ab": two parts of one whole. A rate that rises and falls is one rate."""
    pair = (a.predicate, b.predicate)
    moved = not MOVED.isdisjoint(pair) or all(_lasts(side) for side in (a, b))
    return pair in oppositions() and not moved


def _lasts(side: Side) -> bool:
    """Its figures say how long, not how many."""
    return all(quantity.noun_class == "duration" for quantity in side.quantities)


def _other_things(a: Side, b: Side) -> bool:
    """What the one counts, the other counts nothing of; weeks and months are both time.

    Across languages the classes of the nouns decide, as not every noun has its translation.
    """
    measured = {q.noun_class for q in a.quantities} & {q.noun_class for q in b.quantities}
    if measured.intersection(UNITS) or (a.code != b.code and measured - {None}):
        return False
    if one_figure(a, b):
        return False
    left, right = ({m.partition("/")[2] for m in side.measures} for side in (a, b))
    if a.code != b.code and not (left & translated() and right & translated()):
        return False  # a noun that no list translates may be any
    return all(not _one_thing(x, y, a, b) for x in left for y in right)


def _one_thing(x: str, y: str, a: Side, b: Side) -> bool:
    """The same noun, the head of the other ("Schulkinder", "Kinder"), or one that the other side names too."""
    named = not b.terms.isdisjoint((x, key(x))) or not a.terms.isdisjoint((y, key(y)))
    return same_thing(x, y) or x.endswith(y) or y.endswith(x) or named


def one_figure(a: Side, b: Side) -> bool:
    """Both give the very same figure of one class, not one that anything may have, and one name."""
    return bool(a.names & b.names) and any(
        x.noun_class == y.noun_class and value(x) == value(y) and _is_telling(value(x))
        for x in a.quantities
        for y in b.quantities
    )


def _is_telling(figure: float) -> bool:
    """Neither small nor round: 38,000, but not 1,000."""
    return figure >= TELLING and len(f"{figure:.0f}".rstrip("0")) > 1


def other_kind(a: Side, b: Side) -> bool:
    """Both name things of one sort, and no thing in common: a bridge and a lock."""
    if not a.sorts or not b.sorts:
        return False
    both = {row for row, _ in a.sorts} & {row for row, _ in b.sorts}
    return bool(both - {row for row, _ in a.sorts & b.sorts})


def other_make(a: Side, b: Side) -> bool:
    """Two compounds with one head, each with a front that the other side has not: gas prices and fares."""
    if a.code != b.code:
        return False
    mine, yours = a.terms - b.terms - b.around, b.terms - a.terms - a.around
    for x in _long(a.words):
        for y in _long(b.words) if x not in b.words else ():
            fronts = differ_before(x, y) if y not in a.words else None
            if fronts and _begun(mine, fronts[0]) and _begun(yours, fronts[1]):
                return True
    return False


def _long(words: Iterable[str]) -> Iterator[str]:
    return (word for word in words if len(word) >= COMPOUND)


def _begun(terms: Iterable[str], front: str) -> bool:
    """Whether one of the terms is what the compound begins with, as written or by its key."""
    return any(term[:BEGUN] in (front[:BEGUN], key(front)[:BEGUN]) for term in terms)


def contrary(a: Side, b: Side) -> bool:
    """ "Wird nicht abgeholt" and "bleibt liegen": one denies what excludes the other's deed."""
    return a.negated != b.negated and (a.predicate, b.predicate) in oppositions()


def is_turned(a: Side, b: Side) -> bool:
    """The same deed from its two sides: who delivers and who receives are two."""
    if (a.predicate, b.predicate) not in turned() or a.agents & b.agents:
        return False
    return bool(a.agents & (b.patients | b.names) or b.agents & (a.patients | a.names))


def opposed(a: Side, b: Side) -> tuple[str, str] | None:
    """The predicates, if they exclude each other; figures on both sides count different parts of one whole."""
    if is_turned(a, b):
        return None
    if a.negated != b.negated or (a.quantities and b.quantities and _parts(a, b)):
        return None
    if _because(a, b) or _because(b, a):
        return None
    told = _end(a, b) or _excludes(a, b) or _excludes(b, a)
    return (a.predicate, b.predicate) if told else None


def is_plain(a: Side, b: Side) -> bool:
    """Whether two opposed ones say so by their verbs, or one has a verb that leaves it to another word.

    Who has found a letter does not contradict that the cause is searched for and the letter examined.
    """
    return _end(a, b) or (_excludes(a, b) and _leaves(b)) or (_excludes(b, a) and _leaves(a))


def _end(a: Side, b: Side) -> bool:
    """The verbs exclude each other, or one undoes what the other does."""
    return (a.predicate, b.predicate) in oppositions() or undoes(a, b) or undoes(b, a)


def _excludes(a: Side, b: Side) -> bool:
    """The verb of one side excludes a word of the other ("öffnet wieder": "bleibt gesperrt") in one matter."""
    if not a.predicate or a.predicate in b.terms or b.predicate in a.terms:
        return False
    apart = any((a.predicate, term) in oppositions() for term in b.terms - a.terms - b.scene)
    return apart and len((a.terms & b.terms) - fates()) >= ONE_MATTER


def _leaves(side: Side) -> bool:
    """Its verb leaves to another word what becomes of the thing: "bleibt gesperrt", "kündigt Sperrungen an"."""
    return not side.predicate or side.predicate == STAY or side.predicate in listed("underway")


def _because(a: Side, b: Side) -> bool:
    """ "Wegen des Streiks fallen Flüge aus": what is called off is not the strike."""
    return a.predicate in listed("stoppers") and b.predicate in a.scene


def undoes(a: Side, b: Side) -> bool:
    """ "Den Bau stoppen" against "bauen", "den Streik absagen" against "zum Streik aufrufen"."""
    if a.predicate not in listed("stoppers") or b.predicate in listed("stoppers"):
        return False
    if a.predicate == FORBID and b.quantities:
        return False  # what is forbidden now may have been done, and counted
    undone = a.terms - a.scene - fates()
    if not b.predicate or b.predicate in listed("underway"):
        return any(is_verb(term) for term in undone & b.terms)
    return b.predicate in undone
