"""Pairs: whether two lines of one topic tell one thing, by how rare the words are that they share."""

from __future__ import annotations

from collections.abc import Collection

from watcher.compose.selecting.gists import LARGE, Content, Gist, clash, counts_same, is_alike, rounds
from watcher.compose.selecting.kinship import LONG, Scale, stem
from watcher.compose.telling.figures import PEOPLE, STATES

COVERED, NAMED = 0.45, 0.6  # of the new line; where it has a name that the other lacks
NEARLY, BOTH = 0.4, 0.33  # a little less will do where so much of both is shared
NEARLY_ALL = 0.75  # of a new line whose deed the other does not name
NUMBERED = 0.2  # ... and has the number of a claim of then
SAID_TOO = 0.4  # of a line whose deed who is named beneath it calls otherwise
UNIQUE = 1_000  # whoever counts so many of one thing speaks of the same
SET_AGAIN = 0.25  # of what is set for the same day
SHORT = 0.4  # of a line that has no name and no figure of its own
SAME_THINGS = 0.5  # of what a line speaks of besides names and its deed
# Families of verbs that do nothing by themselves: it is their nouns that tell the deed.
LIGHT = frozenset(
    (
        "auslösen",
        "bleiben",
        "bringen",
        "finden",
        "führen",
        "geben",
        "gehen",
        "kommen",
        "machen",
        "sorgen",
        "stehen",
    )
)


class Pairs:
    """Holds two lines of one topic against each other, by how rare their words are in it."""

    def __init__(self, scale: Scale, akin: Collection[tuple[str, str]] = ()) -> None:
        self.scale = scale
        self._akin = akin

    def is_vaguer(self, one: Gist, other: Gist) -> bool:
        """Whether one says little that the other does not."""
        if one.vague and _counts_more(other, one) and self.kinship(one, other) >= NUMBERED:
            return True
        if not one.names <= other.names | other.about or not self.agree(one, other) or are_two(one, other):
            return False
        return self.scale.cover(one.words, other.words) >= NAMED or self.scale.holds(other.words, one.words)

    def does_same(self, new: Gist, known: Gist) -> bool:
        """Whether both tell one deed of the same: who acts, and half of the things that it names."""
        if not (new.acts & known.acts) - STATES.keys() - LIGHT or are_two(new, known):
            return False
        if not self.agree(new, known) or known.intends != new.intends:
            return False
        if new.agents and known.agents and not new.agents & known.agents:
            return False
        if not new.names <= known.names | known.about or clash(new.about, known.about):
            return False
        return self.shares_things(new, known)

    def shares_things(self, new: Gist, known: Gist) -> bool:
        shared = self.scale.rate_all(new.things & known.things)
        return shared > 0 and shared >= SAME_THINGS * self.scale.rate_all(new.things)

    def says_too(self, other: Gist, line: Gist) -> bool:
        """Whether the other says what the line does: its deed, of whom, how many and how long."""
        if other.back and other.origin != line.origin:
            return False  # nobody knows what it says so of
        if not self.scale.tells:
            return is_alike(other, line)
        if not (_has_names(line, other) and _has_names(other, line) and line.values <= other.values):
            return False
        if line.extents != other.extents or not self.agree(line, other):
            return False
        covered = self.scale.cover(line.words, other.words)
        if line.acts & other.acts:
            return covered >= NUMBERED
        named = line.acts & other.words or other.acts & line.words or line.acts == other.acts
        return covered >= SAID_TOO and bool(named)

    def is_told(self, new: Gist, known: Gist, least: float) -> bool:
        """Whether it was said before: its deed, and `least` of what is said of it; or nearly all of it."""
        if self.is_elsewhere(new, known):
            return False
        if self.does_same(new, known) or counts_same(new, known) or self.counts_again(new, known):
            return True
        if new.again and not known.again:
            return False  # one more of what there was is news
        if self.is_set_again(new, known):
            return True
        if known.intends and not new.intends:
            return False  # what was only threatened or demanded is news when it is done
        covered = self.scale.cover(new.words, known.words)
        if not self._is_deed_known(new, known, covered):
            return False  # a new deed is news, whichever nouns it repeats
        if not self.scale.tells and new.things and not self.shares_things(new, known):
            return False
        if self.is_akin(new, known, least) and covered >= NEARLY:
            return True
        return self.is_covered(new, known) or self.is_vaguer(new, known)

    def is_set_again(self, new: Gist, known: Gist) -> bool:
        """Whether both announce something for one day, and much of it is the same."""
        if not (new.due & known.due and new.names <= known.names | known.about and self.agree(new, known)):
            return False
        return self.scale.cover(new.words, known.words) >= SET_AGAIN

    def is_done(self, deed: str, acts: Content) -> bool:
        """Whether one of the acts is the deed, or tells it by another verb."""
        return deed in acts or any((deed, each) in self._akin for each in acts)

    def _is_deed_known(self, new: Gist, known: Gist, covered: float) -> bool:
        """Whether the other does it, names it and is named by it, or says enough of it besides."""
        deeds = new.acts - LIGHT
        if not deeds or deeds & known.acts or (deeds & known.words and known.acts & new.words):
            return True
        if any(self.is_done(deed, known.acts) for deed in deeds):
            return True
        return covered >= (NAMED if deeds & known.words else NEARLY_ALL)

    def counts_again(self, new: Gist, known: Gist) -> bool:
        """Whether it gives a large figure of a thing again, and not much else."""
        if new.most < LARGE or not new.counted & known.counted or not _gives(known, new):
            return False
        same = (new.acts & known.acts) - LIGHT or self.kinship(new, known) >= NUMBERED
        return bool(same or new.most >= UNIQUE) and new.sides == known.sides and new.fates <= known.fates

    def is_covered(self, new: Gist, known: Gist) -> bool:
        """Whether it says little besides what was said, or counts by a word like dozens what was counted."""
        if new.vague and _counts_more(known, new) and self.kinship(new, known) >= NUMBERED:
            return True
        covered = self.scale.cover(new.words, known.words)
        if not new.names <= known.names:
            return covered >= NAMED and self.agree(new, known)
        least = COVERED if self.kinship(new, known) < BOTH else NEARLY
        return covered >= least and self.agree(new, known)

    def is_akin(self, new: Gist, known: Gist, least: float) -> bool:
        return new.names <= known.names and self.agree(new, known) and self.kinship(new, known) >= least

    def is_elsewhere(self, one: Gist, other: Gist) -> bool:
        """Whether both name somebody or some place, there or at the head of the text, and none in common.

        Where both name none but the topic's own, it is at home in all of them.
        """
        left, right = one.entities | one.about, other.entities | other.about
        return clash(left, right) and any(map(self.scale.is_rare, left | right))

    def is_short(self, one: Gist, other: Gist) -> bool:
        """Whether it only says, without a name or figure of its own, that a deed of the other is done."""
        if one.values or not one.entities <= other.entities | other.about or one.extents - other.extents:
            return False
        if not self.scale.tells or not self.scale.weigh(one.things & other.things):
            return False
        if not (one.acts & other.acts) - LIGHT - STATES.keys() or one.acts - other.acts - other.words - LIGHT:
            return False
        agreed = self.agree(one, other) and one.intends == other.intends and not are_two(one, other)
        return agreed and self.scale.cover(one.words, other.words) >= SHORT

    def agree(self, one: Gist, other: Gist) -> bool:
        """Whether the other leaves open nothing that the one says: a figure, a day, somebody's fate."""
        if clash(one.days, other.days) or _differ(one, other):
            return False
        return not clash(one.sides, other.sides) and one.fates <= other.fates

    def kinship(self, one: Gist, other: Gist) -> float:
        return self.scale.kinship(one.words, other.words)


