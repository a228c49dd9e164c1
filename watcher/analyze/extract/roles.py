"""Who does it to whom, as far as word order, articles and prepositions tell."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from watcher.analyze.language import Language, Token

PREPOSITIONS = ("APPR", "PRP", "PRF")
REACH = 3  # words before a name in which its preposition or article stands
GENITIVE = ("s", "’", "'")
NAMED = ("NE", "NP")
WITHIN = ("NN", "NE", "NP", "FM", "ADJ(A)", "AJ")  # what may stand between a description and its name
PARTICIPLES = ("VV(PP)", "VVN")
Names = tuple[str, ...]


def find(tokens: Sequence[Token], names: Mapping[int, Names], language: Language) -> tuple[Names, Names]:
    """Names of who acts, the likeliest first, and of whom it is done to; `names` by where their tokens start.

    The subject comes first, unless its article tells otherwise; behind a preposition is neither, but for who
    does what is done ("von", "by").
    """
    found: dict[str, list[str]] = {"subject": [], "object": [], "by": []}
    for at in (at for at, token in enumerate(tokens) if token.start in names):
        if not _belongs(tokens, at, names):
            found.setdefault(_case(tokens, at, language), []).extend(names[tokens[at].start])
    subject, rest = found["subject"][:1], (*found["subject"][1:], *found["object"])
    if _is_passive(tokens, language):
        return tuple(found["by"]), tuple(subject)
    return tuple(subject), tuple(term for term in rest if term not in subject)


def _belongs(tokens: Sequence[Token], at: int, names: Mapping[int, Names]) -> bool:
    """It only says whose the next name is: "der finnische Präsident Selke", "US supplier Bolt"."""
    own = names[tokens[at].start]
    described = not tokens[at].tag.startswith(NAMED)
    for token in tokens[at + 1 :]:
        if not token.tag.startswith(WITHIN):
            return False
        if names.get(token.start, own) != own:
            return described
        described = described or not token.tag.startswith(NAMED)
    return False


def _case(tokens: Sequence[Token], at: int, language: Language) -> str:
    """What governs the word: a preposition, an article that no subject has, the noun it belongs to, nothing."""
    after = tokens[at + 1 : at + 2]
    if tokens[at].text.endswith(GENITIVE) and tokens[at].lemma != tokens[at].text and _is_noun(after):
        return "owner"
    for back in range(at - 1, max(-1, at - 1 - REACH), -1):
        token, case = tokens[back], _read_cases(language).get(tokens[back].text.lower())
        if token.tag.startswith(PREPOSITIONS):
            return "by" if case == "by" else "elsewhere"
        if case == "object":
            return "object"
        if case == "owner" and _is_noun(tokens[back - 1 : back] if back else ()):
            return "owner"
    return "subject"


@functools.cache
def _read_cases(language: Language) -> Mapping[str, str]:
    """What a preposition or article makes of the name behind it: by, object, owner."""
    return language.table("cases")


def _is_noun(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[0].tag.startswith(("NN", "NP"))


def _is_passive(tokens: Sequence[Token], language: Language) -> bool:
    """A form of "werden" or "be" with a participle."""
    passives = language.words("passives")
    aided = any(token.text.lower() in passives for token in tokens)
    return aided and any(token.tag.startswith(PARTICIPLES) for token in tokens)
