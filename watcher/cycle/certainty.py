"""Certainty: what the ledger holds for one matter is told as one only where it is surely so.

Two things must agree: the ledger's own comparison of the clauses, and how rare the words are that the two
sentences share among all that the topic's outlets said. An editor trusts a line only if it is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from watcher.analyze.language.patterns import any_of
from watcher.analyze.matter import (
    bears_all,
    does_same,
    is_another_day,
    is_near,
    liken,
    liken_all,
    opposes,
    share_names,
)
from watcher.compose.selecting.kinship import Scale, Words, read_words
from watcher.compose.telling.figures import count_of, match
from watcher.compose.telling.places import COUNTRY, Site, find_site
from watcher.cycle.events import SOON, Events, count_same
from watcher.cycle.overhearing import Overheard
from watcher.model import Change, Evidence, Quantity

SAME, COVERED = 1.1, 1.22  # likeness and kinship, or likeness and the share of what is shown, together
ALIKE = 0.75  # likeness alone, of too few statements to know which words are rare
TRANSLATED = 0.6  # ... between two languages, whose words differ
COUNTED = 0.3  # likeness of two that give the same figures
OPPOSED = 0.45  # kinship of what is said besides the verbs
REWORDED = 0.5  # kinship of an outlet's two versions of one sentence
REPEATED = 0.4  # of what was hearsay, said again by who has it for sure
PERHAPS, PERHAPS_COVERED = 0.15, 0.25  # kinship, or the share of what is shown
AT_ONCE = timedelta(hours=6)  # within it two opposite states are a contradiction, later a development
MEASURES = frozenset(("percent", "money", "duration"))
SETTLED = ("confirmed", "denied")
OPPOSITE = re.compile(r"^opposed: .+ → (.+)$")
WORD, LONG_WORD = re.compile(r"\w+"), 4
WITHIN = re.compile(rf"\b{any_of('within')}\s+(\w+\s+{any_of('time_span')})\b", re.IGNORECASE)
SINCE = re.compile(rf"\b{any_of('by_now')}\b", re.IGNORECASE)
PERIOD = re.compile(rf"\b(?:(?:19|20)\d\d\b|{any_of('season')}\w*)", re.IGNORECASE)
AGAIN = re.compile(rf"\b{any_of('again')}\b", re.IGNORECASE)


class Certainty:
    """Judges pairs of statements of one topic, by all that was said of it."""

    def __init__(self, said: Iterable[Evidence]) -> None:
        heard = tuple(said)
        self._heard = heard
        self._scale = Scale(heard)
        self._events = Events(heard, self._scale)

    def holds(self, change: Change) -> bool:
        """Whether the change is surely one: both of its sides are of one event, and of one thing in it."""
        before, after = change.before, change.after
        if before is None or after is None:
            return True
        if change.axis == "edit":
            return self._is_edit(change, before, after)
        match change.type:
            case "contradicted":
                if change.reason.startswith("denied"):
                    return self._is_answer(before, after)
                confirmed = change.reason.startswith("standing") and after.mention.standing in SETTLED
                return confirmed or self._is_turned(change, before, after)
            case "quantity_changed":
                return self._is_recount(change, before, after)
            case "standing_changed":
                return after.mention.standing in SETTLED or self._is_surer(before, after)
            case "attribution_changed":
                return False  # who else says it is a further source, or has news of their own
            case "corroborated":
                return self._is_soon(before, after) and self.says(after, before)
            case _:
                return True

    def knew(self, change: Change, since: datetime) -> bool:
        """Whether somebody gave the new figure of the same event before `since`, in a text of its own."""
        after = change.after
        if change.type != "quantity_changed" or change.axis == "edit" or change.before is None or after is None:
            return False
        counts = {
            count for _, new in match(change.before.mention, after.mention) for count in _count(after, new)
        }
        counts = counts or {count for each in after.mention.quantities for count in _count(after, each)}
        known = (each for each in self._heard if each.seen_at <= since and _gives(each, counts))
        return bool(counts) and any(self._events.are_one(each, after) for each in known)

    def says(self, shown: Evidence, said: Evidence) -> bool:
        """Whether who said the one surely says the other: all of its figures, and the same besides."""
        if not bears_all(shown, said) or not is_near(shown, said) or _is_elsewhere(shown, said):
            return False
        if is_another_day(shown, said) or _read_terms(shown) - _read_terms(said):
            return False
        return (_has_figure(shown) and liken_all(shown, said) >= COUNTED) or self.is_same(shown, said)

    def leaves_open(self, shown: Evidence, sure: Iterable[Evidence], heard: Iterable[Evidence]) -> bool:
        """Whether an outlet besides those that surely say it was heard to say something like it."""
        named = {shown.outlet, *(each.outlet for each in sure)}
        words = read_words(shown)
        return any(
            self._scale.kinship(words, other) >= PERHAPS or self._scale.cover(words, other) >= PERHAPS_COVERED
            for each in heard
            if each.outlet not in named and each.mention.language == shown.mention.language
            for other in (read_words(each),)
        )

    def overhear(self, said: Sequence[Evidence]) -> Overheard:
        """For `leaves_open`: those of `said` that may say something like a statement."""
        return Overheard(said, self._scale)

    def is_same(self, shown: Evidence, said: Evidence) -> bool:
        likeness = liken(shown, said)
        if _tells_again(shown) != _tells_again(said) or not does_same(shown, said):
            return False
        if shown.mention.language != said.mention.language:
            return likeness >= TRANSLATED
        if not self._scale.tells:
            return likeness >= ALIKE
        one, other = read_words(shown), read_words(said)
        kin, cover = self._scale.kinship(one, other), self._scale.cover(one, other)
        return likeness + kin >= SAME or likeness + cover >= COVERED

    def _is_edit(self, change: Change, before: Evidence, after: Evidence) -> bool:
        """An outlet's other wording is its edit; another sentence in its place is none."""
        match change.type:
            case "attribution_changed":
                return self._kin(before, after) >= REWORDED and not _names_speaker(before, after)
            case "quantity_changed":
                return count_same(change)
            case _:
                return True

    def _is_recount(self, change: Change, before: Evidence, after: Evidence) -> bool:
        """One thing counted again: of one event, and the same of it."""
        if not count_same(change):
            return False
        return self._events.are_one(before, after) and self._is_one_measure(before, after)

    def _is_one_measure(self, before: Evidence, after: Evidence) -> bool:
        """Shares, sums and durations are of many things and years in one topic; people are counted once.

        A sum that is told with what was done with it (stolen, damaged) is one of its event.
        """
        kinds = [{each.noun_class for each in side.mention.quantities} for side in (before, after)]
        if not kinds[0] & kinds[1] & MEASURES:
            return True
        if _read_periods(before) != _read_periods(after):
            return False
        return _is_one_sum(before, after) or self.is_same(after, before)

    def _is_soon(self, before: Evidence, after: Evidence) -> bool:
        """A figure holds for days; who says days later, or of no place, how things are is no source for it."""
        if _has_figure(after):
            return True
        return bool(share_names(before, after)) and abs(after.seen_at - before.seen_at) <= SOON

    def _is_surer(self, before: Evidence, after: Evidence) -> bool:
        """Whether what was hearsay is said again, and not only something of the same."""
        if not self.is_same(after, before):
            return False
        covered = self._scale.cover(read_words(before), read_words(after))
        return not self._scale.tells or before.mention.language != after.mention.language or covered >= REPEATED

    def _is_answer(self, before: Evidence, after: Evidence) -> bool:
        """Whether who denies may mean it: a word is shared, or a name, or one of them names nobody."""
        return not self._scale.tells or self._kin(before, after) > 0 or is_near(before, after)

    def _is_turned(self, change: Change, before: Evidence, after: Evidence) -> bool:
        if not opposes(before, after) or _says_both(change, before) or _has_moved_on(change, before, after):
            return False
        if not self._scale.tells:
            return liken(before, after) >= ALIKE
        one, other = _read_things(before), _read_things(after)
        named = any(COUNTRY.fullmatch(each) is None for each in one & other if each.startswith("@"))
        return named or self._scale.kinship(one, other) >= OPPOSED

    def _kin(self, one: Evidence, other: Evidence) -> float:
        """Kinship; 1 where too few statements tell which words are rare."""
        return self._scale.kinship(read_words(one), read_words(other)) if self._scale.tells else 1.0


