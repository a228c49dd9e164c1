"""A sentence as the rules see it: words with one of few kinds, segments between commas, quoted or not.

HanTa's tags differ from language to language; `tags.tsv` maps them to the kinds named here, so that one set of
rules reads both.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from watcher.analyze.extract import capitals
from watcher.analyze.extract.finites import BREAKS, find_unmarked
from watcher.analyze.language import Row, Token

ADDRESS = re.compile(r"[^\W\d_]+\.[a-z]{2,4}(?:-\w+)*")  # ver.di, web.de
OPENERS = frozenset({"sub", "rel", "wh"})  # what makes a clause a subordinate one
LONGEST_NAME = 5  # words of a title or name in quotation marks
ENGLISH_TAG = "AT0"
QUOTE_MARKS = frozenset('"„“”«»‚‘‹›')


class Word(Token):
    """A token, its kind (noun, name, det, adj, adv, prep, fin, part, inf, pron …) and whether it is quoted."""

    __slots__ = ("kind", "low", "quoted")

    def __init__(self, row: Row, low: str, kind: str, *, quoted: bool) -> None:
        self.text, self.start, self.end, self.tag, self.lemma = row
        self.low, self.kind, self.quoted = low, kind, quoted

    def become(self, kind: str, *, tag: str = "", lemma: str = "", low: str = "") -> Word:
        """The word as one of another kind."""
        row = (self.text, self.start, self.end, tag or self.tag, lemma or self.lemma)
        return Word(row, low or self.low, kind, quoted=self.quoted)


@dataclass(frozen=True, slots=True)
class Segment:
    """Words between two breaks, as a range of indexes; `main` unless its first words subordinate it."""

    first: int
    last: int  # exclusive
    main: bool


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One orthographic sentence: text[start:end] and its words. `paragraph` counts from 0."""

    text: str
    start: int
    end: int
    paragraph: int
    words: tuple[Word, ...]
    segments: tuple[Segment, ...]
    opens_quoted: bool = False  # it begins inside a quotation that began earlier
    ends_quoted: bool = False  # the quotation goes on after it
    # What nearly every rule asks for, found once: the segment of each word, and the finite verbs.
    _segment_of: tuple[Segment, ...] = field(init=False, repr=False)
    _finite: tuple[int, ...] = field(init=False, repr=False)
    _main_finite: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        owners = tuple([s for s in self.segments for _ in range(s.first, s.last)])
        finite = tuple([i for i, word in enumerate(self.words) if word.kind == "fin" and not word.quoted])
        object.__setattr__(self, "_segment_of", owners)
        object.__setattr__(self, "_finite", finite)
        object.__setattr__(self, "_main_finite", tuple([i for i in finite if owners[i].main]))

    @property
    def statement(self) -> str:
        return self.text[self.start : self.end]

    def segment_of(self, index: int) -> Segment:
        """The segment that holds the word."""
        return self._segment_of[index]

    def finite(self) -> Iterator[int]:
        """Indexes of the finite verbs outside quotation."""
        return iter(self._finite)

    def main_finite(self) -> Iterator[int]:
        """Those of them that head a main clause."""
        return iter(self._main_finite)


def read_words(
    rows: Iterable[Row], kinds: dict[str, str], quoted: Sequence[tuple[int, int]]
) -> tuple[Word, ...]:
    """The tokens of the rows with their kinds; `quoted` are the ranges of text inside quotation marks."""
    words = [
        Word(
            row,
            (low := sys.intern(row[0].lower())),
            _kind(row[0], low, row[3], kinds, i),
            quoted=bool(quoted) and _is_inside(row[1], quoted),
        )
        for i, row in enumerate(rows)
    ]
    return _settle(capitals.settle(words) if ENGLISH_TAG in kinds else words)


def _settle(words: list[Word]) -> tuple[Word, ...]:
    """English „accused": a participle beside an auxiliary or before another verb, else a past tense."""
    for i, word in enumerate(words):
        if word.low in ("dessen", "deren") and _is_owner(words, i):
            words[i] = word.become("det")
        if word.low == "während" and _is_during(words, i):
            words[i] = word.become("prep")
        if word.kind == "part?" or (word.kind == "adj" and _looks_past(words, i)):
            words[i] = word.become("fin" if _is_past(words, i) else "part")
    for at in find_unmarked(words):
        words[at] = _make_finite(words[at])
    return tuple(words)


def _make_finite(word: Word) -> Word:
    """With its verb's tag and lemma: „erbeuteten“ is erbeuten, and no adjective."""
    stem = word.low.removesuffix("n").removesuffix("te")
    if word.kind != "adj" or not word.tag.startswith("ADJ"):
        return word.become("fin")
    return word.become("fin", tag="VV(FIN)", lemma=stem + ("n" if stem.endswith("e") else "en"))


