"""Substance: whether a statement says something to check, paints a mood, or only says that something is said.

A digest shows the weightiest of what is new. What caused it, what the law did and what became of somebody is
news; tears and candles are not, and „Zeugen berichten“ leaves out what they report.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from watcher.analyze.extract.announcing import announces
from watcher.analyze.extract.attribution import Reading
from watcher.analyze.extract.contents import Contents
from watcher.analyze.extract.grounds import HEADLESS, is_idle, is_lesson, weigh_grounds
from watcher.analyze.extract.lexicon import Lexicon, Saying
from watcher.analyze.extract.sayings import SayingFinder
from watcher.analyze.extract.words import Sentence, Word
from watcher.analyze.language import Language, Token
from watcher.model import Quantity

WEIGHTY = (0.0, 0.2, 0.3)  # by how many such words there are
DEEDS = (0.0, 0.12, 0.18)
MOST_NEWS = 0.36
IDLE = 0.3  # share of that where nothing of it has happened now: „Wenn ein Schiff sinkt“, „1912 sank“
MOOD = (0.0, -0.25, -0.35)
VAGUE = -0.1  # nobody in particular and no figure either, or somebody whom only the text before names
EMPTY = -0.3
HOLLOW = -0.45  # somebody speaks, and that is all
QUOTED = (
    0.5  # share of a statement in quotation marks; where nobody is named who said so, it is a voice and no fact
)
VOICE = -0.25
CUT_OFF = ("…", "...")
QUOTATION = re.compile(r"[„“\"»«][^„“”\"»«]+(?:[“”\"«»]|$)")
TOLD = 0.1  # somebody says it, and what they say is there
PARTICLE = "PTKVZ"  # „fiel … aus“, which the list writes as „fallen +aus“
NEWS = ("weighty", "deed")
CACHED_WORDS = 20_000  # fewer are forgotten before they come again
SHORTEST_END = 5  # letters by which a compound is known: Brandursache
SHORTEST_FRONT = 3  # and that stand before them: no „Vermittler“


def weigh(tokens: Sequence[Token], quantities: Sequence[Quantity], language: Language) -> float:
    """What the words add to a statement's salience, or take from it."""
    found = _groups(tokens, language)
    open_subject = found[:1] == ("back",) or ("vague" in found and not quantities)
    return MOOD[min(found.count("mood"), 2)] + (VAGUE if open_subject else 0.0)


@dataclass(frozen=True, slots=True)
class News:
    """How many words of a statement are of cause, law and fate, how many of other consequences, and so on."""

    weighty: int
    deeds: int
    moods: int
    empty: bool
    idle: bool  # nothing of it has happened now
    ends: bool  # it says until when

    @property
    def eventful(self) -> bool:
        """It tells what happened, was ordered or became of somebody."""
        return bool(self.weighty or self.deeds) and not self.idle

    def weigh(self) -> float:
        """What that adds; less than nothing where there only is news."""
        if self.empty:
            return EMPTY
        news = WEIGHTY[min(self.weighty, 2)] + DEEDS[min(self.deeds, 2)]
        painted = self.moods > self.weighty + self.deeds // 2
        return min(MOST_NEWS, news) * (IDLE if self.idle or painted else 1.0)


def read_news(reading: Reading, lexicon: Lexicon) -> News:
    """Its words, and whether they are told as having happened; a day it holds until is two deeds."""
    found = _groups(reading.sentence.words, lexicon.language)
    ends = _has_end(reading.sentence.words, lexicon)
    weighty, deeds = found.count("weighty"), found.count("deed") + 2 * ends
    idle = bool(weighty or deeds) and is_idle(reading, lexicon)
    moods = found.count("mood") + 2 * (bool(weighty or deeds) and _feels(reading.sentence, lexicon))
    return News(weighty, deeds, moods, "empty" in found, idle, ends)


def _feels(sentence: Sentence, lexicon: Lexicon) -> bool:
    """„Husum trauert um die Opfer des Brands“: its main verb is of feeling, whatever else it names."""
    verbs = (sentence.words[i] for i in sentence.main_finite())
    return any(_read(verb.text, verb.lemma, lexicon.language)[0] == "mood" for verb in verbs)


