"""Which stretches of a text are quoted: an automaton over one paragraph at a time.

German „…“ and »…«, Swiss «…», English “…” and the straight "…" are mixed within one article, nested, and left
unclosed by editing systems; so a mark opens or closes by its neighbours, not by its shape alone.
"""

from __future__ import annotations

from collections.abc import Iterator

OPENING = "„‚‹"
BOTH = '"“”«»'
SINGLE_CLOSING = {"‚": "‘’'", "‹": "›"}
CLOSED_BY = {
    "„": '“”"',
    "“": '”"',
    "”": '”"',
    '"': '"”“',
    "«": "»",
    "»": "«",
}


def find_quotes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges of text[start:end] inside quotation marks; unclosed ones end with the paragraph."""
    at = start
    while at < end:
        if text[at] in CLOSED_BY and _opens(text, at, start):
            close = _closing(text, at, end)
            yield at + 1, close
            at = close
        at += 1


def _opens(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if text[at] == "„":
        return True
    return not after.isspace() and (before.isspace() or before in "([{–—-/:‚'")


def _closing(text: str, at: int, end: int) -> int:
    """Where the quotation that opens at `at` ends; a mark of the same kind that opens again ends it too."""
    for i in range(at + 1, end):
        if text[i] in CLOSED_BY[text[at]] and (text[i] != text[at] or not _opens(text, i, at)):
            return i
    return _unclosed(text, at, end)


def _unclosed(text: str, at: int, end: int) -> int:
    """An unclosed quotation reaches to the next one that opens, or to the paragraph's end."""
    for i in range(at + 1, end):
        if text[i] in CLOSED_BY and _opens(text, i, at):
            return i - 1
    return end
