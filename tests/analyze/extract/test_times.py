"""When a clause says that something happened."""

from __future__ import annotations

from datetime import date

import pytest

from tests.analyze.newsroom import propositions
from watcher.model.days import resolve

WEDNESDAY = date(2025, 3, 5)


@pytest.mark.parametrize(
    ("sentence", "code", "when"),
    [
        ("Am Montag brannte in Elschtal eine Halle.", "de", ("w0",)),
        ("In der Nacht zum Samstag brannte in Elschtal eine Halle.", "de", ("n5",)),
        ("Gestern Abend brannte in Elschtal eine Halle.", "de", ("d-1",)),
        ("Am 24. Dezember 2024 brannte in Elschtal eine Halle.", "de", ("D12-24-2024",)),
        ("Im Oktober brannte in Elschtal eine Halle.", "de", ("m10",)),
        ("Montagabend brannte in Elschtal eine Halle.", "de", ("w0",)),
        ("Seit Montag brennt in Elschtal eine Halle.", "de", ()),
        ("Bis Freitag bleibt die Brücke in Elschtal gesperrt.", "de", ("uw4",)),
        ("Am Abend war die Brücke in Elschtal gesperrt.", "de", ()),
        ("Die Brücke in Elschtal bleibt bis zum Abend gesperrt.", "de", ("ud0",)),
        ("In Elschtal brannte eine Halle, teilte die Feuerwehr am Dienstag mit.", "de", ()),
        ("Am Montag brannte in Elschtal eine Halle, teilte die Feuerwehr am Dienstag mit.", "de", ("w0",)),
        ("A warehouse burned down in Elschtal on Monday.", "en", ("w0",)),
        ("A warehouse burned down in Elschtal on 3 March.", "en", ("D3-3",)),
        ("A warehouse may burn down in Elschtal.", "en", ()),
    ],
)
def test_the_time_of_the_deed_is_read_and_not_that_of_the_saying(
    sentence: str, code: str, when: tuple[str, ...]
) -> None:
    assert [each.when for each in propositions(sentence, code)][:1] in ([when], [])


def test_a_weekday_is_the_last_or_the_next_one_and_a_night_begins_the_day_before() -> None:
    assert resolve(["w0"], WEDNESDAY) == {date(2025, 3, 3).toordinal(), date(2025, 3, 10).toordinal()}
    assert resolve(["w2"], WEDNESDAY) >= {WEDNESDAY.toordinal()}
    assert date(2025, 2, 28).toordinal() in resolve(["n5"], WEDNESDAY)
    assert resolve(["d-1"], WEDNESDAY) == {date(2025, 3, 4).toordinal()}


def test_a_date_without_its_year_is_near_and_29_february_may_be_none() -> None:
    assert date(2024, 12, 24).toordinal() in resolve(["D12-24"], WEDNESDAY)
    assert resolve(["D12-24-2019"], WEDNESDAY) == {date(2019, 12, 24).toordinal()}
    assert resolve(["D2-29"], WEDNESDAY) == {date(2024, 2, 29).toordinal()}
    assert resolve(["m3"], WEDNESDAY) == frozenset()
