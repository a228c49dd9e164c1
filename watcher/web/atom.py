"""Atom (RFC 4287): a topic with an entry a claim, a claim with an entry a change.

Ids are tag URIs (RFC 4151) that outlive `reanalyze`, since a claim's id is that of its first mention. `updated`
is when the claim last changed materially: a further copy or a rewording moves nothing, and no reader shows the
entry again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from watcher.compose.kinds import NEW, is_told, kind_of, shown
from watcher.compose.safe import visible
from watcher.model import Change, Claim, Evidence
from watcher.store.rows import stamp
from watcher.web.reasons import explain
from watcher.web.titles import title
from watcher.web.words import Words

NAMESPACE = "http://www.w3.org/2005/Atom"
# A name that nobody can register (RFC 6761): our ids say which claim it is, and not whose machine told it.
TAG = "tag:watcher.invalid,2026"
CONTENT_TYPE = "application/atom+xml; charset=utf-8"
# What XML 1.0 cannot hold, and control characters that it can: feedparser lets some of both through.
UNUSABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Note:
    """An entry before it is XML; `link` is absolute."""

    id: str
    title: str
    updated: datetime
    published: datetime
    link: str
    text: str
    author: str
    kind: str


def material(change: Change) -> bool:
    """Worth showing again: what an editor must act on, and what is new."""
    return is_told(change) and kind_of(change).rank <= NEW.rank


def note_claim(claim: Claim, changes: Sequence[Change], words: Words, link: str) -> Note:
    """One claim: its first wording and each material change since, old → new."""
    told = [each for each in changes if material(each)]
    latest = max((each.at for each in told), default=claim.first.seen_at)
    kinds = dict.fromkeys(kind_of(each).name for each in reversed(told))
    lines = [line for each in reversed(told[-12:]) for line in (*tell(each, words), "")]
    return Note(
        f"{TAG}:claim/{claim.topic}/{claim.id}",
        title(claim),
        latest,
        claim.first.seen_at,
        link,
        "\n".join(lines or [quote(claim.first, words)]).strip(),
        claim.latest.outlet,
        next(iter(kinds), NEW.name),
    )


def note_change(change: Change, words: Words, link: str) -> Note:
    side = shown(change)
    kind = kind_of(change)
    return Note(
        f"{TAG}:change/{change.topic}/{change.claim}/{change.position}",
        f"{kind.sign} {words.say(f'kind: {kind.name}')}: {visible(side.mention.statement)[:160]}",
        change.at,
        change.at,
        link,
        "\n".join(tell(change, words)),
        side.outlet,
        kind.name,
    )


def tell(change: Change, words: Words) -> list[str]:
    """„− old“ above „+ new“, verbatim, and the reason."""
    kind = kind_of(change)
    lines = [f"{kind.sign} {words.say(f'kind: {kind.name}')} · {explain(change, words)}"]
    if change.before and kind is not NEW:
        lines.append(f"− {quote(change.before, words)}")
    if change.after:
        lines.append(f"+ {quote(change.after, words)}")
    return lines


def quote(evidence: Evidence, words: Words) -> str:
    said = words.quote(visible(evidence.mention.statement))
    return f"{said} ({visible(evidence.outlet)}, {words.instant(evidence.seen_at)})"


def write(id_path: str, heading: str, own: str, notes: Iterable[Note]) -> bytes:
    """The document; `own` is where it can be had, the newest entry comes first."""
    entries = sorted(notes, key=lambda each: (each.updated, each.id), reverse=True)
    feed = Element("feed", xmlns=NAMESPACE)
    add(feed, "id", f"{TAG}:{id_path}")
    add(feed, "title", heading)
    # An empty feed has not changed since time began; readers need some date.
    add(feed, "updated", stamp(entries[0].updated) if entries else "1970-01-01T00:00:00Z")
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=clean(own))
    add(SubElement(feed, "author"), "name", "watcher")
    for each in entries:
        add_entry(feed, each)
    body: bytes = tostring(feed, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body


def add_entry(feed: Element, note: Note) -> None:
    entry = SubElement(feed, "entry")
    add(entry, "id", note.id)
    add(entry, "title", note.title)
    add(entry, "updated", stamp(note.updated))
    add(entry, "published", stamp(note.published))
    SubElement(entry, "link", rel="alternate", type="text/html", href=clean(note.link))
    add(SubElement(entry, "author"), "name", note.author)
    SubElement(entry, "category", term=note.kind)
    add(entry, "content", note.text).set("type", "text")


def add(parent: Element, tag: str, text: str) -> Element:
    child = SubElement(parent, tag)
    child.text = clean(text)
    return child


def clean(text: str) -> str:
    return UNUSABLE.sub("", text)
