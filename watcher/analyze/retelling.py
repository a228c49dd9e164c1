"""Says whether a statement speaks of what another text of its story said: in other words, without its names.

`compare.alike` knows two sentences; this knows what their texts say besides. A word that each text says once
points from the one statement to the other; so does a figure. Neither counts where the two name different places
or people, or one of them says that it is another one of the kind ("an der benachbarten Talsperre").
"""

from __future__ import annotations

import functools

from watcher.analyze.compare import ACCUSATION
from watcher.analyze.conflicts import opposed, vetoed
from watcher.analyze.extract.entities import key
from watcher.analyze.extract.predicates import IDLE, MOVES
from watcher.analyze.figures import counts_same, unit, vague
from watcher.analyze.language import LANGUAGES, load
from watcher.analyze.recounting import are_close, is_recounted, recount
from watcher.analyze.sides import Side, align, fates, spelled
from watcher.analyze.stories import Story

FOUND = 0.51  # more than link.LEAST, and less than two sentences that prove it by themselves
EACH = 0.02  # for each word that points from the one to the other, and for their likeness
NEARLY = 0.4  # likeness of what exclude each other
OWN = 2  # so many words of its own make a clause another one
OPEN = frozenset(("offenlassen", "unklar", "ungeklärt"))


def retell(new: Side, old: Side, story: Story, likeness: float) -> float:
    """0..1: how sure it is that the later statement tells of what the earlier one does; `likeness`: theirs."""
    old = align(new, old)
    close = are_close(new, old)
    if not close and vetoed(new, old, one_story=True):
        return 0.0
    if new.another != old.another or (_name_others(new, old, story) and not is_recounted(new, old, story)):
        return 0.0
    pointing = _point(new, old, story)
    told = (
        close
        or _answers(new, old, pointing)
        or _repeats(new, old, story)
        or _undoes(new, old, pointing, likeness)
        or recount(new, old, story, pointing, likeness)
    )
    return FOUND + EACH * (len(pointing) + max(0.0, likeness)) if told else 0.0


def _name_others(new: Side, old: Side, story: Story) -> bool:
    """Each names somebody or somewhere that the other's text does not; or one, where they share no name."""
    strange = [_named(new) - story.there - old.around, _named(old) - story.here - new.around]
    return all(strange) or (any(strange) and not new.names & old.names)


def _named(side: Side) -> frozenset[str]:
    """Its names; who replies to what was said may be new to the story."""
    return side.names - side.agents if _replies(side) or _asks(side) else side.names


def _point(new: Side, old: Side, story: Story) -> frozenset[str]:
    """The things and deeds that both speak of, and no other statement of their texts.

    Names and who acts stand for the whole story: they point nowhere.
    """
    told = find_content(new) & find_content(old) & story.single - MOVES - IDLE
    return frozenset(term for term in told if not (vague(term) or unit(term)))


def find_content(side: Side) -> frozenset[str]:
    """What it says besides names, who acts, and that somebody confirms or denies it."""
    return side.terms - side.names - spelled("replies") - _actors()


@functools.cache
def _actors() -> frozenset[str]:
    """The terms of nouns for who speaks and acts: a president, a town.

    Read from the lists alone: whoever links needs no morphology, which takes 40 MB.
    """
    rows = [row for code in LANGUAGES for row in load(code).rows("speakers")]
    nouns = {row[0].removeprefix("-").lower() for row in rows if row[1] not in ("text", "silent")}
    families = [row for code in LANGUAGES for row in load(code).rows("families")]
    named = {row[0] for row in families if not nouns.isdisjoint(map(str.strip, ",".join(row).split(",")))}
    return frozenset(named | nouns | set(map(key, nouns)))


def _answers(new: Side, old: Side, pointing: frozenset[str]) -> bool:
    """One confirms or denies what the other says, or does what the other leaves open."""
    if _replies(new) or _replies(old):
        return bool(pointing)
    return (_asks(old) and new.predicate in pointing) or (_asks(new) and old.predicate in pointing)


def _replies(side: Side) -> bool:
    """It confirms or denies, or calls an accusation false."""
    return side.replies or (ACCUSATION in side.terms and bool(side.terms & spelled("replies") - {ACCUSATION}))


def _asks(side: Side) -> bool:
    return not side.terms.isdisjoint(OPEN)


def _repeats(new: Side, old: Side, story: Story) -> bool:
    """The same deed, which each text tells once, in a clause that has hardly a word of its own."""
    deed = new.predicate
    if deed != old.predicate or deed not in story.single - fates() - MOVES - IDLE:
        return False
    own = min(len(new.terms - old.terms - old.around), len(old.terms - new.terms - new.around))
    return own < OWN and (_count_same(new, old) or not (new.quantities and old.quantities))


def _undoes(new: Side, old: Side, pointing: frozenset[str], likeness: float) -> bool:
    return (bool(pointing) or likeness > NEARLY) and opposed(new, old) is not None


def _count_same(new: Side, old: Side) -> bool:
    return any(counts_same(x, y) for x in new.measures for y in old.measures)
