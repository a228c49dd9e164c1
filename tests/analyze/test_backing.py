"""Who is a source for a statement, and who only speaks of the same thing."""

from __future__ import annotations

import pytest

from tests.analyze.newsroom import Newsroom
from watcher.analyze.backing import back, backs
from watcher.model import Evidence

HOMES = "Nach dem Dammbruch in Elschtal sind {} Haushalte ohne Strom."
CASES: list[tuple[str, str, str, bool]] = [
    ("the same in other words", "Der Stadtrat von Elschtal hat den Bau der Markthalle beschlossen.",
     "In Elschtal beschloss der Stadtrat den Bau der Markthalle.", True),
    ("the same figure", HOMES.format("45.400"), HOMES.format("45.400"), True),
    ("another figure", HOMES.format("45.400"), HOMES.format("50.000"), False),
    ("the same figure, rounded, in another state", "In Elschtal sind 45.400 Haushalte betroffen.",
     "Nach dem Dammbruch in Elschtal sind mehr als 45.000 Haushalte ohne Strom.", True),
    ("a count by a mere word", "Tausende Haushalte in Elschtal verbrachten die Nacht im Dunkeln.",
     "Nach dem Dammbruch in Elschtal sind 45.400 Haushalte ohne Strom.", False),
    ("no figure", HOMES.format("45.400"), "Nach dem Dammbruch in Elschtal sind viele ohne Strom.", False),
    ("a figure for what was said without", "Nach dem Dammbruch in Elschtal sind Haushalte ohne Strom.",
     HOMES.format("45.400"), True),
    ("a denial", "Die Werft Kranich hat den Bau der Fähre in Elschtal gestoppt.",
     "Die Werft Kranich hat dementiert, dass sie den Bau der Fähre in Elschtal gestoppt hat.", False),
    ("a rumour", "Die Werft Kranich hat den Bau der Fähre in Elschtal gestoppt.",
     "Die Werft Kranich soll den Bau der Fähre in Elschtal gestoppt haben.", False),
    ("more than a rumour", "Die Werft Kranich soll den Bau der Fähre in Elschtal gestoppt haben.",
     "Die Werft Kranich hat den Bau der Fähre in Elschtal gestoppt.", True),
    ("what was not confirmed yet", "Die Werft Kranich hat bestätigt, dass sie den Bau der Fähre gestoppt hat.",
     "Die Werft Kranich hat den Bau der Fähre gestoppt.", False),
    ("the other side", "Der Stadtrat von Elschtal hat dem Verkauf der Werft zugestimmt.",
     "Der Stadtrat von Elschtal hat dem Verkauf der Werft nicht zugestimmt.", False),
    ("another event of one night", "In der Nacht ist in einer Werft in Elschtal ein Feuer ausgebrochen.",
     "In der Nacht ist es in einer Werft in Elschtal zu einer Explosion gekommen.", False),
    ("a part of it", "Der Stromausfall in Elschtal wurde mit einer Säge an drei Masten verursacht.",
     "Ursache des Stromausfalls ist ein Sturm.", False),
    ("another end", "Der Stromausfall in Elschtal dauert bis Donnerstag.",
     "Der Stromausfall in Elschtal dauert bis zum Abend.", False),
    ("no end", "Der Stromausfall in Elschtal dauert bis Donnerstag.",
     "Der Stromausfall in Elschtal dauert an.", False),
]  # fmt: skip


def only(text: str, outlet: str = "Tagesbote", hours: int = 0) -> Evidence:
    room = Newsroom()
    room.hours = hours
    (evidence,) = room.print(outlet, text).evidence
    return evidence


@pytest.mark.parametrize(("shown", "said", "named"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_a_source_says_what_makes_the_statement_true(shown: str, said: str, named: bool) -> None:
    assert backs(only(shown), only(said, "Hafenblatt")) is named


def test_an_item_counts_once_by_its_first_word_and_the_statements_own_not_at_all() -> None:
    room = Newsroom()
    own = room.print("Tagesbote", HOMES.format("45.400")).evidence
    first = room.print("Hafenblatt", HOMES.format("etwa 45.400"), item="hafenblatt/strom").evidence
    later = room.print("Hafenblatt", HOMES.format("rund 45.400"), item="hafenblatt/strom").evidence
    assert back(own[0], (*later, *own, *first)) == first


def test_an_item_that_says_nothing_of_it_any_more_has_said_so_and_one_that_says_otherwise_has_not() -> None:
    room = Newsroom()
    (shown,) = room.print("Tagesbote", HOMES.format("45.400")).evidence
    room.print("Hafenblatt", HOMES.format("etwa 45.400"), item="hafenblatt/strom")
    room.print("Hafenblatt", "Die Schulen in Elschtal bleiben zu.", item="hafenblatt/strom")
    room.print("Kompass", HOMES.format("rund 45.400"), item="kompass/strom")
    room.print("Kompass", HOMES.format("38.000"), item="kompass/strom")
    said = [each for claim in room.claims.values() for each in claim.evidence]
    assert [each.outlet for each in back(shown, said)] == ["Hafenblatt"]


def test_a_guess_about_those_who_are_counted_takes_nothing_from_their_number() -> None:
    shown = only("Bei dem Grubenunglück in Elschtal starben 40 Bergleute.")
    said = only(
        "Unter den 40 Toten des Grubenunglücks in Elschtal sind vermutlich auch Lehrlinge.", "Hafenblatt"
    )
    assert said.mention.standing == "unverified"
    assert backs(shown, said)
