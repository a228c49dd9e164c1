"""What was mailed and holds no more is corrected once, by the next digest: the real pipeline, day by day."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from click.testing import CliRunner

from watcher.app import open_rooms
from watcher.cli import cli
from watcher.cycle import Rooms, compose, start_lists
from watcher.cycle.analyzing import analyze
from watcher.model import Change, Evidence, Findings, Link, Match, Message, Revision, Trace
from watcher.settings import AlertRule, Config, DigestList, MailSettings, Topic

MONDAY = datetime(2026, 3, 2, 5, tzinfo=UTC)
RALLY = "Gegen die neue Deponie demonstrierten in Hilden rund 4.000 Menschen, teilte die Polizei mit."
STAND = "Der Widerstand der Deponiegegner legte laut Veranstalter den Verkehr in Hilden für zwei Stunden lahm."
FEW = "An der Deponie in Hilden wurden nach Angaben der Feuerwehr 30 Anwohner in Sicherheit gebracht."
MANY = "An der Deponie in Hilden wurden nach Angaben der Feuerwehr 90 Anwohner in Sicherheit gebracht."


@dataclass(frozen=True)
class Week:
    """A newsroom whose days are told: what outlets publish, and what a reader gets the next morning."""

    folder: Path
    config: Config
    rooms: Rooms

    async def publish(self, hour: int, *texts: str) -> None:
        """Each by an outlet of its own, so many hours after Monday's start."""
        for text in texts:
            at = MONDAY + timedelta(hours=hour)
            number = len(list(self.rooms.store.revisions.items()))
            item = f"blatt{number}/{number}"
            self.rooms.store.revisions.add(
                [
                    Revision(
                        item,
                        1,
                        f"blatt{number}",
                        f"Blatt {number}",
                        "Deponie",
                        text,
                        at,
                        "live",
                        url=f"https://blatt{number}.example/{number}",
                        language="de",
                        hash=item,
                        entry_hash=item,
                    )
                ]
            )
        await analyze(self.rooms, MONDAY + timedelta(hours=hour))

    def morning(self, day: int) -> list[Message]:
        """What goes out on the morning so many days after Monday."""
        before = {each.message.key for each in self.rooms.store.outbox.walk()}
        compose(self.rooms, MONDAY + timedelta(days=day, hours=3))
        return [each.message for each in self.rooms.store.outbox.walk() if each.message.key not in before]

    def read(self, day: int) -> str:
        (message,) = self.morning(day)
        return message.text

    async def type(self, *words: object) -> str:
        """What a person types; in a thread of its own, since verbs bring their own loop."""
        typed = ["--config", str(self.folder), *map(str, words)]
        told = await asyncio.to_thread(CliRunner().invoke, cli, typed)
        assert told.exit_code == 0, told.output
        return told.stdout


CONFIG = {
    "watcher.toml": '[store]\npath = "watcher.db"\n',
    "feeds.toml": "",
    "topics/deponie.toml": 'title = "Deponie Hilden"\nquery = "Deponie* OR Hilden"\n',
    "digests.toml": '[[digest]]\nname = "morgen"\nto = ["desk@example.org"]\n',
}


@asynccontextmanager
async def begin(folder: Path, **topic: object) -> AsyncIterator[Week]:
    for name, text in CONFIG.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    deponie = Topic("deponie", "Deponie* OR Hilden", "Deponie Hilden")
    config = Config(
        folder, folder / "watcher.db", topics=(replace(deponie, **topic),),  # type: ignore[arg-type]
        digests=(DigestList("morgen", ("desk@example.org",), at=time(7)),),
        mail=MailSettings(sender="watcher@example.org"),
    )  # fmt: skip
    async with open_rooms(config, workers=1) as rooms:
        start_lists(rooms, MONDAY - timedelta(days=1))
        week = Week(folder, config, rooms)
        await analyze(rooms, MONDAY - timedelta(days=1))
        week.morning(-1)
        yield week


def number_of(mail: str, statement: str) -> str:
    """The claim's number that stands under the statement in the mail."""
    flat = " ".join(mail.split())
    after = flat[flat.index(statement[:60]) :]
    found = re.search(r"\bc[0-9a-f]{10}\b", after)
    assert found, mail
    return found.group()


