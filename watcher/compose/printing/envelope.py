"""The envelope: subject, Message-ID and the headers that tell mail programs what this is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from email.utils import parseaddr
from urllib.parse import quote

from watcher.compose.kinds import CONFIRMED, CORROBORATED, DENIED, EDITED, EDITS, SPEAKER, STANDING, Kind
from watcher.compose.page import Page, count
from watcher.compose.patterns import any_of
from watcher.compose.printing.clauses import WHOLE, find_clause, trim
from watcher.compose.printing.words import Words
from watcher.compose.redline import clip
from watcher.compose.safe import SUBJECT, header, visible
from watcher.compose.selecting.likeness import ECHO, stems
from watcher.compose.telling.cards import Card
from watcher.compose.telling.figures import is_label
from watcher.compose.telling.shortening import squeeze
from watcher.model import Digest, Mention

PREHEADER = 140
CORE = 72  # code points of the lead's words in a subject
FEWEST_WORDS, MARKS = 3, 5  # MARKS: what stands around a quote
THAT = re.compile(rf"^.{{,80}}?{any_of('that')}\s+", re.DOTALL)
NEGATED = re.compile(rf"\b(?:{any_of('not')}|{any_of('contracted')})\b", re.IGNORECASE)
MOST_ROOTS = 8
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Room:
    """How many code points there are for what is told first; `titles`: of articles, where it must be cut."""

    most: int
    titles: Mapping[str, str] = field(default_factory=dict)


WIDE = Room(WHOLE)


def subject(digest: Digest, page: Page, words: Words) -> str:
    """The first topic, its lead change in the outlets' own figures, and how many of what."""
    name = digest.title or digest.list
    if digest.baseline and digest.quiet:
        return header(words.say("{list}: watching from now on", list=name))
    corrected = [words.count("{n} correction", len(digest.corrections))] if digest.corrections else []
    if not page.topics:
        return fit(name, corrected) if corrected else header(words.say("{list}: nothing new", list=name))
    cards, title = _list_telling(page), page.topics[0].section.title
    told = [*(summary(cards, words, find_room(title, page)) or [_reports(page, words)]), *corrected]
    more = [each.section.title for each in page.topics[1:] if each.shown]
    tail = [f"{words.say('also')}: {', '.join(more)}"] if more else []
    return fit(title, [*told, *tail])


def fit(title: str, parts: Sequence[str]) -> str:
    """As many of the parts as a header holds, none of them torn but a first that is too long by itself."""
    told = f"{title}: {parts[0]}"
    for part in parts[1:]:
        if len(longer := f"{told} · {part}") > SUBJECT - 2:
            break
        told = longer
    return header(told)


def find_room(title: str, page: Page | None = None) -> Room:
    """What a header has for what is told first."""
    others = page.topics[0].section.others if page and page.topics else ()
    return Room(SUBJECT - 2 - len(f"{title}: "), {each.item: each.title for each in others})


def headline(digest: Digest, page: Page, words: Words) -> str:
    """The first topic and its lead change alone; the subject where there is none."""
    if not page.topics or not (cards := _list_telling(page)):
        return subject(digest, page, words)
    title = page.topics[0].section.title
    return f"{title}: {lead(cards, words, find_room(title, page))}"


def _list_telling(page: Page) -> tuple[Card, ...]:
    """The first topic's cards, if any of them is shown."""
    return page.topics[0].cards if page.topics[0].shown else ()


def summary(cards: Sequence[Card], words: Words, room: Room = WIDE) -> list[str]:
    """„130 → 157 Tote · bestätigt · 3 neu“: the lead in the outlets' own words, then how many of what else."""
    if not cards:
        return []
    tallies = _tally(cards)
    name, first = _group_of(cards[0].kind), is_named(cards[0])
    rest = [words.tally(each, n) for each, n in tallies.items() if each != name or (first and n > 1)]
    return [lead(cards, words, room), *rest]


