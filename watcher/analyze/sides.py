"""One proposition, read once for many comparisons, and the word lists that comparing needs.

The lists' family names are shared by the languages, so what any language knows holds in all.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from watcher.analyze.extract import entities
from watcher.analyze.language import LANGUAGES, load
from watcher.analyze.stems import are_forms
from watcher.model import Mention, Proposition, Quantity, days

RUNNING, MANY = "#total", "#many"  # as extract/propositions.py marks a context
MARKS = frozenset((RUNNING, MANY))
NOTHING: frozenset[str] = frozenset()  # one for all: empty, it takes 216 bytes, and most of a side's are
BEGIN = 4  # letters
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """What one proposition says. `terms` without the names' mark; `around`: what its surroundings say."""

    terms: frozenset[str]
    names: frozenset[str]
    around: frozenset[str]
    predicate: str
    negated: bool
    measures: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    words: tuple[str, ...]
    replies: bool = False  # it confirms or denies what was said before
    alleged: bool = False  # nobody stands for it: "soll bestochen haben"
    agents: frozenset[str] = frozenset()  # names of who acts
    patients: frozenset[str] = frozenset()  # names of whom it is done to
    fates: frozenset[str] = frozenset()  # what became of those it counts or tells of
    causes: frozenset[str] = frozenset()  # the kinds of event that it names
    plural: bool = False  # several people, counted or not
    code: str = "de"
    days: frozenset[int] = frozenset()  # when it may have happened, as ordinals
    months: frozenset[int] = frozenset()
    sorts: frozenset[tuple[int, int]] = frozenset()  # the kinds of thing that it names, as kinds() has them
    until: frozenset[int] = frozenset()  # how long it lasts, as ordinals
    scene: frozenset[str] = frozenset()  # what only says when or why
    about: frozenset[str] = frozenset()  # names that its text begins with
    unlisted: frozenset[str] = frozenset()  # words that no list knows: another word may say the same
    another: bool = False  # it says that it is of another one of the kind
    begins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # the terms by how they begin

    @property
    def keys(self) -> frozenset[str]:
        """What it can be found by."""
        return self.terms | frozenset("=" + measure.partition("/")[0] for measure in self.measures)


# Keyed by whole mentions, so that each entry keeps some 8 kB alive.
@functools.lru_cache(2_048)
def side(mention: Mention, number: int, day: date | None = None) -> Side:
    """The mention's proposition by index; `day`: of its text, by which "am Montag" is a date."""
    p = mention.propositions[number]
    measures = p.measures or _implied(p)
    terms, names = _bare(p.terms), _bare(t for t in p.terms if t.startswith("@"))
    return Side(
        terms=terms,
        names=names,
        around=_bare(p.context),
        predicate=p.predicate,
        negated=p.negated,
        measures=measures,
        quantities=tuple(mention.quantities[i] for i in p.quantities if i < len(mention.quantities)),
        words=tuple(words(mention.statement)),
        another=any(word.startswith(_others()) for word in words(mention.statement)),
        replies=mention.standing in ("confirmed", "denied"),
        alleged=mention.standing == "unverified",
        agents=_bare(p.entities[:1]),
        patients=_bare(p.patients),
        fates=fates().intersection((p.predicate, *(measure.partition("/")[0] for measure in measures))),
        causes=terms & causes().keys(),
        plural=MANY in p.context,
        code=mention.language,
        days=days.resolve(p.when, day) if day and p.when else frozenset(),
        months=days.months(p.when),
        until=days.deadlines(p.when, day) if day and p.when else frozenset(),
        sorts=frozenset(place for term in terms & kinds().keys() for place in kinds()[term]),
        scene=_bare(p.scene),
        about=_bare(p.about),
        begins=_begin(terms),
        unlisted=frozenset(filter(str.isalpha, terms - listed_families() - names)),
    )


def align(a: Side, b: Side) -> Side:
    """`b` with words that are forms of words of `a`, where no list knows one of the two, written as there."""
    pairs = [(x, y) for y in b.unlisted - a.terms for x in a.begins.get(y[:BEGIN], ())]
    pairs += [(x, y) for x in a.unlisted - b.terms for y in b.begins.get(x[:BEGIN], ())]
    found = {y: x for x, y in pairs if _meet(a, b, x, y)} if pairs else {}
    return _rename(b, found) if found else b


def _meet(a: Side, b: Side, x: str, y: str) -> bool:
    """Whether y stands for x, which it does not say; two names differ by a genitive's -s at most."""
    if x in b.terms or y in a.terms:
        return False
    if x in a.names and y in b.names:
        return x + "s" == y or y + "s" == x or (a.code != b.code and _is_translated(x, y))
    return are_forms(x, y)


def _is_translated(x: str, y: str) -> bool:
    """A country or region that no list knows: "Velonien", "Velonia"."""
    german, english = sorted((x, y), key=lambda name: name.endswith("ia"))
    return german.endswith("ien") and english.endswith("ia") and german[:-2] == english[:-1]


