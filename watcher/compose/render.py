"""Render: a digest or an alert becomes a message, text and HTML from the same cards.

The HTML carries nothing remote and stays below the size at which Gmail cuts a mail (about 102 kB).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import css_inline
import jinja2

from watcher.compose import chart, envelope, page, safe
from watcher.compose.cards import deal
from watcher.compose.redline import clip
from watcher.compose.words import speak
from watcher.model import Alert, Attachment, Digest, Evidence, Message

MOST_BYTES = 95_000
WIDTH = 76
ALERT_LIMITS = page.Limits(topics=1, cards=6, rows=6, others=0, text=420)


class Renderer:
    """Renders in one language, with times in one time zone; thread safe."""

    def __init__(self, language: str, timezone: ZoneInfo) -> None:
        self._words = speak(language, timezone)

    def digest(self, digest: Digest, recipient: str, sender: str, now: datetime) -> Message:
        """The list's mail for one recipient; `now` becomes its Date."""
        laid, text, html, pictures = self._fit(digest)
        return Message(
            key=envelope.digest_key(digest.list, digest.date, recipient),
            list=digest.list,
            channel="mail",
            recipient=recipient,
            subject=envelope.subject(digest, laid, self._words),
            text=text,
            html=html,
            message_id=envelope.digest_id(digest, recipient, sender),
            at=now,
            date=digest.date,
            headers=envelope.headers(
                digest.list, sender, envelope.digest_thread(digest, recipient, sender), self._words.language
            ),
            attachments=pictures,
        )

    def alert(self, alert: Alert, recipient: str, sender: str, now: datetime, channel: str) -> Message:
        """One topic's alert; `channel` is "mail" (then `recipient` is an address) or a channel's name."""
        cards = deal(alert.changes)
        print_of = envelope.fingerprint(alert.topic, recipient, channel, *(c.key for c in alert.changes))
        subject = safe.header(f"{alert.title}: {envelope.summary(cards, self._words)}")
        values = {"alert": alert, "groups": page.lay_cards(cards, ALERT_LIMITS), "subject": subject, "now": now}
        values["preheader"] = envelope.opening(cards, self._words)
        text, html = self._print("alert", values)
        thread = f"<claim.{envelope.fingerprint(alert.changes[0].claim)}@{envelope.host(sender)}>"
        return Message(
            key=f"alert/{alert.topic}/{channel}/{recipient}/{print_of}",
            list=alert.topic,
            channel=channel,
            recipient=recipient,
            subject=subject,
            text=text,
            html=html,
            message_id=f"<alert.{envelope.slug(alert.topic)}.{print_of}@{envelope.host(sender)}>",
            at=now,
            headers=envelope.headers(alert.topic, sender, thread, self._words.language),
        )

    def _fit(self, digest: Digest) -> tuple[page.Page, str, str, tuple[Attachment, ...]]:
        """The fullest layout that stays within the bytes, and its pictures."""
        dealt = page.gather(digest)
        for limits in page.LEVELS:
            laid = page.lay_out(digest, dealt, limits)
            charts = chart.plot(laid, dict(digest.histories))
            values = {
                "digest": digest,
                "page": laid,
                "headline": envelope.headline(digest, laid, self._words),
                "subject": envelope.subject(digest, laid, self._words),
                "preheader": envelope.preheader(laid, self._words),
                "now": digest.coverage.until,
                "charts": charts,
            }
            text, html = self._print("digest", values)
            if len(html.encode()) <= MOST_BYTES:
                break
        return laid, text, html, tuple(each for one in charts.values() for each in one.attachments())

    def _print(self, name: str, values: Mapping[str, object]) -> tuple[str, str]:
        given = {"charts": {}, **values, "w": self._words, "aside": self._aside, "spell": chart.spell}
        text = safe.encodable(_template(f"{name}.txt").render(given))
        html = safe.encodable(_template(f"{name}.html").render(given))
        return f"{text.strip()}\n", _INLINER.inline(html)

    def _aside(self, evidence: Evidence) -> list[str]:
        """What a quote among others of its text does not say itself: its speaker, its standing."""
        mention, key = evidence.mention, f"standing: {evidence.mention.standing}"
        source = mention.attribution
        unsaid = source is not None and source.text not in mention.statement
        speakers = [safe.speaker(source.text)] if source is not None and unsaid else []
        return speakers + ([self._words.say(key)] if self._words.knows(key) else [])


# The dark colours live in a media query, which only a kept style element can hold.
_INLINER = css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)


@cache
def _template(name: str) -> jinja2.Template:
    return _environment(html=name.endswith(".html")).get_template(name)


@cache
def _environment(html: bool) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("watcher.compose"),
        autoescape=html,  # noqa: S701 - plain text has nothing to escape
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        visible=safe.visible,
        name=safe.name,
        speaker=safe.speaker,
        web=safe.web,
        clip=clip,
        fill=fill,
        flow=flow,
    )
    return environment


def flow(parts: Iterable[str]) -> str:
    """Short parts in lines of at most 76 columns, none of them torn."""
    first, *rest = parts
    lines = [first]
    for part in rest:
        if len(longer := f"{lines[-1]} · {part}") <= WIDTH:
            lines[-1] = longer
        else:
            lines[-1:] = [f"{lines[-1]} ·", part]
    return "\n".join(lines)


def fill(text: str, first: str = "", rest: str = "") -> str:
    """Plain text in lines of at most 76 columns; addresses stay whole."""
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=rest or first,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
