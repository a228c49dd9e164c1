"""Commands' entry: `python -m watcher` and the console script."""

from __future__ import annotations


def main() -> None:
    from watcher.cli import cli

    cli()


if __name__ == "__main__":
    main()
