"""Says what each clause of a mention claims, without who says it: the unit of linking.

A proposition is its predicate's family, its names and content words as terms, and what it counts in which
state. What a clause leaves unsaid ("115 werden verletzt") is its `context`: names and words of the clauses
beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from watcher.analyze.extract import clauses, entities, roles, times
from watcher.analyze.extract import terms as words
from watcher.analyze.extract.clauses import Clause
from watcher.analyze.extract.entities import Named
from watcher.analyze.extract.naming import name_terms
from watcher.analyze.extract.references import Reference
from watcher.analyze.language import Language, Token
from watcher.model import Mention, Proposition, Quantity

# Verbs that say how a figure moves, not what is counted.
MOVES = frozenset(
    ("steigen", "sinken", "betragen", "erreichen", "exceed", "überschreiten", "rechnen", "zählen")
)
RUNNING = "#total"  # the context's mark of a running total
MANY = "#many"  # and of several that something became of, who are not counted
IDLE = frozenset(  # "die Fahndung läuft", "ein Verfahren eröffnen"
    (
        "laufen",
        "erfolgen",
        "herrschen",
        "anordnen",
        "durchführen",
        "öffnen",
        "eingehen",
        "vorliegen",
        "einleiten",
    )
)
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


@dataclass(frozen=True, slots=True)
class Reader:
    """One mention on its way to propositions. `names`: the start of every token of a name, and the name."""

    mention: Mention
    language: Language
    names: dict[int, Named]
    saying: frozenset[int] = frozenset()  # starts of the tokens of the clause that says who said it, and when

    def name(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """The names that the tokens carry, as terms, in order."""
        found = (
            dict.fromkeys(self.names[t.start] for t in tokens if t.start in self.names) if self.names else ()
        )
        return tuple(dict.fromkeys(term for each in found for term in name_terms(each, self.language)))

    def read(self, clause: Clause) -> tuple[str, ...]:
        """Families and lemmas of the words that are not names; a name's hyphened nouns count too."""
        content: list[str] = []
        spelled = words.spelled_out(self.language, clause.tokens)
        for token, kind, found in words.gather(self.language, clause.tokens):
            if token.lemma.lower() in spelled:
                continue
            if token.start in self.names and not ("-" in token.text and kind == words.NOUN):
                continue
            if kind == words.NAME:
                found = tuple("@" + term for term in found)
            elif kind == words.NOUN and found == (token.lemma.lower(),):
                found = (words.spell(self.language, *found),)
            content += found
        return tuple(dict.fromkeys((*content, *words.phrases(self.language, clause.tokens))))

    def _scene(self, clause: Clause) -> tuple[str, ...]:
        """What the clause says only behind "nach", "wegen", "during"."""
        told = clauses.settle(clause, self.language.words("settings"))
        behind = [token for token in clause.tokens if token not in told]
        said = {term for _, _, terms in words.gather(self.language, told) for term in terms}
        found = (term for _, _, terms in words.gather(self.language, behind) for term in terms)
        return tuple(dict.fromkeys(term for term in found if term not in said))

    def _named(self, at: int) -> Quantity:
        """The figure; a bare share or number of people is one of those counted before it in the sentence."""
        found = self.mention.quantities[at]
        before = [q for q in self.mention.quantities[:at] if q.noun and q.noun_class == "person"]
        return replace(found, noun=before[-1].noun) if not found.noun and before else found

    def propose(self, clause: Clause, beside: tuple[str, ...]) -> Iterator[Proposition]:
        """One for each thing that the clause counts: "176 Arbeiter und 27 Helfer" are two tolls."""
        named = self.name(clause.tokens)
        terms = tuple(dict.fromkeys((*named, *self.read(clause))))
        acting, patients = roles.find(clause.tokens, self.name, self.language)
        total = (RUNNING,) if words.running(self.language, clause.tokens) else ()
        told = predicate(clause, self.language)
        if told in words.lexicon(self.language).fates and are_many(clause, self.language):
            total = (*total, MANY)
        whole = Proposition(
            clause.start,
            clause.end,
            predicate=told,
            terms=terms,
            entities=acting,
            patients=patients,
            when=times.find([t for t in clause.tokens if t.start not in self.saying], self.language),
            negated=negated(clause, self.language),
            context=(*total, *(term for term in beside if term not in named)),
            scene=self._scene(clause),
        )
        counted = {i: measure(self._named(i), clause, self.language) for i in clause.quantities}
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
    found = clauses.find(mention, tokens, language) or [Clause(tuple(tokens), ())]
    if not found[0].tokens:
        return (Proposition(mention.start, mention.end, "", ()),)
    saying = clauses.saying(mention, tokens)
    reader = Reader(mention, language, _covered(tokens, text, language), saying)
    contents = [(*reader.name(clause.tokens), *reader.read(clause)) for clause in found]
    named = reader.name(tokens)
    return tuple(
        proposition
        for at, clause in enumerate(found)
        for proposition in reader.propose(clause, tuple(dict.fromkeys((*named, *_beside(contents, at)))))
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


def _covered(tokens: Sequence[Token], text: str, language: Language) -> dict[int, Named]:
    named = entities.spot(tokens, text, language)
    return {token.start: each for each in named for token in tokens if each.start <= token.start < each.end}


def _beside(contents: Sequence[Sequence[str]], at: int) -> Iterator[str]:
    return (term for other, content in enumerate(contents) if other != at for term in content)


def predicate(clause: Clause, language: Language) -> str:
    """The family of the main verb: a light verb's phrase, a fate, the last full verb, a state, in this order.

    A toll that rises says who died, not that something rose; who speaks of the dead does not say that they
    died.
    """
    verbs = list(_verbs(clause, language))
    states = [state for _, state in words.states(language, clause.tokens)]
    fates = [t[-1] for _, t in verbs if t and t[-1] in words.lexicon(language).fates]
    deeds = tuple(_named_by(clause, language))
    idle = (MOVES | {"fordern"} if states else frozenset()) | (IDLE if deeds else frozenset())
    telling = [t[-1] for _, t in reversed(verbs) if t and t[-1] not in idle]
    free = clauses.settle(clause, language.words("settings"))
    there = words.states(language, free) if all(t or lemma in THERE_IS for lemma, t in verbs) else []
    phrases = (each for each in words.made(language, clause.tokens) if _happens(each, language))
    told = (*phrases, *fates, *telling, *(state for _, state in there), *_said_of(clause, language), *deeds)
    return next(iter(told), "")


def _verbs(clause: Clause, language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(lemma, terms) of the verbs of the main clause; of all clauses, where it has none of its own."""
    found = [
        (token, terms) for token, kind, terms in words.gather(language, clause.tokens) if kind == words.VERB
    ]
    main = {token.start for token in clauses.main(clause)}
    own = [(token, terms) for token, terms in found if token.start in main]
    return ((token.lemma, terms) for token, terms in (own if any(t for _, t in own) else found))


def are_many(clause: Clause, language: Language) -> bool:
    """Several people, counted or not: "mehrere Menschen", "Tote", "wurden verletzt"; a player is one."""
    if any(token.text.lower() in language.words("plurals") for token in clause.tokens):
        return True
    people = words.lexicon(language).fates | {"mensch", "opfer"}
    found = words.gather(language, clause.tokens)
    return any(kind == words.NOUN and terms and terms[-1] in people for _, kind, terms in found)


def _happens(family: str, language: Language) -> bool:
    """A verb's family, or a state's: what a phrase of several words can predicate. A "train station" cannot."""
    return ("+" not in family and words.is_verb(family)) or family in words.lexicon(language).states


def _said_of(clause: Clause, language: Language) -> Iterator[str]:
    """What a copula says of its subject: "ist wieder stabil"."""
    for token, kind, found in words.gather(language, tuple(reversed(clause.tokens))):
        if kind == words.ADJECTIVE and not token.tag.startswith("ADJ(A"):
            yield from found[-1:]


def _named_by(clause: Clause, language: Language) -> Iterator[str]:
    """What a noun says where no verb does: "Sperrung der Brücke", "die Fahndung läuft"; the first such noun."""
    for token, kind, found in words.gather(language, clauses.settle(clause, language.words("settings"))):
        if kind == words.NOUN and found and found[-1] != token.lemma.lower() and _happens(found[-1], language):
            yield found[-1]


def negated(clause: Clause, language: Language) -> bool:
    """ "nicht nur" and "nicht infizierte Mitarbeiter" do not turn the clause."""
    for token, after in zip(clause.tokens, (*clause.tokens[1:], None), strict=True):
        attributive = after is not None and after.tag == "ADJ(A)" and token.tag == "PTKNEG"
        if words.negates(language, token) and not attributive and not (after and after.text in ONLY):
            return True
    return False


def measure(quantity: Quantity, clause: Clause, language: Language) -> str:
    """state/noun: what is counted, in which state; either side may be empty.

    "Elf Tote" are dead, but "elf Tote identifiziert" counts who was identified, as does their "Identität".
    """
    noun = words.read(language, quantity.noun, "NN", quantity.noun)[-1:] if quantity.noun else ()
    thing = noun[0] if noun else (quantity.noun or "").lower()
    if quantity.noun_class in SCALES:
        return f"/{thing}"
    if thing not in words.lexicon(language).states:
        return f"{_state(quantity, clause, language)}/{thing}"
    if _is_whole(quantity, clause):
        return f"{thing}/mensch"
    known = words.lexicon(language).states
    phrases = [each for each in words.phrases(language, clause.tokens) if each in known]
    verbs = [state for _, state in words.states(language, clause.tokens, verbal=True)]
    done = [state for state in (*phrases, *verbs) if state != thing]
    return f"{(done or [thing])[-1]}/mensch"


def _is_whole(quantity: Quantity, clause: Clause) -> bool:
    """ "24 der 40 Toten": the larger figure is what a part is taken of."""
    before = [token for token in clause.tokens if token.end <= quantity.start][-2:]
    part = len(before) == 2 and before[0].tag.startswith(("CARD", "ADJ", "NN", "P"))
    return part and (before[1].text == "der" or [token.text for token in before] == ["of", "the"])


def _state(quantity: Quantity, clause: Clause, language: Language) -> str:
    """A phrase's, else the nearest state word's, preferably after the figure; else the verb."""
    known = words.lexicon(language).states
    phrase = [each for each in words.phrases(language, clause.tokens) if each in known]
    states = words.states(language, clause.tokens)
    if phrase or not states:
        found = phrase[0] if phrase else _deed(quantity, clause, language)
        return "" if found in MOVES else found
    return min(states, key=lambda each: abs(each[0] - quantity.end) + 40 * (each[0] < quantity.start))[1]


def _deed(quantity: Quantity, clause: Clause, language: Language) -> str:
    """The predicate, or of two verbs side by side the one that the figure goes with."""
    verbs = [
        (token, t[-1]) for token, kind, t in words.gather(language, clause.tokens) if kind == words.VERB and t
    ]
    if len({family for _, family in verbs}) < 2 or not any(
        t.tag.startswith(clauses.CUT_TAGS) for t in clause.tokens
    ):
        return predicate(clause, language)
    return min(verbs, key=lambda verb: abs(verb[0].start - quantity.end))[1]
