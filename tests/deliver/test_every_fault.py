"""Every fault of a mail server, through the real outbox: how many copies arrive, and what is said of it."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest

from tests.deliver.letterbox import letter
from tests.deliver.test_faults import UNCLOSED, faults, running
from watcher import store as stores
from watcher.analyze.match import Matcher
from watcher.app import sender
from watcher.compose.render import Renderer
from watcher.cycle import Rooms, deliver, recover
from watcher.model import Delivery, Message
from watcher.settings import Config, MailSettings
from watcher.store import Store

__all__ = ["faults"]
pytestmark = [pytest.mark.long, UNCLOSED]

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
DESK, BAD, SLOW = "desk@x.example", "bad@x.example", "slow@x.example"
EVERYBODY = (DESK, BAD, SLOW)
ROUNDS = 4  # enough for two deferrals and the success after them

# mode: copies for each recipient, and the state the deliveries end in.
ONCE = ("ok", "slow-banner", "greylist", "defer-one", "too-many-rcpt", "line-limit", "no-8bit", "auth-454",
        "utf8-reply", "control-reply", "quit-hang", "rset-needed", "slow-250", "size-limit")  # fmt: skip
WAITS = ("no-banner", "drip", "garbage-banner", "421-banner", "554-banner", "drop-after-banner",
         "drop-after-ehlo", "drop-after-mail", "drop-mid-data", "451-after-data", "no-starttls",
         "starttls-refused", "starttls-selfsigned", "starttls-injection", "starttls-hang", "auth-535",
         "auth-not-offered", "endless-reply", "long-reply", "bad-code")  # fmt: skip
NEVER = ("554-data", "reject-all", "reject-sender")
TWICE = ("drop-after-data", "451-but-kept")
UNKNOWABLE = ("250-then-lost",)
ODD = ("reject-one",)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the recipients have, and how the outbox stands."""

    copies: Counter[str]
    identifiers: set[str]
    deliveries: tuple[Delivery, ...]
    notes: tuple[str, ...]

    @property
    def states(self) -> set[str]:
        return {each.state for each in self.deliveries}


def settings(mode: str, port: int) -> MailSettings:
    secure: Literal["starttls", "none"] = "starttls" if "starttls" in mode else "none"
    told = MailSettings("127.0.0.1", port, secure, sender="watcher@x.example", timeout_seconds=0.4)
    if mode.startswith("auth") or "starttls" in mode:
        told = replace(told, user="user", password="smtp-pass-w0rd")
    # The final reply comes after 90 s, which is well within what RFC 5321 lets a server take.
    return replace(told, timeout_seconds=5.0) if mode in {"slow-250", "slow-banner"} else told


def write(recipient: str, size: int = 0) -> Message:
    return letter(
        key=f"digest/morgen/2026-11-22/{recipient}",
        recipient=recipient,
        message_id=f"<digest.{recipient.partition('@')[0]}@x.example>",
        text="Guten Morgen.\n" + "wort " * size,
        at=NOW,
    )


@contextmanager
def outbox(path: Path, recipients: tuple[str, ...]) -> Iterator[Store]:
    with stores.open(path) as store:
        store.outbox.post_alert("alert/wasser", [write(each) for each in recipients], 0)
        yield store


def rooms(store: Store, mail: MailSettings, notes: list[str]) -> Rooms:
    config = Config(Path(), store.path, mail=mail)

    async def never(*arguments: Any) -> Any:
        raise AssertionError("nothing is fetched here")

    return Rooms(
        config=config,
        store=store,
        check=never,
        page=never,
        worker=None,  # type: ignore[arg-type]
        matcher=Matcher(()),
        renderer=Renderer("de", config.timezone),
        send=sender(config),
        note=notes.append,
    )


async def play(store: Store, mail: MailSettings, rounds: int, notes: list[str]) -> None:
    place = rooms(store, mail, notes)
    for number in range(rounds):
        now = NOW + timedelta(hours=2 * number)
        recover(place, now)
        async with asyncio.timeout(150):
            await deliver(place, now)


def run(module: Any, mode: str, path: Path, recipients: tuple[str, ...] = EVERYBODY) -> Outcome:
    notes: list[str] = []
    rounds = 2 if mode in {*WAITS, "slow-250"} else ROUNDS
    with running(module, mode) as server, outbox(path, recipients) as store:
        asyncio.run(play(store, settings(mode, server.port), rounds, notes))
        delivered = server.delivered
        assert not any("auth_in_clear" in each for each in server.sessions if "starttls" in mode)
        return Outcome(
            Counter(each for mail in delivered for each in mail["rcpts"]),
            {mail["message_id"] for mail in delivered},
            tuple(store.outbox.walk()),
            tuple(notes),
        )


def test_every_mode_of_the_fault_server_is_expected_here(faults: Any) -> None:
    named = Counter(itertools.chain(ONCE, WAITS, NEVER, TWICE, UNKNOWABLE, ODD))
    assert set(named) == set(faults.MODES)
    assert len(named) == named.total() == 41


