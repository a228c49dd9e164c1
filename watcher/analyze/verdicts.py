"""What an editor decided overrules what the rules find.

A pin names the claim of one proposition. It is known by its place; where rules that follow cut the sentence in
another way, by its wording, else by the longer part of its stretch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from watcher.model import Evidence, Link, Mention, Pin, hash_wording, number_claim

LEAST_SHARED = 0.5  # of the longer stretch


def rule(
    topic: str, links: Iterable[Link], evidence: Sequence[Evidence], pins: Sequence[Pin]
) -> tuple[Link, ...]:
    """The links with the pinned ones put right; what joined a claim that a pinned one began follows it."""
    if not pins:
        return tuple(links)
    renamed: dict[str, str] = {}
    ruled = []
    for link in links:
        mention = evidence[link.mention].mention
        claim = find(pins, mention, link.proposition)
        if claim and link.claim == number_claim(topic, mention, link.proposition):
            renamed[link.claim] = claim
        ruled.append(replace(link, claim=claim or renamed.get(link.claim, link.claim)))
    return tuple(ruled)


def find(pins: Sequence[Pin], mention: Mention, proposition: int) -> str | None:
    """The claim that a verdict gave the mention's proposition, if any."""
    near = [pin for pin in pins if pin.where == mention.where]
    exact = (pin for pin in near if (pin.start, pin.end, pin.proposition) == (*_stretch(mention), proposition))
    if pin := next(exact, None):
        return pin.claim
    alone = len(mention.propositions) < 2
    left = [pin for pin in near if alone or pin.proposition == proposition]
    said = hash_wording(mention.statement)
    same = (pin for pin in left if pin.said == said)
    likest = max(left, key=lambda pin: _shared(pin, mention), default=None)
    if likest is None:
        return None
    found = next(same, likest if _shared(likest, mention) >= LEAST_SHARED else None)
    return found.claim if found else None


def _stretch(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _shared(pin: Pin, mention: Mention) -> float:
    """How much of the longer stretch both have."""
    both = min(pin.end, mention.end) - max(pin.start, mention.start)
    return max(0, both) / max(1, pin.end - pin.start, mention.end - mention.start)
