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
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from watcher.analyze import change, counts, figures
from watcher.analyze.change import Verdict
from watcher.analyze.language import LANGUAGES, load
from watcher.analyze.sides import fates, folded, oppositions, side, words
from watcher.model import Evidence, Mention, Proposition

ALIGNED = 0.55  # share of words in order from which two sentences are versions of one
ALIGNED_TITLE = 0.3  # the same for two titles with a toll, of which a text has but one
CONTENT = 0.85  # what equal content counts, compared with equal words
OTHER_VERB = 0.15  # "Nach dem Brand ... sind 40 tot", "Nach dem Brand ... wird ermittelt"
ALIKE_WORD = 0.75  # share of letters from which two words are one, spelt differently
SAME_SENTENCE = 0.6  # share of words in order from which one word more or less decides
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
TEASER = 60  # words of title and text together
LOST = 0.4  # a text shorter than this share of the old one is a paywall or an error, not a retraction


# Roughly: notes are short and plain; a full stop after one letter or a known abbreviation does not end one.
DATELINE = 2  # words in front of a sentence that name where and who: "Berlin (dpa)"
SENTENCE = re.compile(r"\S(?:[^\n.!?]|[.!?](?!\s)|(?<=\b\w)\.|(?<=Anm)\.|(?<=Red)\.)*[.!?]*")


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
    if not change.same_source(a, b):
        return Verdict(
            "attribution_changed", old, f"attribution: {change.speaker(old)} → {change.speaker(new)}"
        )
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
    if any(_turned(p, q) for p in a.propositions for q in b.propositions):
        return "negated:"
    pairs = oppositions()
    left, right = _content(a), _content(b)
    return next(
        (f"opposed: {x} → {y}" for x in sorted(left - right) for y in sorted(right - left) if (x, y) in pairs),
        None,
    )


def _turned(p: Proposition, q: Proposition) -> bool:
    """One clause, once with a negation and once without; a clause that was added with one turns nothing."""
    if p.negated == q.negated:
        return False
    fewest = min(len(p.terms), len(q.terms))
    return 2 * len({*p.terms} & {*q.terms}) >= fewest > 0 or (not fewest and p.predicate == q.predicate)


def cosmetic(old: str, new: str) -> bool:
    """Case, punctuation, spelling, a dateline, a filler word: nothing that is said; digits always count."""
    if folded(old) == folded(new):
        return True
    left, right = ([word for word in words(text) if word not in _fillers()] for text in (old, new))
    longer, shorter = sorted((left, right), key=len, reverse=True)
    if shorter and len(longer) - len(shorter) <= DATELINE and longer[-len(shorter) :] == shorter:
        return "".join(longer[: -len(shorter)]).isalpha() or longer == shorter
    return len(left) == len(right) and all(map(_respelt, left, right))


@functools.cache
def _fillers() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in load(code).words("fillers"))


def _respelt(a: str, b: str) -> bool:
    """One word, spelt differently: "Wolodomyr" and "Wolodymyr", but not "10" and "11"."""
    a, b = a.translate(UMLAUTS), b.translate(UMLAUTS)
    if a == b:
        return True
    return (a + b).isalpha() and Indel.normalized_similarity(a, b) >= ALIKE_WORD


@functools.cache
def _notes() -> tuple[str, ...]:
    return tuple(row[0].casefold() for code in LANGUAGES for row in load(code).rows("corrections"))


def correction(statement: str) -> str | None:
    """The words by which a sentence tells that the text was wrong before."""
    spelled = statement.casefold()
    return next((note for note in _notes() if note in spelled), None)


def find_notes(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text that tell of a correction."""
    return tuple((match.start(), match.end()) for match in SENTENCE.finditer(text) if correction(match.group()))
