"""The fast lane: RSS 2.0 and Atom as common software writes them, read by expat in a hundredth of the time.

feedparser is the parser of record. The lane takes only a document of which it understands every part: UTF-8, no
document type, namespaces and elements of the tables below, each where it belongs and not twice, no markup in a
text. It then finds what feedparser would have found, in the same order of the same steps (`mixin.py`,
`namespaces/_base.py` of feedparser 6.0.14); with anything else it gives up. tests/collect/test_lane.py compares
both on two corpora and their mutants, and a share of what it reads is compared at work (cycle/reading.py).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pyexpat import ExpatError, ParserCreate
from typing import NamedTuple, NoReturn

from watcher.collect.entries import build, is_cut, is_regular
from watcher.collect.grammar import (
    ATTRIBUTES,
    DEEPER,
    IGNORED,
    NAMESPACES,
    OWN_NAMESPACE,
    TEXTS,
    TYPED,
    Unsure,
)
from watcher.collect.record import Raw, Record
from watcher.model import Document

CONTENT_TYPE = re.compile(
    r"(?:application|text)/(?:xml|[\w.-]+\+xml)\s*(?:;\s*charset=utf-8\s*)?", re.IGNORECASE
)
PROLOGUE = re.compile(
    rb"(?:<\?xml version=[\"']1\.0[\"'](?:\s+encoding=[\"'][Uu][Tt][Ff]-8[\"'])?"
    rb"(?:\s+standalone=[\"'](?:yes|no)[\"'])?\s*\?>)?"
    rb"\s*(?:<\?xml-stylesheet [^<>?]*\?>\s*|<!--[^<>]*-->\s*)*<(?:rss|feed)\b"
)
# feedparser takes what lies between U+0080 and U+009F for Windows-1252.
MISCODED = (
    (b"\xc2", re.compile(rb"\xc2[\x80-\x9f]")),
    (b"&#", re.compile(rb"&#(?:0*1[2-5][0-9]|[xX]0*[89][0-9a-fA-F]);")),
)
LONGEST = 2_000_000  # bytes; more of them would hold up the feeds beside this one
MOST_ATTRIBUTES = 20  # of an element


class Found(NamedTuple):
    """What a document holds, by feedparser's names."""

    feed: Raw
    entries: list[Raw]


class Lane:
    """Whether the lane is open in this process, and which of its documents are held against feedparser's."""

    def __init__(self) -> None:
        self.is_open = True
        self.taken = 0

    def wants_proof(self, every: int) -> bool:
        """Of one in so many documents, the first among them."""
        self.taken += 1
        return self.taken % every == 1 % every

    def close(self) -> None:
        self.is_open = False


def parse(body: bytes, content_type: str | None, url: str, max_items: int) -> Document | None:
    """What `collect.parse.parse` makes of it; None for a document that is not plain enough."""
    found = None if len(body) > LONGEST or is_cut(body) else read(body, content_type)
    if found is None:
        return None
    document = build(found, url, max_items)
    return replace(document, regular=is_regular(document))


def read(body: bytes, content_type: str | None) -> Found | None:
    """What feedparser would find; None for a document that is not plain enough."""
    if content_type and not CONTENT_TYPE.fullmatch(content_type.strip()):
        return None
    if not PROLOGUE.match(body) or any(sign in body and form.search(body) for sign, form in MISCODED):
        return None
    reader = Reader()
    try:
        reader.read(body)
    except (Unsure, ExpatError):
        return None
    return Found(reader.feed, [each.raw for each in reader.entries]) if reader.entries else None


