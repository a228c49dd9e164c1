"""How the demo's outlets look on the wire: RSS 2.0, RSS 1.0 (RDF), Atom, JSON Feed and article pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any
from zlib import crc32

from watcher.demo.script import Article, Outlet, Version

FEED_TYPES = {
    "rss2": "application/rss+xml; charset=utf-8",
    "rdf": "application/rdf+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
_NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An article as it stands at one moment. `edited`: last change the outlet admits to."""

    outlet: Outlet
    article: Article
    version: Version
    edited: datetime
    link: str

    @property
    def guid(self) -> str:
        """Outlets number their texts in their own way; none of these changes when a text is edited."""
        number = crc32(self.article.slug.encode()) % 1_000_000
        if self.outlet.wordpress:
            return f"{self.outlet.site}/?p={number}"
        return f"tag:{self.outlet.name}.example,2024:{number}"

    @property
    def teaser(self) -> str:
        return self.version.paragraphs[0]

    @property
    def html(self) -> str:
        """The whole text with the outlet's boilerplate around it."""
        lines = [f"<p>{escape(each, quote=False)}</p>" for each in self.version.paragraphs]
        lines[2:2] = self._fill(self.outlet.inside)
        return "\n".join([*lines, *self._fill(self.outlet.after)])

    @property
    def excerpt(self) -> str:
        """What stands in a feed's description or summary."""
        if self.outlet.body == "description":
            return self.html
        if not self.outlet.wordpress:
            return escape(self.teaser, quote=False)
        cut = " ".join(self.teaser.split()[:18])
        return "\n".join([f"<p>{escape(cut, quote=False)} [&#8230;]</p>", *self._fill(self.outlet.after[-1:])])

    def _fill(self, lines: tuple[str, ...]) -> list[str]:
        title, site = escape(self.version.title), self.outlet.site
        return [each.format(title=title, link=self.link, site=site) for each in lines]


def show(outlet: Outlet, article: Article, now: datetime) -> Shown:
    """Return the article as a reader finds it at `now`; it must be published by then."""
    versions = article.read(now)
    admitted = [each.at for each in versions if not each.silent]
    link = f"{outlet.site}/{article.published:%Y/%m}/{article.slug}.html"
    return Shown(outlet, article, versions[-1], admitted[-1], link)


def write_feed(outlet: Outlet, shown: list[Shown]) -> bytes:
    """Return the feed document in the outlet's format."""
    return _WRITERS[outlet.format](outlet, shown).encode()


def _write_rss(outlet: Outlet, shown: list[Shown]) -> str:
    items = "\n".join(_write_rss_item(each) for each in shown)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" {_NAMESPACES}>
<channel>
<title>{escape(outlet.title)}</title>
<link>{outlet.site}/</link>
<description>{escape(outlet.title)}</description>
<language>{outlet.language}</language>
{items}
</channel>
</rss>
"""


def _write_rss_item(shown: Shown) -> str:
    content = f"<content:encoded><![CDATA[{shown.html}]]></content:encoded>"
    return f"""<item>
<title>{escape(shown.version.title, quote=False)}</title>
<link>{shown.link}</link>
<pubDate>{format_datetime(shown.article.published)}</pubDate>
<guid isPermaLink="false">{shown.guid}</guid>
<description><![CDATA[{shown.excerpt}]]></description>
{content if shown.outlet.body == "content" else ""}
</item>"""


def _write_rdf(outlet: Outlet, shown: list[Shown]) -> str:
    order = "".join(f'<rdf:li rdf:resource="{each.link}"/>' for each in shown)
    items = "\n".join(_write_rdf_item(each) for each in shown)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {_NAMESPACES}>
<channel rdf:about="{outlet.site}/">
<title>{escape(outlet.title)}</title>
<link>{outlet.site}/</link>
<description>{escape(outlet.title)}</description>
<dc:language>{outlet.language}</dc:language>
<items><rdf:Seq>{order}</rdf:Seq></items>
</channel>
{items}
</rdf:RDF>
"""


