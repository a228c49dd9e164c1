"""Konjunktiv: German marks reported speech in the verb, so a sentence may be attributed and name nobody."""

from __future__ import annotations

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.words import Sentence

WISHES = frozenset({"möge", "mögen", "möchte", "möchten", "könnten"})


def is_reported(sentence: Sentence, lexicon: Lexicon) -> bool:
    """A main clause outside quotation stands in Konjunktiv I."""
    return any(_is_first(sentence, i, lexicon) for i in sentence.main_finite())


def _is_first(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    words = sentence.words
    low = words[at].low
    if lexicon.subjunctives.get(low) != "I" or low in WISHES:
        return False
    around = {words[i].low for i in (at - 1, at + 1) if 0 <= i < len(words)}
    return not around & {"ich", "denn"}  # „ich habe“; „es sei denn“


def may_be_reported(sentence: Sentence, lexicon: Lexicon) -> bool:
    """A plural Konjunktiv II, which replaces an ambiguous Konjunktiv I after a reported sentence."""
    words = sentence.words
    forms = {words[i].low for i in sentence.main_finite()}
    if any(w.low in lexicon.cues("conditional") for w in words):
        return False
    return any(lexicon.subjunctives.get(form) == "II" and form.endswith("en") for form in forms - WISHES)
