"""What a sentence itself says about its source, before anything is carried over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watcher.analyze.extract.deeds import Act
from watcher.analyze.extract.english import find_acts, find_unnamed
from watcher.analyze.extract.framings import find_framing
from watcher.analyze.extract.introductions import introduce
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.pointers import emerges, find_finding, points_back
from watcher.analyze.extract.reports import Source
from watcher.analyze.extract.sources import SourceFinder
from watcher.analyze.extract.speakers import Phrase, Speakers
from watcher.analyze.extract.words import Sentence, Word

OUTER = ("clause", "tail")  # forms of a source that stand over all of the sentence


@dataclass(frozen=True, slots=True)
class Found:
    """What one sentence says about its source."""

    sentence: Sentence
    acts: tuple[Act, ...]
    phrase: Phrase | None = None
    cue: str = ""
    stance: str = ""
    open: bool = False  # „hieß es“, „demnach“: somebody, named elsewhere
    introduced: Phrase | None = None  # who is spoken of before a colon and a quotation
    points_back: bool = False  # „Das teilte X mit“: says of the sentence before who said it
    unnamed: Act | None = None  # „wird vorgeworfen, dass“: somebody says so, and nobody is named


def look(sentence: Sentence, lexicon: Lexicon) -> Found:
    """The source that governs the sentence, by its own words."""
    acts = find_acts(sentence, lexicon)
    sources = tuple(SourceFinder(sentence, lexicon).find())
    words = sentence.words
    for act in acts:
        if act.postposed:
            said = _name_in_full(act, acts, Speakers(words, lexicon))
            return Found(sentence, acts, said.subject, words[said.at].text, said.saying.stance)
    for source in sorted(sources, key=lambda source: source.form not in OUTER):
        if source.phrase and not _is_inner(source, acts, sentence):
            back = emerges(source, sentence, lexicon)
            return Found(sentence, acts, source.phrase, source.cue, source.stance, points_back=back)
    for act in acts:
        back = points_back(act, sentence, lexicon)
        stance = "" if act.negated else act.saying.stance
        return Found(sentence, acts, act.subject, words[act.at].text, stance, points_back=back)
    if finding := find_finding(sentence, lexicon):
        return Found(sentence, acts, finding, words[1].text, "say", points_back=True)
    if framed := find_framing(sentence, lexicon):
        return Found(sentence, acts, framed, words[framed.head].text, "say")
    for source in sources:
        if not source.phrase:
            return Found(sentence, acts, None, source.cue, source.stance, open=True)
    return Found(
        sentence, acts, introduced=introduce(sentence, lexicon), unnamed=find_unnamed(sentence, lexicon)
    )


def _name_in_full(act: Act, acts: Sequence[Act], speakers: Speakers) -> Act:
    """„Die Wirtin Ute Klas sagte: „…“, betont sie“: whom the pronoun means spoke before in the sentence."""
    if act.subject is None or not speakers.is_pronoun(act.subject):
        return act
    before = (a for a in acts if a.at < act.at and a.subject and not speakers.is_pronoun(a.subject))
    return next(before, act)


def _is_inner(source: Source, acts: Sequence[Act], sentence: Sentence) -> bool:
    """The source belongs to a part of the sentence: a subclause, a noun phrase, or what somebody else said."""
    words = sentence.words
    embedded = (source.at and words[source.at - 1].kind == "det") or _is_attribute(source, words)
    if source.form == "preposition" and (embedded or not sentence.segment_of(source.at).main):
        return True
    content = [act for act in acts if act.at < source.at and not act.postposed]
    return any(words[i].text in (",", ":") for act in content for i in range(act.at, source.at))


def _is_attribute(source: Source, words: Sequence[Word]) -> bool:
    """„die ihrer Ansicht nach überhöhten Gebühren“."""
    first = source.phrase.first if source.phrase else 0
    after = words[source.at + 1 : source.at + 2]
    return 0 < first <= source.at and words[first - 1].kind == "det" and [w.kind for w in after] == ["adj"]
