"""What is queued when: alert rules, cool-down, quiet hours, mutes, and topics that ask for a speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.compose.builders import changed, number, said
from watcher import store
from watcher.analyze import RULES
from watcher.analyze.match import Matcher
from watcher.compose.render import Renderer
from watcher.cycle import Rooms, compose, start_lists
from watcher.cycle.analyzing import fingerprints
from watcher.cycle.composing import LAG
from watcher.model import Change, Evidence, Findings, Match, Message, Revision, Trace
from watcher.settings import AlertRule, Config, DigestList, MailSettings, Topic
from watcher.store import Store

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2025, 4, 28, 10, tzinfo=UTC)
FIRST = "Bei Rauhtal wurden 40 Häuser evakuiert"
SECOND = "Bei Rauhtal wurden 90 Häuser evakuiert"
RULE = AlertRule(("quantity_changed", "standing_changed"), ("chef@example.org",))


@dataclass
class Newsroom:
    """A store, a topic with a rule, and the changes that are found one after the other."""

    folder: Path
    kept: Store
    query: str = "Rauhtal"
    rule: AlertRule = RULE
    found: int = field(default=0)
    only: dict[str, tuple[str, ...]] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)

    def rooms(self) -> Rooms:
        topic = Topic("damm", self.query, "Staudamm", alert=self.rule)
        morning = DigestList(
            "morgen", ("desk@example.org", *self.only), at=time(14), only=tuple(self.only.items())
        )
        sender = MailSettings(sender="watcher@example.org")
        config = Config(
            self.folder, self.kept.path, timezone=BERLIN, topics=(topic,), digests=(morning,), mail=sender
        )
        absent: Any = nothing  # composing asks neither feeds nor workers
        matcher, renderer = Matcher(config.topics), Renderer("de", BERLIN, templates=self.templates)
        rooms = Rooms(config, self.kept, absent, absent, absent, matcher, renderer, absent)
        self.kept.topics.record(fingerprints(config))
        start_lists(rooms, NOON - timedelta(hours=1))
        return rooms

    def happen(self, old: str, new: str, *, claim: str = "c1", **more: Any) -> Change:
        """A figure of the claim changes, as analysis would have found it."""
        self.found += 1
        before, after = (
            said(text, item=f"blatt/{self.found}{side}", when=NOON, quantities=tuple(_figures(text)), **more)
            for side, text in (("a", old), ("b", new))
        )
        change = changed("quantity_changed", before, after, claim=claim, topic="damm")
        for each in (before, after):
            self._keep(each, (change,) if each is after else ())
        return change

    def _keep(self, evidence: Evidence, changes: tuple[Change, ...]) -> None:
        item = evidence.mention.item
        revision = Revision(
            item, 1, "blatt", "Blatt", "", evidence.mention.statement, NOON, "live", language="de",
            hash=item, entry_hash=item,
        )  # fmt: skip
        self.kept.revisions.add([revision])
        findings = Findings("damm", item, 1, Trace(item, 1, NOON, item), (evidence,), (), changes)
        self.kept.claims.save(revision, [Match("damm", item, 1, ())], [findings], RULES)

    def compose(self, at: datetime) -> list[Message]:
        """The messages that this pass queued."""
        before = {each.message.key for each in self.kept.outbox.walk()}
        compose(self.rooms(), at)
        return [each.message for each in self.kept.outbox.walk() if each.message.key not in before]

    def alerts(self, at: datetime) -> list[Message]:
        return [each for each in self.compose(at) if each.key.startswith("alert/")]


async def nothing(*parts: object) -> Any:
    raise AssertionError("composing asks nobody")


def _figures(text: str) -> Iterator[Any]:
    for word in text.split():
        if word.isdecimal():
            yield number(text, word, float(word), float(word))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with store.open(tmp_path / "watcher.db") as kept:
        newsroom = Newsroom(tmp_path, kept)
        newsroom.rooms()
        yield newsroom


def test_a_bundle_stays_in_the_threads_of_its_claims(room: Newsroom) -> None:
    room.happen(FIRST, SECOND)
    room.happen("Es brennen 3 Häuser", "Es brennen 5 Häuser", claim="c2")
    (message,) = room.alerts(NOON)
    assert dict(message.headers)["References"].count("<claim.") == 2


def test_a_broken_template_is_said_in_the_mail_and_in_status_until_it_prints_again(room: Newsroom) -> None:
    room.templates = {"alert.html": "{{ nothing.of.this }}"}
    room.happen(FIRST, SECOND)
    (message,) = room.alerts(NOON)
    assert "templates/alert.html:1" in message.text
    assert [each.unit for each in room.kept.parked.walk()] == ["template alert"]
    room.templates = {}
    room.happen(SECOND, FIRST)
    assert room.alerts(NOON + timedelta(hours=1))
    assert not list(room.kept.parked.walk())


def test_what_the_rule_asks_for_is_queued_by_the_pass_that_saw_it(room: Newsroom) -> None:
    room.happen(FIRST, SECOND)
    (alert,) = room.alerts(NOON)
    assert "40 → 90 Häuser" in alert.subject
    assert room.alerts(NOON + timedelta(minutes=1)) == []


def test_a_burst_is_one_alert(room: Newsroom) -> None:
    for claim in ("c1", "c2", "c3"):
        room.happen(f"{FIRST} in {claim}", f"{SECOND} in {claim}", claim=claim)
    (alert,) = room.alerts(NOON)
    assert all(f"in {claim}" in alert.text for claim in ("c1", "c2", "c3"))


# The rule, the old and new statement, and whether it speaks up.
RULES_TABLE = [
    (replace(RULE, at_least=90), FIRST, SECOND, True),
    (replace(RULE, at_least=91), FIRST, SECOND, False),
    (replace(RULE, by_percent=100), FIRST, SECOND, True),
    (replace(RULE, by_percent=150), FIRST, SECOND, False),
    (replace(RULE, salience=0.5), FIRST, SECOND, True),
    (replace(RULE, salience=0.6), FIRST, SECOND, False),
    (replace(RULE, standing=("attributed",)), FIRST, SECOND, True),
    (replace(RULE, standing=("denied", "confirmed")), FIRST, SECOND, False),
    (replace(RULE, when=("retracted",)), FIRST, SECOND, False),
]


@pytest.mark.parametrize(("rule", "old", "new", "speaks"), RULES_TABLE)
def test_every_condition_of_a_rule_must_hold(
    room: Newsroom, rule: AlertRule, old: str, new: str, speaks: bool
) -> None:
    room.rule = rule
    room.happen(old, new)
    assert bool(room.alerts(NOON)) is speaks


def test_while_a_topic_cools_down_changes_are_bundled_into_the_next_alert(room: Newsroom) -> None:
    room.rule = replace(RULE, cool_down_minutes=30)
    room.happen(FIRST, SECOND)
    assert len(room.alerts(NOON)) == 1
    room.happen("Bei Rauhtal fehlen 3 Menschen", "Bei Rauhtal fehlen 8 Menschen", claim="c2")
    assert room.alerts(NOON + timedelta(minutes=29)) == []
    room.happen("Bei Rauhtal brennen 2 Scheunen", "Bei Rauhtal brennen 6 Scheunen", claim="c3")
    (alert,) = room.alerts(NOON + timedelta(minutes=30))
    assert "fehlen 8" in alert.text
    assert "brennen 6" in alert.text


def test_quiet_hours_run_over_midnight_and_lose_nothing(room: Newsroom) -> None:
    room.rule = replace(RULE, quiet=(time(22), time(6, 30)))
    room.happen(FIRST, SECOND)
    night, morning = (datetime(2025, 4, day, hour, 29, tzinfo=BERLIN) for day, hour in ((28, 23), (29, 6)))
    assert room.alerts(night) == []
    assert room.alerts(morning) == []
    assert len(room.alerts(morning + timedelta(minutes=1))) == 1


def test_a_muted_claim_stays_silent_when_its_number_changes_until_the_mute_ends(room: Newsroom) -> None:
    room.kept.mutes.add("c1", NOON + timedelta(days=2), NOON)
    room.happen(FIRST, SECOND)
    room.happen(SECOND, SECOND.replace("90", "120"))
    assert room.alerts(NOON) == []
    (digest,) = room.compose(NOON + timedelta(hours=3))
    assert "40 → " not in digest.text
    assert [each.claim for each in room.kept.mutes.walk(NOON)] == ["c1"]
    room.happen(SECOND.replace("90", "120"), SECOND.replace("90", "150"))
    assert "120 → 150" in room.alerts(NOON + timedelta(days=3))[0].subject


def test_a_mute_that_is_lifted_or_renewed_counts_by_its_last_word(room: Newsroom) -> None:
    room.kept.mutes.add("c1", None, NOON)
    room.kept.mutes.lift("c1", NOON)
    assert not list(room.kept.mutes.walk(NOON))
    room.kept.mutes.add("c1", NOON + timedelta(hours=1), NOON)
    room.kept.mutes.add("c1", NOON + timedelta(hours=5), NOON)
    assert [each.until for each in room.kept.mutes.walk(NOON)] == [NOON + timedelta(hours=5)]


def test_a_topic_that_asks_for_a_speaker_tells_only_what_that_speaker_said(room: Newsroom) -> None:
    room.query = "Rauhtal speaker:Landrätin"
    room.rooms()
    room.happen(FIRST, SECOND, speaker="Landrätin Vogt")
    room.happen(
        "Bei Rauhtal fehlen 3 Menschen", "Bei Rauhtal fehlen 8 Menschen", claim="c2", speaker="Feuerwehr"
    )
    (alert,) = room.alerts(NOON)
    assert "40 → 90" in alert.subject
    assert "fehlen" not in alert.text
    (digest,) = room.compose(NOON + timedelta(hours=3))
    assert "fehlen" not in digest.text


def test_the_cursor_of_a_quiet_topic_moves_seldom_and_misses_nothing(room: Newsroom) -> None:
    def others(item: str, number: int) -> None:
        """What other topics find: each match takes a position."""
        text = said(FIRST, item=item, when=NOON).mention.statement
        revision = Revision(item, 1, "blatt", "Blatt", "", text, NOON, "live", hash=item, entry_hash=item)
        room.kept.revisions.add([revision])
        matches = [Match(f"thema-{at}", item, 1, ()) for at in range(number)]
        room.kept.claims.save(revision, matches, [], RULES)

    outbox = room.kept.outbox
    begun = outbox.cursor("alert/damm")
    others("blatt/x", 1)
    assert room.alerts(NOON) == []
    assert outbox.cursor("alert/damm") == begun
    others("blatt/y", LAG)
    assert room.alerts(NOON) == []
    assert outbox.cursor("alert/damm") == room.kept.claims.last_position()
    others("blatt/z", 1)
    room.alerts(NOON)
    room.happen(FIRST, SECOND)
    assert len(room.alerts(NOON)) == 1
    assert outbox.cursor("alert/damm") == room.kept.claims.last_position()


def test_a_recipient_who_chose_topics_gets_only_these(room: Newsroom) -> None:
    room.only = {"sport@example.org": (), "damm@example.org": ("damm",)}
    room.happen(FIRST, SECOND)
    found = {each.recipient: each for each in room.compose(NOON + timedelta(hours=3))}
    assert "40 → 90" in found["damm@example.org"].text
    assert "40 → 90" in found["desk@example.org"].text
    assert "40 → 90" not in found["sport@example.org"].text
