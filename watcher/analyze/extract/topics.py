"""Whom a sentence is about, where the next one goes on in Konjunktiv and nobody has spoken."""

from __future__ import annotations

from watcher.analyze.extract.bearers import Named
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.memory import Memory
from watcher.analyze.extract.speakers import PERSON, Speakers
from watcher.analyze.extract.subjects import SubjectFinder
from watcher.analyze.extract.words import Sentence


def find_topic(sentence: Sentence, memory: Memory) -> Named | None:
    """The person or body that the sentence's main clause is about."""
    verb = next(sentence.main_finite(), None)
    if verb is None or _is_done_to(sentence, verb, memory.lexicon):
        return None
    subject = SubjectFinder(sentence, memory.lexicon).find(verb, postposed=False)
    speakers = Speakers(sentence.words, memory.lexicon)
    several = sentence.words[verb].low.endswith("n")
    if subject is None or several or sentence.words[subject.head].quoted or speakers.is_pronoun(subject):
        return None
    named = memory.name(subject, sentence)
    known = named.kind in (*PERSON, "person") or speakers.speaks_as(subject.head) == "group"
    return named if known and not named.plural else None


def _is_done_to(sentence: Sentence, verb: int, lexicon: Lexicon) -> bool:
    """„Der Wirt wurde verhaftet“: whoever says more of it is not he."""
    passive = lexicon.cues("passive") - lexicon.cues("being")
    return sentence.words[verb].low in passive and any(w.kind == "part" for w in sentence.words[verb:])
