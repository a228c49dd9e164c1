"""How things look: tables that fit the terminal, colours on a terminal only, all of it when piped."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from typing import Any

import click
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from watcher.cli.lines import measure, wrap

_PIPED_WIDTH = 10_000  # nothing is cut for a reader that is a program
_READABLE = 40  # characters of a line; a sentence in less is a column of syllables
_GAP = 2  # between columns


def open_console() -> Console:
    """On a terminal as wide as that, with colours unless NO_COLOR says otherwise."""
    piped = not sys.stdout.isatty()
    return Console(highlight=False, width=_PIPED_WIDTH if piped else None, soft_wrap=False)


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, wide: int | None = None) -> None:
    """Print rows under their columns. `wide`: the column that may wrap; the others end in … when too long.

    Where these leave the wide one too little of the terminal, it stands below them.
    """
    cells = [[printable(str(cell)) if cell is not None else "" for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(columns, *cells, strict=True)]
    console = open_console()
    taken = sum(width + _GAP for at, width in enumerate(widths) if at != wide)
    if wide is not None and taken + min(widths[wide], _READABLE) > console.width:
        _show_below(console, [columns, *cells], widths, wide)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for at, column in enumerate(columns):
        wraps = at == wide
        table.add_column(
            column, overflow="fold" if wraps else "ellipsis", no_wrap=not wraps, ratio=1 if wraps else None
        )
    for row in cells:
        table.add_row(*map(Text, row))
    console.print(table)


def _show_below(console: Console, rows: Sequence[Sequence[str]], widths: Sequence[int], wide: int) -> None:
    """Each row as a line of its short cells, the wide one indented under it; the first row is the heads."""
    for number, row in enumerate(rows):
        filled = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        short = (" " * _GAP).join(cell for at, cell in enumerate(filled) if at != wide)
        console.print(Text(short.rstrip(), style="" if number else "bold", no_wrap=True, overflow="ellipsis"))
        if number:
            console.print(Padding.indent(Text(row[wide]), _GAP))


def printable(text: str) -> str:
    """Feeds may hold escape sequences, and a terminal would obey them."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)


def show_head(place: str, title: str) -> None:
    """Where and when something was said, and beside it its title; under it where the terminal is too small."""
    apart = sys.stdout.isatty() and cell_len(f"{place}  {title}") > measure()
    click.secho(place, fg="cyan", nl=apart)
    click.secho(wrap(title) if apart else f"  {title}", bold=True)


def show_record(record: Any) -> None:
    """Print one JSON object as a line."""
    click.echo(json.dumps(record, ensure_ascii=False))


def local(at: datetime | None, zone: tzinfo) -> str:
    """A time as the desk's clock shows it, and the digests: servers keep another."""
    return f"{at.astimezone(zone):%d.%m.%Y %H:%M}" if at else ""


def count(number: int, noun: str, nouns: str | None = None) -> str:
    """ "1 entry", "2 entries"."""
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"
