"""Words whose forms mislead the tagger, as the words beside them show.

In English a past tense may be a participle whose „was“ is left out („Ex-mayor accused of fraud“, „a vase,
thought to be stolen,“), and a plural the verb of who says so („…, the Times reports“). In German „wie“ may open
a main clause („Wie im Vorjahr stieg …“), and an adjective look like an adverb („ein ranghoher Beamter“).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.words import Word

NAMING = ("noun", "name")
PARTICIPLE = "VVN"
LIKE = ("prep", "part")  # what follows „wie“ where it compares: „wie im Vorjahr“, „wie erwartet“
SHORTEST_CLAUSE = 4  # words
MISREAD = ("noun", "inf")  # what a verb that ends its sentence may be taken for
LONGEST_TAIL = 8  # words of „the Office for National Statistics reports.“


def settle(words: Sequence[Word], lexicon: Lexicon) -> tuple[Word, ...]:
    """The words with such forms as what they are."""
    found = dict(_find_english(words, lexicon) if lexicon.code == "en" else _find_german(words, lexicon))
    return tuple(w.become(found[i]) if i in found else w for i, w in enumerate(words))


def _find_english(words: Sequence[Word], lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    for at in range(1, len(words) - 1):
        if words[at].kind == "fin" and (_is_done(words, at, lexicon) or _is_reduced(words, at, lexicon)):
            yield at, "part"
    tail = _find_tail(words, lexicon)
    if tail is not None:
        yield tail, "fin"


def _find_german(words: Sequence[Word], lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    if _compares(words, lexicon):
        yield 0, "adv"
    for at in range(1, len(words) - 1):
        between = words[at - 1].kind == "det" and words[at + 1].kind == "noun"
        if between and words[at].kind == "adv" and words[at].tag == "ADJ(D)":
            yield at, "adj"


def _compares(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """„Wie im Vorjahr stieg der Umsatz“: its verb stands second, and not at the end as in „wie er sagte,“."""
    if len(words) < SHORTEST_CLAUSE or words[0].low not in lexicon.cues("as") or words[-1].text == "?":
        return False
    verb = next((i for i in range(2, len(words)) if words[i].kind == "fin"), 0)
    before = words[1:verb]
    like = before and (before[0].kind in LIKE or before[0].low in lexicon.cues("as-adverb"))
    plain = not any(w.kind in ("mark", "fin") for w in before[1:])
    return bool(like) and plain and words[verb + 1].kind not in ("mark", "fin")


def _is_done(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """„Drivers urged to stay“ behind a noun, „a vase, thought to be stolen“ behind a comma."""
    after = at + 1 + any(w.kind == "neg" for w in words[at + 1 : at + 2])
    pair = " ".join(w.low for w in (words[at], *words[after : after + 1]))
    aside = words[at - 1].text == "," and pair in lexicon.cues("done-aside")
    return aside or (words[at - 1].kind in NAMING and pair in lexicon.cues("done-to"))


def _is_reduced(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """„The results, released on Monday, show“, „Brokers polled by it expect“: another verb is to come."""
    later = next((i for i in range(at + 2, len(words)) if words[i].kind in ("fin", "conj", "sub", "rel")), at)
    if words[later].kind != "fin" or later == at:
        return False
    aside = words[at - 1].text == "," and words[at].tag == PARTICIPLE and words[at + 1].kind == "prep"
    commas = [i for i in range(at + 1, later) if words[i].text == ","]
    by = words[at + 1].low in lexicon.cues("by") and words[at - 1].kind in NAMING
    return (aside and commas == [later - 1]) or (by and not commas)


def _find_tail(words: Sequence[Word], lexicon: Lexicon) -> int | None:
    """Behind the last comma, before the full stop: a verb of saying that looks like a noun, and who says so."""
    at = next((i for i in range(len(words) - 1, 0, -1) if words[i].kind != "mark"), 0)
    comma = next((i for i in range(at, 0, -1) if words[i].text == ","), 0)
    if not comma or not 2 <= at - comma <= LONGEST_TAIL or words[at].quoted:
        return None
    inside = words[comma + 1 : at]
    if words[at].kind not in MISREAD or words[at].low not in lexicon.postposed or inside[-1].kind not in NAMING:
        return None
    plain = not any(w.kind in ("fin", "conj", "mark", "part", "ing") for w in inside)
    told = any(w.kind == "fin" for w in words[:comma])
    agrees = inside[-1].low.endswith("s") or words[at].low.endswith("s")
    return at if plain and told and agrees else None
