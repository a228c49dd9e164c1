"""Reads secrets from the files that `…_file` keys name; none of them ever shows in a message or a repr.

A name is looked up among systemd's credentials first (systemd.exec(5), LoadCredential=), then in the
configuration folder. An absolute path is taken as it is.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from watcher.config.faults import Faults, Source, find_text, list_tables
from watcher.config.locate import Path as Place
from watcher.errors import tell_reason

_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)")  # a token and a value: RFC 9110 §5.1, §5.6.2
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://\S+")
_MOST_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Secret:
    """What a file held: one line, or headers."""

    path: Path
    line: str | None = field(default=None, repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


class Secrets:
    """All secrets a configuration names, read once; which could not be had is on record as a fault."""

    def __init__(
        self, files: Mapping[str, Source], folder: Path, credentials: Path | None, faults: Faults
    ) -> None:
        self._folders = tuple(each for each in (credentials, folder) if each)
        self._faults = faults
        self._read = {
            (source.where, place): self._open(source, place, name) for source, place, name in _find_names(files)
        }

    def line(self, source: Source, *place: str | int) -> str | None:
        secret = self._read.get((source.where, place))
        return secret.line if secret else None

    def headers(self, source: Source, *place: str | int) -> tuple[tuple[str, str], ...]:
        secret = self._read.get((source.where, place))
        return secret.headers if secret else ()

    def exposed(self) -> tuple[Path, ...]:
        """Files that everybody on the machine can read."""
        paths = sorted({secret.path for secret in self._read.values() if secret})
        return tuple(path for path in paths if path.stat().st_mode & stat.S_IROTH)

    def _open(self, source: Source, place: Place, name: str) -> Secret | None:
        path = next((p for each in self._folders if (p := each / name).is_file()), None)
        if path is None:
            looked = " or ".join(str(each / name) for each in self._folders)
            self._faults.add(source, place, f"there is no file {looked}; make it, with the secret in it")
            return None
        try:
            with path.open("rb") as file:
                text = file.read(_MOST_BYTES).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = tell_reason(error) if isinstance(error, OSError) else "not UTF-8"
            self._faults.add(source, place, f"{path} cannot be read ({reason}); mend it")
            return None
        if place[-1] == "headers_file":
            return Secret(path, headers=tuple(self._read_headers(path, text)))
        line = text.strip("\r\n")
        if not line.strip() or not line.isprintable():
            self._faults.add(source, place, f"{path} must hold the secret as its only line")
        elif place[-1] == "url_file" and not _ADDRESS.fullmatch(line):
            self._faults.add(source, place, f"{path} must hold an address such as https://hooks.example.org/…")
        return Secret(path, line)

    def _read_headers(self, path: Path, text: str) -> Iterator[tuple[str, str]]:
        for number, line in enumerate(text.splitlines(), 1):
            found = _HEADER.fullmatch(line.strip())
            if found and found[2].isprintable() and found[2].isascii():
                yield found[1], found[2]
            elif line.strip() and not line.startswith("#"):
                self._faults.put(str(path), "this line is no header; write 'Name: value'", number)


def _find_names(files: Mapping[str, Source]) -> Iterator[tuple[Source, Place, str]]:
    house = files["watcher.toml"]
    for part, key in (("mail", "password_file"), ("web", "token_file")):
        if name := find_text(house.told.get(part), key):
            yield house, (part, key), name
    for file, table, keys in (
        ("feeds.toml", "feed", ("password_file", "headers_file")),
        ("channels.toml", "channel", ("url_file", "secret_file")),
    ):
        for number, told in list_tables(files[file], table):
            for key in keys:
                if name := find_text(told, key):
                    yield files[file], (table, number, key), name
