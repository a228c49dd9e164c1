"""What number a run of words names, without asking yet what is counted.

A numeral is digits in the language's notation ("10.000", "38 664", "1,5"), number words ("zwölf", "anderthalb",
"twenty-five"), either with magnitudes behind it ("Mio.", "tausend"), a magnitude alone ("Hunderte"), a vague
multiple of one ("mehrere hundert") or a part of a whole ("zwei Drittel").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from watcher.analyze.extract import fractions
from watcher.analyze.extract.numberwords import HEAD, Form, Numeral, Words, glued, words
from watcher.analyze.language import Language, Token

__all__ = ["Numeral", "find_starts", "glued", "read", "words"]

SPACES = frozenset(" \u00a0\u2009\u202f")
PREFIXES = frozenset("$€£¥")  # currency signs that stand before their number
LONGEST_PHRASE = 4  # words
LETTERS = {"k": 1e3, "m": 1e6, "b": 1e9}  # glued to the digits


def read(tokens: Sequence[Token], at: int, text: str, language: Language) -> Numeral | None:
    """The numeral that begins at tokens[at], the longest there is; None if none does."""
    known = words(language)
    low = tokens[at].text.lower()
    if not (low[0].isdigit() or low in known.starts or low.startswith(known.prefixes)):
        return None
    return (
        fractions.read(tokens, at, known)
        or _read_vague(tokens, at, known)
        or _read_plain(tokens, at, text, known)
        or _read_alone(tokens, at, known)
    )


def find_starts(tokens: Sequence[Token], language: Language) -> list[int]:
    """Where a numeral may begin, by the first letters: nearly no word is worth a closer look."""
    heads = words(language).heads
    return [at for at, t in enumerate(tokens) if t.text[:HEAD].lower() in heads or t.text[0].isdigit()]


def _read_plain(tokens: Sequence[Token], at: int, text: str, known: Words) -> Numeral | None:
    """Digits or number words, with their magnitudes."""
    base = _read_digits(tokens, at, text, known) or _read_word(tokens, at, known)
    return base and _scale(tokens, _add_half(tokens, base, known), known)


def _add_half(tokens: Sequence[Token], base: Numeral, known: Words) -> Numeral:
    """ "two *and a half* (hours)"."""
    behind = tuple(known.marks.get("half_behind", "").split())
    said = tuple(token.text.lower() for token in tokens[base.last : base.last + len(behind)])
    if not behind or said != behind or base.low is None or base.low != int(base.low):
        return base
    form: Form = "word" if base.form == "one" else base.form
    value = base.low + 0.5
    return replace(base, last=base.last + len(behind), low=value, high=value, form=form)


def _read_digits(tokens: Sequence[Token], at: int, text: str, known: Words) -> Numeral | None:
    value = _digits(tokens[at].text, known.notation)
    if value is None:
        return None
    last, value = _join_groups(tokens, at, text, value)
    if at and tokens[at - 1].text in PREFIXES:
        return Numeral(at - 1, last, value, value, "digits", sign=tokens[at - 1].text)
    return Numeral(at, last, value, value, "digits")


def _digits(word: str, notation: re.Pattern[str]) -> float | None:
    """10.000 -> 10000, 1,5 -> 1.5 in German; dates, times, scores and codes with a leading zero are None."""
    found = notation.fullmatch(word) if word[0].isdigit() else None
    if not found or len(word) > 30:
        return None
    whole = re.sub(r"\D", "", found["whole"])
    if len(whole) > 1 and whole[0] == "0":
        return None
    return float(f"{whole}.{found['decimals'] or 0}")


def _join_groups(tokens: Sequence[Token], at: int, text: str, value: float) -> tuple[int, float]:
    """ "38 664" and the Swiss "38'664" are one number written in groups of three."""
    last = at + 1
    if not 1 <= len(tokens[at].text) <= 3 or value == 0:
        return last, value
    while (group := _next_group(tokens, last, text)) is not None:
        value = value * 1000 + float(tokens[group].text)
        last = group + 1
    return last, value


def _next_group(tokens: Sequence[Token], at: int, text: str) -> int | None:
    """Where the next three digits stand: behind one space, or behind a glued apostrophe."""
    if at + 1 < len(tokens) and tokens[at].text in ("'", "’") and glued(tokens, at) and glued(tokens, at + 1):
        return at + 1 if re.fullmatch(r"\d{3}", tokens[at + 1].text) else None
    if at >= len(tokens) or not re.fullmatch(r"\d{3}", tokens[at].text):
        return None
    return at if text[tokens[at - 1].end : tokens[at].start] in SPACES else None


def _read_word(tokens: Sequence[Token], at: int, known: Words) -> Numeral | None:
    """A number word; "ein" counts only before a magnitude, or as the reader of nouns decides (form "one")."""
    low = tokens[at].text.lower()
    if low in known.roles["one"]:
        return Numeral(at, at + 1, 1.0, 1.0, "one")
    value = _spelled(low, known) if low not in known.alone else None
    return None if value is None else Numeral(at, at + 1, value, value, "word")


def _spelled(word: str, known: Words) -> float | None:
    """zweihundertfünfzig -> 250, einundzwanzig -> 21, zweieinhalb -> 2.5, twenty-five -> 25."""
    if word in known.small:
        return known.small[word]
    tens, mark, ones = word.partition("-")
    if mark:
        last = 1.0 if ones in known.roles["single"] else known.small.get(ones)
        return known.small[tens] + last if last and known.small.get(tens, 0) >= 20 else None
    composes = "and" in known.marks and word.startswith((*known.small, known.marks["unit"]))
    return _compose(word, known) if composes else None


def _compose(word: str, known: Words) -> float | None:
    """A compound's value; None as soon as a part is no number word."""
    marks, small = known.marks, known.small
    if word in small:
        return small[word]
    if word in (marks["unit"], marks["unit_alone"]):
        return 1.0
    for mark, factor in ((marks["thousand"], 1000.0), (marks["hundred"], 100.0)):
        head, found, tail = word.partition(mark)
        if found:
            times = _compose(head, known) if head else 1.0
            rest = _compose(tail.removeprefix(marks["and"]), known) if tail else 0.0
            return None if times is None or rest is None else times * factor + rest
    if word.endswith(marks["half"]):
        whole = small.get(word.removesuffix(marks["half"]))
        return None if whole is None else whole + 0.5
    ones, found, tens = word.partition(marks["and"])
    value = _compose(ones, known) if found and small.get(tens, 0) >= 20 and ones else None
    return None if value is None else value + small[tens]