class Reader:
    """Expat's events, one document long. `_context`: the innermost element with elements in it."""

    def __init__(self) -> None:
        self.feed: Raw = {}
        self.entries: list[Record] = []
        self._language: str | None = None
        self._prefixes: dict[str, str | None] = {"": ""}
        self._names: dict[str, str] = {}
        self._contexts: list[str] = []
        self._texts: dict[str, str] = {}
        self._deeper: dict[str, str] = {}
        # By context: as what a text is kept whose element has no attributes, by its name as written.
        self._known: dict[str, dict[str, str]] = defaultdict(dict)
        self._plain: dict[str, str] = {}
        self._name = ""  # of the text that is open
        self._pieces: list[str] | None = None
        self._attributes: Raw = {}
        self._entry = Record(None, is_atom=False)

    def read(self, body: bytes) -> None:
        parser = ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._hear
        parser.StartDoctypeDeclHandler = _give_up
        parser.Parse(body, True)

    def _hear(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)

    def _start(self, tag: str, attributes: Raw) -> None:
        if self._pieces is not None:
            raise Unsure(f"<{tag}> in a text")
        if not attributes and (kept := self._plain.get(tag)) is not None:
            self._name, self._pieces, self._attributes = kept, [], attributes
        elif self._contexts:
            self._begin(tag, attributes)
        else:
            self._open(tag, attributes)

    def _begin(self, tag: str, attributes: Raw) -> None:
        """An element with attributes, or the first of its name."""
        name = self._names.get(tag) or self._know(tag)
        if (kept := self._texts.get(name)) is not None:
            self._name, self._pieces, self._attributes = kept, [], attributes
            if attributes:
                self._judge(name, kept, attributes)
            elif kept != "link":
                self._plain[tag] = kept
            if kept == "link" and not self._entry.link(attributes):
                self._name = IGNORED
        elif (context := self._deeper.get(name)) and not attributes:
            self._enter(context)
        else:
            raise Unsure(f"<{tag}>")

    def _end(self, tag: str) -> None:
        if self._pieces is None:
            self._contexts.pop()
            if self._contexts:
                self._place(self._contexts[-1])
            return
        if self._name:
            self._keep(self._name, "".join(self._pieces).strip())
        self._pieces = None

    # -- where we are ------------------------------------------------------------------------------

    def _open(self, tag: str, attributes: Raw) -> None:
        """The root: it says which format this is, the language, and what prefixes mean."""
        for key, value in attributes.items():
            if key.startswith("xmlns:"):
                self._declare(key[6:], value)
            elif key == "xml:lang":
                self._language = value.replace("_", "-") or None
                self.feed["language"] = value.replace("_", "-")
            elif (tag, key) != ("rss", "version") and (tag, key, value.lower()) != (
                "feed",
                "xmlns",
                "http://www.w3.org/2005/atom",
            ):
                raise Unsure(f"the root has {key}={value}")
        if tag not in ("rss", "feed") or (tag == "feed" and "xmlns" not in attributes):
            raise Unsure(f"the root is {tag}")
        self._contexts.append(tag)
        self._place(tag)

    def _declare(self, prefix: str, uri: str) -> None:
        canonical = NAMESPACES.get(uri.lower())
        if (
            (prefix.lower() in NAMESPACES.values() and canonical != prefix.lower())
            or not uri
            or prefix == "xml"
        ):
            raise Unsure(f"{prefix} means {uri}")
        self._prefixes[prefix] = canonical

    def _know(self, tag: str) -> str:
        """The element's name with feedparser's prefix, in lower case."""
        prefix, _, local = tag.rpartition(":")
        canonical = self._prefixes.get(prefix)
        if canonical is None:
            raise Unsure(f"<{tag}>")
        name = f"{canonical}:{local}" if canonical else local
        self._names[tag] = name.lower()
        return self._names[tag]

    def _enter(self, context: str) -> None:
        self._contexts.append(context)
        self._place(context)
        if context in ("item", "entry"):
            self._entry = Record(self._language, is_atom=context == "entry")
            self.entries.append(self._entry)

    def _place(self, context: str) -> None:
        self._texts, self._deeper, self._plain = TEXTS[context], DEEPER[context], self._known[context]

    # -- what is said ------------------------------------------------------------------------------

    def _judge(self, name: str, kept: str, attributes: Raw) -> None:
        """Whether the attributes are understood: those of what is dropped are, unless they reach beyond it."""
        reaching = any(":" in key or key.lower() in ("base", "lang", "xmlns") for key in attributes)
        if len(attributes) > MOST_ATTRIBUTES or (reaching and attributes != {"xmlns": OWN_NAMESPACE.get(name)}):
            raise Unsure(f"{name} has {attributes}")
        if kept == IGNORED and name != "link":
            return
        if self._contexts[-1] in ("feed", "entry") and kept in ("title", "summary", "content"):
            if attributes.keys() != {"type"} or attributes["type"].lower() not in TYPED:
                raise Unsure(f"{name} has {attributes}")
        elif not attributes.keys() <= ATTRIBUTES.get(kept or name, frozenset()):
            raise Unsure(f"{name} has {attributes}")

    def _keep(self, name: str, text: str) -> None:
        if not text.isascii():
            _demand_once_encoded(text)
        if self._contexts[-1] in ("item", "entry"):
            self._entry.keep(name, text, self._attributes)
            return
        into = self.feed
        # A language on the root is overruled by the element.
        if name in into and name != "language":
            raise Unsure(f"two of {name}")
        into[name] = text
        if name == "title":
            into["title_detail"] = {"language": self._language}


def _demand_once_encoded(text: str) -> None:
    """feedparser decodes once more what was encoded twice."""
    try:
        text.encode("iso-8859-1").decode("utf-8")
    except UnicodeError:
        return
    raise Unsure("encoded twice")


def _give_up(*_: object) -> NoReturn:
    raise Unsure("a document type")
