"""Sentences on the command line: on a terminal in lines that end between words, as they are when piped."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from typing import TextIO

import click

_NARROWEST = 40  # characters; a terminal that says it has fewer does not know
_COMMAND = re.compile(r"`[^`]+`")
_HARD = "\u00a0"  # a blank that no line ends at


def say(sentence: str) -> None:
    """A remark to the person, beside the output."""
    click.echo(fold(sentence, sys.stderr), err=True)


def tick(sentence: str) -> None:
    """What is sound."""
    _mark("✓", "green", sentence)


def cross(sentence: str) -> None:
    """What must be mended."""
    _mark("✗", "red", sentence)


def hint(sentence: str) -> None:
    """What is no fault, and may not be meant."""
    click.echo(fold(f"- {sentence}", sys.stdout))


def _mark(sign: str, colour: str, sentence: str) -> None:
    click.echo(click.style(sign, fg=colour) + fold(f"{sign} {sentence}", sys.stdout).removeprefix(sign))


def wrap(text: str) -> str:
    """Indented by two; on a terminal in lines that end between words."""
    if not sys.stdout.isatty():
        return f"  {text}"
    return textwrap.fill(text, measure(), initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)


def fold(text: str, stream: TextIO) -> str:
    """Each line as it is; on a terminal in lines that end between words, and never within a `command`."""
    if not stream.isatty():
        return text
    return "\n".join(_fold_line(line) for line in text.split("\n"))


def _fold_line(line: str) -> str:
    whole = _COMMAND.sub(lambda found: found[0].replace(" ", _HARD), line)
    indent = " " * (len(line) - len(line.lstrip(" ")) + 2)
    return textwrap.fill(
        whole, measure(), subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    ).replace(_HARD, " ")


def measure() -> int:
    """How many characters a line on the terminal may have."""
    return max(_NARROWEST, shutil.get_terminal_size().columns - 1)
