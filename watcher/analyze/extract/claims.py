"""Claim or not: what a sentence must have to be worth keeping, and its kind.

Body sentences state facts as a rule, so the rules look for what does not: questions, conditionals, forecasts
and opinion without a source, direct speech that only values or demands, fragments without a verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise

from watcher.analyze.extract.attribution import Reading, is_quoted
from watcher.analyze.extract.lexicon import Lexicon
from watcher.analyze.extract.standing import is_open
from watcher.analyze.extract.words import Sentence, Word
from watcher.model import Kind, Quantity

SHORTEST_CLAIM = 3  # words
SHORTEST_WHOLE = 7
FEW = 12  # people who may speak as one source


def is_claim(reading: Reading, quantities: Sequence[Quantity], lexicon: Lexicon) -> bool:
    """The sentence states something that can be checked."""
    sentence = reading.sentence
    if _is_question(sentence) or _is_cut(sentence) or len(_spoken(sentence)) < SHORTEST_CLAIM:
        return False
    if reading.pointer or (_is_promise(sentence, lexicon) and not quantities):
        return False
    if reading.reported and (not reading.carried or reading.acts):
        return _has_verb(sentence) or _is_whole(sentence)
    if is_quoted(sentence):
        return _is_factual(sentence, lexicon)
    if not _has_verb(sentence):
        return _has_participle(sentence) and (bool(quantities) or _is_whole(sentence))
    if _is_teaser(sentence, lexicon):
        return False
    if reading.reported or is_open(sentence, lexicon):
        return True
    if _counts_on(sentence, quantities, lexicon):
        return True
    return not (is_forecast(sentence, lexicon) or _is_opinion(sentence, lexicon))


def _counts_on(sentence: Sentence, quantities: Sequence[Quantity], lexicon: Lexicon) -> bool:
    """„Es könnten mehr werden: Von den 80 Vermissten sind viele alt“: behind the colon stands a fact."""
    colon = next((i for i, w in enumerate(sentence.words) if w.text == ":" and not w.quoted), None)
    if colon is None or not any(q.start > sentence.words[colon].start for q in quantities):
        return False
    behind = [sentence.words[i].low for i in sentence.main_finite() if i > colon]
    return bool(behind) and not set(behind) & (lexicon.cues("modal-may") | lexicon.cues("irreal"))


def _spoken(sentence: Sentence) -> list[Word]:
    return [w for w in sentence.words if w.kind != "mark"]


def _is_question(sentence: Sentence) -> bool:
    asked = sentence.statement.rstrip("\"“”»«’') ").endswith("?")
    return asked and not _is_retold(sentence)


def _is_retold(sentence: Sentence) -> bool:
    """„Holm fragte: „Wer war das?““: the question is quoted, and the sentence says who asked it."""
    last = next((w for w in reversed(sentence.words) if w.kind != "mark"), None)
    return last is not None and last.quoted and any(sentence.main_finite())


def _is_whole(sentence: Sentence) -> bool:
    """Long enough to have a verb, which the tagger took for a participle."""
    return len(_spoken(sentence)) >= SHORTEST_WHOLE and sentence.statement.endswith(".")


def _is_cut(sentence: Sentence) -> bool:
    """A teaser that breaks off: what it says is not all said; „[…]“ inside a quotation leaves something out."""
    if sentence.ends_quoted and sentence.statement.endswith("]"):
        return False
    return sentence.statement.rstrip(" ]").endswith(("...", "…"))


def _has_verb(sentence: Sentence) -> bool:
    return any(w.kind == "fin" for w in sentence.words)


def _has_participle(sentence: Sentence) -> bool:
    return any(w.kind == "part" for w in sentence.words)


def _is_factual(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Direct speech without its own speech verb: not a demand, a wish, or thanks."""
    own = {i for s in sentence.segments if s.main for i in range(s.first, s.last)}
    lows = {w.low for i, w in enumerate(sentence.words) if w.kind != "fin" or i in own}
    return _has_verb(sentence) and not lows & lexicon.cues("valuing")


def _is_teaser(sentence: Sentence, lexicon: Lexicon) -> bool:
    """„Was hinter dem Streit steckt.“: an indirect question that nobody answers."""
    first = next((w.low for w in sentence.words if w.kind != "mark"), "")
    return first in lexicon.cues("question") and not any(sentence.main_finite())


def _is_promise(sentence: Sentence, lexicon: Lexicon) -> bool:
    """„Der Test zeigt, welche Leiter hält.“: it promises an answer to a question, and does not give it."""
    telling = [i for i in sentence.finite() if not _is_asked(sentence, i, lexicon)]
    asks = any(w.low in lexicon.cues("question") for w in sentence.words)
    if not asks or len(telling) != 1 or any(w.text == ":" for w in sentence.words):
        return False
    return sentence.words[telling[0]].low in lexicon.cues("promise")


