"""Who is said to have said a sentence: its own source, or one carried over from the sentences before.

Own sources come first: a verb behind the words („…, sagte X“), a preposition or clause that stands over the
whole sentence, then a verb before its clause. Without one, Konjunktiv I, „demnach", „hieß es" and a quotation
that goes on carry the last source over, within limits; what remains open stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from watcher.analyze.extract.bearers import UNKNOWN, Named
from watcher.analyze.extract.deeds import Act
from watcher.analyze.extract.introductions import find_colon
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.looks import Found, look
from watcher.analyze.extract.moods import (
    is_hearsay,
    is_planned,
    is_reported,
    is_second,
    may_be_reported,
    opens_reported,
)
from watcher.analyze.extract.references import Reference, References
from watcher.analyze.extract.speakers import PERSON, Speakers
from watcher.analyze.extract.themes import Themes
from watcher.analyze.extract.topics import find_topic
from watcher.analyze.extract.words import Sentence

REACH_SENTENCES = 3  # how far back Konjunktiv I finds its source over asserted sentences
REACH_QUOTE = 3
REACH_TOPIC = 2  # … and whoever the asserted sentences are about
REACH_HEARSAY = 3
REACH_FORECAST = 2
REACH_PLAN = 1
CLAUSE = "…"  # in the cue of a source's own clause: „wie … mitteilte“


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence and its source. `reported`: it is somebody's words even if nobody is named."""

    sentence: Sentence
    acts: tuple[Act, ...]
    named: Named | None = None
    cue: str = ""
    stance: str = ""
    reported: bool = False
    carried: bool = False
    subject: Reference | None = None  # whom its subject means, where that is a pronoun or „der Konzern“
    pointer: bool = False  # it only names the source of the sentence before, and says nothing itself


