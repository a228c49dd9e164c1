"""Revise: which item an entry is, whether it differs from what we have, and the revision it becomes.

Identity (docs/architecture.md): feed + guid while the guid proves stable, else feed + link, else feed + hash of
title and text. Guids prove unstable when more entries of a document come under a new guid at a known link and
with the known text than under the guid we know. Compared is always the latest revision only: a text that goes
A, B, A has made two edits (klaxon compares with any known hash and misses the way back).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from watcher.collect.text import digest, fold, same_but_style
from watcher.model import Article, Cause, Edit, Entry, Known, Revision
from watcher.settings import Feed

LONGEST_GUID = 300  # longer ones are kept as their hash, so that no index key is a page long
# Of 5,000 pairs of unrelated German headlines 99 in 100 share less than this part of their words.
SAME_TITLE = 0.25
SAME_TEXT = 0.5


@dataclass(frozen=True, slots=True)
class Keys:
    """What the store is asked for: the items that these entries may be."""

    guids: tuple[str, ...]
    urls: tuple[str, ...]
    hashes: tuple[str, ...]


def lookup(entries: Sequence[Entry]) -> Keys:
    """The guids, links and hashes that `decide` needs to find what is known."""
    return Keys(
        guids=tuple(dict.fromkeys(_short(entry.guid) for entry in entries if entry.guid)),
        urls=tuple(dict.fromkeys(entry.url for entry in entries if entry.url)),
        hashes=tuple(dict.fromkeys(_hash(entry) for entry in entries)),
    )


def stand_alone(entries: Sequence[Entry], known: Sequence[Known]) -> bool:
    """Whether identity can be told from these entries without the document's others: by guid only."""
    guids = {_short(entry.guid) for entry in entries}
    return "" not in guids and all(_short(each.guid) in guids for each in known)


def decide(feed: Feed, entries: Sequence[Entry], known: Sequence[Known]) -> tuple[Edit, ...]:
    """The entries that are new, or say something else than the latest revision of their item."""
    memory = Memory(feed.name, known)
    edits = []
    taken: set[str] = set()
    for entry, guid, link in _distinct(entries, memory.trusts_guids(entries)):
        item, found = memory.identify(entry, guid, link)
        if item in taken:
            continue
        taken.add(item)
        entry_hash = _hash(entry)
        if found is None or _differs(entry, entry_hash, found):
            number = found.number + 1 if found else 1
            # The item keeps the guid it is named for, also where the feed draws a new one at every visit.
            kept = (found.guid if found else None) or _short(entry.guid) or None
            named = entry if entry.guid == kept else replace(entry, guid=kept)
            edits.append(Edit(item, number, named, found, entry_hash))
    return tuple(edits)


def _hash(entry: Entry) -> str:
    return entry.hash or digest(entry.title, entry.text)


def _short(guid: str | None) -> str:
    if guid is None or len(guid) <= LONGEST_GUID:
        return guid or ""
    return hashlib.sha256(guid.encode()).hexdigest()


def _distinct(entries: Sequence[Entry], stable: bool) -> Iterator[tuple[Entry, str, str]]:
    """The document's entries, each once, with the guid and the link that may identify it ("" when it may not).

    The same guid with another link *and* title is another item, so it goes by its link; with one of both it is
    the same item shown twice, and the first one counts. A link that several titles share identifies none.
    """
    titles: dict[str | None, set[str]] = defaultdict(set)
    shared = {url for url, times in Counter(entry.url for entry in entries).items() if times > 1}
    for entry in entries:
        if entry.url in shared:
            titles[entry.url].add(fold(entry.title) or fold(entry.text))
    seen: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        guid = _short(entry.guid) if stable else ""
        others = seen[guid] if guid else []
        if any(entry.url == other.url or fold(entry.title) == fold(other.title) for other in others):
            continue
        link = entry.url if entry.url not in shared or len(titles[entry.url]) == 1 else ""
        yield entry, "" if others else guid, link or ""
        others.append(entry)


