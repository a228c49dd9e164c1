"""The core of a noun phrase: article, modifiers and nouns."""

from __future__ import annotations

from watcher.analyze.extract.nameparts import NOMINAL, NameParts
from watcher.analyze.extract.speakers import Phrase, ends_in_age
from watcher.analyze.extract.words import QUOTE_MARKS

LONGEST_MODIFIER = 8  # words between article and noun: "der für das operative Geschäft zuständige Vorstand"
LEADING = frozenset({"det", "adj", "num", "adv", "part", "noun", "name"})  # kinds of word that open one
HOW = frozenset({"adv", "part"})  # those of them that only an adjective may follow
CLOSING = frozenset((  # kinds of word that stand in no name but for particles and abbreviations
    "fin", "prep", "det", "conj", "pron", "sub", "rel", "wh", "adv", "inf", "part", "ptcl", "zu", "neg", "refl",
    "end",
))  # fmt: skip
LONGEST_TITLE = 7  # words, with the marks, of a paper's name in quotation marks


class Cores(NameParts):
    """Reads cores out of one sentence's words."""

    def core(self, first: int) -> Phrase | None:
        """Article, modifiers and nouns only."""
        kind = self.kind(first)
        if kind == "pron" or self.are_several(first):
            return Phrase(first, first + 1, first)
        if kind not in LEADING and self.low(first) not in self.lexicon.name_leads:
            return None  # most words lead no phrase
        if kind in HOW and self.kind(first + 1) != "adj" and self._ends(first):
            return None
        if not first and (name := self._particled()):
            return name
        at = self._past_article(first)
        at = self._skip_modifiers(at, articled=at > first)
        last = self._nouns(at)
        if last == at:
            return self._nominal_adjective(first, at)
        return Phrase(first, last, self._head(at, last))

    def _past_article(self, first: int) -> int:
        """Behind „die“, „die beiden“, or the owner in „Celles dienstälteste Richterin“."""
        if self.kind(first) == "det":
            return first + 1 + (self.low(first + 1) in self.lexicon.cues("both"))
        owner = self.kind(first) == "name" and self.low(first).endswith("s") and self.kind(first + 1) == "adj"
        if not owner or self.lexicon.code != "de":
            return first
        return first + self.low(first + 1).endswith(("e", "er", "es"))  # „Celles neue Bürgermeisterin“

    def _particled(self) -> Phrase | None:
        """„Von der Leyen“: a name that begins with its particles, before a verb."""
        parts = self.lexicon.cues("name-part")
        if self.low(0) not in parts or self.low(1) not in parts or self.kind(2) not in NOMINAL:
            return None
        return Phrase(0, 3, 2) if self.kind(3) == "fin" and not self.speaks_as(2) else None

    def _nominal_adjective(self, first: int, at: int) -> Phrase | None:
        """„Der 28-Jährige“, „28-Jähriger gesteht“, „ein Betroffener“: a capital makes a noun of it."""
        last = at - 1
        nominal = self.kind(last) == "adj" and (self.is_capital(last) or ends_in_age(self.low(last)))
        if nominal and (last > first or (last == first and ends_in_age(self.low(last)))):
            return Phrase(first, at, last)
        return None

    def _skip_modifiers(self, at: int, *, articled: bool) -> int:
        if articled and self.kind(at) in ("prep", "adv", "refl") and (adjective := self._find_adjective(at)):
            at = adjective
        while self.kind(at) in ("adj", "num") or (
            self.kind(at) in ("adv", "part") and self.kind(at + 1) == "adj"
        ):
            at += 3 if articled and self.is_measure(at + 1) else 1
        return at

    def is_measure(self, at: int) -> bool:
        """„ein 40 Seiten langes Gutachten“: what the adjective measures."""
        return [self.kind(i) for i in range(at - 1, at + 2)] == ["num", "noun", "adj"]

    def _find_adjective(self, at: int) -> int | None:
        """The participle that a preposed modifier belongs to, not an adjective of „das alte Netz“ inside it."""
        inner = False
        for i in range(at, min(at + LONGEST_MODIFIER, len(self.words))):
            if self.kind(i) in ("fin", "mark", "rel", "sub"):
                return None
            inner = self.kind(i) in ("det", "prep") or (inner and self.kind(i) == "adj")
            if (
                self.kind(i) == "adj"
                and not inner
                and self.kind(i + 1) in ("noun", "name", "adj")
                and i > at + 1
            ):
                return i
        return None

    def _nouns(self, at: int) -> int:
        first = at
        while True:
            if self.kind(at) in NOMINAL:
                if at > first and (self.begins_other(at, first) or self.is_object(at, first)):
                    return at
                at += 1
            elif self.kind(at) in CLOSING and self._ends(at):
                return at
            elif self._continues(at, first):
                at += 1
            elif self.is_abbreviated(at):
                at += 2
            elif at > first and self.is_suffix(at):
                at += 4
            elif self._opens_title(at):
                at = self._past_title(at)
            elif at > first and (glued := self._past_slash(at)):
                at = glued
            else:
                return at

    def _ends(self, at: int) -> bool:
        """No part of a name stands here; told first, as it spares most words the six questions behind it."""
        return self.low(at) not in self.lexicon.name_leads and self.low(at + 1) != "."

    def _past_slash(self, at: int) -> int:
        """Behind „/CSU“ or „90/Die“ and what a slash ties to a name."""
        at += self.kind(at) == "num"
        tied = self.low(at) == "/" and self.words[at - 1].end == self.words[at].start
        return at + 2 if tied and at + 1 < len(self.words) and self.words[at + 1].text[0].isupper() else 0

    def _continues(self, at: int, first: int) -> bool:
        """A word that is no noun and yet belongs between nouns."""
        if self.is_link(at):
            return at > first
        return self.is_name_part(at) or self._is_inner_adjective(at, first) or self.is_inner_stop(at, first)

    def _is_inner_adjective(self, at: int, first: int) -> bool:
        """English „the Left party parliamentary group“; „die Partei Neue Deiche“, which a capital shows."""
        inner = at > first and self.kind(at) == "adj" and self.kind(at + 1) in ("noun", "adj")
        if not inner or self.lexicon.code == "en":
            return inner
        return self.words[at].text[0].isupper() and self.low(at).endswith("e")  # not „Thüringer“

    def _opens_title(self, at: int) -> bool:
        """A name in quotation marks: „Spiegel", "Bild am Sonntag"; not „forderte die Chefin "mehr Mut"“."""
        last = self._closing(at) if self.low(at) in QUOTE_MARKS else at
        if last <= at + 1 or self.is_term(at):
            return False
        return last == at + 2 or self.kind(at + 1) == "name" or self.words[at + 1].text[0].isupper()

    def _past_title(self, at: int) -> int:
        """Behind a title, and behind what a hyphen ties to it: „Heide“-Zeitung."""
        at = self._closing(at) + 1
        glued = self.low(at) == "-" and self.kind(at + 1) in ("noun", "name")
        return at + 1 if glued and self.words[at].end == self.words[at + 1].start else at

    def _closing(self, at: int) -> int:
        for i in range(at + 1, min(at + LONGEST_TITLE, len(self.words))):
            if self.words[i].text in QUOTE_MARKS:
                return i if not any(w.kind == "fin" for w in self.words[at:i]) else at
        return at

    def _head(self, at: int, last: int) -> int:
        """A name at the end names the thing; else the last noun."""
        return next((i for i in reversed(range(at, last)) if self.words[i].kind in NOMINAL), at)
