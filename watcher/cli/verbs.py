"""Groups of verbs that load late, know what was meant, and turn failures into one sentence and an exit code."""

from __future__ import annotations

import difflib
import importlib
import io
import sys
from types import TracebackType
from typing import Any, NoReturn

import click

from watcher.cli.lines import say
from watcher.errors import ConfigError, QueryError, StoreError, VerdictError, WatcherError

A_PERSON_SHOULD_LOOK = 1
WRONG_USAGE = 2
STORE = 3
NEAR = 0.65  # likeness of a misspelt verb: 'exprot' is, 'import' is no 'export'
# What other programs call it -> what we do.
OTHER_WORDS = {
    "preview": "digest NAME --preview",
    "doctor": "check",
    "start": "run",
    "daemon": "run",
    "web": "serve",
    "desk": "serve",
    "help": "--help",
    "version": "--version",
}
INTERRUPTED = 130  # 128 + SIGINT, what a shell expects


class Verbs(click.Group):
    """`lazy`: verb -> ("module:command", what it does), so that `--help` imports none of them."""

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"subcommand_metavar": "VERB ...", **kwargs})
        self.lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.lazy:
            return super().get_command(ctx, name)
        module, _, attribute = self.lazy[name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, self.lazy[name][1]) for name in self.lazy]
        rows += [(name, each.get_short_help_str(200)) for name, each in self.commands.items()]
        with formatter.section("Verbs"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.list_commands(ctx) and not args[0].startswith("-"):
            near = self._suggest(ctx, args[0])
            meant = f" (did you mean '{near}'?)" if near else ""
            ctx.fail(f"there is no verb '{args[0]}'{meant}")
        return super().resolve_command(ctx, args)

    def _suggest(self, ctx: click.Context, word: str) -> str:
        """The verb of another group, the usual word for it, or the one that is spelled nearly so."""
        if ctx.parent and word in ctx.parent.command.list_commands(ctx.parent):  # type: ignore[attr-defined]
            return f"watcher {word}"
        groups = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        inside = [
            f"{name} {word}" for name, each in groups if isinstance(each, Verbs) and word in each.commands
        ]
        near = difflib.get_close_matches(word, self.list_commands(ctx), n=1, cutoff=NEAR)
        return "' or '".join(inside) or OTHER_WORDS.get(word, "") or "".join(near)

    def invoke(self, ctx: click.Context) -> Any:
        """Only the outermost group answers for failures; with --debug they come through as they are."""
        if ctx.parent:
            return super().invoke(ctx)
        if not ctx.params.get("debug"):
            sys.excepthook = confess
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except WatcherError as error:
            if ctx.params.get("debug"):
                raise
            say(str(error))
            ctx.exit(judge(error))
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            _show_usage(error)
            ctx.exit(WRONG_USAGE)


def _show_usage(error: click.UsageError) -> None:
    """As click does, in lines that end between words."""
    if error.ctx:
        say(f"{error.ctx.get_usage()}\nTry `{error.ctx.command_path} --help` for help.\n")
    say(f"Error: {error.format_message()}")


def set_streams() -> None:
    """JSON Lines are UTF-8 whatever the locale; a terminal that lacks a character shows a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def judge(error: WatcherError) -> int:
    """The exit code of a failure."""
    if isinstance(error, ConfigError | QueryError | VerdictError):
        return WRONG_USAGE
    return STORE if isinstance(error, StoreError) else A_PERSON_SHOULD_LOOK


def confess(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """sys.excepthook without --debug: what nobody foresaw, in one sentence. Python then exits with 1."""
    said = " ".join(f"{kind.__name__}: {error}".split())
    sys.stderr.write(
        f"watcher: this is a bug ({said:.200}); run it again as `watcher --debug …` and report it\n"
    )


def refuse(sentence: str) -> NoReturn:
    """What a person asked for is not there. The verb was used as it is meant, so its usage is not shown."""
    say(sentence)
    exit_with(WRONG_USAGE)


def exit_with(code: int) -> NoReturn:
    """End the verb that is running."""
    click.get_current_context().exit(code)
