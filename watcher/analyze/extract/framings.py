"""Sources that a noun of saying frames: „ein Bericht, wonach …“, „mit den Worten „…“ eröffnete X das Fest“."""

from __future__ import annotations

from itertools import pairwise

from watcher.analyze.extract.agents import AgentFinder
from watcher.analyze.extract.contents import Contents
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.speakers import Phrase
from watcher.analyze.extract.subjects import SubjectFinder
from watcher.analyze.extract.words import QUOTE_MARKS, Sentence

INNER = ("prep", "det", "adj")  # kinds of word before what is no phrase of its own, or no subject
LONGEST_PHRASE = 12  # words of „eine Schätzung des Amtes“ before its „wonach“


def find_framing(sentence: Sentence, lexicon: Lexicon) -> Phrase | None:
    """Who says it, by a noun of saying beside a verb that is none of saying."""
    subjects = SubjectFinder(sentence, lexicon)
    return (
        _find_report(sentence, subjects)
        or _find_worded(sentence, subjects)
        or _find_concern(sentence, subjects)
        or _find_rumour(sentence, subjects)
        or _find_trusted(sentence, subjects)
        or _find_certain(sentence, subjects)
        or _find_stated(sentence, subjects)
    )


def _find_concern(sentence: Sentence, subjects: SubjectFinder) -> Phrase | None:
    """„Dem Rat war es wichtig zu betonen, dass …“: to whom it matters to say so."""
    words, lexicon = sentence.words, subjects.lexicon
    verb = next(iter(sentence.main_finite()), None)
    if verb is None or words[verb].low not in lexicon.cues("being") or not _is_to_say(sentence, lexicon):
        return None
    first = verb + 1 if words[0].low in lexicon.cues("it") else 0
    phrase = subjects.phrases.at(first)
    known = phrase is not None and subjects.phrases.speaks(phrase)
    beside = phrase is not None and (first > 0 or words[verb + 1].low in lexicon.cues("it"))
    return phrase if known and beside else None


def _is_to_say(sentence: Sentence, lexicon: Lexicon) -> bool:
    """„wichtig …, zu betonen“."""
    matters = any(word.low in lexicon.cues("matters") for word in sentence.words)
    return matters and any(a.kind == "zu" and b.low in lexicon.infinitives for a, b in pairwise(sentence.words))


def _find_report(sentence: Sentence, subjects: SubjectFinder) -> Phrase | None:
    """„Es gibt eine Schätzung des Amtes, wonach …“: the phrase that „wonach“ takes up."""
    words, lexicon = sentence.words, subjects.lexicon
    whereby = lexicon.cues("whereby")
    at = next((i for i, w in enumerate(words) if w.low in whereby), 0)
    if at < 2 or words[at - 1].text != ",":
        return None
    phrases = (subjects.phrases.at(first) for first in range(max(0, at - LONGEST_PHRASE), at - 1))
    found = next((p for p in phrases if p and p.last == at - 1), None)
    return found if found and lexicon.stance_of_noun(words[found.head].lemma.lower()) else None


def _find_rumour(sentence: Sentence, subjects: SubjectFinder) -> Phrase | None:
    """„Es gibt Hinweise, dass …“, „Rufe werden laut, der Rat müsse …“: whose they are, or the noun itself."""
    verb = next(iter(sentence.main_finite()), None)
    if verb is None or not _arises(sentence, verb, subjects.lexicon):
        return None
    if subjects.lexicon.subjunctives.get(sentence.words[verb].low) == "I":
        return None  # „Es gebe Hinweise, dass …“: so somebody says
    segment = sentence.segment_of(verb)
    if not _is_told(sentence, segment.last, subjects.lexicon):
        return None
    for at in reversed(range(segment.first, segment.last)):
        free = subjects.phrases.kind(at - 1) not in INNER
        phrase = subjects.phrases.at(at) if free else None
        if phrase and subjects.lexicon.stance_of_noun(sentence.words[phrase.head].lemma.lower()):
            agent = AgentFinder(sentence, subjects.lexicon).find(verb)  # „Von der Werft gibt es die Zusage, …“
            return agent or _find_owner(phrase, subjects) or phrase
    return None


def _find_trusted(sentence: Sentence, subjects: SubjectFinder) -> Phrase | None:
    """„Geht es nach der Werft, …“, „Glaubt man dem Amt, …“: by whose word it would be so."""
    if sentence.words[0].kind != "fin":
        return None
    lead = " ".join(word.low for word in sentence.words[:3])
    known = (cue for cue in subjects.lexicon.cues("by-word") if f"{lead} ".startswith(f"{cue} "))
    cue = next(known, None)
    found = subjects.phrases.at(cue.count(" ") + 1) if cue else None
    return found if found and subjects.phrases.low(found.last) in (",", "(") else None