def _says_both(change: Change, before: Evidence) -> bool:
    """Whether what the later one does is named by the earlier too, which then does not oppose it."""
    turned = OPPOSITE.search(change.reason)
    named = {term for each in before.mention.propositions for term in each.terms}
    return turned is not None and turned[1] in named


def _has_moved_on(change: Change, before: Evidence, after: Evidence) -> bool:
    """Whether what was so is so no more: closed, hours later open; a dispute has two speakers or a negation.

    Sooner where the later one says so („fahren wieder“), or the same outlet says both.
    """
    turned = SINCE.search(after.mention.statement) or before.outlet == after.outlet
    if not OPPOSITE.search(change.reason) or (abs(after.seen_at - before.seen_at) <= AT_ONCE and not turned):
        return False
    speakers = {each.mention.attribution and each.mention.attribution.name for each in (before, after)}
    return None in speakers or len(speakers) == 1


def _names_speaker(before: Evidence, after: Evidence) -> bool:
    """Whether who is said to speak on one side stands in the other's words: "Betreiber: …", "EZB • …"."""
    return any(
        _speak(one) and any(word.casefold() in other.mention.statement.casefold() for word in _speak(one))
        for one, other in ((before, after), (after, before))
    )


def _speak(evidence: Evidence) -> list[str]:
    """The telling words of a speaker's name."""
    said_by = evidence.mention.attribution
    return [word for word in WORD.findall(said_by.name) if len(word) >= LONG_WORD] if said_by else []


