"""Who speaks in a quotation that a colon introduces: „Auf dem Schild stand: „…“, „Zum Abschied rief er: „…“.

A colon before a whole clause in quotation marks says that somebody speaks, whatever the verb before it is: its
subject, or, with a verb of standing written, the text that it is written in.
"""

from __future__ import annotations

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.phrases import Phrases
from watcher.analyze.extract.sources import SourceFinder
from watcher.analyze.extract.speakers import PERSON, Phrase
from watcher.analyze.extract.subjects import SubjectFinder
from watcher.analyze.extract.words import Sentence


def introduce(sentence: Sentence, lexicon: Lexicon) -> Phrase | None:
    """The speaker of the quotation behind the sentence's colon; None without either."""
    colon = find_colon(sentence)
    return _find_speaker(sentence, lexicon, colon) if colon else None


def find_colon(sentence: Sentence) -> int | None:
    """The first colon outside quotation and brackets, before a quoted clause."""
    depth = 0
    for i, word in enumerate(sentence.words):
        depth += (word.text == "(") - (word.text == ")")
        if word.text == ":" and not word.quoted and not depth:
            return i if any(w.quoted and w.kind == "fin" for w in sentence.words[i + 1 :]) else None
    return None


def _find_speaker(sentence: Sentence, lexicon: Lexicon, colon: int) -> Phrase | None:
    verb = next((i for i in sentence.main_finite() if i < colon), None)
    if verb is None:
        return None
    subjects = SubjectFinder(sentence, lexicon)
    if sentence.words[verb].low in lexicon.cues("written"):
        return SourceFinder(sentence, lexicon).place(verb) or subjects.find_text(verb)
    found = subjects.find(verb, postposed=False)
    return found if found and _is_somebody(found, subjects.phrases) else _find_author(verb, subjects, lexicon)


def _find_author(verb: int, subjects: SubjectFinder, lexicon: Lexicon) -> Phrase | None:
    """„Das Fazit des Wirts fällt nüchtern aus: „…““: whose saying the subject is."""
    phrase = subjects.find_text(verb)
    if phrase is None or not lexicon.stance_of_noun(subjects.words[phrase.head].lemma.lower()):
        return None
    at = phrase.head + 1
    at += subjects.phrases.low(at) in lexicon.cues("by") | lexicon.cues("of")
    owner = subjects.phrases.at(at) if at < phrase.last else None
    return owner if owner and subjects.phrases.speaks(owner) else None


def _is_somebody(phrase: Phrase, phrases: Phrases) -> bool:
    """A person by noun, name or pronoun; a body or a bare name may be what is spoken of."""
    known = phrases.speaks_as(phrase.head) in (*PERSON, "person")
    return known or phrases.is_pronoun(phrase) or phrases.is_person(phrase)