def _begin(terms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words among the terms by the letters that forms of one word surely share."""
    found: dict[str, tuple[str, ...]] = {}
    for term in terms:
        if term.isalpha():
            found[term[:BEGIN]] = (*found.get(term[:BEGIN], ()), term)
    return found


def _rename(side: Side, found: Mapping[str, str]) -> Side:
    def each(terms: frozenset[str]) -> frozenset[str]:
        return frozenset(found.get(term, term) for term in terms)

    return replace(
        side,
        terms=each(side.terms),
        names=each(side.names),
        around=each(side.around),
        agents=each(side.agents),
        patients=each(side.patients),
        unlisted=each(side.unlisted),
        predicate=found.get(side.predicate, side.predicate),
    )


def _bare(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(term.removeprefix("@") for term in terms) or NOTHING


def _implied(proposition: Proposition) -> tuple[str, ...]:
    """ "Mehrere Menschen getötet" measures the dead without a figure."""
    return (f"{proposition.predicate}/mensch",) if MANY in proposition.context else ()


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def folded(text: str) -> str:
    """Only letters and digits, case folded: what is left when quotes, dashes and spacing change."""
    return "".join(words(text))


@functools.cache
def _others() -> tuple[str, ...]:
    """How words begin that point to another one of the kind: "an der benachbarten Talsperre"."""
    return tuple(listed("others"))


@functools.cache
def states() -> frozenset[str]:
    """Families that counted things can be in: killed, injured, missing."""
    return frozenset(row[0] for row in _rows("families") if row[-1] in ("state", "fate"))


@functools.cache
def fates() -> frozenset[str]:
    """States that exclude each other: who is killed is not injured."""
    return frozenset(row[0] for row in _rows("families") if row[-1] == "fate")


@functools.cache
def causes() -> dict[str, frozenset[int]]:
    """Families that name a kind of event, to the rows of kinds that may be one event."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(_rows("causes")):
        for family in row[0].split(","):
            found.setdefault(family.strip(), set()).add(number)
    return {family: frozenset(rows) for family, rows in found.items()}


@functools.cache
def oppositions() -> frozenset[tuple[str, str]]:
    """All pairs, both ways round."""
    rows = [row for row in _rows("oppositions") if len(row) > 1]
    return frozenset(pair for a, b, *_ in rows for pair in ((a, b), (b, a)))


@functools.cache
def akin() -> frozenset[tuple[str, str]]:
    """Pairs of families that tell one deed by another verb, both ways round."""
    return _read_akin(turned=False)


@functools.cache
def turned() -> frozenset[tuple[str, str]]:
    """Pairs of families that tell one deed from its two sides ("liefern", "erhalten"), both ways round."""
    return _read_akin(turned=True)


def _read_akin(*, turned: bool) -> frozenset[tuple[str, str]]:
    rows = [row for row in _rows("akin") if (len(row) > 2) == turned]
    found = ((row[0], each.strip()) for row in rows for each in row[1].split(","))
    return frozenset(pair for a, b in found for pair in ((a, b), (b, a)))


@functools.cache
def translated() -> frozenset[str]:
    """Families with words in every language."""
    names = ({row[0] for row in load(code).rows("families")} for code in LANGUAGES)
    return frozenset.intersection(*map(frozenset, names))


@functools.cache
def listed_families() -> frozenset[str]:
    """The families of all languages; a compound's parts are listed where they are families themselves."""
    return frozenset(row[0] for row in _rows("families"))


@functools.cache
def kinds() -> dict[str, tuple[tuple[int, int], ...]]:
    """Families that name a kind of thing, to the (row, group) that they stand in."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, row in enumerate(_rows("kinds")):
        for group, cell in enumerate(row):
            for family in cell.split(","):
                for each in {family.strip(), entities.key(family.strip())}:
                    found.setdefault(each, []).append((number, group))
    return {family: tuple(places) for family, places in found.items()}


@functools.cache
def capitals() -> dict[str, str]:
    """The name term of a capital to its country's, for "Berlin" and "Deutschland"."""
    found: dict[str, str] = {}
    for code in LANGUAGES:
        for form, (country, role, name) in entities.countries(load(code)).forms.items():
            if role == "capital" and form:
                found[entities.key(name)] = country
    return found


@functools.cache
def listed(name: str) -> frozenset[str]:
    """The words of a list in all languages."""
    return frozenset(word for code in LANGUAGES for word in load(code).words(name))


@functools.cache
def spelled(name: str) -> frozenset[str]:
    """The words of a list in all languages, and the keys by which a text's unknown nouns go."""
    return listed(name) | frozenset(map(entities.key, listed(name)))


def _rows(name: str) -> list[tuple[str, ...]]:
    return [row for code in LANGUAGES for row in load(code).rows(name)]