def _count(evidence: Evidence, quantity: Quantity) -> Iterator[tuple[object, ...]]:
    """What it says by its value: of people in which state."""
    state, _, thing = (count_of(evidence.mention, quantity) or "").partition("/")
    if quantity.noun_class == "person" and state:
        yield quantity.low, quantity.high, state
    elif quantity.noun_class != "person" and thing:
        yield quantity.low, quantity.high, thing


def _gives(evidence: Evidence, counts: set[tuple[object, ...]]) -> bool:
    return any(count in counts for each in evidence.mention.quantities for count in _count(evidence, each))


def _has_figure(evidence: Evidence) -> bool:
    return any((each.low or each.high or 0) > 1 for each in evidence.mention.quantities)


def _is_one_sum(before: Evidence, after: Evidence) -> bool:
    """Whether both count money that the same was done with."""
    return any(
        x.noun_class == "money" and (count_of(before.mention, x) or "").partition("/")[0]
        for x, _ in match(before.mention, after.mention)
    )


def _read_terms(evidence: Evidence) -> frozenset[str]:
    """Within how long something is to be done: „binnen 24 Stunden“."""
    return frozenset(each.casefold() for each in WITHIN.findall(evidence.mention.statement))


def _read_periods(evidence: Evidence) -> frozenset[str]:
    return frozenset(each.casefold()[:6] for each in PERIOD.findall(evidence.mention.statement))


def _read_things(evidence: Evidence) -> Words:
    """What it says besides its verbs, which are opposed."""
    clauses = evidence.mention.propositions
    verbs = {each.predicate for each in clauses}
    return frozenset(term for each in clauses for term in each.terms) - verbs


def _tells_again(evidence: Evidence) -> bool:
    """Whether it is one more of what there was before."""
    return AGAIN.search(evidence.mention.statement) is not None


def _is_elsewhere(one: Evidence, other: Evidence) -> bool:
    """Whether all figures of one kind of thing are given of places that the other's text does not name."""
    pairs = [(x, y) for x in one.mention.quantities for y in other.mention.quantities]
    sites = [
        (find_site(one, x), find_site(other, y))
        for x, y in pairs
        if x.noun_class and x.noun_class == y.noun_class
    ]
    return bool(sites) and all(a.near and b.near and _are_apart(a, b) for a, b in sites)


def _are_apart(one: Site, other: Site) -> bool:
    return not (one.near & other.every or other.near & one.every)
