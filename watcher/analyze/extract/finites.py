"""Finite verbs that look like an infinitive or a participle: „Die Forscher vermuten, dass“, „verwiesen auf“."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watcher.analyze.extract.words import Word

BREAKS = frozenset(
    {",", ";", ":", "–", "—", "-", "(", ")", "…", "..."}
)  # marks that end a clause or part of one
PAST = ("te", "ten")
SUPERLATIVE = ("ste", "sten", "ßte", "ßten")
QUOTES = frozenset('"“”»«‘‹›')  # marks that may end a quotation
LONGEST_FIELD = 10  # words before a finite verb that looks like an infinitive
FIELD_ENDS = ("noun", "name", "pron", "num", "adv")  # kinds of word that a finite verb follows
FIELD_STARTS = ("prep", "adv")  # and that lead a field in which no subject stands
VERBS = ("fin", "part", "inf", "zu")
NOUNS = ("noun", "name")
LEADING = ("adj", "num", "det", "adv")  # what stands before a phrase's nouns
SUBJECTS = (*NOUNS, "det", "pron")  # what opens a clause of its own behind a comma
OBJECTS = (*NOUNS, *LEADING)


def find_unmarked(words: Sequence[Word]) -> list[int]:
    """Indexes of the verbs that must be finite, since their clauses have no other."""
    first = _first_verb(words)
    return [
        *([] if first is None else [first]), *_find_sayings(words), *_find_ends(words), *_find_deeds(words),
        *_find_tellings(words), *_find_plain(words),
    ]  # fmt: skip


def _find_tellings(words: Sequence[Word]) -> Iterator[int]:
    """„Vor dem Rat forderten Eltern, dass …“: an adjective by its looks, but what was said follows."""
    if words[0].kind not in FIELD_STARTS:
        return
    end = next((i for i, word in enumerate(words) if word.text in BREAKS), 0)
    field = words[:end]
    if any(word.kind in VERBS for word in field):
        return
    for at, word in enumerate(field[1:], 1):
        if word.kind == "adj" and word.low.endswith(PAST) and word.text.islower() and not word.quoted:
            if field[at - 1].kind in FIELD_ENDS and _skip_phrase(field, at + 1) and _opens_content(words, end):
                yield at
            return


def _find_deeds(words: Sequence[Word]) -> Iterator[int]:
    """„In Husum erbeuteten Diebe zwölf Boote“: by its looks an adjective of the noun behind it.

    An adverbial stands before it, subject and object follow, and the clause has no other verb.
    """
    if any(word.kind in VERBS for word in words) or words[0].kind not in FIELD_STARTS:
        return
    field = list(takewhile(lambda w: w.text not in BREAKS, words))
    for at, word in enumerate(field):
        if word.kind == "adj" and word.low.endswith(PAST) and word.text.islower() and not word.quoted:
            if at and field[at - 1].kind in FIELD_ENDS and _has_object(field[at + 1 :]):
                yield at
            return


def _find_plain(words: Sequence[Word]) -> Iterator[int]:
    """„Die Diebe erbeuteten Schmuck“, „Unbekannte entwendeten Kabel“: between its subject and its object."""
    field = list(takewhile(lambda w: w.text not in BREAKS, words))
    if any(word.kind in VERBS for word in field):
        return
    nominal = words[0].kind == "adj" and words[0].text[0].isupper()
    at = _skip_phrase(field, 0)
    if nominal and len(field) > 1 and field[1].kind == "adj" and field[1].text.islower():
        at = 1  # „Unbekannte“ is the subject
    if not 0 < at < len(field) - 1 or field[at].quoted or field[at + 1].kind not in OBJECTS:
        return
    past = PAST if words[0].kind == "det" else PAST[1:]  # „Kiels bekannteste Wirtin“
    if field[at].kind == "adj" and field[at].low.endswith(past) and field[at].text.islower():
        yield from () if field[at].low.endswith(SUPERLATIVE) else (at,)


def _has_object(behind: Sequence[Word]) -> bool:
    """A bare subject, and another phrase: „maskierte Diebe in Kiel zwölf Boote“; not „Seglern aus Husum“."""
    at = _skip_phrase(behind, 0)
    while 0 < at < len(behind) and behind[at].kind == "prep":
        at = _skip_phrase(behind, at + 1)
    return at > 0 and any(word.kind in OBJECTS for word in behind[at : at + 2])


def _skip_phrase(words: Sequence[Word], at: int) -> int:
    """Behind the nouns of the phrase; 0 without any."""
    noun = next((i for i in range(at, len(words)) if words[i].kind not in LEADING), len(words))
    last = next((i for i in range(noun, len(words)) if words[i].kind not in NOUNS), len(words))
    return last if last > noun else 0


def _find_ends(words: Sequence[Word]) -> Iterator[int]:
    """„…“ erklärte Ministerin Muster, „…“, antworten Wirte: by its looks no finite verb, but behind a quote."""
    marks = [i for i, word in enumerate(words) if word.text in QUOTES]
    for at in sorted({i for mark in marks for i in (mark + 1, mark + 2) if i < len(words) - 1}):
        word = words[at]
        if _looks_like(word) and not word.quoted and word.text.islower():
            named = words[at + 1].kind in ("noun", "name", "det", "pron")
            if named and any(w.quoted and w.kind == "fin" for w in words[:at]):
                yield at


def _looks_like(word: Word) -> bool:
    """An adjective with a preterite's ending, an infinitive, a participle, a noun in small letters."""
    if word.kind == "adj":
        return word.low.endswith(PAST)
    return word.kind in ("inf", "part") or (word.tag == "NN" and word.low.endswith("n"))


