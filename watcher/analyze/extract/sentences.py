"""Where sentences begin and end; offsets hold, nothing is changed.

A full stop ends a sentence unless it belongs to an abbreviation, an ordinal or an initial. Where that is
open, the next word decides: a capitalised function word („Der“, „The“) begins a sentence, a noun does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from watcher.analyze.extract.lexicon import Lexicon

# Sentence marks, whatever closes after them, white space, and what opens the next sentence.
BREAK = re.compile(
    r"([.!?…]+)([\"“”»«’‘'›)\]]*)\s+(?=[\"„“»«‚‘'›(\[¿¡–-]*\s?(?:[^\W_a-zäöüß]|[a-z][A-Z]))"
    r"|\s\+{3}\s"  # a ticker's mark between its items
    r"|(?<=[a-zäöüß]{3})[.!?](?=([A-ZÄÖÜ][a-zäöü]+)\s)"  # the space was lost: "Ende.Danach begann"
)
LINE_END = re.compile(r"\n\s*\n|\n")
# Up to four capitalised words, perhaps an agency in brackets and a date, then a dash and a capital.
PLACE = r"[A-ZÄÖÜŠČŽ][\w.'’-]*"
DATELINE = re.compile(
    rf"{PLACE}(?:(?:\s?/\s?|\s){PLACE}){{0,3}}(?:\s?\([^()]{{2,30}}\))?(?:,\s[\d.]+(?:\s?\w+)?(?:\s?\d{{4}})?)?"
    r"(?:\s?/?\s?\(?(?:dpa|afp|ap|reuters|apa|sda|sid|epd|kna|dts)[^\s()]*\)?)?\s?(?:–|—|\s-)\s(?=[\"„“»]?[A-ZÄÖÜ\d])",
)
GLUED = re.compile(r"([A-ZÄÖÜ][\w-]+) ([A-ZÄÖÜ]\w+)\b")
LAST_WORD = re.compile(r"[^\s\"„“”»«(]+$")
NEXT_WORD = re.compile(r"[^\W_]+")
INITIAL = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]$")
ORDINAL = re.compile(r"\d{1,3}(?:\.\d{3})*$")
COUNTED = re.compile(r"(?<![\d.,])\d+\s+[a-zäöü]{2,4}\s+$")  # "24 und" before another figure, not "24. und"
ROMAN = re.compile(r"[IVX]{1,4}$")
AFTER_QUOTE = re.compile(r"[^\s,.:;!?]+(?: [^\s,.:;!?]+){0,4}")
LONGEST_LINE_BROKEN = 90  # a plain text file wraps its lines at about 72 to 80


@dataclass(frozen=True, slots=True)
class Stretch:
    """text[start:end] and the paragraph it is in."""

    start: int
    end: int
    paragraph: int
    leads: bool  # it begins its paragraph


def find_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of the text's lines, trimmed; lines of a wrapped text are taken together."""
    at = 0
    for match in LINE_END.finditer(text):
        if match.group() == "\n" and _is_wrapped(text, at, match.start()):
            continue
        yield from _trim(text, at, match.start())
        at = match.end()
    yield from _trim(text, at, len(text))


def _is_wrapped(text: str, at: int, end: int) -> bool:
    """A line break inside a sentence: the next line goes on in lower case, or the line stops in mid air."""
    following = text[end + 1 : end + 2]
    line = text[text.rfind("\n", at, end) + 1 : end].rstrip()
    open_ended = bool(line) and line[-1] not in '.!?…:"“”»«)'
    return following.islower() or (
        open_ended and 60 <= len(line) <= LONGEST_LINE_BROKEN and following.isalnum()
    )


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def split(text: str, lexicon: Lexicon) -> Iterator[Stretch]:
    """The sentences of a text in order."""
    for number, (start, end) in enumerate(find_paragraphs(text)):
        cuts = list(_cuts(text, start, end, lexicon))
        for a, b in zip([start, *cuts], [*cuts, end], strict=True):
            for first, last in _trim(text, a, b):
                yield Stretch(first, last, number, a == start)