def _tally(cards: Sequence[Card]) -> dict[str, int]:
    """How many of each kind, edits together; what only adds sources counts when there is no more."""
    counts: dict[str, int] = {}
    for kind, n in count(cards):
        counts[_group_of(kind)] = counts.get(_group_of(kind), 0) + n
    minor = {CORROBORATED.name, SPEAKER.name}
    return {name: n for name, n in counts.items() if name not in minor} or counts


def _group_of(kind: Kind) -> str:
    return EDITED.name if kind in EDITS else kind.name


def lead(cards: Sequence[Card], words: Words, room: Room = WIDE) -> str:
    """The most important change: its figures, else its word and the core of what is said."""
    if is_named(cards[0]):
        return _recount(cards[0], words)
    name = _group_of(cards[0].kind)
    n = _tally(cards).get(name, 1)
    turn = cards[0].turn if name == STANDING.name and n == 1 else None
    told = words.turn(turn) if turn else words.tally(name, n)
    return f"{told} – {words.quote(core(cards[0], replace(room, most=room.most - len(told) - MARKS)))}"


def _recount(card: Card, words: Words) -> str:
    """„130 → 157 Tote“; where that would end in a verb, the clause, and what the figure was before."""
    figure, latest = card.figures[0], card.latest.mention
    clause = "" if is_label(figure, latest.language) else find_clause(latest, figure.after)
    if not clause:
        return str(figure)
    return f"{words.quote(clause)} ({words.say('before: {figure}', figure=figure.before)})"


def core(card: Card, room: Room = WIDE) -> str:
    """The newest wording; where the kind's word says that it was confirmed or denied, the clause alone."""
    most = max(room.most, CORE)
    if card.kind in (CONFIRMED, DENIED):
        clause = visible(_clause(card.latest.mention))
        if len(clause.split()) >= FEWEST_WORDS:
            return squeeze(clause.strip(" ,;").removesuffix("."), most)
    latest = card.latest.mention
    if len(latest.statement) <= CORE:
        return trim(latest)
    told = trim(_find_headline(card), most)
    title = room.titles.get(latest.item, "") if told.endswith("…") else ""
    says = stems(title) and len(stems(title) & stems(latest.statement)) >= ECHO * len(stems(title))
    return trim(replace(latest, where="title", statement=title, propositions=()), most) if says else told


def _find_headline(card: Card) -> Mention:
    """What the article's title says, where the card has it; else its newest wording."""
    latest = card.latest.mention
    sides = (each.after.mention for each in card.within if each.after)
    here = (each for each in sides if each.item == latest.item and each.where == "title")
    return next((each for each in here if each.revision == latest.revision), latest)


def _clause(mention: Mention) -> str:
    """The proposition, verbatim, without "bestätigte, dass" before it; a denied one stays whole."""
    for each in mention.propositions[:1]:
        clause = mention.statement[each.start - mention.start : each.end - mention.start]
        break
    else:
        clause = mention.statement
    before = THAT.match(clause)
    return clause[before.end() :] if before and not NEGATED.search(before[0]) else clause


def is_named(card: Card) -> bool:
    """A bare "5 → 9" in a subject says nothing."""
    return any(figure.noun or figure.old_noun or figure.tail for figure in card.figures[:1])


def _reports(page: Page, words: Words) -> str:
    return words.count("{n} report", len(page.topics[0].section.others))


def preheader(page: Page, words: Words) -> str:
    """What mail programs show beside the subject: what comes after its lead."""
    if not page.topics:
        return ""
    topic = page.topics[0]
    if len(topic.shown) > 1:
        return clip(" · ".join(words.quote(core(card)) for card in topic.shown[1:4]), PREHEADER)
    titles = " · ".join(visible(each.title) for each in topic.section.others[:3])
    return opening(_list_telling(page), words) or clip(titles, PREHEADER)


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
