"""The folder `templates`: an operator's own wording and look of mails. Whether they print, compose judges."""

from __future__ import annotations

from pathlib import Path

from watcher.config.faults import Faults, suggest
from watcher.errors import tell_reason

# Every template that mails are made of (watcher/compose/templates; a test compares them).
NAMES = (
    "alert.html", "alert.txt", "boards.html", "boards.txt", "cards.html", "cards.txt", "dark.css",
    "digest.html", "digest.txt", "frame.html", "style.css",
)  # fmt: skip
LARGEST = 200_000  # bytes of one file


def read(folder: Path, faults: Faults) -> tuple[tuple[str, str], ...]:
    """File name and text of each, in order; a name that nothing prints is a fault, as is an unreadable file."""
    if not folder.is_dir():
        return ()
    found = []
    for path in sorted(each for each in folder.iterdir() if not each.name.startswith(".")):
        if path.name not in NAMES:
            near = suggest(path.name, NAMES)
            faults.put(
                str(path), f"no mail is made of a template of this name{near}; rename it or move it away"
            )
        elif (text := _read(path, faults)) is not None:
            found.append((path.name, text))
    return tuple(found)


def _read(path: Path, faults: Faults) -> str | None:
    try:
        content = path.read_bytes()
        if len(content) <= LARGEST:
            return content.decode("utf-8-sig")
        faults.put(str(path), f"is larger than {LARGEST:,} bytes; a template is a few thousand")
    except OSError as error:
        faults.put(str(path), f"cannot be read ({tell_reason(error)}); check its rights")
    except UnicodeDecodeError:
        faults.put(str(path), "is not UTF-8; save the file as UTF-8")
    return None