def _scale(tokens: Sequence[Token], base: Numeral, known: Words) -> Numeral | None:
    """Multiply by the magnitudes that follow: "1,5 Mio.", "zwei Dutzend", "two hundred thousand"."""
    last, factor = base.last, 1.0
    if (
        base.form == "one"
        and last < len(tokens)
        and known.parts.get(tokens[last].text.lower(), (0, ""))[1] == "adjective"
    ):
        last, factor = last + 1, 0.5
    if base.form == "one" and last < len(tokens) and tokens[last].text.lower() in known.roles.get("rough", ()):
        last += 1  # "ein gutes Dutzend"
    start = last
    while last < len(tokens) and (size := _magnitude(tokens, last, base, known)):
        factor *= size
        last += 1
        if (
            last < len(tokens)
            and tokens[last].text == "."
            and glued(tokens, last)
            and _is_abbreviated(tokens, last)
        ):
            last += 1
    if last == start:
        return base
    low = None if base.low is None else round(base.low * factor, 6)  # 4.1 * 1e6 is a hair less
    high = None if base.high is None else round(base.high * factor, 6)
    form: Form = "word" if base.form == "one" else base.form
    return replace(base, last=last, low=low, high=high, form=form, factor=factor)


def _magnitude(tokens: Sequence[Token], at: int, base: Numeral, known: Words) -> float | None:
    low = tokens[at].text.lower()
    if low in LETTERS and glued(tokens, at) and (base.sign or _counts_things(tokens, at + 1)):
        return LETTERS[low]  # "$5m", "1.1m cars"
    if low in known.alone and low.endswith(("er", "s")) and base.form != "vague":
        return None
    return known.magnitudes.get(low)


def _counts_things(tokens: Sequence[Token], at: int) -> bool:
    """An English plural follows, perhaps behind an adjective: "1.1m cars", but "a 1.2m wall", "2m tall"."""
    at += at < len(tokens) and tokens[at].tag.startswith("AJ")
    return at < len(tokens) and (tokens[at].tag == "NN2" or tokens[at].text.lower() == "people")


def _is_abbreviated(tokens: Sequence[Token], dot: int) -> bool:
    """Whether the dot belongs to "Mio." or ends the sentence; at the very end it does the latter."""
    return dot + 1 < len(tokens) and tokens[dot - 1].text.lower() in ("mio", "mrd", "bio", "tsd", "mill", "mia")


def _read_alone(tokens: Sequence[Token], at: int, known: Words) -> Numeral | None:
    """ "Hunderte", "Millionen", "hundreds of thousands": at least that many."""
    low = tokens[at].text.lower()
    least = known.alone.get(low)
    if least is None:
        return None
    return Numeral(at, at + 1, least, None, "vague", factor=least)


def _read_vague(tokens: Sequence[Token], at: int, known: Words) -> Numeral | None:
    """ "mehrere hundert", "a few thousand", "tens of thousands"."""
    for size in range(LONGEST_PHRASE, 0, -1):
        phrase = tuple(token.text.lower() for token in tokens[at : at + size])
        multiple = known.vague.get(phrase)
        after = at + size
        if multiple is not None and after < len(tokens):
            scale = known.magnitudes.get(tokens[after].text.lower())
            if scale:
                base = Numeral(at, after, multiple, None, "vague")
                return _scale(tokens, base, known)
    return None


def glued_by_space(tokens: Sequence[Token], at: int) -> bool:
    """Whether a single space parts tokens[at] from the one before."""
    return at > 0 and tokens[at].start - tokens[at - 1].end <= 1
