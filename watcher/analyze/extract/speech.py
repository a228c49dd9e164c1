"""The words of speaking: verbs with their forms, light-verb phrases, nouns."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from watcher.analyze.language import Language

SHORTEST_NOUN = 5  # letters by which a compound is known for a noun of speaking


@dataclass(frozen=True, slots=True)
class Saying:
    """A speech verb or phrase: its class, when it counts, the particle or words that must go with it."""

    lemma: str
    stance: str  # say, demand, judge, announce, accuse, estimate, confirm, deny, decline
    frame: str  # any: with any object; clause: only with a reported clause, a quotation or a colon
    particle: str = ""
    partners: tuple[str, ...] = ()  # a capital marks a German noun


class SpeechWords:
    """A language's words of speaking, indexed for the rules."""

    def __init__(self, language: Language) -> None:
        self.language = language

    @functools.cached_property
    def verbs(self) -> Mapping[str, tuple[Saying, ...]]:
        """Finite verb forms to what they may be; "mitteilte" carries its particle in itself."""
        return self._forms({"fin", "joined"})

    @functools.cached_property
    def participles(self) -> Mapping[str, tuple[Saying, ...]]:
        return self._forms({"part"})

    @functools.cached_property
    def infinitives(self) -> Mapping[str, tuple[Saying, ...]]:
        """Infinitives of the speech verbs, for what stands behind a modal verb."""
        return {lemma: tuple(sayings) for lemma, sayings in self._sayings.items()}

    @functools.cached_property
    def _sayings(self) -> dict[str, list[Saying]]:
        found: dict[str, list[Saying]] = defaultdict(list)
        for row in self.language.rows("speech_verbs"):
            found[row[0]].append(Saying(row[0], row[1], row[2]))
        return found

    def _forms(self, shapes: set[str]) -> dict[str, tuple[Saying, ...]]:
        forms: dict[str, tuple[Saying, ...]] = {}
        for form, lemma, particle, shape in self.language.rows("speech_verb_forms"):
            if shape in shapes:
                split = particle if shape == "fin" and particle != "-" else ""
                said = tuple(Saying(s.lemma, s.stance, s.frame, split) for s in self._sayings[lemma])
                forms[form] = (*forms.get(form, ()), *said)
        return forms

    @functools.cached_property
    def phrases(self) -> dict[str, tuple[Saying, ...]]:
        """Lemma of a light verb to the phrases it makes, those that are no speech first: sprechen + Urteil."""
        found: dict[str, list[Saying]] = defaultdict(list)
        for lemma, partners, stance, frame in self.language.rows("speech_phrases"):
            found[lemma].append(Saying(lemma, stance, frame, "", tuple(partners.split())))
        return {lemma: tuple(sorted(said, key=lambda s: s.stance != "none")) for lemma, said in found.items()}

    @functools.cached_property
    def phrase_verbs(self) -> frozenset[str]:
        """The verbs of the phrases, and what is left of each without a particle: aussprechen, sprechen."""
        return frozenset(lemma[at:] for lemma in self.phrases for at in range(len(lemma)))

    @functools.cached_property
    def speech_nouns(self) -> dict[str, str]:
        """Angabe, Bericht, Vorwurf … to their class."""
        return self.language.table("speech_nouns")

    def stance_of_noun(self, noun: str) -> str:
        """The class of a noun of speaking or of a compound that ends in one; "" for others."""
        if found := self._noun_stances.get(noun):
            return found
        ends = (noun[at:] for at in range(len(noun) - SHORTEST_NOUN + 1))
        return min((self._noun_endings[end] for end in ends if end in self._noun_endings), default=(0, ""))[1]

    @functools.cached_property
    def simple_speech_nouns(self) -> frozenset[str]:
        """Those that are no compounds of others; a prefix makes none: Einschätzung."""
        prefixes = {"", *(row[0] for row in self.language.rows("cues") if row[1] == "noun-prefix")}
        return frozenset(noun for noun in self._noun_stances if self._fronts(noun) <= prefixes)

    def _fronts(self, noun: str) -> set[str]:
        """What stands before other nouns of speaking in it: zeugen-aussage, ein-schätzung."""
        return {noun.removesuffix(other) for other in self._noun_stances if noun.endswith(other)}

    @functools.cached_property
    def _noun_stances(self) -> dict[str, str]:
        return {noun.lower(): stance for noun, stance in self.speech_nouns.items()}

    @functools.cached_property
    def _noun_endings(self) -> dict[str, tuple[int, str]]:
        """What compounds may end in, with its class; of two the first of the list counts."""
        stances = enumerate(self._noun_stances.items())
        return {noun: (at, stance) for at, (noun, stance) in stances if len(noun) >= SHORTEST_NOUN}

    def stance_of_form(self, form: str) -> str:
        """The class of a finite form of a speech verb; "" for other words."""
        return next((saying.stance for saying in self.verbs.get(form, ())), "")

    @functools.cached_property
    def postposed(self) -> frozenset[str]:
        """Finite forms that may follow a quotation: sagte, fragte, said."""
        return frozenset(form for form, sayings in self.verbs.items() if any(not s.particle for s in sayings))
