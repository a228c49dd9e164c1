"""Verbs of speaking that do something and say nothing: „Das Feuer fordert Tote“, „Sie begrüßt den Gast“."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from watcher.analyze.extract.contents import Contents
from watcher.analyze.extract.lexicon import Lexicon, Saying
from watcher.analyze.extract.phrases import Phrases
from watcher.analyze.extract.speakers import PERSON, Phrase
from watcher.analyze.extract.subjects import SubjectFinder
from watcher.analyze.extract.words import Sentence

PEOPLE = (*PERSON, "person")  # kinds of speaker that may be a guest


@dataclass(frozen=True, slots=True)
class Act:
    """A main verb of speaking, its class and subject. `postposed`: „…, sagte X“."""

    at: int
    saying: Saying
    subject: Phrase | None
    postposed: bool
    passive: bool = False
    negated: bool = False


class DeedFinder:
    """Tells the deeds among the acts of one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.lexicon = lexicon
        self.phrases = Phrases(sentence.words, lexicon)
        self.subjects = SubjectFinder(sentence, lexicon)
        self.contents = Contents(sentence, lexicon)

    def is_deed(self, act: Act) -> bool:
        """Something is done, shown or may come to be."""
        done = self._is_toll(act) or self._is_welcome(act) or self._is_threat(act) or self._is_decided(act)
        done = done or self._is_rally(act)
        return done or self._is_shown(act) or self._is_named(act) or self._is_aside(act.at)

    def is_hollow(self, act: Act) -> bool:
        """„Er äußerte sich zu den Plänen“: that he spoke, and not a word of what he said."""
        plain = act.saying.lemma in self.lexicon.cues("hollow-self") and not act.saying.partners
        alone = plain and any(self.phrases.kind(i) == "refl" for i in self.subjects.clause(act.at))
        return alone or self._only_announces(act)

    def _only_announces(self, act: Act) -> bool:
        """„Der Verlag gab Einzelheiten bekannt“: and the sentence tells none of them."""
        if act.saying.lemma not in self.lexicon.cues("hollow-verb"):
            return False
        clause = [self.words[i] for i in self.subjects.clause(act.at) if self.words[i].kind in ("noun", "num")]
        nouns = {word.lemma.lower() for word in clause} & self.lexicon.cues("hollow-object")
        return bool(nouns) and not any(word.kind == "num" for word in clause)

    def _is_toll(self, act: Act) -> bool:
        """„Das Feuer fordert vierzig Tote“: nobody demands them."""
        if act.saying.lemma not in self.lexicon.cues("toll-verb"):
            return False
        clause = [i for i in self.subjects.clause(act.at) if self.words[i].low in self.lexicon.cues("toll")]
        return any(self.phrases.kind(i - 1) in ("num", "adj", "pron", "det", "fin") for i in clause)

    def _is_welcome(self, act: Act) -> bool:
        """„Tausende begrüßen das neue Jahr“, „Der Klub begrüßt den Lotsen“: they say nothing of it."""
        if act.saying.lemma not in self.lexicon.cues("guest-verb"):
            return False
        clause = [self.words[i] for i in self.subjects.clause(act.at) if i > act.at]
        years = any(w.kind == "num" or w.lemma.lower() in self.lexicon.cues("welcomed") for w in clause[:4])
        years = years or any(a.low in self.lexicon.cues("new") and b.low == "jahr" for a, b in pairwise(clause))
        met = self.phrases.at(act.at + 1)  # „Die Grenzer wiesen die Gäste zurück“
        guest = met is not None and met != act.subject and self.phrases.speaks_as(met.head) in PEOPLE
        return years or guest

    def _is_threat(self, act: Act) -> bool:
        """„Das Eis droht das Land zu teilen“: what may come to be; „Er droht, den Kai zu sperren“ is said."""
        if act.saying.lemma not in self.lexicon.cues("threat-verb"):
            return False
        own = self.words[act.at : self.sentence.segment_of(act.at).last]  # „weiß zu berichten, dass“ is said
        joined = any(w.low in self.contents.zu_forms(w) for w in own)  # „droht auszufallen“
        return joined or any(a.kind == "zu" and b.low not in self.lexicon.infinitives for a, b in pairwise(own))

    def _is_rally(self, act: Act) -> bool:
        """„200 Lotsen protestierten am Kai“: what many do together is no statement."""
        return act.saying.lemma in self.lexicon.cues("rally-verb") and self.words[act.at].low.endswith("n")

    def _is_decided(self, act: Act) -> bool:
        """„Das Parlament lehnte die Steuer ab“, „Das Gericht bestätigte das Urteil“: so decided, not said."""
        if act.saying.lemma not in self.lexicon.cues("deciding-verb") or act.subject is None:
            return False
        deciders = tuple(self.lexicon.cues("decider")) or ("?",)
        voted = any(
            self.words[i].lemma.lower() in self.lexicon.cues("vote") for i in self.subjects.clause(act.at)
        )
        decided = voted or self.words[act.subject.head].lemma.lower().endswith(deciders)
        return decided and not self.contents.follows(act.at)

    def _is_shown(self, act: Act) -> bool:
        """„Er zeigte, dass er kann“: shown, not said; only a study says so by showing."""
        shown = act.saying.lemma in self.lexicon.cues("text-verb") and not act.saying.partners
        return shown and act.subject is not None and self.phrases.speaks_as(act.subject.head) != "text"

    def _is_named(self, act: Act) -> bool:
        """„Sie hat den Hof zum Sperrgebiet erklärt“: made one; not „erklärte zum Auftakt, …“."""
        if act.saying.lemma not in self.lexicon.cues("making-verb") or act.saying.partners:
            return False
        into = [i for i in self.subjects.clause(act.at) if self.words[i].low in self.lexicon.cues("into")]
        made = self.phrases.core(into[-1] + 1) if into else None
        if made is None or self.phrases.is_time(made):
            return False
        rest = made.last + (self.phrases.kind(made.last) == "part")
        return self.phrases.low(rest) in (".", "") and self.words[into[-1] - 1].kind in ("noun", "name", "refl")

    def _is_aside(self, verb: int) -> bool:
        """„(Wikinews berichtete)“: in brackets, about the text and not in it."""
        first = self.sentence.segment_of(verb).first
        return first > 0 and self.words[first - 1].text == "("