@pytest.mark.parametrize("mode", ONCE)
def test_everybody_gets_one_copy(faults: Any, mode: str, tmp_path: Path) -> None:
    who = (DESK,) if mode == "slow-250" else EVERYBODY
    found = run(faults, mode, tmp_path / "watcher.db", who)
    assert found.copies == dict.fromkeys(who, 1)
    assert found.states == {"sent"}
    assert not any(each.in_doubt for each in found.deliveries)


@pytest.mark.parametrize("mode", WAITS)
def test_nothing_arrives_nothing_is_lost_and_the_reason_is_on_record(
    faults: Any, mode: str, tmp_path: Path
) -> None:
    found = run(faults, mode, tmp_path / "watcher.db")
    assert not found.copies
    assert found.states == {"queued"}
    first = found.deliveries[0]
    assert first.error
    assert first.error.isprintable()
    assert "smtp-pass-w0rd" not in first.error
    assert first.attempts >= 1


@pytest.mark.parametrize("mode", NEVER)
def test_a_refusal_is_visible_and_the_message_is_kept(faults: Any, mode: str, tmp_path: Path) -> None:
    found = run(faults, mode, tmp_path / "watcher.db")
    assert not found.copies
    assert found.states == {"refused"}
    assert all("55" in (each.error or "") for each in found.deliveries)
    assert len(found.notes) == len(EVERYBODY)


@pytest.mark.parametrize("mode", ["drop-after-data"])
def test_a_lost_answer_is_in_doubt_and_each_copy_has_the_same_identity(
    faults: Any, mode: str, tmp_path: Path
) -> None:
    notes: list[str] = []
    with running(faults, f"{mode}") as server, outbox(tmp_path / "watcher.db", (DESK,)) as store:
        server.modes = (mode, "ok")
        asyncio.run(play(store, settings(mode, server.port), 3, notes))
        (delivery,) = store.outbox.walk()
        assert list(server.copies().values()) == [2]
    assert (delivery.state, delivery.in_doubt) == ("sent", True)
    assert "in doubt" in notes[0]


def test_a_mail_in_doubt_is_held_where_the_operator_says_so(faults: Any, tmp_path: Path) -> None:
    notes: list[str] = []
    with running(faults, "drop-after-data") as server, outbox(tmp_path / "watcher.db", (DESK,)) as store:
        server.modes = ("drop-after-data", "ok")
        held = replace(settings("ok", server.port), in_doubt="hold")
        asyncio.run(play(store, held, 3, notes))
        assert [each.state for each in store.outbox.walk()] == ["held"]
        assert list(server.copies().values()) == [1]
        assert store.outbox.resend(DESK, NOW) == 1
        asyncio.run(play(store, held, 1, notes))
        assert [each.state for each in store.outbox.walk()] == ["sent"]


def test_a_server_that_keeps_what_it_refuses_gets_the_same_identity_again(faults: Any, tmp_path: Path) -> None:
    with running(faults, "451-but-kept") as server, outbox(tmp_path / "watcher.db", (DESK,)) as store:
        server.modes = ("451-but-kept", "ok")
        asyncio.run(play(store, settings("ok", server.port), 3, []))
        assert list(server.copies().values()) == [2]
        assert [each.state for each in store.outbox.walk()] == ["sent"]


def test_a_server_that_says_yes_and_throws_it_away_cannot_be_told(faults: Any, tmp_path: Path) -> None:
    found = run(faults, "250-then-lost", tmp_path / "watcher.db")
    assert not found.copies
    assert found.states == {"sent"}


def test_a_mail_too_large_for_the_server_is_refused_in_sight_of_the_operator(
    faults: Any, tmp_path: Path
) -> None:
    with running(faults, "size-limit") as server, stores.open(tmp_path / "watcher.db") as store:
        store.outbox.post_alert("alert/wasser", [write(DESK, size=9_000)], 0)
        asyncio.run(play(store, settings("ok", server.port), 2, []))
        (delivery,) = store.outbox.walk()
    assert (delivery.state, "552" in (delivery.error or "")) == ("refused", True)


def test_one_refused_recipient_costs_the_others_nothing(faults: Any, tmp_path: Path) -> None:
    found = run(faults, "reject-one", tmp_path / "watcher.db")
    assert found.copies == {DESK: 1, SLOW: 1}
    assert {each.message.recipient: each.state for each in found.deliveries} == {
        DESK: "sent",
        BAD: "refused",
        SLOW: "sent",
    }


def test_a_recipient_that_refuses_three_times_in_a_row_is_left_alone(faults: Any, tmp_path: Path) -> None:
    notes: list[str] = []
    with running(faults, "reject-one") as server, outbox(tmp_path / "watcher.db", (BAD, DESK)) as store:
        for day in range(2, 6):
            more = [replace(write(each), key=f"{each}/{day}") for each in (BAD, DESK)]
            store.outbox.post_alert("alert/wasser", more, 0)
        asyncio.run(play(store, settings("ok", server.port), 3, notes))
        states = Counter((each.message.recipient, each.state) for each in store.outbox.walk())
        assert states == {(BAD, "refused"): 3, (BAD, "suspended"): 2, (DESK, "sent"): 5}
        tries = sum("rcpt to:<bad@" in line.lower() for each in server.sessions for line in each["log"])
        assert tries == 3
    assert sum("suspended" in note for note in notes) == 2
