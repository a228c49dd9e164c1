"""`serve`: the desk in a browser; `brief`: a story's ledger as one document."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from watcher.cli.desk import Desk, credentials, pass_desk
from watcher.cli.lines import say
from watcher.cli.moments import DAY
from watcher.cli.naming import find_topic
from watcher.errors import ConfigError

TOKEN = "web-token"  # noqa: S105 - the credential's name


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Instead of the one in [web] listen.")
@click.option("--address", help="To listen at, instead of [web] listen; any but loopback needs a token.")
@click.option("--unix", type=click.Path(path_type=Path), metavar="PATH", help="A unix socket instead.")
@click.option("--host", "names", multiple=True, metavar="NAME", help="A name browsers may ask by; repeatable.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=f"Holds the token that readers give as a password; also the credential {TOKEN}.",
)
@pass_desk
def serve(
    desk: Desk,
    port: int | None,
    address: str | None,
    unix: Path | None,
    names: tuple[str, ...],
    token_file: Path | None,
) -> None:
    """Show the store in a browser: on this machine, or with a token on others; see [web] in watcher.toml."""
    from watcher.cycle.previewing import foresee, recall
    from watcher.web.previews import Previews
    from watcher.web.serve import Listen, check, open_to
    from watcher.web.serve import serve as serve_pages

    config = desk.config()
    told = Listen.read(config.web.listen)
    listen = Listen(address or told.host, port or told.port, unix or (None if address or port else told.path))
    token = read_token(token_file) if token_file or not config.web.token else config.web.token
    access = open_to(config.web, listen, names, token)
    check(listen, access)
    if config.store.exists():
        # Pages never write: what the index lacks is added before they start.
        with desk.store(readonly=False) as kept:
            kept.search.refresh()
    serve_pages(config, listen, access, Previews(foresee, recall), tell=say)


def read_token(file: Path | None) -> str | None:
    """The first line of the file, or of systemd's credential; raises ConfigError for an empty one."""
    folder = credentials()
    place = file or (folder / TOKEN if folder and (folder / TOKEN).exists() else None)
    if place is None:
        return None
    try:
        token = place.read_text("utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{place}: the token cannot be read ({error}); check the file") from error
    if not token:
        raise ConfigError(f"{place}: the token is empty; make one with `openssl rand -hex 16`")
    return token


@click.command()
@click.argument("topic")
@click.option("--since", type=DAY, help="Local date; from the beginning if left out.")
@pass_desk
def brief(desk: Desk, topic: str, since: datetime | None) -> None:
    """TOPIC's claims by weight with what became of them, as Markdown: for a handover."""
    from watcher.web.pages import brief as pages
    from watcher.web.visit import visit

    config = desk.config()
    find_topic(config, topic)
    asked = {"since": f"{since:%Y-%m-%d}"} if since else {}
    with desk.store() as kept:
        values = pages.read(visit(config, kept, asked, datetime.now(UTC)), topic)
        click.echo(pages.write(values).decode(), nl=False)