def _counts_more(known: Gist, new: Gist) -> bool:
    """Whether it counts as many of the same thing."""
    same = not (known.counted - {PEOPLE} and new.counted - {PEOPLE}) or known.counted & new.counted
    return bool(known.values and same) and new.most <= known.most


def _differ(one: Gist, other: Gist) -> bool:
    """Whether both count and no figure is in common; „Dutzende“ of one thing differ from none of another."""
    apart = bool(one.counted and other.counted) and not one.counted & other.counted
    return clash(one.figures, other.figures) and not (apart and (one.vague or other.vague))


def _gives(known: Gist, new: Gist) -> bool:
    """Whether it has all of the figures, or more exact ones."""
    return all(
        each in known.figures or (each in new.rough and rounds(each, known.figures)) for each in new.figures
    )


def says_deed(new: Gist, known: Gist) -> bool:
    """Whether the other does or names what the one does, if it does anything."""
    deeds = new.acts - LIGHT
    return not deeds or bool(deeds & (known.acts | known.words))


def are_two(one: Gist, other: Gist) -> bool:
    """Whether one of them is one more of what there was, or two speakers say what each of them says.

    An article's title may call by another noun who speaks in its text.
    """
    if one.item == other.item and one.where != other.where:
        return False
    return one.again != other.again or _speak_apart(one, other)


def demand_apart(one: Gist, other: Gist) -> bool:
    """Whether two speakers demand or announce something: each of them is news."""
    return one.intends and other.intends and _speak_apart(one, other)


def _speak_apart(one: Gist, other: Gist) -> bool:
    """Whether their speakers share no telling word („Genfer Polizei“, „Sprecherin der Polizei“)."""
    voices = [{stem(word) for word in LONG.findall(each.speaker)} for each in (one, other)]
    return all(voices) and not voices[0] & voices[1]


def _has_names(gist: Gist, other: Gist) -> bool:
    """Whether the other has each name, or a word made of it („Amsterdamer“)."""
    return all(name in other.words or stem(name[1:]) in other.words for name in gist.names)
