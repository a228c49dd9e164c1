"""A text with its mentions in colour, and a table of what each says: for a person at a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from watcher.cli.show import open_console, printable, show_table
from watcher.model import Attribution, Mention, Revision

STYLES = {
    "confirmed": "green",
    "denied": "red",
    "unverified": "yellow",
    "attributed": "cyan",
    "asserted": "underline",
}
PARTS = {"source": "bold", "number": "reverse"}


def show_picture(revision: Revision, mentions: Sequence[Mention]) -> None:
    """Print title and text with every mention coloured by its standing, then the mentions."""
    console = open_console()
    for where, text in (("title", revision.title), ("text", revision.text)):
        if text.strip():
            console.print(_colour(text, [each for each in mentions if each.where == where]))
            console.print()
    if not mentions:
        console.print("No claims found.")
        return
    console.print(Text("  ").join(Text(name, style=style) for name, style in (STYLES | PARTS).items()))
    console.print()
    show_table(("standing", "who", "how many", "statement"), map(_row, mentions), wide=3)


def _colour(text: str, mentions: Sequence[Mention]) -> Text:
    shown = Text(printable(text.rstrip()))
    for mention in mentions:
        shown.stylize(STYLES[mention.standing], mention.start, mention.end)
        for quantity in mention.quantities:
            shown.stylize(PARTS["number"], quantity.start, quantity.end)
        if mention.attribution and mention.attribution.text == text[_span(mention.attribution)]:
            shown.stylize(PARTS["source"], mention.attribution.start, mention.attribution.end)
    return shown


def _span(source: Attribution) -> slice:
    """A headline's source may be named in the text below it; then it is not shown in the headline."""
    return slice(source.start, source.end)


def _row(mention: Mention) -> tuple[str, str, str, str]:
    source = mention.attribution
    who = ", ".join(source.names) or source.name if source else ""
    numbers = ", ".join(" · ".join(filter(None, (each.text, each.noun))) for each in mention.quantities)
    return mention.standing, who, numbers, mention.statement
