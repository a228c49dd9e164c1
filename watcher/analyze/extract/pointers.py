"""Sentences that say of the one before who said it: „Das teilte X mit“, „Davon geht X aus“, „So lautet X“.

They open with a word that points back and take nothing else for their object, so that the claim is the sentence
before and they are only its source.
"""

from __future__ import annotations

from watcher.analyze.extract.contents import takes_back
from watcher.analyze.extract.deeds import Act
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.reports import Source
from watcher.analyze.extract.speakers import Phrase
from watcher.analyze.extract.subjects import SubjectFinder
from watcher.analyze.extract.words import Sentence

LONGEST_POINTER = 22  # words of „Das teilte X am Montag in Y mit.“
LONGEST_LEAD = 3  # words before the verb: „Zu diesem Schluss“
TAIL = frozenset({"mark", "end", "prep"})  # what may follow the source of „Das ist das Ergebnis einer Studie“


def points_back(act: Act, sentence: Sentence, lexicon: Lexicon) -> bool:
    """The act's object is the sentence before, and it reports nothing else."""
    if len(sentence.words) > LONGEST_POINTER or any(w.text == ":" for w in sentence.words):
        return False
    plain = act.saying.lemma in lexicon.cues("pointing")
    if takes_back(sentence, lexicon):
        return act.at <= LONGEST_LEAD - 1 and plain
    first = sentence.words[0].low
    if first in lexicon.cues("back-adverb"):
        return act.at == 1 and (plain or first in act.saying.partners)
    return act.at <= LONGEST_LEAD and _opens_with_view(sentence, act.at, lexicon)


def _opens_with_view(sentence: Sentence, verb: int, lexicon: Lexicon) -> bool:
    """„Dieser Ansicht …“, „Zu diesem Schluss …“: what was said, before the verb, and nothing else."""
    words = sentence.words[:verb]
    this = any(w.low in lexicon.cues("this") | lexicon.cues("der") for w in words[:2])
    noun = words[-1].low if words else ""
    return this and (noun in lexicon.cues("finding") or lexicon.stance_of_noun(noun) == "view")


def emerges(source: Source, sentence: Sentence, lexicon: Lexicon) -> bool:
    """„Das geht aus einem Bericht hervor.“"""
    words = sentence.words
    back = words[0].low in lexicon.cues("back") and words[source.at].low in lexicon.cues("out-of")
    return back and words[0].kind == "pron" and len(words) <= LONGEST_POINTER


def find_finding(sentence: Sentence, lexicon: Lexicon) -> Phrase | None:
    """„So lautet das Fazit einer Studie“, „Das ist das Ergebnis einer Studie“: whose it is."""
    words = sentence.words
    if not 1 < len(words) <= LONGEST_POINTER or words[1].low not in lexicon.cues("is-result"):
        return None
    if words[0].low not in lexicon.cues("so") and not takes_back(sentence, lexicon):
        return None
    phrases = SubjectFinder(sentence, lexicon).phrases
    result = phrases.at(2)
    if result is None or phrases.low(result.head) not in lexicon.cues("finding"):
        return None
    owner = phrases.at(result.head + 1 + (phrases.low(result.head + 1) in lexicon.cues("owner")))
    closed = owner is not None and phrases.kind(owner.last) in TAIL
    return owner if owner and closed and phrases.speaks(owner) else None