def skip_dateline(text: str, stretch: Stretch, lexicon: Lexicon) -> int:
    """Where the sentence starts: behind „Wien –“, „BERLIN (dpa) -“, „Köln, 3. Mai –“, „Berlin“ before „Der“."""
    start = stretch.start
    while start < stretch.end and text[start].isspace():
        start += 1
    if not stretch.leads:
        return start
    if match := DATELINE.match(text, start, stretch.end):
        return match.end()
    match = GLUED.match(text, start, stretch.end)
    return match.start(2) if match and _is_glued(match.group(1), match.group(2), lexicon) else start


def _is_glued(place: str, word: str, lexicon: Lexicon) -> bool:
    """A place, and a capital where none belongs or a function: „Berlin Der“, „Berlin Innenminister“."""
    low = word.lower()
    known = low in lexicon.function_words or low in lexicon.speakers
    return place in lexicon.places and (known or bool(lexicon.speaker_by_ending(low)))


def _cuts(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[int]:
    for match in BREAK.finditer(text, start, end):
        if match.group(3):
            if match.group(3).lower() in lexicon.function_words or match.group(3) in lexicon.given_names:
                yield match.start(3)
        elif match.group(1) is None:
            yield from (match.start(), match.end())
        elif _ends(text, match, start, lexicon):
            yield match.end()


def _ends(text: str, match: re.Match[str], start: int, lexicon: Lexicon) -> bool:
    marks, closing = match.group(1), match.group(2)
    if text[match.start() - 1] == "(" and closing.startswith(")"):
        return False  # „zwei (!) Tore“
    if (closing and marks[-1] in "?!…") or (closing and marks == "."):
        return not _goes_on_after_quote(text, match.end(), lexicon) or marks == "."
    if marks != ".":
        return True
    return not _is_inner_stop(text, match, start, lexicon)


def _goes_on_after_quote(text: str, at: int, lexicon: Lexicon) -> bool:
    """„Was nun?“ Merz fragte: a question that the same sentence reports."""
    found = AFTER_QUOTE.match(text, at)
    words = found.group().split()[:4] if found else []
    return any(word in lexicon.postposed for word in words[1:]) and text[at - 2 : at - 1] in '"“”«»'


def _is_inner_stop(text: str, match: re.Match[str], start: int, lexicon: Lexicon) -> bool:
    """The full stop belongs to the word before it and the sentence goes on."""
    found = LAST_WORD.search(text, max(start, match.start() - 40), match.start())
    word = found.group() if found else ""
    following = NEXT_WORD.search(text, match.end())
    after = following.group() if following else ""
    begins = after.lower() in lexicon.function_words
    if ORDINAL.fullmatch(word):
        if begins and COUNTED.search(text, start, match.start() - len(word)):
            return False  # „waren es 24 und 11. Die Zahl …“
        return _is_ordinal(word, _before(text, start, match.start() - len(word)), after, begins, lexicon)
    if word.lower() in lexicon.titles:
        return True
    if word.lower() in lexicon.abbreviations or INITIAL.fullmatch(word) or ROMAN.fullmatch(word):
        return not begins
    return False


def _before(text: str, start: int, at: int) -> str:
    found = LAST_WORD.search(text[max(start, at - 30) : at].rstrip())
    return found.group().lower() if found else ""


def _is_ordinal(word: str, before: str, after: str, begins: bool, lexicon: Lexicon) -> bool:
    """„am 5. August“, „zum 100.000. Mal“, „der 1. FC“ against „Es waren 12. Danach“."""
    if not lexicon.ordinals or (begins and before not in lexicon.ordinal_leads):
        return False
    if after.lower() in lexicon.ordinal_nouns:
        return True
    return len(word) <= 2 and before in lexicon.ordinal_leads
