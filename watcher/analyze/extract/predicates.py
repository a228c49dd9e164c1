"""What a clause says is done or is so, as the family of its main verb."""

from __future__ import annotations

from collections.abc import Iterator

from watcher.analyze.extract import terms as words
from watcher.analyze.extract.clauses import Clause

# Verbs that say how a figure moves, not what is counted.
MOVES = frozenset(
    ("steigen", "sinken", "betragen", "erreichen", "exceed", "überschreiten", "rechnen", "zählen")
)
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
