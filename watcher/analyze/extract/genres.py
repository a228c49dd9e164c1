"""Genres: what an article takes from the weight of its statements where it is not there to tell news.

A look back, an essay, a guide, a review, a podcast, what somebody paid for: the section in its address says so,
a sentence without a verb („Ein Gastbeitrag.“, „Ein Blick auf alte Werften.“), or a headline that begins with a
date long past. In any article a sentence that the next one turns over („Der Kai ist fertig. Doch kein Schiff
kommt.“) only leads to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.words import Sentence, Word
from watcher.analyze.language.patterns import any_of
from watcher.model import Quantity, Revision

SECTION = re.compile(rf"/{any_of('section')}(?=/)", re.IGNORECASE)
NO_NEWS = re.compile(rf"/{any_of('no_news')}(?=/)", re.IGNORECASE)
LABELLED = re.compile(rf"\W*{any_of('labelled')}\b", re.IGNORECASE)
DATED = re.compile(r"\W*(?:[^\W\d_]+\s+)?(?P<year>1\d{3}|20\d\d):\s")  # „März 1962: Die Flut kommt“
REVIEWED = re.compile(  # „Lindes Roman „Kai 7“: Er ertrinkt“: what happens in a work
    rf"\b{any_of('work')}\s+[„\"»“‚«›][^„“”\"«»]+[“”\"«»‘‹][^:]{{0,40}}:\s", re.IGNORECASE
)
SERIES = re.compile(rf"\W*(?:[\w-]+-)?{any_of('series')}\s?:")  # „Krimi-Podcast: Ein Toter am Kai“
INSTALMENT = re.compile(rf"\b{any_of('instalment')}\b|\(\d/\d\)\s?:", re.IGNORECASE)  # „Der Kai (3/4): …“
HOST = re.compile(r"^\w+://[^/]*")
FEATURE, SERVICE, PAST = -0.25, -0.5, -0.7
LEADS_TO = -0.25
TEASER = 400  # characters of a text that say what it is
FRONT = 4  # words in which a sentence names its genre
DASHES = frozenset("-–—")


def weigh_genre(
    revision: Revision, title: Iterable[Sentence], sentences: Iterable[Sentence], lexicon: Lexicon
) -> float:
    """What is taken from all that the article says, its headline too; 0 or less."""
    address = HOST.sub("", revision.url or "")
    if NO_NEWS.search(address) or _is_past(revision):
        return PAST
    if any(_serves(each, lexicon) for each in title) or _is_of_work(revision):
        return SERVICE
    named = any(_names_genre(each, lexicon) for each in sentences)
    return FEATURE if named or SECTION.search(address) or LABELLED.match(revision.title) else 0.0


def weigh_turn(
    sentences: Sequence[Sentence], at: int, quantities: Sequence[Quantity], lexicon: Lexicon
) -> float:
    """What is taken from a sentence that the next one turns over; nothing where it counts people."""
    after = sentences[at + 1].words if at + 1 < len(sentences) else ()
    turned = bool(after) and after[0].low in lexicon.cues("turns")
    counts = any(each.noun_class == "person" for each in quantities)
    return LEADS_TO if turned and not counts else 0.0


def _serves(sentence: Sentence, lexicon: Lexicon) -> bool:
    """„Hafenfest: Zeitplan und Übertragung“: a headline without a verb that offers dates."""
    offers = lexicon.cues("service")
    return not any(sentence.finite()) and any(
        offers & {word.low, word.lemma.lower()} for word in sentence.words
    )


def _is_of_work(revision: Revision) -> bool:
    """A review, or an instalment of a podcast or series: what it tells is told, not reported."""
    title, teaser = revision.title, f"{revision.title}\n{revision.text[:TEASER]}"
    return any((REVIEWED.search(title), SERIES.match(title), INSTALMENT.search(teaser)))


def _is_past(revision: Revision) -> bool:
    dated = DATED.match(revision.title)
    return dated is not None and int(dated["year"]) < revision.seen_at.year - 1


def _names_genre(sentence: Sentence, lexicon: Lexicon) -> bool:
    """„Ein Rückblick.“, „Ortsbesuch in Plön.“, „Wie es dazu kam – eine Chronologie.“"""
    words = sentence.words
    if not any(sentence.finite()) and any(map(lexicon.cues("genre-alone").__contains__, _lemmas(words[:1]))):
        return True
    ends = [at + 1 for at, word in enumerate(words) if word.text in DASHES]
    fronts = [*([0] if not any(sentence.main_finite()) else []), *ends]
    return any(_opens(words[at : at + FRONT], lexicon) for at in fronts)


def _opens(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """An indefinite article and the noun of a genre behind it."""
    if not words or words[0].low not in lexicon.cues("one"):
        return False
    nouns = [word for word in words[1:] if word.kind == "noun"]
    return any(map(lexicon.cues("genre").__contains__, _lemmas(nouns[:1])))


def _lemmas(words: Iterable[Word]) -> Iterable[str]:
    return (word.lemma.lower() for word in words)
