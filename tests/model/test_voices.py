from __future__ import annotations

from itertools import permutations

import pytest

from watcher.model import Byline, count_voices, find_speaker, name_voices

DPA, AFP, BOTH = ("dpa",), ("AFP",), ("dpa", "AFP")


def own(item: str, outlet: str, *agencies: str) -> Byline:
    return Byline(item, item, agencies, outlet)


def copy(item: str, outlet: str, origin: str, *agencies: str) -> Byline:
    return Byline(item, origin, agencies, outlet)


A1, A2, A3 = (own(f"a/{n}", "Talbote") for n in (1, 2, 3))
B1, C1 = own("b/1", "Uferpost"), own("c/1", "Bergpost")
CASES: list[tuple[str, list[Byline], int]] = [
    ("nothing is said by nobody", [], 0),
    ("three articles of one outlet are one voice", [A1, A2, A3], 1),
    ("outlets that wrote themselves are so many voices", [A1, B1, C1], 3),
    ("a copy has the voice of its original", [A1, copy("b/9", "Uferpost", "a/1")], 1),
    ("who copies once has a voice of its own beside", [A1, copy("b/9", "Uferpost", "a/1"), B1], 2),
    ("copies without their original are one", [copy("b/9", "Uferpost", "x"), copy("c/9", "Bergpost", "x")], 1),
    ("... and none where all who print it speak themselves", [A1, copy("a/9", "Talbote", "x")], 1),
    ("... unless one of them is heard by it alone",
     [A1, copy("a/9", "Talbote", "x"), copy("b/9", "Uferpost", "x")], 2),
    ("two texts of one agency are one", [own("a/8", "Talbote", "dpa"), own("b/8", "Uferpost", "dpa")], 1),
    ("two agencies are two", [own("a/8", "Talbote", "dpa"), own("b/8", "Uferpost", "AFP")], 2),
    ("an outlet's agency text is not its own", [own("a/8", "Talbote", "dpa"), A2], 2),
    ("a text of two agencies is one", [own("c/8", "Bergpost", *BOTH)], 1),
    ("... and no further one beside either of them",
     [own("a/8", "Talbote", "dpa"), own("b/8", "Uferpost", "AFP"), own("c/8", "Bergpost", *BOTH)], 2),
    ("one print that credits an agency says whose all prints are",
     [A1, copy("b/9", "Uferpost", "a/1", "dpa"), own("c/8", "Bergpost", "dpa")], 1),
    ("... and takes no other text from the outlet that kept it silent",
     [A1, copy("b/9", "Uferpost", "a/1", "dpa"), A2], 2),
    ("an agency's own feed is the agency", [own("dpa/1", "DPA"), own("a/8", "Talbote", "dpa")], 1),
    ("an item's revisions are one report",
     [A1, own("a/1", "Talbote", "dpa"), own("c/8", "Bergpost", "dpa")], 1),
]  # fmt: skip


@pytest.mark.parametrize(("reports", "voices"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_voices_are_counted_by_whose_text_it_is(reports: list[Byline], voices: int) -> None:
    assert count_voices(reports) == voices


def test_order_and_repetition_do_not_change_the_count() -> None:
    reports = [A1, copy("b/9", "Uferpost", "a/1", *BOTH), own("c/8", "Bergpost", "AFP"), B1]
    assert {count_voices((*order, order[0])) for order in permutations(reports)} == {2}


def test_each_report_says_with_which_voice_it_speaks() -> None:
    print_of_it = copy("b/9", "Uferpost", "a/1")
    credited = own("c/8", "Bergpost", "dpa")
    found = name_voices([A1, print_of_it, credited])
    assert found == {A1: ("outlet", "Talbote"), print_of_it: ("outlet", "Talbote"), credited: ("agency", "dpa")}


@pytest.mark.parametrize(
    ("names", "speaker"),
    [
        (["Polizei", "Polizei"], "Polizei"),
        (["Genfer Polizei", "Sprecherin der Polizei", "Polizei"], "Polizei"),
        (["Bürgermeister Hartwig", "Hartwig"], "Hartwig"),
        (["Polizei", "Feuerwehr"], ""),
        (["Sprecher der Polizei", "Sprecher der Feuerwehr"], ""),
        (["Polizei", ""], ""),  # one says so itself
        ([], ""),
    ],
)
def test_all_quote_one_speaker_whose_names_share_a_telling_word(names: list[str], speaker: str) -> None:
    assert find_speaker(names) == speaker
