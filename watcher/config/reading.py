"""Reads the folder: which files there are and what TOML is in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from watcher.config.faults import Faults, Source, suggest
from watcher.config.shapes import FILES
from watcher.errors import ConfigError, tell_reason

FOLDERS = ("topics", "templates")
# What tomllib says -> what an operator most likely did.
_HINTS = {
    "Invalid value": "text stands in quotes, ",
    "Illegal character '\\n'": "a quotation mark is missing at the end of the line, ",
    "Expected newline": "text with \" in it stands between '…', ",
    "Unescaped": "text with \\ in it stands between '…', ",
    "Cannot overwrite": "a key stands there twice, ",
    "Cannot declare": "a [table] stands there twice, ",
    "Unclosed array": "a ] is missing, ",
    "Expected ']": "a ] is missing, ",
}
_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_folder(folder: Path, faults: Faults) -> tuple[dict[str, Source], tuple[Source, ...]]:
    """Return the files by name, and the topics in order of their names; what is not there counts as empty."""
    _expect_folder(folder)
    files = {name: _read(folder / name, faults) for name in FILES if (folder / name).exists()}
    topics = tuple(_read(path, faults) for path in _list(folder / "topics"))
    for path in _list(folder):
        if path.name not in FILES:
            near = suggest(path.name, FILES)
            faults.put(str(path), f"nothing reads a file of this name{near}; rename it or move it away")
    _find_misnamed(folder, faults)
    empty = {name: Source(folder / name, str(folder / name)) for name in FILES}
    return empty | files, topics


def _find_misnamed(folder: Path, faults: Faults) -> None:
    """A topic that nobody reads is missed only when its news is."""
    for path in sorted(each for each in folder.iterdir() if each.is_dir() and each.name not in FOLDERS):
        if near := suggest(path.name, FOLDERS):
            faults.put(str(path), f"nothing reads a folder of this name{near}; rename it or move it away")
    for path in sorted((folder / "topics").glob("*")):
        if path.name.startswith(".") or path.suffix == ".toml" or path.is_dir():
            continue
        if not path.suffix or suggest(path.suffix, [".toml"]) or path.name.endswith(".toml.txt"):
            faults.put(str(path), "is not read, since a topic's file ends in .toml; rename it or move it away")


def _expect_folder(folder: Path) -> None:
    if not folder.exists():
        raise ConfigError(
            f"{folder}: there is no configuration here; `watcher init {folder}` writes one, "
            "--config names another folder"
        )
    if not folder.is_dir():
        raise ConfigError(f"{folder}: is a file; --config takes the folder it lies in")


def _list(folder: Path) -> Iterator[Path]:
    """TOML files in order of their names; editors leave hidden copies behind."""
    return (path for path in sorted(folder.glob("*.toml")) if not path.name.startswith("."))


def _read(path: Path, faults: Faults) -> Source:
    where = str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return Source(path, where, text, tomllib.loads(text))
    except OSError as error:
        faults.put(where, f"cannot be read ({tell_reason(error)}); check its rights")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        faults.put(where, "is not UTF-8 here; save the file as UTF-8", line)
    except tomllib.TOMLDecodeError as error:
        faults.put(where, *_explain_syntax(str(error), text))
    except RecursionError:
        faults.put(where, "holds lists within lists beyond reason; take them out", 1)
    return Source(path, where, broken=True)


def _explain_syntax(message: str, text: str) -> tuple[str, int]:
    """tomllib puts the place at the end of its message; before Python 3.14 nowhere else."""
    found = _POSITION.search(message)
    said = message[: found.start()] if found else message
    line = int(found[1]) if found and found[1] else max(1, text.rstrip().count("\n") + 1)
    hint = next((words for start, words in _HINTS.items() if said.startswith(start)), "")
    return f"this is not TOML: {said[:1].lower()}{said[1:]}; {hint}see https://toml.io/en/", line