def _is_asked(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """A question word stands before the verb in its clause: „aus welchem Land …“, „why it …“."""
    before = sentence.words[sentence.segment_of(at).first : at]
    return any(w.low in lexicon.cues("question") for w in before)


def is_forecast(sentence: Sentence, lexicon: Lexicon) -> bool:
    """könnte, dürfte, may; „bleibt abzuwarten"; an irreal or conditional sentence."""
    words = sentence.words
    main = {words[i].low for i in islice(sentence.main_finite(), 1) if not _is_failed(words, i, lexicon)}
    lows = {w.low for w in words}
    if main & lexicon.cues("modal-may") or main & lexicon.cues("irreal"):
        return True
    first = next((w.low for w in words if w.kind != "mark"), "")
    return (first in lexicon.cues("conditional") and bool(lows & lexicon.cues("irreal"))) or bool(
        lows & lexicon.cues("pending")
    )


def _is_failed(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """„could not be reached“: tried, and so no forecast."""
    failed = any(w.low in lexicon.cues("negation") for w in words[at + 1 : at + 2])
    return failed and words[at].low in lexicon.cues("past-not")


def _is_opinion(sentence: Sentence, lexicon: Lexicon) -> bool:
    """The writer speaks, asks or addresses the reader."""
    words = sentence.words
    lows = {w.low for w in words if not w.quoted}
    addressed = any(_is_address(before, w, lexicon) for before, w in pairwise(words))
    return bool(lows & lexicon.cues("first")) or addressed or bool(lows & lexicon.cues("valuing-own"))


def _is_address(before: Word, word: Word, lexicon: Lexicon) -> bool:
    """„Sie“ with a capital inside a sentence, not behind a colon."""
    return word.text in lexicon.cues("address") and not word.quoted and before.kind != "mark"


def kind_of(reading: Reading, quantities: Sequence[Quantity], lexicon: Lexicon) -> Kind:
    """quote > quantity > event > statement."""
    sentence = reading.sentence
    if _quotes_clause(sentence):
        return "quote"
    if any(_is_point(sentence, each, lexicon) for each in quantities if not _is_of_source(reading, each)):
        return "quantity"
    return "event" if _is_event(sentence, lexicon) else "statement"


def _is_of_source(reading: Reading, quantity: Quantity) -> bool:
    """„Two people briefed on it said“, „Eine Auswertung von 900 Akten zeigt“: who says so, not how many."""
    named = reading.named
    if named is None or reading.carried or not named.start <= quantity.start < named.end:
        return False
    few = quantity.qualifier == "exact" and (quantity.low or 0) <= FEW
    return named.kind == "text" or (few and quantity.noun_class == "person")


def _quotes_clause(sentence: Sentence) -> bool:
    """At least one clause stands in quotation marks."""
    quoted = [w for w in sentence.words if w.quoted]
    return sum(w.kind != "mark" for w in quoted) >= 3 and any(w.kind == "fin" for w in quoted)


def _is_point(sentence: Sentence, quantity: Quantity, lexicon: Lexicon) -> bool:
    """The main clause gives the figure: no relative clause, no „die drei", no mere duration."""
    at = next((i for i, w in enumerate(sentence.words) if w.end > quantity.start), 0)
    words = sentence.words
    if words[at].quoted or _is_relative(sentence, at):
        return False
    before = words[at - 1].low if at else ""
    if before in lexicon.cues("definite"):
        return False
    if quantity.noun_class == "duration":
        return not (at and words[at - 1].kind == "prep")
    small = quantity.low is not None and quantity.low <= 12 and quantity.qualifier == "exact"
    return not (
        small
        and quantity.noun_class not in ("person", "money", "percent")
        and at
        and words[at - 1].kind == "prep"
    )


def _is_relative(sentence: Sentence, at: int) -> bool:
    segment = sentence.segment_of(at)
    return any(w.kind == "rel" for w in sentence.words[segment.first : segment.first + 2])


def _is_event(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Something happened: a past tense or a participle in the main clause."""
    return any(_is_past(sentence, i, lexicon) for i in sentence.main_finite())


def _is_past(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    word = sentence.words[at]
    if word.low in lexicon.cues("perfect-aux") or word.low in lexicon.cues("passive"):
        return any(w.kind == "part" for w in sentence.words[at:])
    return word.low.endswith(("te", "ten", "ed")) and word.low not in lexicon.cues("irreal")
