"""Mornings that a mail must be good on, as finished messages; `python -m …situations` writes goldens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.compose.builders import (
    BERLIN,
    DAM,
    DAY,
    MORNING,
    NOW,
    READER,
    SENDER,
    at,
    build,
    busy,
    changed,
    coverage,
    mail,
    number,
    other,
    said,
)
from tests.compose.printing.test_chart import with_history
from watcher.compose import alert, digest
from watcher.compose.render import Renderer
from watcher.model import Change, Correction, Digest, Message, Trouble
from watcher.settings import AlertRule, Topic

GOLDEN = Path(__file__).with_name("golden")
CLAIM = "c0123456789"
HELPERS = "Im Rauhtal sind {} Helfer im Einsatz."


def confirmed() -> Change:
    rumour = said("Der Damm soll aufgegeben worden sein.", when=at(27), standing="unverified")
    fact = said(
        "Das Ministerium bestätigte, dass der Damm aufgegeben wurde.", item="b/1", outlet="Kreiszeitung",
        speaker="Ministerium", standing="confirmed",
    )  # fmt: skip
    return changed("standing_changed", rumour, fact, claim=CLAIM, reason="confirmed_by: Ministerium")


def denied() -> Change:
    rumour = said("Der Damm sei gebrochen, heißt es.", when=at(27), standing="unverified")
    denial = said(
        "Der Krisenstab dementierte, dass der Damm gebrochen sei.", item="b/2", outlet="Kreiszeitung",
        speaker="Krisenstab", standing="denied",
    )  # fmt: skip
    return changed("standing_changed", rumour, denial, claim=CLAIM, reason="denied_by: Krisenstab")


def edited() -> Change:
    old, new = (HELPERS.format(count) for count in (600, 500))
    sides = (
        said(text, item="d/7", outlet="Uferpost", when=at(28, hour), revision=revision,
             quantities=(number(text, count, float(count), float(count), noun="Helfer"),))
        for text, hour, revision, count in ((old, 12, 1, "600"), (new, 20, 2, "500"))
    )  # fmt: skip
    return changed("corrected", *sides, claim=CLAIM, axis="edit")


def corrections() -> tuple[Correction, ...]:
    """Three verdicts, a rule that follows, and what an alert told that holds again."""
    risk = "Unterhalb des Damms leben 40 Familien, so der Bürgermeister."
    homes = "In den Dörfern am Unterlauf wohnen 40 Familien."
    few, many = (said(HELPERS.format(n), item=f"d/{n}", outlet="Uferpost", when=at(27)) for n in (200, 600))
    slogan = said("Der Damm lebt.", item="f/3", outlet="Kreiszeitung", when=at(27))
    told = at(28, 5)
    link = Correction(
        changed("new", None, said(homes, item="e/1", outlet="Uferpost", when=at(27)), claim=CLAIM),
        "overturned", "link", told, DAY.replace(day=28), at(28, 9), said(risk, when=at(26)), claims=(CLAIM,),
    )  # fmt: skip
    split = replace(
        link, change=changed("contradicted", few, many, claim=CLAIM, position=2), by="split", known=None,
        claims=(CLAIM, "c1122334455"),
    )  # fmt: skip
    reject = replace(link, change=changed("new", None, slogan, position=3), by="reject", known=None)
    rules = replace(
        split, change=changed("standing_changed", few, many, position=4), by="rules", judged_at=None,
        now=changed("corroborated", few, many), claims=(CLAIM,),
    )  # fmt: skip
    again = replace(
        reject, change=changed("new", None, few, position=5), state="restored", told=None, judged_at=None
    )
    return link, split, reject, rules, again


def corrected(language: str = "de") -> Message:
    """Beside a day's news."""
    return mail(replace(build(confirmed()), corrections=corrections()), language)


def copied() -> Message:
    copies = tuple(
        other(f"{each}/1", "Damm aufgegeben", f"Blatt {each.upper()}", origin="dpa/1", agencies=("dpa",))
        for each in "efghijklmn"
    )
    fact = said("Der Damm ist aufgegeben.", item="o/1", origin="dpa/1", agencies=("dpa",))
    return mail(build(changed("new", None, fact, claim=CLAIM), others=copies))


def crowd() -> Digest:
    """More than any mail holds."""
    changes = (
        changed(
            "new",
            None,
            said(f"Aussage {n} zum Damm im Rauhtal, gesprochen am Morgen.", item=f"a/{n}"),
            claim=f"c{n:010}",
        )
        for n in range(2_000)
    )
    return build(*changes)


def failing() -> Message:
    missing = Trouble(
        "Bergbote", "https://berg.example/f answers 404: it is not there; look whether", at(26, 6)
    )
    slow = Trouble(
        "Talfunk", "https://tal.example/f did not answer in full within 30 seconds; it is", at(25, 6)
    )
    return mail(build(failing=(missing, slow), silent=(Trouble("Waldnachrichten", "", at(19)),)))


def alarmed() -> Message:
    topic = replace(DAM, alert=AlertRule(("standing_changed",), (READER,)))
    built = alert.build(topic, [denied()])
    assert built
    return Renderer("de", BERLIN).alert(built, READER, SENDER, NOW, "mail")


def hostile() -> Message:
    """Markup, line ends, emoji, right-to-left marks and 5,000 characters in whatever a feed says."""
    title = "<b>Damm</b>\r\nBcc: alle@example.org \u202e🌊 {{ 7 }} " + "lang " * 1_000
    statement = f"{title} und Schluss."
    return mail(build(changed("new", None, said(statement, outlet=title[:80], speaker="A\nB"), claim=CLAIM),
                      others=(other("z/1", title),)))  # fmt: skip


def two_topics() -> Message:
    fire = Topic("brand", "Brand", "Waldbrand Hochmoor")
    burning = changed("new", None, said("Im Hochmoor brennen 30 Hektar."), topic="brand", claim="c9876543210")
    return mail(digest.build(MORNING, (DAM, fire), (confirmed(), burning), (), coverage(), DAY))


SITUATIONS: dict[str, Callable[[], Message]] = {
    "ruhiger Morgen": lambda: mail(build()),
    "Bestätigung": lambda: mail(build(confirmed())),
    "Dementi": lambda: mail(build(denied())),
    "Zahlen mit Verlauf": lambda: mail(with_history()),
    "Änderung einer Redaktion": lambda: mail(build(edited())),
    "zehn Kopien einer Agentur": copied,
    "Überlauf": lambda: mail(crowd()),
    "erster Tag": lambda: mail(digest.begin(build())),
    "gestörte Feeds": failing,
    "englisch": lambda: mail(busy(), "en"),
    "voller Morgen": lambda: mail(busy()),
    "zwei Themen": two_topics,
    "Folgetag": lambda: mail(replace(build(denied()), previous=DAY.replace(day=28))),
    "Alarm": alarmed,
    "böswillig": hostile,
    "Berichtigung": corrected,
    "correction": lambda: corrected("en"),
    "nur eine Berichtigung": lambda: mail(replace(build(), corrections=corrections()[:1])),
}


def golden(name: str) -> Path:
    plain = name.lower().translate({ord(" "): "-", ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"})
    return GOLDEN / f"{plain}.txt"


def tell(message: Message) -> str:
    """What is compared: subject and text."""
    return f"{message.subject}\n\n{message.text}"


if __name__ == "__main__":
    for name, make in SITUATIONS.items():
        golden(name).write_text(tell(make()), encoding="utf-8")
