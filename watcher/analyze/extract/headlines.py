"""English headlines: verbs in -s that the tagger takes for plurals, „to“ with a verb for what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.words import Sentence, Word, find_segments

BEFORE = ("noun", "name", "num", "adj")  # kinds of word that a headline's subject ends with
BEHIND = ("noun", "name", "det", "adj", "num", "prep", "adv", "pron", "ptcl", "zu")


def settle(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The headline with its finite verb, if the tagger saw none."""
    words = sentence.words
    if lexicon.code != "en" or any(w.kind == "fin" and not w.quoted for w in words[: _tail(words)]):
        return sentence
    at = _find_verb(words, lexicon)
    if at is None:
        return sentence
    settled = (*words[:at], words[at].become("fin"), *words[at + 1 :])
    return replace(sentence, words=settled, segments=find_segments(settled))


def _tail(words: Sequence[Word]) -> int:
    """Where „…, exit polls show“ begins, which has its own verb; else the end."""
    return next((i for i in range(len(words) - 1, 0, -1) if words[i].text in (",", ":", "-", "–")), len(words))


def _find_verb(words: Sequence[Word], lexicon: Lexicon) -> int | None:
    """The first word that can be it: a known verb between nouns, or the infinitive behind „to“."""
    for at in range(1, len(words) - 1):
        if words[at].quoted or words[at - 1].kind not in BEFORE:
            continue
        if (
            words[at].kind == "noun"
            and words[at].low in lexicon.headline_verbs
            and words[at + 1].kind in BEHIND
        ):
            return at
        if words[at].kind == "zu" and words[at + 1].kind == "inf" and not _lists(words[:at], lexicon):
            return at + 1
    return None


def _lists(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """„10 things to do“: a list, and no plan."""
    return any(w.low in lexicon.cues("listicle") for w in words)
