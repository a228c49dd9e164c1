"""Whole noun phrases: a core with its genitives, attributes, partners and the name of a function."""

from __future__ import annotations

from watcher.analyze.extract.attributes import Attributes
from watcher.analyze.extract.speakers import PERSON, Phrase

BEHIND = (
    "fin",
    "mark",
    "prep",
    "end",
    "adv",
    "part",
    "inf",
    "ptcl",
    "neg",
)  # kinds of word that stand behind a whole phrase


class Phrases(Attributes):
    """Reads noun phrases out of one sentence's words."""

    def at(self, first: int) -> Phrase | None:
        """The noun phrase that begins here, with its genitives and the prepositional phrases of its noun."""
        if some := self._some_of(first) or self._so_many_of(first):
            return some
        core = self.core(first)
        return self._extend(core) if core else None

    def _some_of(self, first: int) -> Phrase | None:
        """„einer der Helfer“, „viele der Anwohner“."""
        if self.low(first) not in self.lexicon.cues("some") or self.low(first + 1) not in self.lexicon.cues(
            "der"
        ):
            return None
        inner = self.core(first + 1)
        if not inner or inner.head == first + 1:
            return None
        return self._name_after_role(Phrase(first, self._genitives(inner).last, inner.head))

    def _so_many_of(self, first: int) -> Phrase | None:
        """„acht von zehn Befragten“."""
        if self.kind(first) != "num" or self.low(first + 1) not in self.lexicon.cues("of"):
            return None
        inner = self.core(first + 2) if self.kind(first + 2) == "num" else None
        return Phrase(first, inner.last, inner.head) if inner else None

    def _extend(self, phrase: Phrase) -> Phrase:
        phrase = self._genitives(self._name_of_two(phrase))
        phrase = self._coordinate(phrase)
        return self._name_after_role(phrase)

    def _name_of_two(self, phrase: Phrase) -> Phrase:
        """„die Gewerkschaft Deich und Wasser“: a body's name."""
        if phrase.last < phrase.first + 2 or self.low(phrase.last) not in self.lexicon.cues("and"):
            return phrase
        bodied = self.kind(phrase.last - 2) == "noun" and self.speaks_as(phrase.last - 2) == "group"
        named = bodied and self.kind(phrase.last - 1) == "noun"
        return Phrase(phrase.first, self._past_pair(phrase.last), phrase.head) if named else phrase

    def _past_pair(self, at: int) -> int:
        """Behind „und Wasser“, a bare noun that cannot speak and ends the phrase; `at` where there is none."""
        joined = self.low(at) in self.lexicon.cues("and") and self.kind(at + 1) == "noun"
        if not joined or self.speaks_as(at + 1) not in ("", "silent"):
            return at
        return at + 2 if self.kind(at + 2) in BEHIND else at

    def _genitives(self, phrase: Phrase) -> Phrase:
        if self.kind(phrase.first) == "pron":
            return phrase  # „sieht es [der Wirt]“
        last, steps = phrase.last, 0
        articled = self.low(phrase.first) in self.lexicon.cues("nominative_article")
        if self.kind(phrase.head) == "name" and not self.speaks_as(phrase.head) and not articled:
            return phrase
        if self.kind(phrase.head) == "name" and self._has_given_name(phrase):
            return phrase  # „der Wirt Jan Holm [im Saal]“: nobody else is called so
        while steps < 3 and (more := self._attribute(last)) and not self.is_apart(phrase, last):
            steps += 1
            last = more
        return Phrase(phrase.first, last, phrase.head)

    def _attribute(self, at: int) -> int | None:
        """The end of a genitive or of a prepositional attribute that begins here."""
        if self.low(at) in self.lexicon.cues("genitive") or self.is_bare_genitive(at):
            inner = self.core(at)
        elif self.low(at) in self.lexicon.cues("attribute"):
            inner = self.core(at + 1)
            if inner and (self.is_time(inner) or self.is_goal(at) or self.is_measured_at(at)):
                return None
        else:
            return None
        if not inner or self.kind(inner.first) == "pron" or self.is_subject(inner):
            return None
        bare = inner.last == inner.first + 1
        return self._past_pair(inner.last) if bare else inner.last  # „für Umwelt und Verkehr“

    def _coordinate(self, phrase: Phrase) -> Phrase:
        """„Armee und Sanitätsdienste“, „Stadt, Land und Bund“: all can speak, no finite verb stands between."""
        parts = self.parts(phrase)
        return Phrase(phrase.first, parts[-1].last, phrase.head)

    def list_parts(self, first: int) -> list[Phrase]:
        """Those that „und“ joins to the phrase that begins here; nobody where none begins."""
        core = self.core(first)
        return self.parts(self._genitives(core)) if core else []

    def parts(self, phrase: Phrase) -> list[Phrase]:
        """The phrase and those that „und“ joins to it; itself alone if nothing does."""
        parts, at = [phrase], phrase.last
        while self.low(at) == "," or self.low(at) in self.lexicon.cues("and"):
            other = self.core(at + 1)
            if not other or not self._may_join(phrase, other):
                break
            if self.low(at) == "," and self._is_apposed(phrase, other):
                break
            parts.append(self._genitives(other))
            if self.low(at) != ",":
                return parts
            at = parts[-1].last
        return [phrase]

    def _may_join(self, phrase: Phrase, other: Phrase) -> bool:
        return self.kind(other.first) != "pron" and self.speaks(phrase) and self.speaks(other)

    def _is_apposed(self, phrase: Phrase, other: Phrase) -> bool:
        """„Jan Holm, Kapitän und Lotse“: what he is, not who else."""
        return self.kind(phrase.head) != self.kind(other.head)

    def _past_bracket(self, at: int) -> int:
        """Behind „(KdW)“; `at` itself where none begins."""
        return at + 3 if self.low(at) == "(" and self.low(at + 2) == ")" else at

    def _name_after_role(self, phrase: Phrase) -> Phrase:
        """„der Chef des Konzerns (KdW), Max Muster,“: the name belongs to the function before it."""
        at = self._past_bracket(phrase.last)
        if (
            self.low(at) != ","
            or self.kind(phrase.head) != "noun"
            or self.speaks_as(phrase.head) not in (*PERSON, "person")
        ):
            return phrase
        core = self.core(at + 1)
        if not core or self.kind(core.head) != "name" or self.kind(core.first) == "det":
            return phrase
        closed = self.low(core.last) in (",", "(", ".", ":") or self.kind(core.last) in ("end", "fin")
        return Phrase(phrase.first, core.last, core.head) if closed else phrase