def correction(mail: str) -> str:
    """The section of its own, up to the first topic."""
    start = mail.index("BERICHTIGUNG")
    return " ".join(mail[start : mail.index("DEPONIE HILDEN") if "DEPONIE HILDEN" in mail else None].split())


async def test_a_claim_told_as_new_that_is_linked_to_an_older_one_is_corrected_once(tmp_path: Path) -> None:
    async with begin(tmp_path) as week:
        await week.publish(10, RALLY)
        first = week.read(1)
        await week.publish(34, STAND)
        second = week.read(2)
        older, newer = number_of(first, RALLY), number_of(second, STAND)
        await week.type("claims", "link", older, newer)
        (message,) = week.morning(3)
        assert message.subject == "morgen: 1 Berichtigung"
        told = correction(message.text)
        assert "Im Digest vom 4. März gemeldet: ● NEU" in told
        assert "War nicht neu: Diese Aussage war schon bekannt. (Urteil der Redaktion" in told
        assert STAND in told
        assert RALLY in told
        assert older in told
        assert newer not in told
        assert "Berichtigung" in message.html
        assert "BERICHTIGUNG" not in week.read(4)


async def test_a_change_of_figures_between_two_claims_that_are_split_is_corrected(tmp_path: Path) -> None:
    async with begin(tmp_path) as week:
        await week.publish(10, FEW)
        week.read(1)
        await week.publish(34, MANY)
        second = week.read(2)
        assert "30 → 90" in second
        claim = number_of(second, MANY)
        shown = (await week.type("claims", "show", claim)).splitlines()
        mention = shown[next(n for n, line in enumerate(shown) if MANY in line) - 1].split()[0]
        await week.type("claims", "split", claim, mention)
        told = correction(week.read(3))
        assert "Im Digest vom 4. März gemeldet: ◆ ZAHL" in told
        assert "Das sind zwei verschiedene Aussagen" in told
        assert FEW in told
        assert MANY in told
        assert claim in told
        assert "c" + mention[1:] in told


async def test_what_is_not_a_claim_is_taken_back_and_told_again_when_that_is_undone(tmp_path: Path) -> None:
    async with begin(tmp_path) as week:
        await week.publish(10, RALLY)
        claim = number_of(week.read(1), RALLY)
        assert RALLY in await week.type("claims", "show", claim)
        await week.type("claims", "reject", claim)
        assert "Das ist keine Aussage und zählt nicht mehr." in correction(week.read(2))
        assert "BERICHTIGUNG" not in week.read(3)
        await week.type("claims", "undo", 1)
        assert "Gilt wieder, wie gemeldet." in correction(week.read(4))
        assert "BERICHTIGUNG" not in week.read(5)


async def test_the_number_in_the_mail_mutes(tmp_path: Path) -> None:
    async with begin(tmp_path) as week:
        await week.publish(10, FEW)
        await week.type("mute", number_of(week.read(1), FEW), "--until", "7d")
        await week.publish(34, MANY)
        assert "30 → 90" not in week.read(2)


async def test_a_verdict_undone_before_the_next_digest_is_no_news(tmp_path: Path) -> None:
    async with begin(tmp_path) as week:
        await week.publish(10, RALLY)
        claim = number_of(week.read(1), RALLY)
        await week.type("claims", "reject", claim)
        await week.type("claims", "undo", 1)
        assert "BERICHTIGUNG" not in week.read(2)


async def test_what_was_never_mailed_is_not_corrected(tmp_path: Path) -> None:
    async with begin(tmp_path) as week:
        await week.publish(10, RALLY)
        (claim,) = {each.claim for each in week.rooms.store.claims.changes()}
        await week.type("claims", "reject", claim)
        assert "BERICHTIGUNG" not in week.read(1)


async def test_a_verdict_on_what_was_mailed_is_corrected_once_even_after_reanalyze(tmp_path: Path) -> None:
    async with begin(tmp_path) as week:
        await week.publish(10, FEW)
        week.read(1)
        await week.publish(34, MANY)
        claim = number_of(week.read(2), MANY)
        await week.type("claims", "reject", claim)
        await week.type("reanalyze")
        assert "Das ist keine Aussage" in correction(week.read(3))
        await week.type("reanalyze")
        assert "BERICHTIGUNG" not in week.read(4)


