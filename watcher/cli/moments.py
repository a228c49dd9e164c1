"""Times as people write them on the command line; all of them are meant in the configured zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click


class Moment(click.DateTime):
    """Names itself and refuses by an example, where click would list the codes of strptime."""

    def __init__(self, word: str, example: str, formats: Sequence[str]) -> None:
        super().__init__(formats)
        self.word, self.example = word, example

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return self.word

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is no date of the calendar; write it as {self.example}", param, ctx)


DAY = Moment("DATE", "2026-03-01", ["%Y-%m-%d"])
WHEN = Moment(
    "TIME",
    "2026-03-01 or 2026-03-01T07:00",
    ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"],
)
