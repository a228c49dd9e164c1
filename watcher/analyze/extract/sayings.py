"""What a verb means in its clause: speaking, by its particle, its participle or its fixed partner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from watcher.analyze.extract.fields import Fields
from watcher.analyze.extract.lexicon import Lexicon, Saying
from watcher.analyze.extract.words import Sentence, Word

COMPOUND = "-"  # marks what a compound may end in
SHORTEST_FRONT = 3  # letters of a compound's first part
SHORTEST_HEAD = 5
AUXILIARIES = ("passive", "perfect-aux", "modal")  # verbs beside which another may speak
WITHHELD = ("confirm", "deny")  # „wollte das nicht bestätigen“ says all there is to say


class SayingFinder(Fields):
    """Looks up the verbs of one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        super().__init__(sentence, lexicon)
        self._found: dict[int, set[str]] = {}

    def find(self, verb: int) -> Iterator[tuple[Saying, bool]]:
        """What the verb may be, most specific first, and whether it is passive."""
        if not self.may_say(verb):
            return
        word = self.words[verb]
        clause = self.clause(verb)
        particles = [self.words[i].low for i in clause if i > verb and self._ends_clause(i)]
        for lemma in (*self._joined(word.lemma, particles), word.lemma):
            yield from ((s, False) for s in self._fitting_phrases(lemma, verb))
        yield from ((s, False) for s in self._plain(word.low, particles))
        yield from self._compounds(verb, clause)
        yield from ((s, False) for s in self._modal(word.low, verb, clause))

    def may_say(self, verb: int) -> bool:
        """Whether the verb is worth a look at its clause, as every second one is not."""
        word, cues = self.words[verb], self.lexicon.cues
        auxiliary = any(word.low in cues(group) for group in AUXILIARIES)
        return auxiliary or word.low in self.lexicon.verbs or word.lemma in self.lexicon.phrase_verbs

    def _forms(self, verb: int) -> set[str]:
        """The forms by which words of the verb's clause may be its partners; few verbs may have any."""
        if verb not in self._found:
            clause = self.clause(verb)
            forms = {form for i in clause for form in _spell(self.words[i])} - self._foreign(verb)
            ends = (end for i in clause if self._is_object(i) for end in _endings(self.words[i].low))
            self._found[verb] = forms | {COMPOUND + end for end in ends}
        return self._found[verb]

    def _is_object(self, at: int) -> bool:
        """A noun behind nothing, or behind an article of the accusative, and behind no preposition."""
        if self.phrases.kind(at) != "noun" or self.lexicon.code != "de":
            return False
        first = at - 1
        while self.phrases.kind(first) in ("adj", "num"):
            first -= 1
        if self.phrases.kind(first) != "det":
            return self.phrases.kind(first) not in ("prep", "name")
        return (
            self.phrases.low(first) in self.lexicon.cues("accusative")
            and self.phrases.kind(first - 1) != "prep"
        )

    def _candidates(self, verb: int, clause: Sequence[int]) -> list[int]:
        """What may be the participle beside the verb."""
        first = self.sentence.segment_of(verb).first
        kinds = ("part", "adv", "adj", "fin", "ptcl")
        return [i for i in clause if self.words[i].kind in kinds and i != verb and i >= first]

    def _foreign(self, verb: int) -> set[str]:
        """„versprach, sich zu kümmern“: the pronoun belongs to the infinitive."""
        own = self.sentence.segment_of(verb)
        near = any(w.kind == "refl" for w in self.words[own.first : own.last])
        return set() if near else {w.low for w in self.words if w.kind == "refl"}

    def _plain(self, form: str, particles: Sequence[str]) -> Iterator[Saying]:
        found = self.lexicon.verbs.get(form, ())
        yield from (s for s in found if s.particle and s.particle in particles)
        if self.lexicon.cues("particle").isdisjoint(particles):
            yield from (s for s in found if not s.particle)

    def _joined(self, lemma: str, particles: Sequence[str]) -> Iterator[str]:
        """„spricht … aus“: the verb with the particle that ends its clause."""
        return (particle + lemma for particle in particles if particle + lemma in self.lexicon.phrases)

    def _ends_clause(self, at: int) -> bool:
        parted = self.words[at].low in self.lexicon.cues("particle")  # whatever the tagger takes it for
        if not parted and self.phrases.kind(at) not in ("ptcl", "prep", "adv", "det"):
            return False
        return self.phrases.kind(at + 1) in ("mark", "end", "conj", "than") or self.phrases.kind(at) == "ptcl"

    def _modal(self, modal: str, verb: int, clause: Sequence[int]) -> Iterator[Saying]:
        """„musste einräumen, dass“, „konnte nicht sagen, ob“; „muss erklären, warum“ is still to come."""
        if modal not in self.lexicon.cues("modal"):
            return
        refused = modal in self.lexicon.cues("modal-not") and self._is_denied(verb)
        done = refused or modal in self.lexicon.cues("modal-past")
        said = [self.words[i].low for i in clause if self.words[i].kind in ("inf", "fin") and i > verb]
        for saying in (s for form in said for s in self.lexicon.infinitives.get(form, ())):
            if done or saying.stance == "confirm":
                withheld = refused and saying.stance in WITHHELD
                yield replace(saying, frame="any" if withheld else "clause")

    def _is_denied(self, verb: int) -> bool:
        return not self.lexicon.cues("negation").isdisjoint(self._forms(verb))

    def _compounds(self, verb: int, clause: Sequence[int]) -> Iterator[tuple[Saying, bool]]:
        """hat … bestätigt; wurde … bestätigt. Fixed phrases first: „bekannt gegeben“ is not from „bekennen“."""
        aux = self.words[verb].low
        if aux not in self.lexicon.cues("passive") and aux not in self.lexicon.cues("perfect-aux"):
            return
        words = [self.words[i] for i in self._candidates(verb, clause)]
        if words and self._is_state(aux, verb):
            words = [word for word in words if word.lemma in self.lexicon.cues("sein-perfect")]
        for word in words:
            found = self._fitting_phrases(self._lemma(word), verb)
            yield from ((s, self._is_passive(aux, word)) for s in found)
        for word in (w for w in words if w.kind != "ptcl"):
            found = iter(self.lexicon.participles.get(word.low, ()))
            yield from ((s, self._is_passive(aux, word)) for s in found)

    def _lemma(self, word: Word) -> str:
        """„hat sich zu der Tat bekannt“: the tagger takes it for the particle of „bekannt geben“."""
        said = self.lexicon.participles.get(word.low, ()) if word.kind == "ptcl" else ()
        return said[0].lemma if said else word.lemma

    def _is_passive(self, aux: str, participle: Word) -> bool:
        return aux in self.lexicon.cues("passive") and participle.lemma not in self.lexicon.cues("sein-perfect")

    def _is_state(self, aux: str, verb: int) -> bool:
        """„ist für 40 Boote ausgerichtet“: nobody did so just now; „ist kritisiert worden“ is passive."""
        return aux in self.lexicon.cues("being") and self.lexicon.cues("done").isdisjoint(self._forms(verb))

    def _fitting_phrases(self, lemma: str, verb: int) -> Iterator[Saying]:
        known = self.lexicon.phrases.get(lemma)
        return fit(known, self._forms(verb)) if known else iter(())


def fit(phrases: Sequence[Saying], forms: set[str]) -> Iterator[Saying]:
    """Those of the phrases whose partners are among the forms."""
    for saying in phrases:
        if forms.issuperset(saying.partners) or (saying.stance == "none" and _ends(forms, saying.partners)):
            yield saying


def _endings(low: str) -> Iterator[str]:
    """What a compound may end in: Überflugrechte, …, rechte."""
    return (low[at:] for at in range(SHORTEST_FRONT, len(low) - SHORTEST_HEAD + 1))


def _spell(word: Word) -> tuple[str, ...]:
    """The forms by which it may be a partner: „zu bedenken“ is not „Bedenken“, „ähnlich“ not „ähnlichen“."""
    plain = word.low if word.kind not in ("noun", "name") else word.text
    return (plain, word.text) if word.kind == "adj" else (plain, word.text, word.lemma)


def _ends(forms: set[str], partners: Sequence[str]) -> bool:
    """„Überflugrechte“ are „Rechte“: each partner is there, a noun perhaps as the end of a compound."""
    return all(partner in forms or COMPOUND + partner.lower() in forms for partner in partners)
