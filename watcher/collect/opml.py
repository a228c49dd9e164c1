"""OPML: subscriptions as other readers keep them (opml.org/spec2.opml)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from watcher.collect.links import UNFIT
from watcher.collect.text import clean_title
from watcher.errors import ConfigError
from watcher.settings import Feed

# Our own attributes; other programs leave them alone.
SPACE = "https://watcher.invalid/opml"
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "ae", "Ö": "oe", "Ü": "ue"})


def read(body: bytes, where: str) -> tuple[Feed, ...]:
    """The subscriptions, each address once; a feed's name is the slug of its title.

    Raises ConfigError with `where` (the file) when it is no OPML.
    """
    # Entities are of no use in a list of addresses, and they are how XML bombs are made.
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", body.replace(b"\x00", b""), re.IGNORECASE):
        raise ConfigError(f"{where}: a DOCTYPE does not belong into OPML; remove it")
    try:
        root = ElementTree.fromstring(body)  # noqa: S314 - without DOCTYPE there are no entities to expand
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ConfigError(f"{where}: is no XML that can be read ({error}); export it again") from error
    if root.tag.lower() != "opml":
        raise ConfigError(f"{where}: is <{root.tag[:40]}>, not <opml>; export the subscriptions as OPML")
    return _feeds(root)


def _feeds(root: ElementTree.Element) -> tuple[Feed, ...]:
    feeds: dict[str, Feed] = {}
    names: set[str] = set()
    for outline in root.iter("outline"):
        attributes = {key.lower(): value for key, value in outline.attrib.items()}
        url = UNFIT.sub("", attributes.get("xmlurl", ""))
        if not url.startswith(("http://", "https://")) or url in feeds:
            continue
        outlet = clean_title(attributes.get("text") or attributes.get("title") or url)
        name = _unused(slug(attributes.get("title") or outlet) or slug(url), names)
        names.add(name)
        feeds[url] = _feed(name, url, outlet, attributes)
    return tuple(feeds.values())


def _feed(name: str, url: str, outlet: str, attributes: dict[str, str]) -> Feed:
    language = re.match(r"[a-zA-Z]{2}\b", attributes.get("language", ""))
    minutes = attributes.get(f"{{{SPACE}}}everyminutes", "")
    return Feed(
        name=name,
        url=url,
        outlet=outlet,
        language=language[0].lower() if language else None,
        every_minutes=int(minutes) if minutes.isdecimal() and 0 < len(minutes) < 6 else None,
        full_text=attributes.get(f"{{{SPACE}}}fulltext") == "true",
        enabled=attributes.get(f"{{{SPACE}}}enabled") != "false",
    )


def slug(title: str) -> str:
    """A name for files, keys and command lines: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title.translate(GERMAN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].rstrip("-")


def _unused(name: str, taken: Iterable[str]) -> str:
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def write(feeds: Sequence[Feed]) -> str:
    """The subscriptions as OPML 2.0; passwords and headers stay here."""
    ElementTree.register_namespace("watcher", SPACE)
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = "watcher"
    body = ElementTree.SubElement(root, "body")
    for feed in feeds:
        ElementTree.SubElement(body, "outline", _attributes(feed))
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _attributes(feed: Feed) -> dict[str, str]:
    address = re.sub(r"^(https?://)[^/@]*@", r"\1", feed.url)
    attributes = {"type": "rss", "text": feed.outlet, "title": feed.name, "xmlUrl": address}
    if feed.language:
        attributes["language"] = feed.language
    if feed.every_minutes:
        attributes[f"{{{SPACE}}}everyMinutes"] = str(feed.every_minutes)
    if feed.full_text:
        attributes[f"{{{SPACE}}}fullText"] = "true"
    if not feed.enabled:
        attributes[f"{{{SPACE}}}enabled"] = "false"
    return attributes
