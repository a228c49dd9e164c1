"""Our own judged sentences are read as judged: floors that run everywhere, and rise, never fall."""

from __future__ import annotations

from tests.analyze.extract.revisions import read
from tests.quality.judged import Judged, load_judged
from watcher.model import Mention, Quantity

FLOORS = {"claim": 1.0, "standing": 1.0, "source": 1.0, "figures": 1.0}
FIELDS = ("claim", "standing", "source", "figures")


def look(judged: Judged) -> Mention | None:
    found = (
        read("", title=judged.text, language=judged.code)
        if judged.headed
        else read(judged.text, language=judged.code)
    )
    return found[0] if found else None


def show(quantity: Quantity) -> str:
    low, high = ("" if side is None else f"{side:.12g}" for side in (quantity.low, quantity.high))
    return f"{low}..{high} {quantity.noun}"


def differ(judged: Judged) -> dict[str, tuple[str, str]]:
    """The fields that are not as judged: what they should be, and what they are."""
    found = look(judged)
    if found is None or judged.standing == "no claim":
        right = (found is None) == (judged.standing == "no claim")
        return {} if right else {"claim": (judged.standing, found.standing if found else "no claim")}
    source = found.attribution.text if found.attribution else ""
    figures = " · ".join(show(quantity) for quantity in found.quantities)
    pairs = {
        "standing": (judged.standing, found.standing),
        "source": (judged.source, source),
        "figures": (judged.figures, figures),
    }
    return {field: pair for field, pair in pairs.items() if pair[0] != pair[1]}


def test_our_own_judged_sentences_keep_their_floors() -> None:
    wrong = [(judged.text, differ(judged)) for judged in load_judged()]
    rates = {field: sum(field not in found for _, found in wrong) / len(wrong) for field in FIELDS}
    low = [each for each in wrong if each[1]]
    assert {field: rate for field, rate in rates.items() if rate < FLOORS[field]} == {}, low
