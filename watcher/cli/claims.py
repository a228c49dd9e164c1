"""`claims`: the ledger, and what an editor has to say about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from watcher import records
from watcher.cli.desk import Desk, pass_desk
from watcher.cli.lines import say
from watcher.cli.moments import WHEN
from watcher.cli.naming import find_topic
from watcher.cli.show import count, local, printable, show_record, show_table
from watcher.cli.unshown import list_unshown
from watcher.cli.verbs import Verbs, refuse
from watcher.model import name_voices

if TYPE_CHECKING:
    from watcher.model import Claim
    from watcher.store import Place, Store, Verdict

EVER = datetime(1970, 1, 1, tzinfo=UTC)
MOST_CLAIMS = 50
MOST_NAMES = 6
DELETED = "[text deleted]"  # what `watcher forget` leaves
NEAR = 50  # claims that share most terms, of which those that may be the same are shown
TOLD = {
    "link": "linked with {other}",
    "split": "split from {other}",
    "reject": "not a claim",
    "mute": "muted {until}",
    "unmute": "told of again",
}


@click.group(cls=Verbs)
def claims() -> None:
    """The ledger of claims: what is said about each topic, by whom, and how it stands."""


@claims.command("list")
@click.option("--topic", help="Of this topic only.")
@click.option(
    "--most", type=click.IntRange(1), help="The latest so many; 50 if left out, with --new or --json all."
)
@click.option("--new", type=WHEN, metavar="SINCE", help="Only those first heard of since then; local time.")
@click.option("--digest", "name", help="With --new: what this digest, which began then, had no room for.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, as `export claims`.")
@pass_desk
def list_claims(
    desk: Desk, topic: str | None, most: int | None, new: datetime | None, name: str | None, as_json: bool
) -> None:
    """The claims last heard of, the latest first."""
    config = desk.config()
    if topic:  # claims of a topic that was removed may be asked for by export; here it is likely a typo
        find_topic(config, topic)
    begun = new.replace(tzinfo=config.timezone) if new else EVER
    if name and not new:
        raise click.UsageError("say --new SINCE with --digest: when the digest's time began")
    with desk.store() as kept:
        if name:
            list_unshown(config, kept, name, (topic, begun))
            return
        heard = kept.claims.heard(topic, begun)
        shown = heard[: most or (None if new or as_json else MOST_CLAIMS)]
        found = kept.claims.load(shown)
        if as_json:
            for claim in found:
                show_record(records.claim_record(claim))
            return
        rows = [_row(claim, config.timezone) for claim in found]
    if not rows:
        say(f"no claims {'since then' if new else 'yet'}; `watcher search` finds what is stored")
        return
    show_table(("last seen", "standing", "sources", "claim", "statement"), rows, wide=4)
    say(f"{len(rows)} of {count(len(heard), 'claim')}; `watcher claims show CLAIM` shows one")


def _row(claim: Claim, zone: ZoneInfo) -> tuple[Any, ...]:
    seen, mention = claim.latest.seen_at, claim.latest.mention
    return local(seen, zone), mention.standing, claim.origins, claim.id, mention.statement or DELETED


@claims.command("show")
@click.argument("claim")
@pass_desk
def show_claim(desk: Desk, claim: str) -> None:
    """A claim with all its evidence, verbatim, from old to new, and the verdicts on it.

    The number m… beside a mention is what `claims split` and `claims reject` ask for.
    """
    zone = desk.config().timezone
    with desk.store() as kept:
        places = kept.verdicts.places(claim)
        verdicts = kept.verdicts.walk(claim)
        if places and places[0].claim != claim:
            verdicts += kept.verdicts.walk(places[0].claim)
        related = _find_related(kept, places[0].claim) if places else ()
    if not places:
        refuse(f"there is no claim '{claim}'; `watcher claims list` and `watcher search` show what there is")
    click.secho(f"{places[0].topic}: {places[0].claim}, {_extent(places)}", bold=True)
    if places[0].claim != claim:
        click.echo(f"{claim} is part of it now")
    for line in (*_tell_verdicts(verdicts, zone), *_tell(places, zone), *_tell_related(related)):
        click.echo(printable(line))


def _find_related(kept: Store, number: str) -> Sequence[Claim]:
    """What may be the same claim and is not sure enough: shown here, never told as a change."""
    from watcher.analyze import findings, link  # the lists it reads take half a second

    claim = kept.claims.get(number)
    if claim is None:
        return ()
    terms = findings.terms(each.mention for each in claim.evidence)
    return link.relate(claim, kept.claims.candidates(claim.topic, terms, EVER, NEAR))


def _tell_related(related: Sequence[Claim]) -> Iterator[str]:
    if related:
        yield ""
        yield "perhaps the same (`watcher claims link` makes them one):"
    for claim in related:
        yield f"  {claim.id}  „{claim.latest.mention.statement}“"


def _extent(places: Sequence[Place]) -> str:
    """„12 mentions in 3 reports, 1 source (dpa)“."""
    mentions = {each.mention for each in places}
    said = {each.evidence.byline for each in places}
    voices = dict.fromkeys(name_voices(said).values())
    names = sorted(name for whose, name in voices if whose != "text")
    shown = f" ({', '.join(names[:MOST_NAMES])}{' …' if len(names) > MOST_NAMES else ''})" if names else ""
    reports = count(len({each.item for each in said}), "report")
    return f"{count(len(mentions), 'mention')} in {reports}, {count(len(voices), 'source')}{shown}"


def _tell(places: Sequence[Place], zone: ZoneInfo) -> Iterable[str]:
    """A wording that later revisions of its item repeat stands once."""
    runs: dict[object, list[Place]] = {}
    for each in places:
        runs.setdefault(each.run, []).append(each)
    for run in runs.values():
        first, mention = run[0].evidence, run[0].evidence.mention
        speaker = f", {mention.attribution.name}" if mention.attribution else ""
        yield ""
        yield f"{run[0].number}  {local(first.seen_at, zone)}  {first.outlet}{speaker}  {mention.standing}"
        yield f"  „{mention.statement}“" if mention.statement else f"  {DELETED}"
        place = f"{mention.where} {mention.start}–{mention.end}"
        yield f"  {first.url or mention.item}, {_name_revisions(run)}, {place}"


def _name_revisions(run: Sequence[Place]) -> str:
    numbers = list(dict.fromkeys(each.evidence.mention.revision for each in run))
    return f"revision {numbers[0]}" if len(numbers) == 1 else f"revisions {', '.join(map(str, numbers))}"


def _tell_verdicts(verdicts: Iterable[Verdict], zone: ZoneInfo) -> Iterator[str]:
    for each in {verdict.id: verdict for verdict in verdicts}.values():
        undone = f", undone {local(each.undone_at, zone)}" if each.undone_at else ""
        yield f"verdict {each.id}  {local(each.at, zone)}  {each.claim} {_word(each, zone)}{undone}"


def _word(verdict: Verdict, zone: ZoneInfo) -> str:
    until = "for good"
    if verdict.kind == "mute" and verdict.other:
        until = f"until {local(datetime.fromisoformat(verdict.other), zone)}"
    if verdict.kind == "reject" and verdict.other:
        return f"split from {verdict.other}: not a claim"
    return TOLD[verdict.kind].format(other=verdict.other, until=until)


@claims.command("link")
@click.argument("claim")
@click.argument("other")
@pass_desk
def link_claims(desk: Desk, claim: str, other: str) -> None:
    """CLAIM and OTHER are one claim; it keeps CLAIM's number."""
    with desk.store(readonly=False) as kept:
        given = kept.verdicts.link(claim, other, datetime.now(UTC))
    _confirm(given, f"{given.other} is part of {given.claim} now")


