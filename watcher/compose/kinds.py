"""Kinds: how a change is shown. The colour, the sign and the word say the same; none of them stands alone."""

from __future__ import annotations

from dataclasses import dataclass

from watcher.model import Change, Evidence

# Grounds that make two figures compatible: nothing has changed for a reader (analyze's reason codes).
SILENT_REASONS = ("agrees",)
# What the ledger set against another statement, or took for its repetition, and that is not surely of one event
# with it, is told by itself.
APART, AGAIN = "new: apart", "new: again"
OVERRULED = "standing:"  # what was denied is confirmed


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` is its class in the HTML and, as "kind: name", its word in the catalogue; `rank` its place."""

    name: str
    sign: str
    rank: int


CONFIRMED = Kind("confirmed", "▲", 0)
DENIED = Kind("denied", "▼", 0)
NUMBER = Kind("number", "◆", 1)
CONTRADICTED = Kind("contradicted", "✕", 2)
STANDING = Kind("standing", "△", 3)
RETRACTED = Kind("retracted", "✎", 4)
CORRECTED = Kind("corrected", "✎", 5)
EDITED = Kind("edited", "✎", 6)
NEW = Kind("new", "●", 7)
CORROBORATED = Kind("corroborated", "≡", 8)
SPEAKER = Kind("speaker", "◦", 9)
KINDS = (
    CONFIRMED, DENIED, NUMBER, CONTRADICTED, STANDING,
    RETRACTED, CORRECTED, EDITED, NEW, CORROBORATED, SPEAKER,
)  # fmt: skip
EDITS = (RETRACTED, CORRECTED, EDITED)

_OF_TYPE = {
    "quantity_changed": NUMBER,
    "contradicted": CONTRADICTED,
    "retracted": RETRACTED,
    "corrected": CORRECTED,
    "new": NEW,
    "corroborated": CORROBORATED,
    "attribution_changed": SPEAKER,
    "reworded": EDITED,
}
_ADDITIONS = ("new", "corroborated", "attribution_changed")


def kind_of(change: Change) -> Kind:
    """An edit of one outlet stays an edit whatever it changed; a sentence it added is new all the same."""
    if change.axis == "edit" and change.type not in _ADDITIONS:
        return _OF_TYPE[change.type] if change.type in ("retracted", "corrected") else EDITED
    settled = {"confirmed": CONFIRMED, "denied": DENIED}.get(_standing(change))
    if change.type == "standing_changed":
        return settled or STANDING
    if change.type == "contradicted" and (settled is DENIED or change.reason.startswith(OVERRULED)):
        return settled or CONTRADICTED
    return _OF_TYPE[change.type]


def _standing(change: Change) -> str:
    return change.after.mention.standing if change.after else ""


def shown(change: Change) -> Evidence:
    """The evidence a change is about: the newer side, the older where the newer is gone."""
    evidence = change.after or change.before
    assert evidence is not None, f"{change.key} has neither side"
    return evidence


def salience(change: Change) -> float:
    return max((side.mention.salience for side in (change.before, change.after) if side), default=0.0)


def weigh(change: Change) -> tuple[int, float, float]:
    """Sorts the most important first: kind, then salience, then the latest."""
    return kind_of(change).rank, -salience(change), -change.at.timestamp()


def is_told(change: Change, least_salience: float = 0.0) -> bool:
    """Whether a change is worth a line: rewording is not, nor figures that agree, nor equal wordings."""
    if change.type == "reworded" or salience(change) < least_salience:
        return False
    silent = change.type == "quantity_changed" and change.reason.startswith(SILENT_REASONS)
    return not silent and _differs(change)


def _differs(change: Change) -> bool:
    """Corroboration and attribution live on equal wordings; every other change needs two that differ."""
    if not (change.before and change.after) or change.type in _ADDITIONS:
        return change.before is not None or change.after is not None
    return fold(change.before.mention.statement) != fold(change.after.mention.statement)


def fold(text: str) -> str:
    return " ".join(text.casefold().split())