def _write_rdf_item(shown: Shown) -> str:
    return f"""<item rdf:about="{shown.link}">
<title>{escape(shown.version.title, quote=False)}</title>
<link>{shown.link}</link>
<description>{escape(shown.excerpt, quote=False)}</description>
<dc:date>{shown.article.published.isoformat()}</dc:date>
</item>"""


def _write_atom(outlet: Outlet, shown: list[Shown]) -> str:
    entries = "\n".join(_write_atom_entry(each) for each in shown)
    edited = max((each.edited for each in shown), default=None)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">
<id>tag:{outlet.name}.example,2024:feed</id>
<title>{escape(outlet.title)}</title>
<link href="{outlet.site}/"/>
<updated>{edited.isoformat() if edited else "2024-01-01T00:00:00Z"}</updated>
<author><name>{escape(outlet.title)}</name></author>
{entries}
</feed>
"""


def _write_atom_entry(shown: Shown) -> str:
    content = f'<content type="html">{escape(shown.html, quote=False)}</content>'
    return f"""<entry>
<id>{shown.guid}</id>
<title>{escape(shown.version.title, quote=False)}</title>
<link rel="alternate" href="{shown.link}"/>
<published>{shown.article.published.isoformat()}</published>
<updated>{shown.edited.isoformat()}</updated>
<summary type="html">{escape(shown.excerpt, quote=False)}</summary>
{content if shown.outlet.body == "content" else ""}
</entry>"""


def _write_json(outlet: Outlet, shown: list[Shown]) -> str:
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.title,
        "home_page_url": f"{outlet.site}/",
        "language": outlet.language,
    }
    return json.dumps({**head, "items": [_make_item(each) for each in shown]}, ensure_ascii=False, indent=1)


def _make_item(shown: Shown) -> dict[str, Any]:
    item = {
        "id": shown.guid,
        "url": shown.link,
        "title": shown.version.title,
        "summary": shown.teaser,
        "date_published": shown.article.published.isoformat(),
        "date_modified": shown.edited.isoformat(),
    }
    # JSON Feed 1.1 wants content_text or content_html; an outlet that only teases repeats its teaser.
    return item | (
        {"content_text": shown.teaser} if shown.outlet.body == "teaser" else {"content_html": shown.html}
    )


_WRITERS: dict[str, Callable[[Outlet, list[Shown]], str]] = {
    "rss2": _write_rss,
    "rdf": _write_rdf,
    "atom": _write_atom,
    "json": _write_json,
}


def write_page(shown: Shown, others: list[Shown]) -> bytes:
    """Return the article's page: its text amid navigation, a teaser list and a footer."""
    title, published = escape(shown.version.title, quote=False), shown.article.published
    teasers = "".join(
        f'<li><a href="{each.link}">{escape(each.version.title, quote=False)}</a></li>' for each in others
    )
    return f"""<!DOCTYPE html>
<html lang="{shown.outlet.language}">
<head>
<meta charset="utf-8">
<title>{title} | {escape(shown.outlet.title)}</title>
<meta property="article:published_time" content="{published.isoformat()}">
</head>
<body>
<header><a href="{shown.outlet.site}/">{escape(shown.outlet.title)}</a>
<nav><ul>
<li><a href="#">Politik</a></li>
<li><a href="#">Wirtschaft</a></li>
<li><a href="#">Abo</a></li>
</ul></nav>
</header>
<main>
<article>
<h1>{title}</h1>
<p class="meta"><time datetime="{published.isoformat()}">{published:%d.%m.%Y}</time></p>
{shown.html}
</article>
<aside><h2>Mehr zum Thema</h2><ul>{teasers}</ul></aside>
</main>
<footer><p>Impressum</p><p>Datenschutz</p><p>Jetzt Newsletter abonnieren</p></footer>
</body>
</html>
""".encode()
