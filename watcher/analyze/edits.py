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

from watcher.analyze import change, figures
from watcher.analyze.change import Verdict
from watcher.analyze.compare import Side, folded, side, words
from watcher.analyze.language import LANGUAGES, load
from watcher.model import Evidence, Mention

ALIGNED = 0.55  # share of words in order from which two sentences are versions of one
ALIKE_WORD = 0.75  # share of letters from which two words are one, spelt differently
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
        if -score >= ALIGNED and n not in found and o not in found.values():
            found[n] = o
    return found


def _closeness(a: Mention, b: Mention) -> float:
    return Indel.normalized_similarity(words(a.statement), words(b.statement))


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
    rare = ("unverified", "confirmed", "denied")
    return (
        old.where == new.where
        and old.standing != new.standing
        and (old.standing in rare or new.standing in rare)
    )


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
    shrunk = len(new_text) < LOST * len(old_text) or folded(old_text).startswith(folded(new_text))
    if shrunk or folded(old.mention.statement) in folded(new_text):
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
    pairs = list(figures.differing(_counted(a), _counted(b)))
    if pairs:
        return Verdict("quantity_changed", old, change.quantity(*pairs[0]))
    opposite = change.contradiction(_whole(a), _whole(b)) if a.propositions and b.propositions else None
    if opposite:
        return Verdict("contradicted", old, opposite)
    if not change.same_source(a, b):
        return Verdict(
            "attribution_changed", old, f"attribution: {change.speaker(old)} → {change.speaker(new)}"
        )
    return Verdict("reworded", old, "reworded:")


def _whole(mention: Mention) -> Side:
    return side(mention, 0)


def _counted(mention: Mention) -> list[figures.Counted]:
    return [pair for at in range(len(mention.propositions)) for pair in change.counted(mention, at)]


def cosmetic(old: str, new: str) -> bool:
    """Nothing but case, punctuation, spacing or the spelling of words differs; a digit is never cosmetic."""
    if folded(old) == folded(new):
        return True
    left, right = words(old), words(new)
    changed = [op for op in Indel.opcodes(left, right) if op.tag != "equal"]
    pieces = [
        ("".join(left[o.src_start : o.src_end]), "".join(right[o.dest_start : o.dest_end])) for o in changed
    ]
    return (
        bool(pieces)
        and "".join(a for a, _ in pieces).isalpha()
        and all(True for _ in pieces)
        and _respelt(left, right)
    )


def _respelt(left: Sequence[str], right: Sequence[str]) -> bool:
    if len(left) != len(right):
        return False
    return all(
        a == b or (not any(c.isdigit() for c in a + b) and Indel.normalized_similarity(a, b) >= ALIKE_WORD)
        for a, b in zip(left, right, strict=True)
    )


@functools.cache
def _notes() -> tuple[str, ...]:
    return tuple(row[0].casefold() for code in LANGUAGES for row in load(code).rows("corrections"))


def correction(statement: str) -> str | None:
    """The words by which a sentence tells that the text was wrong before."""
    spelled = statement.casefold()
    return next((note for note in _notes() if note in spelled), None)
