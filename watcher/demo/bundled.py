"""Where the files that come with watcher lie: `config`, `seeds`, `systemd`."""

from __future__ import annotations

from pathlib import Path

from watcher.errors import ConfigError

_PACKAGE = Path(__file__).resolve().parents[1]


def find(name: str) -> Path:
    """Return the bundled file or folder, such as `seeds/newsroom`; raises ConfigError when it is not there.

    A wheel carries them inside the package (force-include in pyproject.toml). A checkout and an editable
    install have them beside it, because hatchling leaves force-include out of editable installs.
    """
    for root in (_PACKAGE / "_bundled", _PACKAGE.parent):
        if (root / name).exists():
            return root / name
    raise ConfigError(f"{name}: not found beside watcher or inside it; install watcher again")
