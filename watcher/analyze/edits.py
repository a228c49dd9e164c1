"""What an outlet changed in its own text: the axis "edit".

The two revisions' statements are aligned: first the equal ones, then the most similar, then those that took
each other's place. Equal means equal but for case, punctuation and spelling; those differences are cosmetic and
yield nothing. What an aligned pair differs in names the change; `reason` as in change.py, and besides

    reworded:                          other words, same slots
    retracted:                         gone from the text
    corrected: korrektur:              the note's tell-tale words
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from watcher.analyze import change, counts, figures
from watcher.analyze.change import Verdict
from watcher.analyze.language import LANGUAGES, load
from watcher.analyze.sides import fates, folded, oppositions, side, words
from watcher.analyze.sources import same_source, speaker
from watcher.analyze.wording import correction, cosmetic
from watcher.model import Evidence, Mention

ALIGNED = 0.55  # share of words in order from which two sentences are versions of one
ALIGNED_TITLE = 0.3  # the same for two titles with a toll, of which a text has but one
CONTENT = 0.85  # what equal content counts, compared with equal words
OTHER_VERB = 0.15  # "Nach dem Brand ... sind 40 tot", "Nach dem Brand ... wird ermittelt"
SAME_SENTENCE = 0.6  # share of words in order from which one word more or less decides
WIDEST_TURN = 4  # words that come or go with a negation; more are a clause of their own
TEASER = 60  # words of title and text together
LOST = 0.4  # a text shorter than this share of the old one is a paywall or an error, not a retraction


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement before and after; None on the side where it is not."""

    old: Evidence | None
    new: Evidence | None


def align(old: Sequence[Evidence], new: Sequence[Evidence]) -> tuple[Pair, ...]:
    """Every statement of both revisions once, in the order of the new text, the vanished ones last."""
    partner = _equal(old, new)
    partner |= _closest(old, new, partner)
    partner |= _replaced(old, new, partner)
    gone = [Pair(each, None) for at, each in enumerate(old) if at not in partner.values()]
    return (*(Pair(old[partner[n]] if n in partner else None, each) for n, each in enumerate(new)), *gone)


def _equal(old: Sequence[Evidence], new: Sequence[Evidence]) -> dict[int, int]:
    """New index -> old index of statements that are the same letters; repeated ones in order."""
    waiting: dict[str, list[int]] = {}
    for at, each in enumerate(old):
        waiting.setdefault(folded(each.mention.statement), []).append(at)
    found = {}
    for at, each in enumerate(new):
        same = waiting.get(folded(each.mention.statement))
        if same:
            found[at] = same.pop(0)
    return found


def _closest(old: Sequence[Evidence], new: Sequence[Evidence], partner: dict[int, int]) -> dict[int, int]:
    """Greedy, best first; the title only with the title."""
    taken = set(partner.values())
    scored = sorted(
        (
            (-_closeness(old[o].mention, new[n].mention), abs(o - n), n, o)
            for n in range(len(new))
            if n not in partner
            for o in range(len(old))
            if o not in taken and old[o].mention.where == new[n].mention.where
        ),
    )
    found: dict[int, int] = {}
    for score, _, n, o in scored:
        least = ALIGNED_TITLE if _same_toll(old[o].mention, new[n].mention) else ALIGNED
        if -score >= least and n not in found and o not in found.values():
            found[n] = o
    return found


def _closeness(a: Mention, b: Mention) -> float:
    """The same words in order, or the same content in another order or from another mouth."""
    in_order = _likeness(a, b)
    left, right = _content(a), _content(b)
    content = _shared(a, b) if min(len(left), len(right)) > 1 else 0.0
    if _fate(a) and _fate(b) and not _fate(a) & _fate(b):
        return 0.0
    strangers = all(map(_predicates, (a, b))) and not (_predicates(a) & right or _predicates(b) & left)
    return max(in_order, CONTENT * content) - (OTHER_VERB if strangers else 0.0)


def _shared(a: Mention, b: Mention) -> float:
    """Dice over the content, which leaves the speaker out."""
    left, right = _content(a), _content(b)
    return 2 * len(left & right) / max(1, len(left) + len(right))


def _same_toll(a: Mention, b: Mention) -> bool:
    """Two titles of one text that tell what became of people."""
    return b.where == "title" and bool(_fate(a) & _fate(b))


def _fate(mention: Mention) -> set[str]:
    return set().union(*(side(mention, n).fates for n in range(len(mention.propositions))))


def _predicates(mention: Mention) -> set[str]:
    return {each.predicate for each in mention.propositions if each.predicate}


def _content(mention: Mention) -> set[str]:
    return {term for each in mention.propositions for term in each.terms}


def _replaced(old: Sequence[Evidence], new: Sequence[Evidence], partner: dict[int, int]) -> dict[int, int]:
    """A lone statement in place of a lone statement, if it says how sure the same thing is now."""
    found: dict[int, int] = {}
    taken = set(partner.values())
    for n in range(len(new)):
        if n in partner:
            continue
        o = _slot(n, old, new, partner, taken)
        if o is not None and _moved(old[o].mention, new[n].mention):
            found[n] = o
    return found