class Carrier:
    """Names the sources of one text's sentences, and remembers who spoke."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.memory = Themes(lexicon)
        self.references = References(lexicon, self.memory)

    def _name(self, here: Found) -> Reading:
        assert here.phrase is not None
        words = here.sentence.words
        reading = Reading(here.sentence, here.acts, cue=here.cue, stance=here.stance, reported=True)
        if not Speakers(words, self.lexicon).is_pronoun(here.phrase):
            return replace(reading, named=self.memory.name_source(here.phrase, here.sentence))
        return replace(reading, named=self._resolve(here, here.phrase.first), carried=True)

    def _resolve(self, here: Found, at: int) -> Named:
        """Whom the pronoun at `at` means, who says so; itself, of no known kind, where nobody can tell."""
        word, memory = here.sentence.words[at], self.memory
        plural = memory.is_plural(here.sentence, at)
        behind = any(act.postposed and act.subject == here.phrase for act in here.acts)
        # „Holm habe gelogen, sagte er“: whoever says so is none of those it is said of
        known = memory.resolve(word.low, (), plural=plural) if behind else None
        inside = memory.find(here.sentence, at)
        own = memory.find_own(word.low, here.sentence) if CLAUSE in here.cue else None
        known = known or (None if own else memory.resolve(word.low, inside, plural=plural))
        if known := known or memory.speaks_on(word.low, inside, plural=plural):
            return known
        going = own or memory.goes_on(word.low, inside, plural=plural)
        # the text keeps the pronoun of whoever goes on, as an annotator of the sentence alone would
        return replace(going or Named(0, 0, word.text, UNKNOWN), start=word.start, end=word.end)

    def _carry(self, reading: Reading, i: int, cue: str, reach: int) -> Reading:
        """The last source, unless it is too far back."""
        near = self.memory.last is not None and i - self.memory.last_sentence <= reach
        return replace(reading, named=self.memory.last if near else None, cue=cue, reported=True, carried=True)

    def _find_document(self, found: Sequence[Found], i: int) -> Named | None:
        """„Darin heißt es“, and „demnach“ where nobody spoke right before: the text named there."""
        here, fresh = found[i], self.memory.last is not None and self.memory.last_sentence == i - 1
        inside = here.sentence.words[0].low in self.lexicon.cues("therein") and _is_written(here)
        if not i or not (inside or (here.open and not fresh)):
            return None
        named = self.memory.find(found[i - 1].sentence, len(found[i - 1].sentence.words))
        return next((each for each in reversed(named) if each.kind == "text"), None)

    def _remember(self, reading: Reading, here: Found, i: int) -> None:
        self.memory.note(here.sentence)
        if reading.named and reading.reported:
            self.memory.speak(self._owner(reading.named, here.sentence), here.sentence, i)

    def _owner(self, named: Named, sentence: Sentence) -> Named:
        """Whose „eigene Angaben“ they are: who the sentence is about; „ihre Angaben“: who spoke before."""
        first = sentence.text[named.start : named.end].lower().partition(" ")[0]
        if first.startswith(tuple(self.lexicon.cues("own"))):
            return self.memory.latest_of(sentence) or named
        pronoun = self.lexicon.pronouns.get(first)
        return (self.memory.fit_last(pronoun) or named) if pronoun else named


class Reader(Carrier):
    """Reads a text's sentences in order."""

    def read(self, sentences: Sequence[Sentence]) -> list[Reading]:
        """One reading a sentence."""
        found = [look(sentence, self.lexicon) for sentence in sentences]
        readings: list[Reading] = []
        for i in range(len(found)):
            subject = self.references.find(found[i].sentence)
            reading = self._complete(found, i, readings)
            reading = replace(reading, subject=subject) if subject else reading
            self._remember(reading, found[i], i)
            self.references.note(found[i].sentence)
            readings.append(reading)
        return readings

    def _complete(self, found: Sequence[Found], i: int, before: Sequence[Reading]) -> Reading:
        here = found[i]
        if here.phrase:
            only = here.points_back and here.stance != "confirm"  # „Das bestätigte X“ says more
            return replace(self._name(here), pointer=only and i > 0 and not self._adds(found[i - 1], here))
        bare = Reading(here.sentence, here.acts, cue=here.cue, stance=here.stance)
        if text := self._find_document(found, i):
            return replace(bare, named=text, cue=here.cue or ":", reported=True, carried=True)
        if here.open:
            return self._carry(bare, i, here.cue, REACH_SENTENCES)
        if here.unnamed:
            return self._name_nobody(here.unnamed, before, i, bare)
        if here.introduced:
            return self._introduce(found, i, bare)
        if is_quoted(here.sentence):
            return self._continue_quote(found, i, bare)
        if find_colon(here.sentence):
            return self._quote_somebody(found, i, bare)
        if is_reported(here.sentence, self.lexicon) or self._goes_on(before, here.sentence, i):
            return self._pass_on(found, i, replace(bare, cue="Konjunktiv"))
        if self._may_have_heard(here.sentence, i):
            return self._carry(bare, i, "sollen", REACH_HEARSAY)
        if source := self._named_next(found, i):
            return source
        return bare

    def _adds(self, before: Found, here: Found) -> bool:
        """„Das geht aus einem Brief hervor, der …“ behind a sentence with a source of its own."""
        return before.phrase is not None and any(word.kind == "rel" for word in here.sentence.words)

    def _name_nobody(self, act: Act, before: Sequence[Reading], i: int, bare: Reading) -> Reading:
        """Somebody says so, and nobody is named; „Zudem wird kritisiert“ goes on with who just spoke."""
        words = bare.sentence.words
        guessed = act.saying.stance == "estimate"  # „Es wird vermutet, dass“: nobody confirms it
        reading = replace(bare, cue=words[act.at].text, stance="decline" if guessed else "", reported=True)
        spoke = before and before[-1].reported and before[-1].sentence.paragraph == bare.sentence.paragraph
        further = spoke and words[0].low in self.lexicon.cues("further")
        return self._carry(reading, i, reading.cue, 1) if further and not guessed else reading

    def _goes_on(self, before: Sequence[Reading], sentence: Sentence, i: int) -> bool:
        """Konjunktiv II or a demand right behind somebody's words; Konjunktiv II a little later, too."""
        if before and before[-1].reported:
            return may_be_reported(sentence, self.lexicon)
        near = self.memory.last is not None and i - self.memory.last_sentence <= REACH_FORECAST
        return near and self.memory.last_paragraph == sentence.paragraph and is_second(sentence, self.lexicon)

    def _may_have_heard(self, sentence: Sentence, i: int) -> bool:
        """„soll“ is hearsay of a body or text, or a plan right behind it, of the paragraph's last source.

        One person alone does not pass on hearsay, nor does a source that the sentence is about.
        """
        source, far = self.memory.last, i - self.memory.last_sentence
        if source is None or self.memory.last_paragraph != sentence.paragraph or far > REACH_HEARSAY:
            return False
        heard = is_hearsay(sentence, self.lexicon)
        planned = far <= REACH_PLAN and is_planned(sentence, self.lexicon)
        alone = source.kind in (*PERSON, "person") and not source.plural
        if alone if heard else not planned:
            return False
        names = {part.lower() for name in (source.name, *source.names) for part in name.split()}
        return not any(w.low in names for w in sentence.words if w.kind in ("noun", "name"))

    def _named_next(self, found: Sequence[Found], i: int) -> Reading | None:
        """„Das teilte die Polizei mit.“ names the source of the sentence before it."""
        after = found[i + 1] if i + 1 < len(found) else None
        if after is None or not after.phrase or not after.points_back:
            return None
        return replace(self._name(after), sentence=found[i].sentence, acts=found[i].acts)

    def _pass_on(self, found: Sequence[Found], i: int, bare: Reading) -> Reading:
        """It goes on with the last source; over assertions between, with whoever they are about."""
        near = self.memory.last is not None and i - self.memory.last_sentence <= REACH_SENTENCES
        reach = REACH_TOPIC if near else 1
        for j in range(i - 1, max(self.memory.last_sentence, i - 1 - reach), -1):
            if topic := find_topic(found[j].sentence, self.memory):
                return replace(bare, named=topic, reported=True, carried=True)
        if near or not opens_reported(bare.sentence, self.lexicon):
            return self._carry(bare, i, bare.cue, REACH_SENTENCES)
        return replace(bare, named=self.memory.doubt(bare.sentence), reported=True, carried=True)

    def _continue_quote(self, found: Sequence[Found], i: int, bare: Reading) -> Reading:
        """The speaker of a quotation is named where it ends, or was named before it."""
        ending = self._end_quote(found, i, bare) or self._named_next(found, i)
        return ending or self._pass_on(found, i, replace(bare, cue="„“"))

    def _quote_somebody(self, found: Sequence[Found], i: int, bare: Reading) -> Reading:
        """A colon, a quotation and no word of saying: whom the sentence is about, else who spoke last."""
        if ending := self._end_quote(found, i, bare):
            return ending
        if topic := find_topic(bare.sentence, self.memory):
            return replace(bare, named=topic, cue=":", reported=True)
        return self._carry(bare, i, "„“", REACH_QUOTE)

    def _introduce(self, found: Sequence[Found], i: int, bare: Reading) -> Reading:
        """Who is named where the quotation ends speaks, else who was spoken of before its colon."""
        here = replace(found[i], phrase=found[i].introduced, cue=":", stance="say")
        return self._end_quote(found, i, bare) or self._name(here)

    def _end_quote(self, found: Sequence[Found], i: int, bare: Reading) -> Reading | None:
        """The source that a later sentence of the same quotation names."""
        at = i
        while found[at].sentence.ends_quoted and at + 1 < len(found) and found[at + 1].sentence.opens_quoted:
            at += 1
            if found[at].phrase:
                return replace(self._name(found[at]), sentence=bare.sentence, acts=bare.acts, carried=True)
        return None


def is_quoted(sentence: Sentence) -> bool:
    """All its clauses are direct speech."""
    said = [w for w in sentence.words if w.kind != "mark"]
    return bool(said) and sum(w.quoted for w in said) * 5 >= len(said) * 4


def _is_written(here: Found) -> bool:
    """Something is quoted or reported, and the sentence does not tell whose it is."""
    return here.open or any((here.introduced, here.unnamed, find_colon(here.sentence)))
