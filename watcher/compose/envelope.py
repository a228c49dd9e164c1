"""The envelope: subject, Message-ID and the headers that tell mail programs what this is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from email.utils import parseaddr
from urllib.parse import quote

from watcher.compose.cards import Card
from watcher.compose.kinds import EDITS, NEW, NUMBER
from watcher.compose.page import Page, count
from watcher.compose.redline import clip
from watcher.compose.safe import header, visible
from watcher.compose.words import Words
from watcher.model import Digest

PREHEADER = 140
MOST_ROOTS = 8
Headers = tuple[tuple[str, str], ...]


def subject(digest: Digest, page: Page, words: Words) -> str:
    """The first topic, its lead change in the outlets' own figures, and how many of what."""
    name = digest.title or digest.list
    if digest.baseline and digest.quiet:
        return header(words.say("{list}: watching from now on", list=name))
    if not page.topics:
        return header(words.say("{list}: nothing new", list=name))
    told = summary(page.topics[0].cards, words) or _reports(page, words)
    more = [each.section.title for each in page.topics[1:]]
    tail = f" – {words.say('also')}: {', '.join(more)}" if more else ""
    return header(f"{page.topics[0].section.title}: {told}{tail}")


def headline(digest: Digest, page: Page, words: Words) -> str:
    """The first topic and its lead change alone; the subject where there is none."""
    if not page.topics or not page.topics[0].cards:
        return subject(digest, page, words)
    return f"{page.topics[0].section.title}: {lead(page.topics[0].cards, words)}"


def summary(cards: Sequence[Card], words: Words) -> str:
    """„130 → 157 Tote · bestätigt · 3 neu“: kinds in their order, the lead's figures instead of its word."""
    counts = dict(count(cards))
    edits = sum(counts.pop(kind, 0) for kind in EDITS)
    tallies = [words.tally(kind.name, n) for kind, n in counts.items() if kind.rank < NEW.rank]
    tallies += [words.tally("edited", edits)] if edits else []
    tallies += [words.tally(NEW.name, counts[NEW])] if NEW in counts else []
    if cards and _is_named(cards[0]):
        told = cards[0].kind is NUMBER and counts[NUMBER] == 1
        return " · ".join([lead(cards, words), *(tallies[1:] if told else tallies)])
    return " · ".join(tallies) or " · ".join(words.tally(kind.name, n) for kind, n in counts.items())


def lead(cards: Sequence[Card], words: Words) -> str:
    """The most important change: its figures, else its word, else how many there are."""
    kind = cards[0].kind
    if _is_named(cards[0]):
        return str(cards[0].figures[0])
    return words.tally(kind.name, dict(count(cards))[kind])


def _is_named(card: Card) -> bool:
    """A bare "5 → 9" in a subject says nothing."""
    return any(figure.noun or figure.old_noun for figure in card.figures[:1])


def _reports(page: Page, words: Words) -> str:
    return words.count("{n} report", len(page.topics[0].section.others))


def preheader(page: Page, words: Words) -> str:
    """What mail programs show beside the subject."""
    if not page.topics:
        return ""
    topic = page.topics[0]
    titles = " · ".join(visible(each.title) for each in topic.section.others[:3])
    return opening(topic.cards, words) or clip(titles, PREHEADER)


def opening(cards: Sequence[Card], words: Words) -> str:
    """The lead's newest words and their outlet."""
    if not cards:
        return ""
    latest = cards[0].latest
    return clip(f"{words.quote(visible(latest.mention.statement))} {visible(latest.outlet)}", PREHEADER)


def digest_id(digest: Digest, recipient: str, sender: str) -> str:
    """The same for the same list, date and recipient: a second copy is known as one (RFC 5322 3.6.4)."""
    day = digest.date.isoformat()
    return f"<digest.{slug(digest.list)}.{day}.{fingerprint(digest.list, day, recipient)}@{host(sender)}>"


def digest_thread(digest: Digest, recipient: str, sender: str) -> str:
    """The list's root, which is never sent itself, and the list's digest before this one."""
    root = f"<list.{slug(digest.list)}@{host(sender)}>"
    if digest.previous is None:
        return root
    return f"{root} {digest_id(replace(digest, date=digest.previous), recipient, sender)}"


def alert_thread(cards: Sequence[Card], sender: str) -> str:
    """The roots of its claims, which are never sent themselves; the lead's is last.

    Mail programs hang a message under the last reference they know (jwz.org/doc/threading.html), so a bundle
    stays with its most important claim, and a later alert of any of them finds the thread.
    """
    claims = dict.fromkeys(card.claim for card in cards)
    return " ".join(f"<claim.{fingerprint(each)}@{host(sender)}>" for each in [*claims][MOST_ROOTS - 1 :: -1])


def digest_key(list_name: str, day: date, recipient: str) -> str:
    return f"digest/{list_name}/{day.isoformat()}/{recipient}"


def headers(name: str, sender: str, thread: str, language: str) -> Headers:
    """RFC 2919 and RFC 2369; `thread` begins with a root that is never sent itself, as Bugzilla does it."""
    place, address = host(sender), parseaddr(sender)[1]
    return (
        ("List-Id", f"<{slug(name)}.watcher.{place}>"),
        ("List-Unsubscribe", f"<mailto:{address}?subject=unsubscribe%20{quote(slug(name))}>"),
        ("Auto-Submitted", "auto-generated"),  # RFC 3834: no vacation notice answers it
        ("References", thread),
        ("Content-Language", language),
    )


def host(sender: str) -> str:
    found = parseaddr(sender)[1].rpartition("@")[2].lower()
    return found if re.fullmatch(r"[a-z0-9.-]+", found) else "localhost"


def slug(name: str) -> str:
    """ASCII for identifiers; names that differ only in what is lost here are told apart by their hash."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40]
    return plain if plain == name else f"{plain or 'list'}-{fingerprint(name)[:6]}"


def fingerprint(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
