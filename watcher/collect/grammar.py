"""Grammar: the elements of RSS 2.0 and Atom that the fast lane understands, and where they may stand.

A table for each context: a text is kept under the name that is given, IGNORED ones are read and dropped,
because nothing that feedparser does with them reaches what we use.
"""

from __future__ import annotations

from typing import Final

IGNORED: Final = ""


def drop(names: str) -> dict[str, str]:
    """A table of elements that are read and dropped."""
    return dict.fromkeys(names.split(), IGNORED)


# Namespaces, in lower case, and feedparser's prefix for them.
NAMESPACES = {
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://wellformedweb.org/commentapi/": "wfw",
    "http://search.yahoo.com/mrss/": "media",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://purl.org/syndication/thread/1.0": "thr",
}
# Software that numbers its posts does so in a namespace of its own, on the element.
OWN_NAMESPACE = {"post-id": "com-wordpress:feed-additions:1"}

FEED_RSS = {
    "title": "title",
    "language": "language",
    "ttl": "ttl",
    "sy:updateperiod": "sy_updateperiod",
    "sy:updatefrequency": "sy_updatefrequency",
} | drop(
    "link description lastbuilddate pubdate copyright generator docs managingeditor webmaster "
    "category cloud rating sy:updatebase dc:creator dc:rights dc:publisher dc:subject"
)
IMAGE = drop("title url link width height description")
ENTRY_RSS = {
    "title": "title",
    "link": "link",
    "guid": "id",
    "pubdate": "published",
    "dc:date": "updated",
    "updated": "updated",
    "description": "summary",
    "content:encoded": "content",
    "feedburner:origlink": "feedburner_origlink",
} | drop(
    "author dc:creator dc:publisher dc:rights dc:subject category comments wfw:commentrss "
    "slash:comments enclosure source media:content media:thumbnail media:credit post-id"
)
FEED_ATOM = {"title": "title"} | drop("id link updated subtitle generator rights icon logo category")
ENTRY_ATOM = {
    "title": "title",
    "link": "link",
    "id": "id",
    "published": "published",
    "updated": "updated",
    "summary": "summary",
    "content": "content",
} | drop("category rights thr:total")
PERSON = drop("name uri email")

# Where a context's elements lead deeper: element -> context.
RSS = {"rss": {"channel": "channel"}, "channel": {"item": "item", "image": "image"}, "item": {}, "image": {}}
ATOM = {
    "feed": {"entry": "entry", "author": "person", "contributor": "person"},
    "entry": {"author": "person", "contributor": "person"},
    "person": {},
}
DEEPER: dict[str, dict[str, str]] = RSS | ATOM
TEXTS: dict[str, dict[str, str]] = {
    "rss": {},
    "channel": FEED_RSS,
    "image": IMAGE,
    "item": ENTRY_RSS,
    "feed": FEED_ATOM,
    "entry": ENTRY_ATOM,
    "person": PERSON,
}
# The attributes that an element with a meaning may have.
ATTRIBUTES: dict[str, frozenset[str]] = {
    "link": frozenset({"href", "rel", "type", "title", "hreflang", "length"}),
    "id": frozenset({"isPermaLink"}),
}
TYPED = {"html": "text/html", "text": "text/plain", "text/html": "text/html", "text/plain": "text/plain"}
ONCE = frozenset({"title", "id", "published", "updated", "content", "feedburner_origlink"})


class Unsure(Exception):
    """Something is there that the lane does not understand."""