class Memory:
    """The known items of one feed, by everything an entry may be found by."""

    def __init__(self, feed: str, known: Iterable[Known]) -> None:
        self.feed = feed
        self.by_guid: dict[str, list[Known]] = defaultdict(list)
        self.by_url: dict[str, list[Known]] = defaultdict(list)
        self.by_hash: dict[str, list[Known]] = defaultdict(list)
        self.by_item: dict[str, Known] = {}
        for each in known:
            self.by_item[each.item] = each
            self.by_guid[_short(each.guid)].append(each)
            # A backfilled article's id may be its address.
            for url in {each.url, each.item} - {None}:
                self.by_url[str(url)].append(each)
            self.by_hash[digest(each.title, each.text)].append(each)
            self.by_hash[each.entry_hash].append(each)

    def trusts_guids(self, entries: Sequence[Entry]) -> bool:
        """Whether the guids we know come back, or rather the links under ever new guids."""
        if not self.by_item:
            return True
        votes = Counter(vote for entry in entries if entry.guid and (vote := self._vote(entry)))
        return votes["stable"] >= votes["unstable"]

    def _vote(self, entry: Entry) -> str | None:
        if self._same(self.by_guid.get(_short(entry.guid), ()), entry):
            return "stable"
        with_guid = [each for each in self.by_url.get(entry.url or "", ()) if each.guid]
        twins = with_guid or [each for each in self.by_hash.get(_hash(entry), ()) if each.guid]
        return "unstable" if any(fold(each.title) == fold(entry.title) for each in twins) else None

    def identify(self, entry: Entry, guid: str, link: str) -> tuple[str, Known | None]:
        """The item's id, and what is known of it."""
        found = self._by_guid(entry, guid, link) if guid else self._without_guid(entry, link)
        if found:
            return found.item, found
        # A guid that another story had before proves nothing any more.
        names = (guid if not self.by_guid.get(guid) else "", link, _hash(entry))
        free = (name for each in names if each and (name := f"{self.feed}/{each}") not in self.by_item)
        name = next(free, f"{self.feed}/{names[-1]}")
        return name, self.by_item.get(name)

    def _by_guid(self, entry: Entry, guid: str, link: str) -> Known | None:
        return self._same(self.by_guid.get(guid, ()), entry) or self._backfilled(link)

    def _same(self, candidates: Sequence[Known], entry: Entry) -> Known | None:
        """The known item that the entry is: same link, else the same story under a moved link."""
        for each in candidates:
            if each.url == entry.url:
                return each
        return next((each for each in candidates if _same_story(each, entry)), None)

    def _backfilled(self, link: str) -> Known | None:
        """An item stored from an archive, or before the feed had guids: it is known by its link alone."""
        at_link: Sequence[Known] = self.by_url.get(link, ())
        return next((each for each in at_link if not each.guid), None)

    def _without_guid(self, entry: Entry, link: str) -> Known | None:
        at_link: Sequence[Known] = self.by_url.get(link, ())
        equal = [each for each in at_link if fold(each.title) == fold(entry.title)]
        alike = [each for each in at_link if _same_story(each, entry)]
        if candidates := [*equal, *alike, *at_link]:
            return candidates[0]
        # Link and guid are new on every visit: the text is what stays.
        same = self.by_hash.get(_hash(entry))
        return same[0] if same else None


def _same_story(known: Known, entry: Entry) -> bool:
    """One is an edit of the other, by the words of their titles or of their texts."""
    titles = _shared(known.title, entry.title)
    return titles >= SAME_TITLE or (titles > 0 and _shared(known.text, entry.text) >= SAME_TEXT)


def _shared(one: str, other: str) -> float:
    """The part of the shorter one's words of four letters and more that the longer one has, too."""
    left, right = (set(re.findall(r"\w{4,}", each.casefold())) for each in (one, other))
    return len(left & right) / max(1, min(len(left), len(right))) if one != other else 1.0


def _differs(entry: Entry, entry_hash: str, known: Known) -> bool:
    """Compared with the entry that the latest revision came from; an archive's article with itself."""
    if known.entry_hash:
        return entry_hash != known.entry_hash
    if fold(entry.title) != fold(known.title):
        return True
    # An archive holds the whole article, the feed often only its beginning.
    return fold(entry.text).rstrip(".… []") not in fold(known.text)


def revise(edit: Edit, feed: Feed, article: Article | None, *, now: datetime, cause: Cause) -> Revision | None:
    """The revision that the edit makes, or None when nothing but white space differs from the latest one.

    It is unmarked: looking for boilerplate costs more than all else, and only what a topic may match needs it.
    """
    entry, known = edit.entry, edit.known
    title = entry.title or (article.title if article else "")
    text = _text(edit, feed, article)
    if known and fold(title) == fold(known.title) and fold(text) == fold(known.text):
        return None
    published = entry.published or (article.published if article else None)
    return Revision(
        item=edit.item,
        number=edit.number,
        feed=feed.name,
        outlet=feed.outlet,
        title=title,
        text=text,
        seen_at=now,
        cause=cause,
        guid=entry.guid,
        url=entry.url,
        published=_past(published, now),
        updated=_past(entry.updated, now),
        language=feed.language or entry.language,
        hash=edit.entry_hash if text is entry.text and title is entry.title else digest(title, text),
        entry_hash=edit.entry_hash,
        cosmetic=bool(known) and _cosmetic(known, title, text),
        unmarked=True,
    )


def _text(edit: Edit, feed: Feed, article: Article | None) -> str:
    """The page's text where there is one, else the feed's; never a teaser in the place of a whole article."""
    candidates = [edit.entry.text]
    if article:
        candidates.append(article.text)
    elif feed.full_text and edit.known and len(edit.known.text) > 2 * len(edit.entry.text):
        # The page could not be had this time, and a teaser would look like a retraction of the rest.
        candidates.append(edit.known.text)
    return max(candidates, key=len)


def _cosmetic(known: Known | None, title: str, text: str) -> bool:
    return known is not None and same_but_style(known.title, title) and same_but_style(known.text, text)


def _past(moment: datetime | None, now: datetime) -> datetime | None:
    """A date the feed cannot know yet is none."""
    return moment if moment and moment <= now + timedelta(days=1) else None
