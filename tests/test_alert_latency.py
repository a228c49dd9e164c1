"""How soon a running daemon speaks up: real feeds and a real mail server on loopback, checked every minute."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.loopback import serving
from tests.test_daemon import Running, ask_for_a_cycle, wait_for
from watcher import config, store
from watcher.demo.letterbox import Letterbox
from watcher.settings import Config

MOST_SECONDS = 30  # from the check that saw it to the queue
TOLL = "Bei dem Hochwasser in Rauhtal sind nach Angaben der Feuerwehr {} Menschen ums Leben gekommen."
RSS = '<rss version="2.0"><channel><title>{}</title><language>de</language>{}</channel></rss>'
ITEM = (
    "<item><guid>{0}</guid><title>Hochwasser in Rauhtal: Lage am {1}. Tag</title>"
    "<description>{2}</description></item>"
)
DESK = {
    "watcher.toml": '[store]\npath = "watcher.db"\n[fetch]\nallow_private = ["{host}"]\n'
    '[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n',
    "feeds.toml": "".join(
        f'[[feed]]\nname = "{name}"\nurl = "http://{{host}}/{name}"\nlanguage = "de"\nevery_minutes = 1\n'
        for name in ("talbote", "uferpost")
    ),
    "topics/rauhtal.toml": 'title = "Rauhtal"\nquery = "Rauhtal"\n'
    '[alert]\nwhen = ["quantity_changed", "contradicted"]\nto = ["chef@example.org"]\n',
    "digests.toml": '[[digest]]\nname = "morgen"\nto = ["desk@example.org"]\n',
}


@dataclass
class Press:
    """Two outlets' feeds as they stand now."""

    items: dict[str, list[str]] = field(default_factory=lambda: {"talbote": [], "uferpost": []})

    def publish(self, outlet: str, text: str) -> None:
        number = sum(map(len, self.items.values())) + 1
        self.items[outlet].append(ITEM.format(f"{outlet}-{number}", number, text))

    def answer(self, path: str) -> bytes:
        name = path.strip("/")
        return RSS.format(name, "".join(reversed(self.items.get(name, [])))).encode()


@contextmanager
def serve(press: Press) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = press.answer(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"127.0.0.1:{port}"


@dataclass
class Newsroom:
    """The daemon at work on two feeds, and the letters that came."""

    press: Press
    config: Config
    letterbox: Letterbox
    running: Running

    def alerts(self) -> list[Message]:
        letters = [each for each in self.letterbox.letters if "chef@example.org" in each.recipients]
        return [message_from_bytes(each.mail.read_bytes(), policy=policy.default) for each in letters]

    def wait(self, count: int, check: bool = True) -> float:
        """Seconds until so many alerts had come; `check`: ask for a pass instead of waiting for the minute."""
        begun = time.monotonic()
        if check:
            ask_for_a_cycle(self.config)
        wait_for(lambda: len(self.alerts()) >= count, self.running.said)
        return time.monotonic() - begun

    def lags(self) -> list[float]:
        """Of each alert in the outbox, the seconds from the check that saw its news to its being queued."""
        with store.open(self.config.store, readonly=True) as kept:
            seen = [each.at for each in kept.claims.changes(causes=["live"]) if each.type == "quantity_changed"]
            queued = [each.message.at for each in kept.outbox.walk() if each.message.key.startswith("alert/")]
        return [(each - max(at for at in seen if at <= each)).total_seconds() for each in queued]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    press = Press()
    press.publish("talbote", TOLL.format(12))
    press.publish("uferpost", "Der Regen soll in Rauhtal noch bis zum Wochenende anhalten.")
    with serve(press) as host, Letterbox(tmp_path / "mails") as letterbox:
        folder = tmp_path / "desk"
        for name, text in DESK.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text.format(host=host, port=letterbox.port), encoding="utf-8")
        told = config.load(folder)
        running = Running(folder, tmp_path / "notify.sock")
        try:
            running.hear("READY=1")
            wait_for(lambda: baselines(told) == 2, running.said)
            yield Newsroom(press, told, letterbox, running)
        finally:
            if running.process.poll() is None:
                running.process.kill()
                running.process.wait()
            running.notified.close()


def baselines(told: Config) -> int:
    if not told.store.exists():
        return 0
    with store.open(told.store, readonly=True) as kept:
        return sum(state.baseline_at is not None for state in kept.feeds.states().values())


def test_an_alert_is_queued_within_thirty_seconds_of_the_check_that_saw_it(room: Newsroom) -> None:
    room.press.publish("uferpost", TOLL.format(19))
    taken = room.wait(1)
    room.press.publish("talbote", TOLL.format(23))
    room.press.publish("uferpost", TOLL.format(27))
    room.wait(2)
    first, second = room.alerts()
    assert max(room.lags()) <= MOST_SECONDS
    assert taken <= MOST_SECONDS
    assert "19 Menschen ums Leben" in str(first["Subject"])
    assert "zuvor: 12" in str(first["Subject"])
    assert str(second["References"]).split()[-1] == str(first["References"]).split()[-1], (
        "one claim, one thread"
    )
    assert room.running.stop() < 20
    assert len(room.alerts()) == 2, "two items of one check are one alert"


@pytest.mark.long
def test_a_feed_that_is_read_every_minute_brings_its_alert_by_itself(room: Newsroom) -> None:
    room.press.publish("uferpost", TOLL.format(19))
    published = datetime.now().astimezone()
    end = time.monotonic() + 120
    while not room.alerts() and time.monotonic() < end:
        time.sleep(0.2)
    (alert,) = room.alerts()
    assert max(room.lags()) <= MOST_SECONDS
    print(f"alert {(datetime.now().astimezone() - published).total_seconds():.0f} s after publication")  # noqa: T201
    assert "19 Menschen" in str(alert["Subject"])