@claims.command("split")
@click.argument("claim")
@click.argument("mentions", nargs=-1, required=True, metavar="MENTION...")
@pass_desk
def split_claim(desk: Desk, claim: str, mentions: tuple[str, ...]) -> None:
    """Each MENTION (m…, as `claims show CLAIM` prints them) is another claim; several of them are one."""
    with desk.store(readonly=False) as kept:
        given = kept.verdicts.split(claim, mentions, datetime.now(UTC))
    _confirm(given, f"{given.claim} is a claim of its own, apart from {given.other}")


@claims.command("reject")
@click.argument("claim")
@click.argument("mentions", nargs=-1, metavar="[MENTION...]")
@pass_desk
def reject_claim(desk: Desk, claim: str, mentions: tuple[str, ...]) -> None:
    """CLAIM is not a claim, or only each MENTION of it (m…): not told any more, nor counted."""
    with desk.store(readonly=False) as kept:
        given = kept.verdicts.reject(claim, mentions, datetime.now(UTC))
    _confirm(given, f"{given.claim} is not a claim")


@claims.command("undo")
@click.argument("verdict", type=int)
@pass_desk
def undo_verdict(desk: Desk, verdict: int) -> None:
    """Take back VERDICT, a number of `claims verdicts` or `claims show`."""
    with desk.store(readonly=False) as kept:
        given = kept.verdicts.undo(verdict, datetime.now(UTC))
    click.echo(f"verdict {given.id} is undone")


@claims.command("verdicts")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines.")
@pass_desk
def list_verdicts(desk: Desk, as_json: bool) -> None:
    """Every verdict ever given, mutes too, from old to new."""
    zone = desk.config().timezone
    with desk.store() as kept:
        given = kept.verdicts.walk()
    if as_json:
        for each in given:
            show_record(_verdict_record(each))
        return
    if given:
        rows = (
            (each.id, local(each.at, zone), each.claim, _word(each, zone), _undone(each, zone))
            for each in given
        )
        show_table(("no.", "given", "claim", "verdict", "undone"), rows)
    say(f"{count(len(given), 'verdict')}; `watcher claims undo NUMBER` takes one back")


def _undone(verdict: Verdict, zone: ZoneInfo) -> str:
    return local(verdict.undone_at, zone)


def _verdict_record(verdict: Verdict) -> records.Record:
    return {
        "verdict": verdict.id,
        "kind": verdict.kind,
        "claim": verdict.claim,
        "other": verdict.other,
        "at": records.time_text(verdict.at),
        "undone": verdict.undone_at and records.time_text(verdict.undone_at),
    }


def _confirm(verdict: Verdict, sentence: str) -> None:
    """What holds now, and how to take it back."""
    moved = f", {count(verdict.moved, 'mention')} moved" if verdict.moved else ""
    click.echo(f"{sentence} (verdict {verdict.id}{moved})")
    say(f"`watcher claims undo {verdict.id}` takes it back")