def _slot(
    n: int, old: Sequence[Evidence], new: Sequence[Evidence], partner: dict[int, int], taken: set[int]
) -> int | None:
    """The old index between the partners of the new statement's neighbours, if there is exactly one."""
    before = partner.get(n - 1, -1 if n == 0 else None)
    after = partner.get(n + 1, len(old) if n == len(new) - 1 else None)
    if before is None or after is None or after - before != 2 or len(old) < 2:
        return None
    return None if before + 1 in taken else before + 1


def _moved(old: Mention, new: Mention) -> bool:
    """What was open is settled: a confirmation or denial stands where something else stood."""
    return old.where == new.where and old.standing != new.standing and new.standing in ("confirmed", "denied")


def judge(pair: Pair, old_text: str, new_text: str) -> Verdict | None:
    """What the pair changes; None for nothing but cosmetics. The texts: title and body of the two revisions."""
    if pair.old is None and pair.new is not None:
        return _added(pair.new, old_text)
    if pair.new is None and pair.old is not None:
        return _removed(pair.old, old_text, new_text)
    if pair.old is None or pair.new is None or cosmetic(pair.old.mention.statement, pair.new.mention.statement):
        return None
    return _differs(pair.old, pair.new)


def _added(new: Evidence, old_text: str) -> Verdict | None:
    note = correction(new.mention.statement)
    if note:
        return Verdict("corrected", None, f"corrected: {note}")
    return None if folded(new.mention.statement) in folded(old_text) else Verdict("new", None, "new:")


def _removed(old: Evidence, old_text: str, new_text: str) -> Verdict | None:
    """A rewritten teaser and a text cut short by a paywall retract nothing."""
    teaser = len(words(old_text)) < TEASER
    shrunk = len(new_text) < LOST * len(old_text) or folded(old_text).startswith(folded(new_text))
    if teaser or shrunk or folded(old.mention.statement) in folded(new_text):
        return None
    return Verdict("retracted", old, "retracted:")


def _differs(old: Evidence, new: Evidence) -> Verdict:
    a, b = old.mention, new.mention
    note = correction(b.statement)
    if note and not correction(a.statement):
        return Verdict("corrected", old, f"corrected: {note}")
    rare = {"unverified", "confirmed", "denied"}
    if a.standing != b.standing and {a.standing, b.standing} & rare:
        return Verdict("standing_changed", old, change.standing(a, b))
    figure = _figure(a, b)
    if figure:
        return Verdict("quantity_changed", old, figure)
    opposite = _opposite(a, b)
    if opposite:
        return Verdict("contradicted", old, opposite)
    if not same_source(a, b):
        return Verdict("attribution_changed", old, f"attribution: {speaker(old)} → {speaker(new)}")
    return Verdict("reworded", old, "reworded:")


def _figure(a: Mention, b: Mention) -> str | None:
    """The first figure that the other side lacks, with what stands in its place; nouns may vary."""
    gone = [q for q in a.quantities if not any(figures.equal(q, other) for other in b.quantities)]
    come = [q for q in b.quantities if not any(figures.equal(q, other) for other in a.quantities)]
    if gone and come:
        return counts.quantity(gone[0], come[0])
    if come and (_likeness(a, b) >= SAME_SENTENCE or _happened(a, b)):
        return counts.first_figure(come[0])
    if gone and _likeness(a, b) >= SAME_SENTENCE:
        return f"update: {figures.describe(gone[0])} →  {gone[0].noun or ''}".rstrip()
    return None


def _happened(a: Mention, b: Mention) -> bool:
    """What the new figures count, the old sentence told without a figure."""
    counted = {measure.partition("/")[0] for each in b.propositions for measure in each.measures}
    return bool(counted & _predicates(a) & fates())


def _likeness(a: Mention, b: Mention) -> float:
    return float(Indel.normalized_similarity(words(a.statement), words(b.statement)))


def _opposite(a: Mention, b: Mention) -> str | None:
    """A negation that came or went, or a word exchanged for its opposite."""
    if _likeness(a, b) < SAME_SENTENCE:
        return None
    if _turned(a, b):
        return "negated:"
    pairs = oppositions()
    left, right = _content(a), _content(b)
    return next(
        (f"opposed: {x} → {y}" for x in sorted(left - right) for y in sorted(right - left) if (x, y) in pairs),
        None,
    )


def _turned(a: Mention, b: Mention) -> bool:
    """A negation came or went within what both say; "– doch nicht überall blieb es ruhig" is said besides."""
    if _negations(a) == _negations(b):
        return False
    old, new = words(a.statement), words(b.statement)
    runs = [
        (old[code.src_start : code.src_end], new[code.dest_start : code.dest_end])
        for code in Indel.opcodes(old, new)
        if code.tag != "equal"
    ]
    longest = max((len(said) for run in runs for said in run if _negators() & set(said)), default=0)
    return longest <= WIDEST_TURN


def _negations(mention: Mention) -> int:
    return sum(each.negated for each in mention.propositions)


@functools.cache
def _negators() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("negators"))
