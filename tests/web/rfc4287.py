"""What RFC 4287 demands of an Atom document, as far as our feeds use it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

ATOM = "{http://www.w3.org/2005/Atom}"
ONCE = ("id", "title", "updated")
FEED = {*ONCE, "author", "link", "entry"}
ENTRY = {*ONCE, "author", "link", "published", "category", "content"}


def judge(body: bytes) -> list[str]:
    """What is wrong, each with the section that says so; nothing when it is valid."""
    feed = fromstring(body)
    if feed.tag != f"{ATOM}feed":
        return ["2: no atom:feed"]
    entries = feed.findall(f"{ATOM}entry")
    found = [*_look(feed, FEED), *(each for entry in entries for each in _look(entry, ENTRY))]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(ids) != len(set(ids)):
        found.append("4.1.1: entries of one id")
    if [link.get("rel") for link in feed.findall(f"{ATOM}link")] != ["self"]:
        found.append("4.1.1: no link to itself")
    return found


def _look(node: Element, known: set[str]) -> Iterator[str]:
    names = [child.tag.removeprefix(ATOM) for child in node]
    yield from (f"4.1: {name} is not once in it" for name in ONCE if names.count(name) != 1)
    yield from (f"6.3: {name} is of nobody" for name in names if name not in known)
    if "author" not in names or any(not each.findtext(f"{ATOM}name") for each in node.findall(f"{ATOM}author")):
        yield "4.1.1: no author with a name"
    if not urlsplit(node.findtext(f"{ATOM}id") or "").scheme:
        yield "4.2.6: the id is no IRI"
    for name in ("updated", "published"):
        for child in node.findall(f"{ATOM}{name}"):
            if datetime.fromisoformat(child.text or "").tzinfo is None:
                yield f"3.3: {name} has no zone"
    links = [(link.get("rel"), link.get("type")) for link in node.findall(f"{ATOM}link")]
    if len(links) != len(set(links)):
        yield "4.1.1: two links of one kind"
    for link in node.findall(f"{ATOM}link"):
        if urlsplit(link.get("href") or "").scheme not in ("http", "https"):
            yield "4.2.7.1: a link without an address"
    if any(not each.get("term") for each in node.findall(f"{ATOM}category")):
        yield "4.2.2.1: a category without a term"
    if node.tag == f"{ATOM}entry" and ("alternate" not in dict(links) or "content" not in names):
        yield "4.1.2: neither content nor a page of its own"