def _first_verb(words: Sequence[Word]) -> int | None:
    """A verb that looks like an infinitive („Die Forscher vermuten, dass“) or participle („verwiesen auf“)."""
    first = 0
    for at, word in enumerate(words[:-1]):
        if word.kind in ("fin", "zu", "sub", "rel", "wh"):
            return None
        if word.text in BREAKS:
            first = at + 1
        elif word.kind in ("inf", "part"):
            return at if _is_second(words, first, at) and _is_alone(words, at) else None
    return None


def _find_sayings(words: Sequence[Word]) -> Iterator[int]:
    """„…, andere Quellen berichten, dass“: an infinitive that alone stands between its subject and „dass“."""
    first = 0
    for at, word in enumerate(words):
        if word.text in BREAKS:
            first = at + 1
        elif word.kind == "inf" and words[at + 1 : at + 2] and words[at + 1].text == ",":
            clause = words[first:at]
            free = not any(w.kind in ("fin", "zu", "sub", "rel", "wh", "prep", "conj") for w in clause)
            if free and first and _is_second(words, first, at) and _opens_content(words, at + 1):
                yield at


def _is_second(words: Sequence[Word], first: int, at: int) -> bool:
    """The verb, in small letters, stands behind a noun or pronoun, perhaps with an apposition between."""
    word = words[at]
    before = at - 2 if at == first and words[at - 1].text in (",", ")") else at - 1
    follows = at > 0 and words[before].kind in FIELD_ENDS and at - first <= LONGEST_FIELD
    return follows and word.tag.startswith("VV") and word.text.islower()


def _is_alone(words: Sequence[Word], at: int) -> bool:
    """No other verb in its clause; and where nothing stands behind it, what was said begins there."""
    clause = list(takewhile(lambda w: w.text not in BREAKS, words[at + 1 :]))
    if any(w.kind == "fin" for w in clause):
        return False
    return words[at].kind == "inf" or bool(clause) or _opens_content(words, at + 1)


def _opens_content(words: Sequence[Word], at: int) -> bool:
    """Behind the comma stands what was said: „spekuliert, dass“, „versichert, der Deich halte“."""
    said = list(takewhile(lambda w: w.text not in BREAKS, words[at + 1 :]))
    if said and said[0].kind in ("sub", "wh"):
        return True
    headed = words[0].kind == "det"  # „Lotse verurteilt: …“ is a headline's participle
    stated = (words[at].text == ":" and headed) or (
        words[at].text == "," and bool(said) and said[0].kind in SUBJECTS
    )
    return stated and any(w.kind == "fin" for w in said[1:])
