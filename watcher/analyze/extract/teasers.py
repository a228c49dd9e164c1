"""Headlines that only tease: questions, lists, labels, advice, „diese Tricks“; they promise and do not tell.

Feeds glue a kicker to what follows without a mark („Streit um den Kai Warum niemand baut“, „MeinungHafen: …“),
so a question word that is large where German writes it small opens the headline proper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.words import QUOTE_MARKS, Sentence, Word, bare

COMMANDS = ("VV(FIN)", "VV(IMP)")
DASHES = frozenset("-–—")
LABELS = 4  # words in which a ticker says what it is
SHORTEST_END = 5  # letters by which a compound is known: Geheimtipps
ASKED = re.compile(r"\?(?!\W*:)")  # „Ende der Flaute?: Holm gewinnt“ asks before it tells
GLUED = re.compile(r"[a-zäöüß\d][”“\"»«]?([A-ZÄÖÜ][a-zäöüß]+)(?=\s)")  # „Segeltag3Wie“, „Leck“Warum“


def teases(sentence: Sentence, lexicon: Lexicon) -> bool:
    """A question, „So …“, „Darum …“, „Das müssen Sie wissen“, „Kommentar: …“."""
    words = [w for w in sentence.words if w.kind != "mark"]
    heads = set(_heads(sentence, lexicon))
    asks = bool(ASKED.search(sentence.statement)) or bool(
        heads & (lexicon.cues("question") | lexicon.cues("teaser"))
    )
    asks = asks or (bool(heads & lexicon.cues("when")) and not any(sentence.main_finite()))
    addresses = any(w.text in lexicon.cues("address") for w in words[1:] if not w.quoted)
    own = any(w.low in lexicon.cues("first") and not w.quoted for w in words)
    pointed = points_ahead(sentence.words, lexicon)
    asks = asks or _is_command(sentence, lexicon)
    return asks or addresses or own or pointed or _is_labelled(sentence, lexicon) or _is_list(sentence, lexicon)


def withholds(sentence: Sentence, lexicon: Lexicon) -> bool:
    """A headline that teases, but for a ticker's, whose label only says how its news comes."""
    live = tuple(lexicon.cues("live"))
    told = any(word.low.startswith(live) or word.low.endswith(live) for word in sentence.words[:LABELS])
    return teases(sentence, lexicon) and not told