def _has_end(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """„bis Freitag“, „ab dem 12. Mai“, „erst am Montag“; not „bis heute“, „ab zwölf“."""
    until = lexicon.cues("until")
    if not any(word.low in until for word in words):
        return False  # as nearly always
    times = lexicon.cues("time") | lexicon.cues("month")
    behind = (w for at, word in enumerate(words) if word.low in until for w in words[at + 1 : at + 5])
    return any(word.lemma.lower() in times for word in behind)


def weigh_reading(
    reading: Reading, quantities: Sequence[Quantity], names: Sequence[str], lexicon: Lexicon, news: News
) -> float:
    """What words and source add or take: more for what somebody says, less where nothing is said."""
    words = weigh(reading.sentence.words, quantities, lexicon.language) + news.weigh()
    words += _ground(reading, quantities, names, lexicon, weighty=news.eventful)
    if _is_cut(reading.sentence.statement):
        return EMPTY + min(0.0, words)
    if is_hollow(reading, lexicon) and not _counts_behind(reading, quantities):
        return HOLLOW + min(0.0, words)
    if is_voice(reading.sentence.statement) and (not reading.named or _is_mere(reading, quantities, news)):
        return VOICE + min(0.0, words)
    told = reading.named and reading.reported and not is_lesson(reading, lexicon)
    return words + (TOLD if told else 0.0)


def _ground(
    reading: Reading, quantities: Sequence[Quantity], names: Sequence[str], lexicon: Lexicon, *, weighty: bool
) -> float:
    """What is taken from a statement that cannot be checked by itself."""
    counted = any(quantity.noun and quantity.noun_class != "duration" for quantity in quantities)
    headless = bool(quantities) and not any(quantity.noun for quantity in quantities)
    taken = weigh_grounds(reading, lexicon, counted=counted, named=bool(names), weighty=weighty)
    return taken + (HEADLESS if headless and not weighty else 0.0)


def _is_cut(statement: str) -> bool:
    """A headline that a feed has cut off before it said what it is about."""
    return statement.rstrip('“”"«» ').endswith(CUT_OFF)


def is_voice(statement: str) -> bool:
    """Most of it is somebody's words."""
    quoted = sum(len(each.group()) for each in QUOTATION.finditer(statement))
    return quoted >= QUOTED * len(statement)


def _is_mere(reading: Reading, quantities: Sequence[Quantity], news: News) -> bool:
    """A headline's quotation that counts nothing and tells of nothing that happened."""
    headed = not reading.sentence.statement.rstrip('“”"«»‹› ').endswith(".")
    return headed and not (quantities or news.eventful)


def is_over(reading: Reading) -> bool:
    """„Der Landrat rief den Notstand aus“: the present of one person or thing ends in -t."""
    verbs = [reading.sentence.words[i].low for i in reading.sentence.main_finite()]
    return bool(verbs) and not verbs[0].endswith("t")


def is_hollow(reading: Reading, lexicon: Lexicon) -> bool:
    """All its main verbs only say that somebody speaks; neither clause nor quotation says what is said."""
    sentence = reading.sentence
    if announces(sentence, lexicon, lambda at: _is_talk(sentence, at, lexicon)):
        return True
    main = list(sentence.main_finite())
    if main and all(_is_talk(sentence, i, lexicon) for i in main):
        return False
    bare = all(_is_bare(sentence, i) for i in main)
    if not main or not (bare or _may_be_empty(sentence, lexicon)):
        return False  # as most; what their verbs say need not be found
    sayings = SayingFinder(sentence, lexicon)
    spoken = list(takewhile(bool, (next(sayings.find(i), None) for i in main)))
    if bare or len(spoken) < len(main):
        return len(spoken) == len(main)
    contents = Contents(sentence, lexicon)
    empty = all(said and _is_empty(said[0], lexicon) for said in spoken)
    return empty and not any(contents.follows(i) for i in main)


def _is_empty(saying: Saying, lexicon: Lexicon) -> bool:
    """„berichten“, and nothing that belongs to it."""
    return not saying.partners and _entries(lexicon.language)[0].get(saying.lemma) == "hollow"


def _may_be_empty(sentence: Sentence, lexicon: Lexicon) -> bool:
    """A word of it is a form of such a verb."""
    return not _empty_forms(lexicon).isdisjoint([word.low for word in sentence.words])


@functools.cache
def _empty_forms(lexicon: Lexicon) -> frozenset[str]:
    known = (*lexicon.verbs.items(), *lexicon.participles.items(), *lexicon.infinitives.items())
    return frozenset(form for form, said in known if any(_is_empty(each, lexicon) for each in said))


def _is_bare(sentence: Sentence, at: int) -> bool:
    """„Die Lotsen warnen eindringlich“: nothing but how follows the verb, and no clause stands before it."""
    rest = {w.kind for w in sentence.words[at + 1 :]}
    return rest <= {"adv", "mark", "refl"} and len(list(sentence.finite())) == 1


def _is_talk(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """„spricht über den Umbau“: whatever follows is what the talk is about."""
    about = sentence.words[at + 1 : at + 4]
    hollow = _entries(lexicon.language)[0].get(sentence.words[at].lemma.lower()) == "hollow"
    return hollow and any(w.kind == "prep" and w.low in lexicon.cues("about") for w in about)


def _counts_behind(reading: Reading, quantities: Sequence[Quantity]) -> bool:
    """„Zeugen berichten von zwölf Booten“; not „Drei Frauen berichten“, which counts who speaks."""
    verb = next((reading.sentence.words[i].end for i in reading.sentence.main_finite()), 0)
    return any(quantity.start > verb for quantity in quantities)


def _groups(tokens: Sequence[Token], language: Language) -> tuple[str, ...]:
    """The group of each entry that the sentence has; "back" first, and only for its first word."""
    return _find_groups(tuple(tokens), language)


@functools.lru_cache(8)  # more than one rule asks
def _find_groups(tokens: tuple[Token, ...], language: Language) -> tuple[str, ...]:
    read = [_read(token.text, token.lemma, language) for token in tokens]
    alone = (group for i, (group, _) in enumerate(read) if group and (group != "back" or not i))
    words = {part for _, parts in read for part in parts}
    words.update(["+" + token.text for token in tokens if token.tag == PARTICLE])
    joint = _entries(language)[1] if len(words) > 1 else ()
    return (*alone, *(group for parts, group in joint if parts <= words))


@functools.lru_cache(CACHED_WORDS)
def _read(text: str, lemma: str, language: Language) -> tuple[str, tuple[str, ...]]:
    """The group of the word, and what it may be of the entries of several words."""
    known, base = _joint_words(language), lemma.lower()
    forms = {text.lower(), base} & known
    # the known nouns that compounds end in: Einsatzprotokoll, Protokoll
    ends = (base[at:] for at in range(len(base) - SHORTEST_END + 1)) if text[:1].isupper() else ()
    return _group(text, lemma, language), tuple(forms.union(end for end in ends if end in known))


def _group(text: str, lemma: str, language: Language) -> str:
    """The group of the word, of its lemma, or of the noun that a compound ends in."""
    single, _ = _entries(language)
    low, lemma = text.lower(), lemma.lower()
    if found := single.get(lemma) or single.get(low):
        return found
    ends = range(SHORTEST_FRONT, len(lemma) - SHORTEST_END + 1) if text[:1].isupper() else ()
    return next((single[lemma[at:]] for at in ends if single.get(lemma[at:]) in NEWS), "")


@functools.cache
def _joint_words(language: Language) -> frozenset[str]:
    """The words of entries of several words."""
    return frozenset(part for parts, _ in _entries(language)[1] for part in parts)


@functools.cache
def _entries(language: Language) -> tuple[dict[str, str], tuple[tuple[frozenset[str], str], ...]]:
    rows = [(frozenset(words.split()), words, group) for words, group in language.rows("substance")]
    single = {words: group for parts, words, group in rows if len(parts) == 1}
    return single, tuple((parts, group) for parts, _, group in rows if len(parts) > 1)
