"""The plan of the house (docs/architecture.md) as a table; change it only with the plan itself."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "watcher"
MODULES = sorted(HOUSE.rglob("*.py"))

NOUNS = {"model", "errors", "settings"}
PHASES = {"collect", "analyze", "compose", "deliver"}

# Who may import whom: a room's own modules, and these.
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "settings": set(),
    "model": set(),
    "records": {"model", "errors"},
    "config": {*NOUNS},
    "collect": {*NOUNS},
    "analyze": {*NOUNS},
    "compose": {*NOUNS},
    "deliver": {*NOUNS},
    "store": {*NOUNS, "records"},
    "web": {*NOUNS, "store", "compose", "records"},
    "worker": {"model", "errors", "collect", "analyze"},
    "cycle": {*NOUNS, "store", "config", "collect", "analyze", "compose"},
    "daemon": {"errors"},
    "demo": {*NOUNS},
    "app": {*NOUNS, *PHASES, "store", "cycle", "worker"},
    "__init__": set(),
    "__main__": {"cli"},
}
EVERYTHING = {"cli"}

# Within `compose`, who comes later: a line does not know who selects it, nor that how it is printed.
ROOMS_OF_COMPOSE = ("telling", "selecting", "printing")
LATER_IN_COMPOSE: dict[str, tuple[str, ...]] = {
    "telling": ("selecting", "printing", "page", "render"),
    "selecting": ("printing", "page", "render"),
    "page": ("printing", "render"),
}

# One door per dependency: the only modules that may name it.
DOORS: dict[str, tuple[str, ...]] = {
    "feedparser": ("collect/parse.py",),
    "httpx": ("collect/fetch.py", "collect/transport.py", "collect/guard.py", "deliver/notify.py"),
    "sqlite3": ("store/",),
    "sqlite_utils": ("store/",),
    "jinja2": ("compose/printing/press.py", "web/"),
    "apscheduler": ("daemon.py",),
    "smtplib": ("deliver/mail.py",),
    "apprise": ("deliver/notify.py",),
    "re2": ("analyze/regexes.py",),
    "HanTa": ("analyze/language/morphology.py",),
    "trafilatura": ("collect/article.py",),
    "nh3": ("collect/text.py",),
    "css_inline": ("compose/printing/press.py",),
    "aiosmtpd": ("demo/letterbox.py",),
    "click": ("cli/",),
    "rich": ("cli/",),
    "pydantic": ("config/", "config.py"),
    "starlette": ("web/",),
    "uvicorn": ("web/",),
    "prometheus_client": ("web/",),
}

# Thinking rooms never touch the world; these of their modules are the doors that do.
THINKING = ("model/", "errors.py", "settings.py", "records.py", "collect/", "analyze/", "compose/")
TOUCHING = (
    "collect/fetch.py",
    "collect/guard.py",
    "collect/wire.py",
    "collect/connections.py",
    "collect/places.py",
)
WORLD_MODULES = {
    "socket",
    "subprocess",
    "time",
    "urllib.request",
    "http.client",
    "asyncio",
    "threading",
    "os",
    "shutil",
}
WORLD_CALLS = {
    "print",
    "open",
    "input",
    "now",
    "today",
    "utcnow",
    "read_bytes",
    "write_text",
    "write_bytes",
    "urlopen",
}

BROAD_EXCEPT = "cycle/rooms.py"


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def room(path: Path) -> str:
    return place(path).split("/")[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every imported module by its full dotted name, late imports included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.lineno, node.module
            if node.module in {"watcher", "watcher.compose"}:
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def code_lines(node: ast.AST) -> int:
    """Lines that hold a statement's or expression's own code; docstrings and comments do not count."""
    lines: set[int] = set()
    body = getattr(node, "body", [])
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    for statement in body:
        lines.update(range(statement.lineno, (statement.end_lineno or statement.lineno) + 1))
    return len(lines)


def at(path: Path, line: int, what: str) -> str:
    return f"watcher/{place(path)}:{line}: {what}"


def test_rooms_import_only_whom_the_plan_allows() -> None:
    wrong = []
    for path in MODULES:
        here = room(path)
        if here in EVERYTHING:
            continue
        allowed = {here, *MAY_IMPORT[here], "__version__"}
        for line, name in imports(path):
            parts = name.split(".")
            if parts[0] == "watcher" and len(parts) > 1 and parts[1] not in allowed:
                wrong.append(at(path, line, f"{here} may not import {name}"))
    assert not wrong, "\n".join(wrong)


def test_in_compose_a_line_is_told_then_selected_then_printed() -> None:
    wrong = [
        at(path, line, f"imports {name}")
        for path in MODULES
        for line, name in imports(path)
        for later in LATER_IN_COMPOSE.get(
            place(path).removeprefix("compose/").removesuffix(".py").split("/")[0], ()
        )
        if place(path).startswith("compose/") and f"{name}.".startswith(f"watcher.compose.{later}.")
    ]
    assert not wrong, "\n".join(wrong)


def test_the_plan_names_the_modules_of_the_rooms_that_tell_the_story() -> None:
    named = set(re.findall(r"\w+", (ROOT / "docs/architecture.md").read_text(encoding="utf-8")))
    rooms = [HOUSE / each for each in (*PHASES, "cycle", *(f"compose/{each}" for each in ROOMS_OF_COMPOSE))]
    story = [path for path in MODULES if path.parent in rooms]
    assert not [place(path) for path in story if path.stem != "__init__" and path.stem not in named]


def test_every_dependency_has_one_door() -> None:
    wrong = [
        at(path, line, f"{name} has its door in {DOORS[name.split('.')[0]]}")
        for path in MODULES
        for line, name in imports(path)
        if name.split(".")[0] in DOORS
        and not any(place(path).startswith(door) for door in DOORS[name.split(".")[0]])
    ]
    assert not wrong, "\n".join(wrong)


def thinking() -> list[Path]:
    return [
        path for path in MODULES if place(path).startswith(THINKING) and not place(path).startswith(TOUCHING)
    ]


def test_thinking_modules_touch_nothing() -> None:
    wrong = []
    for path in thinking():
        wrong += [at(path, line, f"imports {name}") for line, name in imports(path) if name in WORLD_MODULES]
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in WORLD_CALLS:
                    wrong.append(at(path, node.lineno, f"calls {name}()"))
    assert not wrong, "\n".join(wrong)


def broad(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"} for kind in kinds)


def test_one_broad_except_parks_a_unit_in_the_cycle() -> None:
    found = [
        at(path, node.lineno, "broad except")
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and broad(node)
    ]
    assert len(found) == 1, "\n".join(found)
    assert BROAD_EXCEPT in found[0]


def test_no_module_imports_itself_through_another() -> None:
    names = {
        f"watcher.{place(path).removesuffix('.py').replace('/', '.')}".removesuffix(".__init__"): path
        for path in MODULES
    }
    edges = {
        name: {n for n in top_level_imports(path, names) if n in names and n != name}
        for name, path in names.items()
    }
    assert not (cycle := find_cycle(edges)), " -> ".join(cycle)


def top_level_imports(path: Path, names: Container[str]) -> Iterator[str]:
    """Modules of ours that must be loaded first; a sibling reached through its package counts as itself."""
    for node in tree(path).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name if name in names else node.module for name in whole)


def find_cycle(edges: dict[str, set[str]]) -> list[str]:
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        for other in sorted(edges[name]):
            if found := walk(other, [*path, name]):
                return found
        done.add(name)
        return []

    return next((found for name in sorted(edges) if (found := walk(name, []))), [])


def test_all_dataclasses_are_frozen_with_slots() -> None:
    wrong = []
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                for decorator in node.decorator_list:
                    name = ast.unparse(decorator)
                    if "dataclass" in name and not ("frozen=True" in name and "slots=True" in name):
                        wrong.append(at(path, node.lineno, f"{node.name} is {name}"))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("share", "below"), [(0.5, 6), (0.9, 20), (1.0, 40)])
def test_functions_are_short(share: float, below: int) -> None:
    sizes = sorted(
        (code_lines(node), at(path, node.lineno, node.name)) for path in MODULES for node in functions(path)
    )
    over = [row for row in sizes[: round(len(sizes) * share)] if row[0] >= below]
    assert not over, "\n".join(f"{name}: {size} lines" for size, name in over)


def test_functions_take_at_most_six_parameters() -> None:
    wrong = []
    for path in MODULES:
        for node in functions(path):
            names = [
                a.arg for a in itertools.chain(node.args.posonlyargs, node.args.args, node.args.kwonlyargs)
            ]
            if len([n for n in names if n not in {"self", "cls"}]) > 6 and room(path) != "cli":
                wrong.append(at(path, node.lineno, f"{node.name} takes {len(names)}"))
    assert not wrong, "\n".join(wrong)


def test_modules_and_classes_stay_small() -> None:
    wrong = [
        f"watcher/{place(path)}: {lines} lines"
        for path in MODULES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    ]
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and (node.end_lineno or 0) - node.lineno > 150:
                wrong.append(at(path, node.lineno, f"class {node.name} is over 150 lines"))
    assert not wrong, "\n".join(wrong)


BANNED = {"data", "info", "manager", "helper", "util", "utils", "process", "handle"}


def test_names_say_what_they_mean() -> None:
    wrong = []
    for path in MODULES:
        defined = [
            (node.lineno, node.name)
            for node in ast.walk(tree(path))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        ]
        # Parts of a name count, so that `read_data` does not slip through.
        wrong += [
            at(path, line, name) for line, name in defined if BANNED & set(name.lower().strip("_").split("_"))
        ]
        wrong += [] if not BANNED & set(path.stem.split("_")) else [f"watcher/{place(path)}"]
    # html.parser and httpx call these by name.
    wrong = [
        row
        for row in wrong
        if not row.endswith((": handle_data", ": handle_starttag", ": handle_endtag", ": handle_async_request"))
    ]
    assert not wrong, "\n".join(wrong)
