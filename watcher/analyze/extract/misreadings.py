"""English words whose forms mislead the tagger, as the words beside them show.

A past tense may be a participle whose „was“ is left out („Ex-mayor accused of fraud“, „a vase, thought to be
stolen,“), and a plural the verb of who says so („…, the Times reports“).
"""

from __future__ import annotations

from collections.abc import Sequence

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.words import Word

NAMING = ("noun", "name")
MISREAD = ("noun", "inf")  # what a verb that ends its sentence may be taken for
LONGEST_TAIL = 8  # words of „the Office for National Statistics reports.“


def settle(words: Sequence[Word], lexicon: Lexicon) -> tuple[Word, ...]:
    """The words with such forms as what they are."""
    if lexicon.code != "en":
        return tuple(words)
    found = {at: "part" for at in range(1, len(words)) if _is_done(words, at, lexicon)}
    tail = _find_tail(words, lexicon)
    found |= {tail: "fin"} if tail is not None else {}
    return tuple(w.become(found[i]) if i in found else w for i, w in enumerate(words))


def _is_done(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """„Drivers urged to stay“ behind a noun, „a vase, thought to be stolen“ behind a comma."""
    if words[at].kind != "fin":
        return False
    after = at + 1 + any(w.kind == "neg" for w in words[at + 1 : at + 2])
    pair = " ".join(w.low for w in (words[at], *words[after : after + 1]))
    aside = words[at - 1].text == "," and pair in lexicon.cues("done-aside")
    return aside or (words[at - 1].kind in NAMING and pair in lexicon.cues("done-to"))


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
