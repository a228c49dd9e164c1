"""A text with its mentions in colour, and a table of what each says: for a person at a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from watcher.cli.show import open_console, printable, show_table
from watcher.model import Mention, Revision

STYLES = {
    "confirmed": "green",
    "denied": "red",
    "unverified": "yellow",
    "attributed": "cyan",
    "asserted": "underline",
}


def show_picture(revision: Revision, mentions: Sequence[Mention]) -> None:
    """Print title and text with every mention coloured by its standing, then the mentions."""
    console = open_console()
    for where, text in (("title", revision.title), ("text", revision.text)):
        if text.strip():
            console.print(_colour(text, [each for each in mentions if each.where == where]))
            console.print()
    legend = Text("  ").join(Text(standing, style=style) for standing, style in STYLES.items())
    console.print(legend)
    console.print()
    show_table(("standing", "who", "how many", "statement"), map(_row, mentions), wide=3)


def _colour(text: str, mentions: Sequence[Mention]) -> Text:
    shown = Text(printable(text))
    for mention in mentions:
        shown.stylize(STYLES[mention.standing], mention.start, mention.end)
        if mention.attribution and mention.where == "text":
            shown.stylize("bold", mention.attribution.start, mention.attribution.end)
    return shown


def _row(mention: Mention) -> tuple[str, str, str, str]:
    who = mention.attribution.name if mention.attribution else ""
    numbers = ", ".join(f"{each.text} {each.noun or ''}".strip() for each in mention.quantities)
    return mention.standing, who, numbers, mention.statement
