"""Konjunktiv and *sollen*: German marks reported speech in the verb, so a sentence need name nobody."""

from __future__ import annotations

from collections.abc import Sequence

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.words import Sentence, Word


def is_reported(sentence: Sentence, lexicon: Lexicon) -> bool:
    """A main clause outside quotation stands in Konjunktiv I."""
    return any(_is_first(sentence, i, lexicon) for i in sentence.main_finite())


def opens_reported(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Its first main clause does."""
    first = next(sentence.main_finite(), None)
    return first is not None and _is_first(sentence, first, lexicon)


def _is_first(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    words = sentence.words
    low = words[at].low
    if lexicon.subjunctives.get(low) != "I" or low in lexicon.cues("wish"):
        return False
    if words[at].text[0].isupper() and (at == 0 or words[at - 1].kind != "mark"):
        return False  # „Rote Bete“, „Leihe ohne Option“; what opens a sentence so is a wish or a condition
    around = {words[i].low for i in (at - 1, at + 1) if 0 <= i < len(words)}
    return not around & lexicon.cues("unreported")  # „ich habe“; „es sei denn“


def may_be_reported(sentence: Sentence, lexicon: Lexicon) -> bool:
    """A Konjunktiv II or a demand that goes on right behind a reported sentence; no condition."""
    demands = not _is_condition(sentence, lexicon) and _is_demand(sentence, lexicon)
    return demands or _has_second(sentence, lexicon) or _is_told_inside(sentence, lexicon)


def _is_told_inside(sentence: Sentence, lexicon: Lexicon) -> bool:
    """„Als sicher gilt, dass der Deich halte“: Konjunktiv I in a clause of it."""
    return any(_is_first(sentence, i, lexicon) for i in sentence.finite())


def is_second(sentence: Sentence, lexicon: Lexicon) -> bool:
    """A main clause stands in Konjunktiv II, also as a forecast; no condition."""
    return _has_second(sentence, lexicon) and not _is_condition(sentence, lexicon)


def _has_second(sentence: Sentence, lexicon: Lexicon) -> bool:
    forms = {sentence.words[i].low for i in sentence.main_finite()} - lexicon.cues("wish")
    return bool(forms & lexicon.cues("forecast")) or any(
        lexicon.subjunctives.get(each) == "II" for each in forms
    )


def _is_condition(sentence: Sentence, lexicon: Lexicon) -> bool:
    """„wenn“, „falls“; „sollte“ only where it opens the sentence."""
    first = sentence.words[0].low in lexicon.cues("conditional")
    conditions = lexicon.cues("conditional") - lexicon.cues("ought")
    return first or any(w.low in conditions for w in sentence.words)


def _is_demand(sentence: Sentence, lexicon: Lexicon) -> bool:
    """„Der Kai sollte bleiben“; „war gestartet und sollte landen“ tells of what was planned then."""
    first = next(sentence.main_finite(), None)
    if first is None or sentence.words[first].low not in lexicon.cues("ought"):
        return False
    return any(w.kind != "mark" for w in sentence.words[first + 1 : first + 2])


def is_planned(sentence: Sentence, lexicon: Lexicon) -> bool:
    """A main clause says what is to be: soll, sollen."""
    return any(sentence.words[i].low in lexicon.cues("should") for i in sentence.main_finite())


def is_hearsay(sentence: Sentence, lexicon: Lexicon) -> bool:
    """soll/sollen with a perfect infinitive, or with a verb of state and no time to come."""
    for i in sentence.main_finite():
        if sentence.words[i].low in lexicon.cues("should"):
            return _is_epistemic(sentence.words[i + 1 :], lexicon)
    return False


def _is_epistemic(rest: Sequence[Word], lexicon: Lexicon) -> bool:
    lows = [w.low for w in rest]
    for i, word in enumerate(rest):
        if word.kind == "part" and lexicon.cues("perfect-infinitive").intersection(lows[i + 1 : i + 2]):
            return True
        if " ".join(lows[i : i + 2]) in lexicon.cues("passive-infinitive"):
            return True
        if word.kind == "inf" and word.low in lexicon.cues("state"):
            return not set(lows) & lexicon.cues("plan")
    return False