def _find_certain(sentence: Sentence, subjects: SubjectFinder) -> Phrase | None:
    """„Für die Werft steht fest, dass …“: who is sure of it."""
    words, lexicon = sentence.words, subjects.lexicon
    found = subjects.phrases.at(1) if words[0].low in lexicon.cues("for") else None
    if found is None or not subjects.phrases.speaks(found):
        return None
    sure = any(word.low in lexicon.cues("certain") for word in words[found.last + 1 : found.last + 4])
    verb = subjects.phrases.kind(found.last) == "fin"
    return found if verb and sure and Contents(sentence, lexicon).follows(found.last) else None


def _find_stated(sentence: Sentence, subjects: SubjectFinder) -> Phrase | None:
    """„Die Forderung der Werft lautet, …“, „Die Vermutung der Forscher geht dahin, dass …“: whose it is."""
    verb = next(iter(sentence.main_finite()), None)
    if verb is None or sentence.words[verb].low not in subjects.lexicon.cues("amounts"):
        return None
    if not _is_told(sentence, sentence.segment_of(verb).last, subjects.lexicon):
        return None
    subject = subjects.find_text(verb)
    said = subject and subjects.lexicon.stance_of_noun(sentence.words[subject.head].lemma.lower())
    return _find_owner(subject, subjects) if subject and said else None


def _arises(sentence: Sentence, verb: int, lexicon: Lexicon) -> bool:
    """„gibt“, „kursiert“, „wurde erhoben“: it comes up, whoever says it."""
    words, segment = sentence.words, sentence.segment_of(verb)
    if words[verb].low in lexicon.cues("passive"):
        return any(word.low in lexicon.cues("raised") for word in words[segment.first : segment.last])
    return words[verb].lemma.lower() in lexicon.cues("arises")


def _is_told(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """What is said follows: a reported clause, or a relative clause with a verb of saying."""
    if at >= len(sentence.words):
        return False
    segment = sentence.segment_of(at)
    inside = sentence.words[segment.first : segment.last]
    if inside and inside[0].kind == "rel":
        return any(word.kind == "fin" and lexicon.stance_of_form(word.low) for word in inside)
    return Contents(sentence, lexicon).begins(at)


def _find_owner(phrase: Phrase, subjects: SubjectFinder) -> Phrase | None:
    """„der Vorwurf [des Amtes]“."""
    at = phrase.head + 1
    owned = at < phrase.last and subjects.phrases.low(at) in subjects.lexicon.cues("genitive")
    owner = subjects.phrases.at(at) if owned else None
    return owner if owner and subjects.phrases.speaks(owner) else None


def _find_worded(sentence: Sentence, subjects: SubjectFinder) -> Phrase | None:
    """„Mit den Worten „…“ eröffnete X die Sitzung“, „Der Bericht endet mit dem Appell, …“: its subject."""
    worded = _has_words(sentence, subjects)
    if worded is None:
        return None
    verb = next(iter(sentence.main_finite()), None)
    if verb is None or sentence.words[verb].low in subjects.lexicon.cues("passive"):
        return None
    found = subjects.find(verb, postposed=False)
    if found and subjects.phrases.speaks(found):
        return found
    told = subjects.lexicon.stance_of_noun(sentence.words[worded.head].lemma.lower())
    beside = sentence.segment_of(verb) == sentence.segment_of(worded.first)
    return worded if told and beside and found is None else None  # „Das Fest schloss mit dem Appell, …“


def _has_words(sentence: Sentence, subjects: SubjectFinder) -> Phrase | None:
    """The noun of saying behind „mit“, if right behind it stands what was said."""
    words, leads = sentence.words, subjects.lexicon.cues("with")
    for at in (i for i, w in enumerate(words) if w.low in leads and not w.quoted):
        phrase = subjects.phrases.core(at + 1)
        noun = words[phrase.head] if phrase else None
        told = noun is not None and subjects.lexicon.stance_of_noun(noun.lemma.lower())
        if phrase and (told or words[phrase.head].low in subjects.lexicon.cues("words")):
            behind = subjects.phrases.low(phrase.last)
            quoted = behind in (*QUOTE_MARKS, ":") and any(w.kind == "fin" and w.quoted for w in words)
            clause = behind == "," and Contents(sentence, subjects.lexicon).begins(phrase.last + 1)
            return phrase if quoted or clause else None
    return None
