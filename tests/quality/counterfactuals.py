"""Counterfactuals: one thing in a real sentence is swapped, and exactly the field it touches may change.

    python -m tests.quality.counterfactuals [--errors N]     the table, and N failures of each kind

A figure of accuracy can be had by luck or by fitting a set; a swap cannot. Each swap takes a sentence that the
extractor reads as one mention, edits it, says what the mention must look like now, and compares all of it.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.analyze.extract.revisions import read
from tests.quality import sentences
from tests.quality.reading import Seen, look
from tests.quality.swaps import SWAPS, Swap

WIKINEWS_STEP = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one swap: `wrong` names the fields that are not as they must be, with both values."""

    kind: str
    sentence: str
    swapped: str
    wrong: Mapping[str, tuple[object, object]]


def judge(found: Iterable[tuple[str, str]]) -> dict[str, list[Outcome]]:
    """Every swap of every sentence, by kind."""
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    for text, code in found:
        seen = look(text, code)
        for kind, make in SWAPS.items() if seen else ():
            assert seen is not None
            outcomes[kind] += [_compare(kind, seen, swap) for swap in make(seen)]
    return dict(outcomes)


def _compare(kind: str, seen: Seen, swap: Swap) -> Outcome:
    now = look(swap.text, seen.code)
    if now is None:
        mentions = read(swap.text, language=seen.code)
        return Outcome(kind, seen.text, swap.text, {"mention": ("one", [m.statement for m in mentions])})
    return Outcome(kind, seen.text, swap.text, swap.expected.differ(now.fields))


def rate(outcomes: list[Outcome]) -> float:
    """The share of swaps that changed what they touch and nothing else."""
    return sum(not each.wrong for each in outcomes) / len(outcomes)


def show(outcomes: Mapping[str, list[Outcome]], errors: int) -> Iterator[str]:
    """The table, then failures: the sentence, the swap, and each field as it must be and as it is."""
    yield f"{'swap':20}{'made':>8}{'right':>8}{'rate':>9}"
    for kind, found in outcomes.items():
        yield f"{kind:20}{len(found):8}{sum(not each.wrong for each in found):8}{rate(found):9.1%}"
    for kind, found in outcomes.items():
        for each in [each for each in found if each.wrong][:errors]:
            yield f"\n{kind}: {each.sentence}\n   -> {each.swapped}"
            yield from (f"   {name}: {wanted} | {is_now}" for name, (wanted, is_now) in each.wrong.items())


def main() -> None:
    errors = int(sys.argv[-1]) if "--errors" in sys.argv else 0
    shared = Path(__file__).resolve().parents[3] / "shared"
    for name, found in (("own", sentences.own()), ("real", sentences.real(shared, WIKINEWS_STEP))):
        sys.stdout.write(f"-- {name} sentences\n" + "\n".join(show(judge(found), errors)) + "\n\n")


if __name__ == "__main__":
    main()