def _is_owner(words: Sequence[Word], at: int) -> bool:
    """„Deren Sprecher“, „nach deren Angaben“; behind a comma it opens a relative clause."""
    if at < 2:
        return at == 0 or words[0].kind == "prep"
    return words[at - 1].kind == "prep" and words[at - 2].text not in BREAKS


def _looks_past(words: Sequence[Word], at: int) -> bool:
    """English „the senator accused them“, which the tagger takes for an adjective."""
    past = words[at].tag.startswith("AJ") and words[at].low.endswith("ed")
    return past and at > 0 and words[at - 1].kind in ("noun", "name")


def _is_during(words: Sequence[Word], at: int) -> bool:
    """„Während des Überfalls fielen Schüsse“ against „während er schlief“."""
    if at + 1 < len(words) and words[at + 1].low in ("des", "eines", "dieses", "ihres", "seines"):
        return True
    verb = next((i for i in range(at + 1, len(words)) if words[i].kind in ("fin", "mark")), len(words))
    return (
        words[at + 1 : at + 2] != []
        and words[at + 1].low in ("der", "dieser")
        and (words[verb : verb + 1] != [] and words[verb].kind == "fin" and words[verb + 1].kind != "mark")
    )


def _is_past(words: Sequence[Word], at: int) -> bool:
    before = words[max(0, at - 4) : at]
    if any(w.kind == "fin" for w in before) or (before and before[-1].kind in ("det", "prep", "zu")):
        return False
    for word in words[at + 1 :]:
        if word.text in BREAKS or word.kind in ("conj", "sub", "rel"):
            break
        if word.kind == "fin":
            return False
    return True


def _kind(text: str, low: str, tag: str, kinds: dict[str, str], at: int) -> str:
    if not text[0].isalnum():
        return "mark"
    plain = at <= 1 or text.islower()  # „in May“ is no modal verb
    kind = (kinds.get("=" + low) if plain else kinds.get("!" + low)) or kinds.get(tag, "other")
    if kind == "adv" and "-Jährig" in text:
        return "adj"  # „34-Jähriger gesteht“
    named = ("." in text and ADDRESS.fullmatch(text)) or (kind == "adv" and _has_capital_tail(text))
    return "name" if named else kind


def _has_capital_tail(text: str) -> bool:
    """„el-Baradei“: a name, though it begins in small letters."""
    return text[0].islower() and text.rpartition("-")[2][:1].isupper()


def _is_inside(start: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(a <= start < b for a, b in ranges)


def find_segments(words: Sequence[Word]) -> tuple[Segment, ...]:
    """Segments up to and with the mark that breaks them; a name in quotation marks breaks none."""
    segments: list[Segment] = []
    named = set(_name_marks(words))
    first = 0
    for i, word in enumerate([*words, None]):
        if word is None or _breaks(words, i) or (word.text in QUOTE_MARKS and i not in named):
            main = _is_main(words[first:i]) and not _goes_on(words, segments, first)
            segments.append(Segment(first, min(i + 1, len(words)), main))
            first = i + 1
    return tuple(segments)


def _goes_on(words: Sequence[Word], segments: Sequence[Segment], first: int) -> bool:
    """Behind a bracket goes on the subordinate clause before it: „das sich Bund (BdF) nennt“."""
    if first < 1 or words[first - 1].text != ")" or first >= len(words):
        return False
    before = next((s for s in reversed(segments) if words[s.last - 1].text == "("), None)
    return before is not None and not before.main and words[first].text not in BREAKS


def _breaks(words: Sequence[Word], at: int) -> bool:
    """A mark that ends a segment; not the hyphen of „Telefon- und Netzdaten“."""
    glued = at > 0 and words[at - 1].end == words[at].start
    return words[at].text in BREAKS and not (words[at].text == "-" and glued)


def _name_marks(words: Sequence[Word]) -> Iterator[int]:
    """Indexes of quotation marks around a few words without a finite verb: titles, names, catchwords."""
    opened: int | None = None
    for i, word in enumerate(words):
        if word.text not in QUOTE_MARKS:
            continue
        inside = words[opened + 1 : i] if opened is not None else ()
        if opened is not None and 0 < len(inside) <= LONGEST_NAME and all(w.quoted for w in inside):
            if not any(w.kind == "fin" or w.text in BREAKS for w in inside):
                yield from (opened, i)
            opened = None
        else:
            opened = i


def _is_main(words: Sequence[Word]) -> bool:
    return not any(word.kind in OPENERS for word in _head(words))


def _head(words: Sequence[Word]) -> Sequence[Word]:
    """The words that could open a subordinate clause: the first, or what follows a preposition or „und"."""
    at = 0
    while at < len(words) and at < 3 and words[at].kind in ("prep", "conj", "adv"):
        at += 1
    return words[: at + 1]


def bare(text: str) -> str:
    """A word without its hyphenated front part: US-Außenminister -> außenminister."""
    return text.rpartition("-")[2].lower() or text.lower()
