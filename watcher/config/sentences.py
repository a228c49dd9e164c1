"""Says in one sentence what pydantic found, in the operator's words and with a way out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from watcher.config.faults import Faults, Source, suggest
from watcher.config.locate import Path

_KINDS = {
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "list_type": "a list in [ ]",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "dict_type": "a table",
}
_LIMITS = {
    "greater_than_equal": ("ge", "at least"),
    "greater_than": ("gt", "more than"),
    "less_than_equal": ("le", "at most"),
    "less_than": ("lt", "less than"),
}
_SECRETS = ("password", "headers", "url")


Table = TypeVar("Table", bound=BaseModel)


def check_shape(shape: type[Table], source: Source, renamed: Mapping[str, str], faults: Faults) -> Table | None:
    """Return the file's values, or None after putting every fault on record. `renamed`: old key -> new."""
    try:
        return shape.model_validate(source.told)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            faults.add(source, each["loc"], _explain(each, shape, renamed))
        return None


def _explain(error: ErrorDetails, shape: type[BaseModel], renamed: Mapping[str, str]) -> str:
    kind = error["type"]
    if kind == "extra_forbidden":
        return _explain_unknown(error["loc"], shape, renamed)
    if kind == "missing":
        return f"missing key '{error['loc'][-1]}'{_place(error['loc'])}"
    return f"{_name(error['loc'])} {_explain_value(error)}"


def _explain_value(error: ErrorDetails) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "list_type" and isinstance(error["input"], dict):
        return f"is a list of tables; write [[{error['loc'][-1]}]] with two brackets"
    if kind in _KINDS:
        return f"must be {_KINDS[kind]}, not {_show(error['input'])}"
    if kind in _LIMITS:
        limit, words = _LIMITS[kind]
        return f"must be {words} {context[limit]:g}, not {_show(error['input'])}"
    if kind == "literal_error":
        return _explain_choice(error["input"], re.findall(r"'(\w+)'", str(context["expected"])))
    if kind == "too_short":
        return "must not be empty" if context["min_length"] == 1 else "needs two or more entries here"
    if kind == "value_error":
        return str(context["error"])
    return error["msg"]  # of a kind we do not use today; still better than nothing


def _explain_choice(value: object, choices: list[str]) -> str:
    near = suggest(value, choices) if isinstance(value, str) else ""
    *most, last = choices
    return f"must be {', '.join(most)} or {last}, not {_show(value)}{near}"


def _explain_unknown(path: Path, shape: type[BaseModel], renamed: Mapping[str, str]) -> str:
    key = str(path[-1])
    dotted = ".".join(str(part) for part in path if isinstance(part, str))
    if dotted in renamed:
        return f"'{dotted}' is now called '{renamed[dotted]}'; rename it"
    known = list(_find_table(shape, path[:-1]).model_fields)
    if key in _SECRETS and f"{key}_file" in known:
        return (
            f"'{key}' would put a secret into this file; write {key}_file = \"…\", naming a file that holds it"
        )
    return f"unknown key '{key}'{_place(path)}{suggest(key, known) or _find_home(shape, path)}"


def _find_home(shape: type[BaseModel], path: Path) -> str:
    """Where an unknown key would be at home: TOML files a key under whatever table stands above it."""
    homes = [place for place, table in walk(shape) if path[-1] in table.model_fields]
    if not homes:
        return ""
    return f"; it belongs into [{homes[0]}]" if homes[0] else "; it belongs above the first [table]"


def walk(shape: type[BaseModel], place: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    """Every table of a file with its dotted name, the file itself first."""
    yield place, shape
    for name, field in shape.model_fields.items():
        inner = table_in(field.annotation)
        if inner:
            yield from walk(inner, f"{place}.{name}" if place else name)


def table_in(annotation: Any) -> type[BaseModel] | None:
    """The table behind `Table`, `list[Table]` or `Table | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := table_in(each))), None)


def _find_table(shape: type[BaseModel], path: Path) -> type[BaseModel]:
    for part in path:
        if isinstance(part, str):
            shape = table_in(shape.model_fields[part].annotation) or shape
    return shape


def _name(path: Path) -> str:
    """`'to'` for the key, also for its elements."""
    return next((f"'{part}'" for part in reversed(path) if isinstance(part, str)), "the file")


def _place(path: Path) -> str:
    """` in [fetch]`, ` in [[feed]]` or nothing for a key of the file itself."""
    table = [part for part in path[:-1] if isinstance(part, str)]
    if not table:
        return ""
    return f" in [[{'.'.join(table)}]]" if isinstance(path[-2], int) else f" in [{'.'.join(table)}]"


def _show(value: object) -> str:
    """The value as TOML has it, short: tables and lists by kind only."""
    kinds: list[tuple[type, Callable[[Any], str]]] = [
        (bool, lambda v: str(v).lower()),
        (str, lambda v: f'"{v if len(v) <= 40 else v[:39] + "…"}"'),
        (dict, lambda v: "a table"),
        (list, lambda v: "a list"),
    ]
    return next((show(value) for kind, show in kinds if isinstance(value, kind)), str(value))
