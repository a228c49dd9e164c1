"""The command line: `watcher --config DIR VERB`. A verb's module is imported when the verb is used.

Exit codes: 0 done, 1 a person should look, 2 wrong usage or configuration, 3 store.
"""

from __future__ import annotations

from pathlib import Path

import click

from watcher import __version__
from watcher.cli.desk import Desk
from watcher.cli.verbs import Verbs, set_streams

# verb -> where its command is, and what `--help` says of it.
VERBS: dict[str, tuple[str, str]] = {
    "demo": ("watcher.cli.watch:demo", "Play a bundled newsroom and show its digests; no network."),
    "init": ("watcher.cli.setup:init", "Write a commented starter configuration."),
    "check": ("watcher.cli.setup:check", "Validate configuration, database and mail server."),
    "run": ("watcher.cli.watch:run", "Watch until told to stop: the daemon."),
    "cycle": ("watcher.cli.watch:cycle", "One pass now."),
    "digest": ("watcher.cli.preview:digest", "Render a digest without sending it."),
    "status": ("watcher.cli.watch:status", "What runs, what fails, what waits."),
    "feeds": ("watcher.cli.feeds:feeds", "List, find, test, import and export feeds."),
    "topics": ("watcher.cli.topics:topics", "Try queries on the stored past; explain a match."),
    "search": ("watcher.cli.ledger:search", "Full text over items and claims."),
    "extract": ("watcher.cli.extract:extract", "Articles in, mentions out; needs no configuration."),
    "backfill": ("watcher.cli.past:backfill", "Put articles of the past into the store."),
    "export": ("watcher.cli.ledger:export", "Everything stored, as JSON Lines or CSV."),
    "claims": ("watcher.cli.claims:claims", "The ledger of claims, and an editor's verdicts."),
    "mute": ("watcher.cli.verdicts:mute", "Tell nothing more of a claim for a while."),
    "unmute": ("watcher.cli.verdicts:unmute", "Tell of a muted claim again."),
    "reanalyze": ("watcher.cli.past:reanalyze", "Recompute all findings by today's rules."),
    "serve": ("watcher.cli.desk_pages:serve", "Show the store in a browser: the desk."),
    "retry": ("watcher.cli.remedies:retry", "Try again what was refused, held or parked."),
    "forget": ("watcher.cli.remedies:forget", "Delete the texts of an item or a feed."),
    "brief": ("watcher.cli.desk_pages:brief", "A topic's ledger as one document."),
    "backup": ("watcher.cli.past:backup", "Copy the store while it is in use."),
}


@click.group(
    cls=Verbs,
    lazy=VERBS,
    subcommand_metavar="VERB ...",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--config",
    "folder",
    envvar="WATCHER_CONFIG",
    default="config",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of the configuration; also $WATCHER_CONFIG.",
)
@click.option("--debug", is_flag=True, help="Show tracebacks.")
@click.version_option(__version__, prog_name="watcher")
@click.pass_context
def cli(context: click.Context, folder: Path, debug: bool) -> None:
    """Watch feeds for claims, and tell what is new or has changed about them.

    Begin with `watcher demo`, then `watcher init DIR`.
    """
    set_streams()
    context.obj = Desk(folder, debug)
