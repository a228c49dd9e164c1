"""Render: a digest or an alert becomes a message, text and HTML from the same cards.

The HTML carries nothing remote and stays below the size at which Gmail cuts a mail (about 102 kB).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from watcher.compose import page, safe
from watcher.compose.printing import chart, envelope
from watcher.compose.printing.press import Misprint, Press
from watcher.compose.printing.ways import Ways
from watcher.compose.printing.words import speak
from watcher.compose.telling import amending
from watcher.compose.telling.cards import deal
from watcher.model import Alert, Attachment, Digest, Evidence, Message

MOST_BYTES = 95_000
ALERT_LIMITS = page.Limits(topics=1, cards=6, rows=6, others=0, text=420)
Pictures = tuple[Attachment, ...]


@dataclass(frozen=True, slots=True)
class Print:
    """A message's two parts and its pictures; `fault`: why the operator's own templates were not used."""

    text: str
    html: str
    pictures: Pictures = ()
    fault: str = ""
    told: amending.ToldPairs = ()

    @property
    def faults(self) -> tuple[str, ...]:
        return (self.fault,) if self.fault else ()


class Renderer:
    """Renders in one language, with times in one time zone; thread safe.

    `desk`: where readers find what does not fit; `templates`: an operator's own, by file name.
    """

    def __init__(
        self,
        language: str,
        timezone: ZoneInfo,
        *,
        desk: str | None = None,
        templates: Mapping[str, str] | None = None,
    ) -> None:
        self._words = speak(language, timezone)
        self._ways = Ways(desk, timezone)
        self._own = Press(templates) if templates else None
        self._ours = Press()

    def digest(self, digest: Digest, recipient: str, sender: str, now: datetime) -> Message:
        """The list's mail for one recipient; `now` becomes its Date."""
        dealt = page.gather(digest)
        printed = self._by_either(lambda press, fault: self._fit(digest, dealt, press, fault))
        return Message(
            key=envelope.digest_key(digest.list, digest.date, recipient),
            list=digest.list,
            channel="mail",
            recipient=recipient,
            subject=envelope.subject(digest, page.lay_out(digest, dealt, page.LEVELS[0]), self._words),
            text=printed.text,
            html=printed.html,
            message_id=envelope.digest_id(digest, recipient, sender),
            at=now,
            date=digest.date,
            headers=envelope.headers(
                digest.list, sender, envelope.digest_thread(digest, recipient, sender), self._words.language
            ),
            attachments=printed.pictures,
            faults=printed.faults,
            told=printed.told,
        )

    def alert(self, alert: Alert, recipient: str, sender: str, now: datetime, channel: str) -> Message:
        """One topic's alert; `channel` is "mail" (then `recipient` is an address) or a channel's name."""
        cards = deal(alert.changes)
        print_of = envelope.fingerprint(alert.topic, recipient, channel, *(c.key for c in alert.changes))
        subject = envelope.fit(
            alert.title, envelope.summary(cards, self._words, envelope.find_room(alert.title))
        )
        values = {"subject": subject, "now": now, "preheader": envelope.opening(cards, self._words)}
        printed = self._by_either(lambda press, fault: self._print_alert(alert, values, press, fault))
        return Message(
            key=f"alert/{alert.topic}/{channel}/{recipient}/{print_of}",
            list=alert.topic,
            channel=channel,
            recipient=recipient,
            subject=subject,
            text=printed.text,
            html=printed.html,
            message_id=f"<alert.{envelope.slug(alert.topic)}.{print_of}@{envelope.host(sender)}>",
            at=now,
            headers=envelope.headers(
                alert.topic, sender, envelope.alert_thread(cards, sender), self._words.language
            ),
            attachments=printed.pictures,
            faults=printed.faults,
            told=printed.told,
        )

    def _by_either(self, print_by: Callable[[Press, str], Print]) -> Print:
        """By the operator's templates, or by ours with a word on why."""
        fault = ""
        if self._own:
            try:
                return print_by(self._own, fault)
            except Misprint as misprint:
                fault = str(misprint)
        return print_by(self._ours, fault)

    def _fit(self, digest: Digest, dealt: Sequence[page.Dealt], press: Press, fault: str) -> Print:
        """The fullest layout that stays within the bytes, and its pictures."""
        for limits in page.LEVELS:
            laid = page.lay_out(digest, dealt, limits)
            charts = chart.plot(laid.undrawn, dict(digest.histories))
            values = {
                "digest": digest,
                "page": laid,
                "headline": envelope.headline(digest, laid, self._words),
                "subject": envelope.subject(digest, laid, self._words),
                "preheader": envelope.preheader(laid, self._words),
                "now": digest.coverage.until,
            }
            text, html = press.pull("digest", self._given(values, charts, fault))
            told = amending.tell(laid.cards, digest.corrections)
            if _is_small(text, html):
                return Print(text, html, chart.picture(charts), fault, told)
        press.refuse("digest", f"what it prints is larger than {MOST_BYTES:,} bytes")
        return Print(text, html, chart.picture(charts), fault, told)

    def _print_alert(self, alert: Alert, values: Mapping[str, object], press: Press, fault: str) -> Print:
        groups = page.lay_cards(deal(alert.changes, alert.backing), ALERT_LIMITS)
        cards = [card for group in groups for card in group.cards]
        charts = chart.plot(cards, dict(alert.histories))
        given = self._given({**values, "alert": alert, "groups": groups}, charts, fault)
        text, html = press.pull("alert", given)
        if not _is_small(text, html):
            press.refuse("alert", f"what it prints is larger than {MOST_BYTES:,} bytes")
        return Print(text, html, chart.picture(charts), fault, amending.tell(cards))

    def _given(
        self, values: Mapping[str, object], charts: Mapping[str, chart.Chart], fault: str
    ) -> dict[str, object]:
        """What every template may use."""
        return {
            **values,
            "charts": charts,
            "fault": fault,
            "w": self._words,
            "ways": self._ways,
            "aside": self._aside,
            "spell": chart.spell,
        }

    def _aside(self, evidence: Evidence) -> list[str]:
        """What a quote among others of its text does not say itself: its speaker, its standing."""
        mention, key = evidence.mention, f"standing: {evidence.mention.standing}"
        source = mention.attribution
        unsaid = source is not None and source.text not in mention.statement
        speakers = [safe.speaker(source.text)] if source is not None and unsaid else []
        return speakers + ([self._words.say(key)] if self._words.knows(key) else [])


def _is_small(text: str, html: str) -> bool:
    return max(len(html.encode()), len(text.encode())) <= MOST_BYTES
