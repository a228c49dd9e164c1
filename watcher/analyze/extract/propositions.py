"""Says what each clause of a mention claims, without who says it: the unit of linking.

A proposition is its predicate's family, its names and content words as terms, and what it counts in which
state. What a clause leaves unsaid ("115 werden verletzt") is its `context`: names and words of the clauses
beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from watcher.analyze.extract import appositions, clauses, entities, roles, times
from watcher.analyze.extract import terms as words
from watcher.analyze.extract.clauses import Clause
from watcher.analyze.extract.naming import name_terms
from watcher.analyze.extract.passages import Passage
from watcher.analyze.extract.references import Reference
from watcher.analyze.language import Language, Token
from watcher.model import Mention, Proposition, Quantity

# Verbs that say how a figure moves, not what is counted.
MOVES = frozenset(
    ("steigen", "sinken", "betragen", "erreichen", "exceed", "überschreiten", "rechnen", "zählen")
)
RUNNING = "#total"  # the context's mark of a running total
MANY = "#many"  # and of several that something became of, who are not counted
IDLE = frozenset((  # "die Fahndung läuft", "ein Verfahren eröffnen"
    "laufen", "erfolgen", "herrschen", "anordnen", "durchführen", "öffnen", "eingehen", "vorliegen",
    "einleiten",
))  # fmt: skip
THERE_IS = (
    "geben",
    "haben",
    "sein",
    "stehen",
    "fordern",
    "be",
)  # verbs beside which a noun alone says what happened
SCALES = ("scale", "temperature")  # an event has one, whatever verb tells it
ONLY = ("nur", "only")


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


def predicate(clause: Clause) -> str:
    """The family of the main verb: a light verb's phrase, a fate, the last full verb, a state, in this order.

    A toll that rises says who died, not that something rose; who speaks of the dead does not say that they
    died.
    """
    lists = clause.lists
    verbs = list(_verbs(clause))
    states = [state for _, state in clause.states()]
    fates = [t[-1] for _, t in verbs if t and t[-1] in lists.fates]
    deeds = tuple(_named_by(clause))
    idle = (MOVES | {"fordern"} if states else frozenset()) | (IDLE if deeds else frozenset())
    telling = [t[-1] for _, t in reversed(verbs) if t and t[-1] not in idle]
    there = clause.settled.states() if all(t or lemma in THERE_IS for lemma, t in verbs) else []
    phrases = (each for each in clause.made if _happens(each, lists))
    told = (*phrases, *fates, *telling, *(state for _, state in there), *_said_of(clause), *deeds)
    return next(iter(told), "")


def _verbs(clause: Clause) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(lemma, terms) of the verbs of the main clause; of all clauses, where it has none of its own."""
    found = [(token, terms) for token, kind, terms in clause.content if kind == words.VERB]
    main = {token.start for token in clause.main} if found else ()
    own = [(token, terms) for token, terms in found if token.start in main]
    return ((token.lemma, terms) for token, terms in (own if any(t for _, t in own) else found))


def are_many(clause: Clause) -> bool:
    """Several people, counted or not: "mehrere Menschen", "Tote", "wurden verletzt"; a player is one."""
    if not clause.lows.isdisjoint(clause.language.words("plurals")):
        return True
    people = clause.lists.fates | {"mensch", "opfer"}
    return any(kind == words.NOUN and terms and terms[-1] in people for _, kind, terms in clause.content)


def _happens(family: str, lists: words.Lexicon) -> bool:
    """A verb's family, or a state's: what a phrase of several words can predicate. A "train station" cannot."""
    return ("+" not in family and words.is_verb(family)) or family in lists.states


def _said_of(clause: Clause) -> Iterator[str]:
    """What a copula says of its subject, the last first: "ist wieder stabil"."""
    for token, kind, found in reversed(clause.content):
        if kind == words.ADJECTIVE and not token.tag.startswith("ADJ(A"):
            yield from found[-1:]


def _named_by(clause: Clause) -> Iterator[str]:
    """What a noun says where no verb does: "Sperrung der Brücke", "die Fahndung läuft"; the first such noun."""
    for token, kind, found in clause.settled.content:
        if (
            kind == words.NOUN
            and found
            and found[-1] != token.lemma.lower()
            and _happens(found[-1], clause.lists)
        ):
            yield found[-1]


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
    for token, after in zip(clause.tokens, (*clause.tokens[1:], None), strict=True):
        attributive = after is not None and after.tag == "ADJ(A)" and token.tag == "PTKNEG"
        if words.negates(clause.language, token) and not attributive and not (after and after.text in ONLY):
            return True
    return False


def measure(quantity: Quantity, clause: Clause) -> str:
    """state/noun: what is counted, in which state; either side may be empty.

    "Elf Tote" are dead, but "elf Tote identifiziert" counts who was identified, as does their "Identität".
    """
    noun = words.read(clause.language, quantity.noun, "NN", quantity.noun)[-1:] if quantity.noun else ()
    thing = noun[0] if noun else (quantity.noun or "").lower()
    if quantity.noun_class in SCALES:
        return f"/{thing}"
    if thing not in clause.lists.states:
        return f"{_state(quantity, clause)}/{thing}"
    if _is_whole(quantity, clause):
        return f"{thing}/mensch"
    known = clause.lists.states
    phrases = [each for each in clause.phrases if each in known]
    verbs = [state for _, state in clause.states(verbal=True)]
    done = [state for state in (*phrases, *verbs) if state != thing]
    return f"{(done or [thing])[-1]}/mensch"


def _is_whole(quantity: Quantity, clause: Clause) -> bool:
    """ "24 der 40 Toten": the larger figure is what a part is taken of."""
    before = [token for token in clause.tokens if token.end <= quantity.start][-2:]
    part = len(before) == 2 and before[0].tag.startswith(("CARD", "ADJ", "NN", "P"))
    return part and (before[1].text == "der" or [token.text for token in before] == ["of", "the"])


def _state(quantity: Quantity, clause: Clause) -> str:
    """A phrase's, else the nearest state word's, preferably after the figure; else the verb."""
    known = clause.lists.states
    phrase = [each for each in clause.phrases if each in known]
    states = clause.states()
    if phrase or not states:
        found = phrase[0] if phrase else _deed(quantity, clause)
        return "" if found in MOVES else found
    return min(states, key=lambda each: abs(each[0] - quantity.end) + 40 * (each[0] < quantity.start))[1]


def _deed(quantity: Quantity, clause: Clause) -> str:
    """The predicate, or of two verbs side by side the one that the figure goes with."""
    verbs = [(token, t[-1]) for token, kind, t in clause.content if kind == words.VERB and t]
    if len({family for _, family in verbs}) < 2 or not any(
        t.tag.startswith(clauses.CUT_TAGS) for t in clause.tokens
    ):
        return predicate(clause)
    return min(verbs, key=lambda verb: abs(verb[0].start - quantity.end))[1]
