"""Why a change is one, in the reader's words: the ledger's `code: before → after` put into a sentence."""

from __future__ import annotations

import re

from watcher.compose.safe import visible
from watcher.compose.telling.figures import may_fall
from watcher.model import Change
from watcher.web.words import Words

SIGNS = {"≈": "approx", "≥": "at_least", ">": "more_than", "≤": "at_most", "<": "less_than"}
FIGURE = re.compile(
    r"(?P<sign>[≈≥>≤<])?\s*(?P<low>\d+(?:\.\d+)?)(?:\s*(?:–|\.\.|-)\s*(?P<high>\d+(?:\.\d+)?))?"
)
LEMMA = re.compile(r"(?<=\d) ([^\W\d]+)$")
STANDINGS = ("asserted", "attributed", "unverified", "confirmed", "denied")


def explain(change: Change, words: Words) -> str:
    """One sentence; the code itself where there are no words for it."""
    code, _, rest = change.reason.partition(":")
    # Fewer are missing by now: what differs is the time, and not what two sources say.
    code = "update" if code == "conflict" and may_fall(change) else code
    if not words.knows(f"why: {code}"):
        return visible(change.reason)
    said = change.after.mention.statement if change.after else ""
    return f"{words.say(f'why: {code}')}{_detail(code, _unfold(visible(rest), said), words)}"


def _unfold(rest: str, said: str) -> str:
    """The ledger's lemma behind two figures as the outlet writes it, or not at all: Risse, not Riß."""
    ending = LEMMA.search(rest)
    if ending is None:
        return rest
    return f"{rest[: ending.start()]} {as_written(ending[1], said)}".rstrip()


def as_written(noun: str, text: str) -> str:
    """The first word that begins as the noun does; empty when there is none."""
    stem = noun.casefold()[: max(3, len(noun) - 3)]
    words = (visible(word.strip(".,;:!?“”\"'»«()")) for word in text.split())
    return next((word for word in words if stem and word.casefold().startswith(stem)), "")


def _detail(code: str, rest: str, words: Words) -> str:
    if not rest or code == "corroborated":  # how many there were then; a reader holds it against those of today
        return ""
    before, arrow, after = rest.partition("→")
    if not arrow:
        return f": „{rest}“" if words.language == "de" else f": “{rest}”"
    sides = (_side(code, before.strip(), words), _side(code, after.strip(), words))
    return f": {sides[0]} → {sides[1]}"


def _side(code: str, side: str, words: Words) -> str:
    """One side of the arrow: a standing, a figure, a name, or nobody."""
    if not side:
        return words.say("the outlet itself" if code == "attribution" else "none")
    standing, by, name = side.partition(" by ")
    if standing in STANDINGS:
        return words.say(f"stand: {standing}") + (f" ({words.say('by')} {name})" if by else "")
    return FIGURE.sub(lambda found: say_figure(found, words), side)


def say_figure(found: re.Match[str], words: Words) -> str:
    """„≤ 12000“ as „bis zu 12.000“."""
    sign = words.say(f"bound: {SIGNS[found['sign']]}") + " " if found["sign"] else ""
    numbers = [say_number(float(each), words) for each in (found["low"], found["high"]) if each]
    return sign + "–".join(numbers)


def say_number(value: float, words: Words) -> str:
    """Grouped in the reader's way; millions by name, as the outlets write them."""
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{say_plain(value / size, words)} {words.say(f'scale: {name}')}"
    return say_plain(value, words)


def say_plain(value: float, words: Words) -> str:
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return text.translate(str.maketrans(",.", ".,")) if words.language == "de" else text
