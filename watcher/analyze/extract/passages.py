"""What a run of words says together: its content words, the families of several words, states.

Every question about a clause asks for the same few things, so a passage keeps each once it has been asked for.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cached_property

from watcher.analyze.extract.terms import (
    NAME,
    NOUN,
    VERB,
    Phrase,
    is_verb,
    kind,
    lexicon,
    read,
    spread,
)
from watcher.analyze.language import Language, Token

PARTICLE = "PTKVZ"
MOST_BETWEEN = 2  # words inside an English phrase: "called the strike off"

Content = tuple[Token, str, tuple[str, ...]]  # (token, kind, terms)


class Passage:
    """Tokens in the order of the text. Equal to itself only."""

    def __init__(self, tokens: tuple[Token, ...], language: Language) -> None:
        self.tokens, self.language = tokens, language
        self.lists = lexicon(language)

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @cached_property
    def lows(self) -> frozenset[str]:
        """The words in lower case."""
        return frozenset([token.text.lower() for token in self.tokens])

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Their lemmas in lower case."""
        return frozenset([token.lemma.lower() for token in self.tokens])

    @cached_property
    def parted(self) -> tuple[Token | None, str]:
        """The finite verb that a separated particle belongs to, the last one before it, and the particle."""
        return find_particle(self.tokens)

    @cached_property
    def content(self) -> tuple[Content, ...]:
        """The content words; a separated particle goes back to its verb, "A" "3" is the name A3."""
        found: list[Content] = []
        verb, particle = self.parted
        for token, after in zip(self.tokens, (*self.tokens[1:], None), strict=False):
            what = kind(token.tag)
            if after and after.text.isdigit() and (name := _number(token, after, self.language)):
                found.append((token, NAME, (name,)))
            elif what is not None:
                lemma = token.lemma if token is not verb else particle + token.lemma.lower()
                found.append((token, what, read(self.language, token.text, token.tag, lemma)))
        return tuple(found)

    @cached_property
    def made(self) -> tuple[str, ...]:
        """The families that several words make together: "ums Leben kommen", "ohne Strom"."""
        lemmas = self.lemmas | self.lows
        verb, particle = self.parted
        if verb:
            lemmas |= {particle + verb.lemma.lower()}
        found = self._find_phrases(lemmas)
        near = [each for each in found if self.language.code != "en" or self._is_joint(each[1])]
        return tuple(dict.fromkeys(family for _, _, family in near))

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """The terms of these families."""
        return tuple(dict.fromkeys(term for family in self.made for term in spread(family)))

    @cached_property
    def spelled_out(self) -> frozenset[str]:
        """The lemmas that only make a family together: those of a body's name, and the verb of a phrase.

        "Europäischer Gerichtshof" names no court of Europe besides, "foreign minister" is one word in German,
        and who calls for victims demands nothing.
        """
        verbs = {token.lemma.lower() for token in self.tokens if kind(token.tag) == VERB}
        return frozenset(
            word
            for _, words, family in self._find_phrases(self.lemmas)
            for word in words
            if family in self.lists.named
            or family in self.lists.fates
            or word in verbs
            or (self._names_thing(family) and words.isdisjoint(verbs) and self._is_joint(words))
        )

    def states(self, *, verbal: bool = False) -> list[tuple[int, str]]:
        """(offset, state) of the words that say in which state counted things are.

        Where verbs or adjectives say it, nouns do not count; `verbal`: verbs only.
        """
        known = self.lists.states
        found = [
            (token.start, what, terms[-1])
            for token, what, terms in self.content
            if terms and terms[-1] in known
        ]
        if verbal:
            return [(start, state) for start, what, state in found if what == VERB]
        said = [(start, state) for start, what, state in found if what != NOUN]
        return said or [(start, state) for start, _, state in found]

    @property
    def running(self) -> bool:
        """Whether a figure here would be a running total: "seit", "insgesamt", "Zahl der"."""
        return not (self.lists.running.isdisjoint(self.lemmas) and self.lists.running.isdisjoint(self.lows))

    def _find_phrases(self, lemmas: Set[str]) -> list[Phrase]:
        """The phrases that the lemmas make, in the order of the list."""
        known = self.lists.phrases
        return sorted(each for lemma in lemmas & known.keys() for each in known[lemma] if each[1] <= lemmas)

    def _names_thing(self, family: str) -> bool:
        return "+" in family or not (is_verb(family) or family in self.lists.states)

    def _is_joint(self, words: Set[str]) -> bool:
        """English knows a phrase by its place: "calls for", not "called after ... for"; German spreads it."""
        forms = enumerate((token.lemma.lower(), token.text.lower()) for token in self.tokens)
        at = [i for i, form in forms if not words.isdisjoint(form)]
        spans = (at[i : i + len(words)] for i in range(len(at) - len(words) + 1))
        return any(span[-1] - span[0] < len(words) + MOST_BETWEEN for span in spans)


def find_particle(tokens: Sequence[Token]) -> tuple[Token | None, str]:
    """The finite verb that a separated particle belongs to, the last one before it, and the particle."""
    places = [at for at, token in enumerate(tokens) if token.tag == PARTICLE]
    if not places:
        return None, ""
    before = (t for t in reversed(tokens[: places[-1]]) if kind(t.tag) == VERB and "FIN" in t.tag)
    verb = next(before, None)
    return verb, tokens[places[-1]].text.lower() if verb else ""


def _number(token: Token, after: Token, language: Language) -> str:
    """The name of the road that a number behind the word makes of it; "" for other words."""
    if token.text.isupper() and after.start == token.end:
        return token.text.lower() + after.text
    letter = language.table("roads").get(token.text, "")
    return letter + after.text if letter else ""
