"""The terms that a name is known by: a country's code, a body's short name, a person's last name."""

from __future__ import annotations

from collections.abc import Iterator

from watcher.analyze.extract import compounds, entities
from watcher.analyze.extract import terms as words
from watcher.analyze.extract.entities import Named
from watcher.analyze.language import Language

SURNAMED = (2, 3)  # words of a name that goes by its last one: "Hans Modrow" and "Modrow"


def name_terms(named: Named, language: Language) -> Iterator[str]:
    """A name's terms: a country's code, a capital besides, a body's short name, a person by the last name."""
    if named.role != "other":
        yield named.term
        if named.role == "capital":
            yield "@" + entities.key(named.name)
        return
    lists = words.lexicon(language)
    known = lists.spelled.get(named.name.lower()) or lists.families.get(named.name.lower())
    if known:
        yield from ("@" + known,) if known in lists.named else words.spread(known)
        return
    yield from (
        _directed(named.name, language) or _compounded(named.name, language) or (_by_last(named, language),)
    )


def _directed(name: str, language: Language) -> tuple[str, ...]:
    """ "Ostisland" is the east of Iceland; "Südkorea" is a country of its own and does not come here."""
    directions = language.table("directions")
    front = next((each for each in directions if name.startswith(each)), "")
    rest = name.removeprefix(front).lstrip("-").capitalize()
    country, _, _ = entities.countries(language).forms.get((rest,), ("", "", "")) if front else ("", "", "")
    return (directions[front], country) if country else ()


def _compounded(name: str, language: Language) -> tuple[str, ...]:
    """ "Al-Kuds-Krankenhaus" is a hospital of that name: the terms of its head and of what it is called by."""
    *front, head = name.split("-")
    lists = words.lexicon(language)
    family = lists.families.get(head.lower()) or lists.families.get(
        head.lower() + "s"
    )  # its own -s, not a genitive's
    if not front or " " in name or family is None:
        return ()
    return (
        *("@" + entities.key(part) for part in front if len(part) >= compounds.SHORTEST_PART),
        *words.spread(family),
    )


def _by_last(named: Named, language: Language) -> str:
    """A person goes by the last name, after any titles; what else is named by its whole name."""
    spelled = _shorn(named.name, language).split()
    while len(spelled) > SURNAMED[0] and spelled[0] in words.lexicon(language).titles:
        spelled = spelled[1:]
    whole = entities.key(" ".join(spelled))
    if len(spelled) > 1 and " " not in whole:  # a known spelling of another name: "Lower Saxony"
        return "@" + whole
    if len(spelled) in SURNAMED and all(word[0].isupper() for word in spelled):
        return "@" + entities.key(spelled[-1])
    name = " ".join(spelled)
    return "@" + entities.key(name.removesuffix("es") if name.endswith("landes") else name)


def _shorn(name: str, language: Language) -> str:
    """ "Westjordanlandes von der Armee" is no name beyond its first word: an army is a noun that we know."""
    front, _, last = name.rpartition(" von der ")
    return front if front and last.lower() in words.lexicon(language).families else name