async def test_reanalyze_by_the_same_rules_corrects_nothing(tmp_path: Path) -> None:
    async with begin(tmp_path) as week:
        await week.publish(10, FEW, RALLY)
        week.read(1)
        await week.publish(34, MANY, STAND)
        week.read(2)
        await week.type("reanalyze")
        assert "BERICHTIGUNG" not in week.read(3)


async def test_a_change_that_the_rules_find_no_more_is_corrected(tmp_path: Path) -> None:
    """Findings of a rule that is gone: a figure's change is stored that the rules of today do not find."""
    async with begin(tmp_path) as week:
        await week.publish(10, FEW)
        week.read(1)
        await week.publish(34, MANY)
        kept = week.rooms.store
        (wrong,) = (each for each in kept.claims.changes() if each.type == "quantity_changed")
        odd = replace(wrong, type="contradicted", reason="negated:", claim=wrong.claim)
        revision = kept.revisions.get(wrong.item, 1)
        carried = kept.claims.carried("deponie", wrong.item, 1)
        kept_findings(week, revision, odd)
        assert carried
        assert "Widerspruch" in week.read(2)
        await week.type("reanalyze")
        told = correction(week.read(3))
        assert "Nach den Regeln von heute: Zahl" in told
        assert "BERICHTIGUNG" not in week.read(4)


def kept_findings(week: Week, revision: Revision, change: object) -> None:
    """As if other rules had concluded so."""
    assert isinstance(change, Change)
    assert isinstance(change.after, Evidence)
    trace = Trace(revision.item, 1, revision.seen_at, revision.item)
    found = Findings(
        "deponie", revision.item, 1, trace, (change.after,), (Link(0, 0, change.claim),), (change,)
    )
    week.rooms.store.claims.save(revision, [Match("deponie", revision.item, 1, ())], [found], "0")


async def test_what_could_not_be_read_again_is_not_taken_back(tmp_path: Path) -> None:
    """A parked revision and a deleted text leave findings out; neither says that a change was wrong."""
    async with begin(tmp_path) as week:
        await week.publish(10, FEW)
        week.read(1)
        kept, now = week.rooms.store, MONDAY
        kept.claims.drop("deponie")
        (revision,) = kept.revisions.walk()
        kept.claims.save(revision, [Match("deponie", revision.item, 1, ())], [], "3")
        kept.parked.add(f"revision {revision.item}#1", "it was too slow", "", now)
        assert "BERICHTIGUNG" not in week.read(2)
        kept.parked.clear(f"revision {revision.item}#1")
        assert "BERICHTIGUNG" in week.read(3)


async def test_an_alert_is_corrected_by_the_next_digest_of_its_topic(tmp_path: Path) -> None:
    rule = AlertRule(("quantity_changed",), ("chef@example.org",))
    async with begin(tmp_path, alert=rule) as week:
        await week.publish(10, FEW)
        week.read(1)
        await week.publish(34, MANY)
        compose(week.rooms, MONDAY + timedelta(hours=35))
        alert = next(e.message for e in week.rooms.store.outbox.walk() if e.message.key.startswith("alert/"))
        await week.type("claims", "reject", number_of(alert.text, MANY))
        told = correction(week.read(2))
        assert "Im Alarm von Di 17:00 gemeldet: ◆ ZAHL" in told


async def test_a_recipient_of_other_topics_hears_of_no_correction(tmp_path: Path) -> None:
    async with begin(tmp_path) as week:
        await week.publish(10, RALLY)
        claim = number_of(week.read(1), RALLY)
        await week.type("claims", "reject", claim)
        other = DigestList("morgen", ("desk@example.org",), at=time(7), only=(("desk@example.org", ()),))
        rooms = replace(week.rooms, config=replace(week.config, digests=(other,)))
        compose(rooms, MONDAY + timedelta(days=2, hours=3))
        mails = [each.message.text for each in week.rooms.store.outbox.walk()]
        assert not any("BERICHTIGUNG" in text for text in mails)
