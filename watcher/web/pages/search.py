"""Search: items and claims, in German as one writes it, with the words found lifted out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from watcher.compose.redline import Piece, Pieces, clip
from watcher.compose.safe import visible
from watcher.records import Record, time_text
from watcher.store import Found
from watcher.store.lookup import Wanted, compile
from watcher.store.rows import stamp
from watcher.web.faults import Absurd
from watcher.web.filters import begin, choose, take, take_day, take_page
from watcher.web.visit import Visit
from watcher.web.vocabulary import Vocabulary

PAGE = 20
MOST_PAGES = 50
AROUND = 110  # code points on either side of what was found
WHAT = ("items", "claims")
WRITTEN = {"ae": "(?:ae|ä|æ)", "oe": "(?:oe|ö|ø)", "ue": "(?:ue|ü)", "ss": "(?:ss|ß)"}
ACCENTED = {
    "a": "[aàáâãå]",
    "c": "[cç]",
    "e": "[eèéêë]",
    "i": "[iìíîï]",
    "n": "[nñ]",
    "o": "[oòóôõ]",
    "u": "[uùúû]",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found. `topic`: of a claim; `heading` and `snippet` are verbatim."""

    found: Found
    topic: str
    heading: Pieces
    snippet: Pieces


def read(visit: Visit, vocabulary: Vocabulary) -> dict[str, Any]:
    """Nothing asked, nothing found: both are pages of their own."""
    query, what = take(visit.asked, "q"), take(visit.asked, "what")
    choose("what", what, WHAT)
    number = take_page(visit.asked, MOST_PAGES)
    wanted, words = want(visit, query, vocabulary, number)
    items: list[Hit] = []
    claims: list[Hit] = []
    if wanted.match:
        items = [show(each, "", words) for each in visit.store.lookup.items(wanted)] if what != "claims" else []
        pairs = visit.store.lookup.claims(wanted) if what != "items" and not wanted.outlet else ()
        claims = [show(found, topic, words) for topic, found in pairs]
    return {
        "query": query,
        "what": what,
        "given": {name: take(visit.asked, name) for name in ("topic", "outlet", "since", "until")},
        "number": number,
        "more": max(len(items), len(claims)) > PAGE,
        "items": items[:PAGE],
        "claims": claims[:PAGE],
        "outlets": sorted({each.outlet for each in visit.board.tallies}, key=str.casefold)[:200],
        "records": lambda: [record(hit) for hit in (*claims[:PAGE], *items[:PAGE])],
    }


def want(visit: Visit, query: str, vocabulary: Vocabulary, number: int) -> tuple[Wanted, tuple[str, ...]]:
    visit.board.look(visit.store)
    match, words = compile(query, vocabulary.read(visit.store))
    since, until = take_day(visit.asked, "since"), take_day(visit.asked, "until")
    if since and until and since > until:
        raise Absurd("since", f"{since} … {until}")
    zone = visit.config.timezone
    wanted = Wanted(
        match,
        take(visit.asked, "topic"),
        take(visit.asked, "outlet"),
        stamp(begin(since, zone)) if since else None,
        stamp(begin(until + timedelta(days=1), zone)) if until else None,
        PAGE + 1,
        (number - 1) * PAGE,
    )
    return wanted, words


def show(found: Found, topic: str, words: tuple[str, ...]) -> Hit:
    pattern = spelling(words)
    heading = "" if found.kind == "claim" else visible(found.title)
    return Hit(found, topic, lift(heading, pattern), lift(around(found.excerpt, pattern), pattern))


@lru_cache(maxsize=256)
def spelling(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds folded words in text as it was written: strasse in Straße, mueller in Müller."""
    parts = (r"\w*" + re.sub("ae|oe|ue|ss|[aceinou]", _written, re.escape(word)) + r"\w*" for word in words)
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _written(found: re.Match[str]) -> str:
    return WRITTEN.get(found[0]) or ACCENTED[found[0]]


def around(text: str, pattern: re.Pattern[str]) -> str:
    """The text about the first word found, from and to a word's border."""
    found = pattern.search(text)
    if len(text) <= 2 * AROUND or found is None:
        return clip(visible(text), 2 * AROUND)
    start, end = max(0, found.start() - AROUND), min(len(text), found.end() + AROUND)
    head = "… " + text[start : found.start()].partition(" ")[2] if start else text[: found.start()]
    tail = text[found.end() : end].rpartition(" ")[0] + " …" if end < len(text) else text[found.end() :]
    return visible(f"{head}{found[0]}{tail}")


def lift(text: str, pattern: re.Pattern[str]) -> Pieces:
    pieces: list[Piece] = []
    at = 0
    for found in pattern.finditer(text):
        pieces += [Piece(text[at : found.start()]), Piece(found[0], marked=True)]
        at = found.end()
    return tuple(piece for piece in (*pieces, Piece(text[at:])) if piece.text)


def record(hit: Hit) -> Record:
    found = hit.found
    return {
        "kind": found.kind,
        "id": found.id,
        "topic": hit.topic or None,
        "title": found.title if found.kind == "item" else None,
        "excerpt": "".join(piece.text for piece in hit.snippet),
        "outlet": found.outlet,
        "url": found.url,
        "seen": time_text(found.seen_at),
    }
