"""What other readers subscribe to: Atom of a topic or a claim, OPML of the feeds."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.responses import Response

from watcher.settings import Feed
from watcher.store.catalog import Choice
from watcher.web import atom
from watcher.web.faults import Missing
from watcher.web.page import part
from watcher.web.titles import title
from watcher.web.visit import Visit

MOST = 50  # entries


def topic(visit: Visit, name: str, base: str) -> Response:
    """The claims last heard of."""
    found = visit.topic(name)
    visit.board.look(visit.store)
    entries = visit.board.catalog.find(Choice(name), "latest", MOST)
    claims = visit.store.reading.claims([each.number for each in entries])
    changes = visit.store.reading.changes_of(name, [each.id for each in claims])
    place = f"{base}/claim/{part(name)}"
    notes = [
        atom.note_claim(each, changes.get(each.id, ()), visit.words, f"{place}/{part(each.id)}")
        for each in claims
    ]
    own = f"{base}/topic/{part(name)}/atom"
    return respond(atom.write(f"topic/{name}", found.title, own, notes))


def claim(visit: Visit, topic_name: str, claim_id: str, base: str) -> Response:
    """What changed about it, the wordings beside each other."""
    number = visit.store.reading.numbers(claim_id).get(topic_name)
    found = visit.store.reading.claims([number]) if number is not None else ()
    if not found:
        raise Missing(visit.words.say("There is no claim of this name."))
    link = f"{base}/claim/{part(topic_name)}/{part(claim_id)}"
    changes = [each for each in visit.store.reading.changes(topic_name, claim_id) if atom.material(each)]
    notes = [atom.note_change(each, visit.words, link) for each in changes[-MOST:]]
    return respond(atom.write(f"claim/{topic_name}/{claim_id}", title(found[0]), f"{link}/atom", notes))


def respond(body: bytes) -> Response:
    return Response(body, media_type=atom.CONTENT_TYPE)


def opml(feeds: Iterable[Feed]) -> Response:
    """OPML 2.0, without names and passwords that an address may hold."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = "watcher"
    body = SubElement(root, "body")
    for each in feeds:
        SubElement(
            body, "outline", type="rss", text=atom.clean(each.outlet), xmlUrl=atom.clean(public(each.url))
        )
    text = b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="utf-8")
    return Response(text, media_type="text/x-opml; charset=utf-8")


def public(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
