"""Announcing: headlines that say that something is spoken of, or hinted at, and leave out what.

„Amt spricht über den Dammbruch“, „Hinweise auf Ursache des Dammbruchs“: whoever reads that knows nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.words import Sentence, Word

DASHES = frozenset("–—-;")
REACH = 4  # words from a hint's preposition to what it is a hint at
Part = range  # of the sentence's words


def announces(sentence: Sentence, lexicon: Lexicon, is_talk: Callable[[int], bool]) -> bool:
    """Whether each part of it only announces; `is_talk`: whether a finite verb only says that somebody speaks.

    What stands before the first colon names the matter, where it has neither verb nor figure.
    """
    if any(word.quoted and word.kind == "fin" for word in sentence.words):
        return False
    parts = list(_split(sentence.words))
    if len(parts) > 1 and sentence.words[parts[0].stop].text == ":" and _is_kicker(sentence, parts[0]):
        parts = parts[1:]
    return bool(parts) and all(
        _talks(sentence, each, is_talk) or _hints(sentence, each, lexicon) for each in parts
    )


def _split(words: Sequence[Word]) -> Iterator[Part]:
    first = 0
    for at, word in enumerate(words):
        if word.text == ":" or word.text in DASHES:
            yield range(first, at)
            first = at + 1
    yield range(first, len(words))


def _is_kicker(sentence: Sentence, part: Part) -> bool:
    kinds = {sentence.words[at].kind for at in part}
    return not any(at in part for at in sentence.finite()) and "num" not in kinds


def _talks(sentence: Sentence, part: Part, is_talk: Callable[[int], bool]) -> bool:
    verbs = [at for at in sentence.main_finite() if at in part]
    return bool(verbs) and all(map(is_talk, verbs))


def _hints(sentence: Sentence, part: Part, lexicon: Lexicon) -> bool:
    """A hint first, and what is asked („Hinweise auf mögliche Ursache“), and no verb."""
    words, language = sentence.words, lexicon.language
    nouns = [at for at in part if words[at].kind in ("noun", "name")]
    if len(nouns) < 2 or any(at in part for at in sentence.finite()):
        return False
    hint, asked = nouns[:2]
    linked = any(word.kind == "prep" for word in words[hint + 1 : asked]) and asked - hint <= REACH
    return (
        linked
        and _is_in(words[hint], language.words("hints"))
        and _is_in(words[asked], language.words("asked"))
    )


def _is_in(word: Word, listed: frozenset[str]) -> bool:
    """Whether the word is listed, or a compound of a listed one (Brandursache)."""
    lemma = word.lemma.lower()
    return lemma in listed or any(lemma.endswith(each) for each in listed)
