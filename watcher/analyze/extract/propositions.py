"""Says what each clause of a mention claims, without who says it: the unit of linking.

A proposition is its predicate's family, its names and content words as terms, and what it counts in which
state. What a clause leaves unsaid ("115 werden verletzt") is its `context`: names and words of the clauses
beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from watcher.analyze.extract import appositions, clauses, entities, roles, times
from watcher.analyze.extract import terms as words
from watcher.analyze.extract.clauses import Clause
from watcher.analyze.extract.measures import measure
from watcher.analyze.extract.naming import name_terms
from watcher.analyze.extract.passages import Passage
from watcher.analyze.extract.predicates import are_many, predicate
from watcher.analyze.extract.references import Reference
from watcher.analyze.language import Language, Token
from watcher.analyze.language.patterns import any_of
from watcher.model import Mention, Proposition, Quantity

RUNNING = "#total"  # the context's mark of a running total
MANY = "#many"  # and of several that something became of, who are not counted
ONLY = re.compile(any_of("only"))


class Reader:
    """One mention on its way to propositions."""

    def __init__(self, mention: Mention, tokens: Sequence[Token], text: str, language: Language) -> None:
        self.mention, self.language = mention, language
        self.names = _find_names(tokens, text, language)
        self.saying = clauses.saying(mention, tokens)  # when something was said is no time of the deed

    def name(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """The names that the tokens carry, as terms, in order."""
        if not self.names:
            return ()
        return tuple(dict.fromkeys(term for t in tokens for term in self.names.get(t.start, ())))

    def read(self, clause: Clause) -> tuple[str, ...]:
        """Families and lemmas of the words that are not names; a name's hyphened nouns count too."""
        told = (each for each in clause.content if each[0].lemma.lower() not in clause.spelled_out)
        return tuple(dict.fromkeys((*(term for each in told for term in self._spell(*each)), *clause.phrases)))

    def _spell(self, token: Token, kind: str, found: tuple[str, ...]) -> tuple[str, ...]:
        """A word's terms, written as they are in any sentence."""
        if token.start in self.names and not ("-" in token.text and kind == words.NOUN):
            return ()
        if kind == words.NAME:
            return tuple("@" + term for term in found)
        return tuple(words.spell(self.language, term) for term in found) if kind == words.NOUN else found

    def describe(self, clause: Clause) -> Iterator[str]:
        """The terms that only say who a name is: they are no part of what it does."""
        starts = set(appositions.find(clause.tokens, self.names, self.language)) if self.names else ()
        for token, kind, found in clause.content if starts else ():
            if token.start in starts:
                yield from self._spell(token, kind, found)

    def _named(self, at: int) -> Quantity:
        """The figure; a bare share or number of people is one of those counted before it in the sentence."""
        found = self.mention.quantities[at]
        before = [q for q in self.mention.quantities[:at] if q.noun and q.noun_class == "person"]
        return replace(found, noun=before[-1].noun) if not found.noun and before else found

    def propose(self, clause: Clause, terms: tuple[str, ...], beside: tuple[str, ...]) -> Iterator[Proposition]:
        """One for each thing that the clause counts: "176 Arbeiter und 27 Helfer" are two tolls."""
        named = self.name(clause.tokens)
        acting, patients = roles.find(clause.tokens, self.names, self.language)
        total = (RUNNING,) if clause.running else ()
        told = predicate(clause)
        if told in clause.lists.fates and are_many(clause):
            total = (*total, MANY)
        whole = Proposition(
            clause.start,
            clause.end,
            predicate=told,
            terms=terms,
            entities=acting,
            patients=patients,
            when=times.find([t for t in clause.tokens if t.start not in self.saying], self.language),
            negated=negated(clause),
            context=(*total, *(term for term in beside if term not in named)),
            scene=_scene(clause),
        )
        counted = {i: measure(self._named(i), clause) for i in clause.quantities}
        for each in dict.fromkeys(counted.values()):
            things = {m.partition("/")[2] for m in counted.values()} - {each.partition("/")[2]}
            others = things | {words.spell(self.language, thing) for thing in things}
            mine = tuple(i for i, found in counted.items() if found == each)
            yield replace(
                whole,
                terms=tuple(term for term in terms if term not in others),
                quantities=mine,
                measures=(each,) * len(mine),
            )
        if not counted:
            yield whole


