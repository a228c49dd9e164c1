"""`init` and `check`: from nothing to a configuration that stands."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import click

from watcher.cli.desk import Desk, credentials, make_folder, pass_desk
from watcher.cli.lines import cross, hint, say, tick
from watcher.cli.show import count
from watcher.cli.verbs import A_PERSON_SHOULD_LOOK, WRONG_USAGE, exit_with
from watcher.errors import ConfigError, DeliveryError, StoreError, tell_reason
from watcher.settings import Config, MailSettings

EXAMPLE = re.compile(r"[@.]example(?:\.(?:com|net|org))?$")  # RFC 2606, sections 2 and 3


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Write a commented starter configuration into DIR; nothing that is there is overwritten."""
    with as_file(files("watcher").joinpath("starter")) as starter:
        texts = {
            path.relative_to(starter): path.read_text(encoding="utf-8") for path in starter.rglob("*.toml")
        }
    taken = sorted(str(folder / name) for name in texts if (folder / name).exists())
    if taken:
        raise ConfigError(f"{taken[0]}: is there already; name a new folder, nothing was written")
    for name, text in sorted(texts.items()):
        _write(folder / name, text)
        click.echo(folder / name)
    say("Next: edit feeds.toml, topics/ and digests.toml, then")
    say(f"`watcher --config {folder} check` and `… cycle --all`.")


def _write(path: Path, text: str) -> None:
    make_folder(path.parent)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({tell_reason(error)}); name another folder") from error


@click.command()
@click.option("--schema", is_flag=True, help="Print the JSON Schema of every file and do nothing else.")
@pass_desk
def check(desk: Desk, schema: bool) -> None:
    """Validate the configuration, then the database and the mail server it names."""
    from watcher import config

    if schema:
        click.echo(json.dumps(config.make_schema(), ensure_ascii=False, indent=2))
        return
    told = _check_config(desk)
    sound = [_check_secrets(desk), _check_templates(told), _check_store(told), _check_mail(told)]
    exit_with(0 if all(sound) else A_PERSON_SHOULD_LOOK)


def _check_config(desk: Desk) -> Config:
    try:
        told = desk.config()
    except ConfigError as error:
        for problem in error.problems:
            cross(problem)
        exit_with(WRONG_USAGE)
    enabled = sum(feed.enabled for feed in told.feeds)
    counts = [
        (enabled, "feed"),
        (len(told.topics), "topic"),
        (len(told.digests), "digest"),
        (len(told.channels), "channel"),
    ]
    tick(f"configuration {desk.folder}: {', '.join(count(number, noun) for number, noun in counts)}")
    for remark in _miss(desk, told):
        hint(remark)
    return told


def _miss(desk: Desk, told: Config) -> Iterator[str]:
    """What is no fault, but leaves nothing to do."""
    if not any(feed.enabled for feed in told.feeds):
        yield f"no feed is read: `watcher --config {desk.folder} feeds add URL` finds one"
    if not told.topics:
        yield f"no topic is watched: {desk.folder}/topics/NAME.toml with a query makes one"
    yield from _mind_queries(told)
    if not told.digests:
        yield f"nobody is told: a [[digest]] in {desk.folder}/digests.toml does that"
    for digest in told.digests:
        for address in filter(EXAMPLE.search, digest.to):
            yield f"digest {digest.name}: {address} is nobody's; put your own into {desk.folder}/digests.toml"


def _mind_queries(told: Config) -> Iterator[str]:
    """What reads, but may not be meant: a small `or`, a query of ledger fields alone."""
    from watcher.analyze.query import parse

    for topic in told.topics:
        yield from (f"topic {topic.name}: {hint}" for hint in parse(topic.query, topic.aliases).hints)


def _check_secrets(desk: Desk) -> bool:
    from watcher import config

    exposed = config.list_exposed(desk.folder, credentials=credentials())
    for path in exposed:
        cross(f"secret {path}: everybody on this machine can read it; chmod 600 {path}")
    return not exposed


def _check_templates(told: Config) -> bool:
    """A template that cannot be used stops nothing: mails then follow the built-in one, and say so."""
    if not told.templates:
        return True
    from watcher.app import make_renderer
    from watcher.compose.printing.specimen import find_faults

    faults = find_faults(make_renderer(told))
    for fault in faults:
        cross(f"{told.folder}/{fault}; mails follow the built-in one until it is mended")
    if not faults:
        tick(f"templates: {count(len(told.templates), 'file')} of your own")
    return not faults


def _check_store(told: Config) -> bool:
    from watcher import store

    if not told.store.exists():
        return _check_place(told.store)
    try:
        store.open(told.store, readonly=True).close()
    except StoreError as error:
        cross(f"database {error}")
        return False
    tick(f"database {told.store}")
    return True


def _check_place(path: Path) -> bool:
    """Whether the store can be made: the nearest folder that is there must be ours to write."""
    home = next(folder for folder in path.parents if folder.exists())
    if not (home.is_dir() and os.access(home, os.W_OK | os.X_OK)):
        cross(f"database {path}: {home} may not be written by this user; change its rights or store.path")
        return False
    tick(f"database {path}: not there yet, the first cycle makes it")
    return True


def _check_mail(told: Config) -> bool:
    """Nobody may have set up mail yet: a digest can be previewed without."""
    from watcher.deliver import mail

    where = f"mail server {told.mail.host}:{told.mail.port}"
    try:
        mail.check(told.mail)
    except DeliveryError as error:
        if told.mail == MailSettings():
            hint(f"{where} does not answer, and [mail] in watcher.toml is not set up: digests will wait")
            return True
        cross(str(error))
        return False
    tick(where)
    return True