def points_ahead(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """„mit diesen Tricks“, „diese Boote“: it does not say which; not „in diesem Jahr“."""
    at = next((i for i, w in enumerate(words) if w.low in lexicon.cues("this") and not w.quoted), None)
    behind = [w.lemma.lower() for w in words[at + 1 : at + 3]] if at is not None else []
    return bool(behind) and not any(_is_time(lemma, lexicon) for lemma in behind)


def _heads(sentence: Sentence, lexicon: Lexicon) -> Iterator[str]:
    """The word that opens the headline, what follows its colon, or what follows its kicker."""
    words = sentence.words
    for segment in sentence.segments:
        first = segment.first
        opens = first == 0 or words[first - 1].text == ":" or _is_aside(sentence, first)
        if first < len(words) and opens and not _is_as_expected(words, first, lexicon):
            yield words[first].low
            if words[first].kind in ("prep", "sub"):  # „In welchen Häfen …“, „Um so viel …“
                asking = lexicon.cues("question") | lexicon.cues("so")
                yield from (w.low for w in words[first + 1 : first + 2] if w.low in asking)
    yield from _behind_kicker(words, lexicon)
    yield from (match.group(1).lower() for match in GLUED.finditer(sentence.statement))


def _is_as_expected(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """„Wie angekündigt hat der Kreis …“."""
    return words[at].low in lexicon.cues("as-expected") and any(
        w.kind == "part" for w in words[at + 1 : at + 2]
    )


def _is_aside(sentence: Sentence, first: int) -> bool:
    """„Vorbild Kiel – wie der Hafen wächst“: behind a dash, and nothing is told before it."""
    told = any(w.kind in ("fin", "part", "ptcl") for w in sentence.words[:first])
    return sentence.words[first - 1].text in DASHES and not told


def _is_command(sentence: Sentence, lexicon: Lexicon) -> bool:
    """„Rettet den alten Kran“: a plural's verb and its object open the headline or follow its colon."""
    words, ends = sentence.words, tuple(lexicon.cues("command-ending"))
    opening = (s.first for s in sentence.segments if s.first == 0 or words[s.first - 1].text == ":")
    pairs = [words[first : first + 2] for first in opening]
    return any(
        pair[0].tag in COMMANDS and pair[0].low.endswith(ends) and not pair[0].quoted and pair[1].kind == "det"
        for pair in pairs
        if ends and len(pair) > 1
    )


def _behind_kicker(words: Sequence[Word], lexicon: Lexicon) -> Iterator[str]:
    """„Leck in der Werft Worum es geht“: large, though verbs are small, and no name („Das Erste“)."""
    if not any(w.kind == "fin" and w.text.islower() for w in words):
        return
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if before.text in (":", *QUOTE_MARKS) or word.quoted or not word.text[0].isupper():
            continue
        if word.low in lexicon.cues("question") and not after.text[0].isupper():
            yield word.low
        if word.low in lexicon.cues("teaser") and after.kind in ("fin", "adv") and after.text.islower():
            yield word.low


def _is_time(lemma: str, lexicon: Lexicon) -> bool:
    times = lexicon.cues("time") | lexicon.cues("occasion") | lexicon.cues("span")
    return lemma in times or any(lemma.endswith(time) for time in times if len(time) > 3)


def _is_list(sentence: Sentence, lexicon: Lexicon) -> bool:
    """„7 Gründe für einen Garten“, „Five things we learned“; not „Three films win prizes“."""
    words = sentence.words
    ends = tuple(word for word in lexicon.cues("listicle") if len(word) >= SHORTEST_END)
    listed = (
        i
        for i in range(1, min(4, len(words)))
        if words[i].low.endswith(ends) or words[i].low in lexicon.cues("listicle")
    )
    at = next(listed, 0)
    counted = any(w.kind == "num" for w in words[: min(at, 2)])
    addressed = at + 1 < len(words) and words[at + 1].kind in ("pron", "zu")
    return counted and (addressed or not any(sentence.main_finite()))


def _is_labelled(sentence: Sentence, lexicon: Lexicon) -> bool:
    """„Kommentar: …“, „Podcast zur Wahl“; not „Chef weist Kritik zurück“, which tells what happened."""
    words, first = sentence.words, sentence.segments[0]
    if _is_glued(words, lexicon) or _is_tried(words, lexicon):
        return True
    inside = words[: first.last]
    closed = inside[-1].text == ":"
    told = any(w.kind == "fin" and not w.quoted for w in inside)
    known = lexicon.cues("label") if closed or not told else frozenset()
    known |= lexicon.cues("label-colon") if closed else frozenset()
    return any(bare(w.text) in known for w in inside)


def _is_glued(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """„MeinungHafen: …“, „Ratgeber„Leck im Boot““: a label without a space behind it."""
    word, after = words[0], next(iter(words[1:]), None)
    if after and after.text in QUOTE_MARKS and after.start == word.end:
        return word.low in lexicon.cues("label")
    starts = (w for w in lexicon.cues("label") if word.low.startswith(w) and len(word.low) > len(w))
    return any(word.text[len(label)].isupper() for label in starts)


def _is_tried(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """„Drei Bohrer im Test“, with nothing behind it but a colon."""
    for before, word, after in zip(words, words[1:], [*words[2:], None], strict=False):
        tried = before.low in lexicon.cues("in") and word.low in lexicon.cues("trial")
        if tried and (after is None or after.kind == "mark"):
            return True
    return False