def cut(mention: Mention, tokens: Sequence[Token], text: str, language: Language) -> tuple[Proposition, ...]:
    """The propositions of a mention, at least one; offsets as the mention's, in `text`."""
    found = clauses.find(mention, tokens, language) or [Clause(tuple(tokens), (), language)]
    if not found[0].tokens:
        return (Proposition(mention.start, mention.end, "", ()),)
    reader = Reader(mention, tokens, text, language)
    contents = [tuple(dict.fromkeys((*reader.name(clause.tokens), *reader.read(clause)))) for clause in found]
    named = reader.name(tokens)
    return tuple(
        proposition
        for at, clause in enumerate(found)
        for proposition in reader.propose(
            clause,
            contents[at],
            tuple(dict.fromkeys((*named, *_beside(contents, at), *reader.describe(clause)))),
        )
    )


def refer(cut: Sequence[Proposition], subject: Reference | None, language: Language) -> tuple[Proposition, ...]:
    """The propositions, whom a pronoun or "der Konzern" means named in the one that it is the subject of."""
    if subject is None:
        return tuple(cut)
    named = entities.spot(language.tokens(subject.name), subject.name, language)
    found = tuple(dict.fromkeys(term for each in named for term in name_terms(each, language)))
    meant = found or ("@" + entities.key(subject.name),)
    noun = words.read(language, subject.noun, "NN", subject.noun) if subject.noun else None
    return tuple(_name(each, meant, noun) if each.start <= subject.start < each.end else each for each in cut)


def _name(proposition: Proposition, meant: tuple[str, ...], noun: tuple[str, ...] | None) -> Proposition:
    """In the noun's place stands whom it means; whom a pronoun means is known from before."""
    acting = proposition.entities or (() if proposition.patients else meant[:1])
    if noun is None:
        return replace(proposition, about=meant, entities=acting)
    said = tuple(term for term in proposition.terms if term not in noun)
    return replace(proposition, terms=tuple(dict.fromkeys((*meant, *said))), entities=acting)


def _find_names(tokens: Sequence[Token], text: str, language: Language) -> dict[int, tuple[str, ...]]:
    """The start of every token of a name, and the terms of the name."""
    found = entities.spot(tokens, text, language)
    named = [(each, tuple(dict.fromkeys(name_terms(each, language)))) for each in found]
    return {t.start: terms for each, terms in named for t in tokens if each.start <= t.start < each.end}


def _beside(contents: Sequence[Sequence[str]], at: int) -> Iterator[str]:
    """What the other clauses say and this one does not."""
    return (term for content in contents for term in content if term not in contents[at])


def _scene(clause: Clause) -> tuple[str, ...]:
    """What the clause says only behind "nach", "wegen", "during"."""
    told = {token.start for token in clause.settled.tokens}
    behind = tuple(token for token in clause.tokens if token.start not in told)
    if not behind:
        return ()
    said = {term for _, _, terms in clause.settled.content for term in terms}
    found = (term for _, _, terms in Passage(behind, clause.language).content for term in terms)
    return tuple(dict.fromkeys(term for term in found if term not in said))


def negated(clause: Clause) -> bool:
    """ "nicht nur" and "nicht infizierte Mitarbeiter" do not turn the clause."""
    if not any(words.negates(clause.language, low) for low in clause.lows):
        return False  # as most
    for token, after in zip(clause.tokens, (*clause.tokens[1:], None), strict=True):
        attributive = after is not None and after.tag == "ADJ(A)" and token.tag == "PTKNEG"
        if (
            words.negates(clause.language, token.text)
            and not attributive
            and not (after and ONLY.fullmatch(after.text))
        ):
            return True
    return False
