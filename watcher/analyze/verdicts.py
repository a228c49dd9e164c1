"""What an editor decided overrules what the rules find.

A pin names the claim of one proposition. It is known by its place; where rules that follow cut the sentence in
another way, by its wording, else by the longer part of its stretch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from watcher.model import Evidence, Link, Mention, Pin, hash_wording, number_claim

LEAST_SHARED = 0.5  # of the longer stretch
Pairs = Collection[tuple[str, str]]


def rule(
    topic: str, links: Iterable[Link], evidence: Sequence[Evidence], pins: Sequence[Pin], apart: Pairs = ()
) -> tuple[Link, ...]:
    """The links with the pinned ones put right; what joined a claim that a pinned one began follows it.

    `apart`: pairs of claims that no statement is part of both of; the likelier one, which comes first, stays.
    """
    if not (pins or apart):
        return tuple(links)
    joined: dict[tuple[int, int], list[str]] = {}
    for link in links:
        joined.setdefault((link.mention, link.proposition), []).append(link.claim)
    renamed: dict[str, str] = {}
    ruled = []
    for (at, proposition), claims in joined.items():
        mention = evidence[at].mention
        found = find(pins, mention, proposition)
        own = number_claim(topic, mention, proposition)
        if found and own in claims:
            renamed[own] = found[0].claim
        named = _pinned(found, claims, own) if found else [renamed.get(claim, claim) for claim in claims]
        ruled += [Link(at, proposition, claim) for claim in _keep_apart(named, apart)]
    return tuple(ruled)


def _pinned(pins: Sequence[Pin], claims: Sequence[str], own: str) -> list[str]:
    """The pins' claims, and others that the rules find besides those that the verdict was about."""
    meant = {own, *(claim for pin in pins for claim in (pin.was, pin.claim))}
    others = [claim for claim in claims if claim not in meant] if meant & set(claims) else []
    return [*(pin.claim for pin in pins), *others]


def _keep_apart(claims: Iterable[str], apart: Pairs) -> Iterator[str]:
    kept: list[str] = []
    for claim in dict.fromkeys(claims):
        if not any((claim, each) in apart or (each, claim) in apart for each in kept):
            kept.append(claim)
            yield claim


def find(pins: Sequence[Pin], mention: Mention, proposition: int) -> list[Pin]:
    """What a verdict says of the mention's proposition; more than one pin where it was in several claims."""
    near = [pin for pin in pins if pin.where == mention.where]
    here = (mention.start, mention.end, proposition)
    if exact := [pin for pin in near if (pin.start, pin.end, pin.proposition) == here]:
        return exact
    alone = len(mention.propositions) < 2
    left = [pin for pin in near if alone or pin.proposition == proposition]
    said = hash_wording(mention.statement)
    if same := [pin for pin in left if pin.said == said]:
        return same
    likest = max(left, key=lambda pin: _shared(pin, mention), default=None)
    if likest is None or _shared(likest, mention) < LEAST_SHARED:
        return []
    return [pin for pin in left if (pin.start, pin.end) == (likest.start, likest.end)]


def _shared(pin: Pin, mention: Mention) -> float:
    """How much of the longer stretch both have."""
    both = min(pin.end, mention.end) - max(pin.start, mention.start)
    return max(0, both) / max(1, pin.end - pin.start, mention.end - mention.start)
