"""The one door for the cycle: from a revision's mentions to its findings on one topic.

A first revision moves the story on: its statements are linked to the topic's claims and compared with what
others said. A later one is an edit and is compared with the item's own previous revision alone; what it leaves
as it was keeps its claims and yields nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from watcher.analyze import change, edits, origins, verdicts, wording
from watcher.analyze.backing import back
from watcher.analyze.change import Verdict
from watcher.analyze.link import Linker, narrow
from watcher.analyze.sides import MARKS, fates
from watcher.model import (
    Change,
    Claim,
    Evidence,
    Findings,
    Link,
    Mention,
    Pin,
    Proposition,
    Revision,
    Trace,
    count_voices,
)

LEAD = 2  # mentions that say what the whole text is about, the title's included


@dataclass(frozen=True, slots=True)
class Case:
    """All that a revision is judged by. `own`: the claims that the item's previous revision carries.

    `pins`: what verdicts say of its mentions; the claims that they name are among the candidates. `apart`:
    claims that no statement is part of both of.
    """

    topic: str
    revision: Revision
    mentions: tuple[Mention, ...]
    earlier: tuple[Trace, ...] = ()
    candidates: tuple[Claim, ...] = ()
    previous: Revision | None = None
    own: tuple[Claim, ...] = ()
    pins: tuple[Pin, ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()
    common: frozenset[str] | None = None


def terms(mentions: Iterable[Mention]) -> frozenset[str]:
    """What the topic's claims are looked up by."""
    return frozenset(term for mention in mentions for each in mention.propositions for term in each.terms)


def conclude(case: Case) -> Findings:
    """Trace, evidence, links and changes of the case's revision; another article at its address is a first."""
    if case.previous and wording.is_another(case.previous, case.revision):
        case = replace(case, previous=None, own=())
    trace = origins.trace(case.revision, case.earlier)
    evidence = tuple(_evidence(case.revision, trace, mention) for mention in situate(case.mentions))
    if case.previous:
        evidence += tuple(_evidence(case.revision, trace, note) for note in _notes(case))
    links, changes = (_edited if case.previous else _told)(case, evidence)
    counted = tuple(_count(each, case, evidence, links) for each in changes)
    return Findings(case.topic, case.revision.item, case.revision.number, trace, evidence, links, counted)


def situate(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions; a toll that names no place ("Dabei wurden 40 Menschen getötet") gets its text's title and
    lead.

    More would make every sentence of a story alike.
    """
    titled = [m for m in mentions if m.where == "title"][:LEAD]
    lead = (*titled, *[m for m in mentions if m.where == "text"][: LEAD - len(titled)])
    about = dict.fromkeys(
        term
        for m in lead
        for each in m.propositions
        for term in (*each.terms, *each.context)
        if term not in MARKS
    )
    return tuple(
        replace(mention, propositions=tuple(_place(each, tuple(about)) for each in mention.propositions))
        for mention in mentions
    )


def _place(proposition: Proposition, about: tuple[str, ...]) -> Proposition:
    names = (term for term in about if term.startswith("@"))
    proposition = replace(proposition, about=tuple(dict.fromkeys((*proposition.about, *names))))
    placed = any(term.startswith("@") for term in (*proposition.terms, *proposition.context))
    states = {proposition.predicate, *(m.partition("/")[0] for m in proposition.measures)}
    if placed or not fates() & states:
        return proposition
    return replace(proposition, context=tuple(dict.fromkeys((*proposition.context, *about))))


def _evidence(revision: Revision, trace: Trace, mention: Mention) -> Evidence:
    return Evidence(
        mention,
        revision.outlet,
        revision.url,
        revision.seen_at,
        trace.origin,
        revision.published,
        revision.agencies,
    )


def _told(case: Case, evidence: tuple[Evidence, ...]) -> tuple[tuple[Link, ...], list[Change]]:
    """The story axis: every proposition against the topic's claims."""
    linker = Linker(case.topic, case.candidates, case.common, evidence)
    found = (link for at, each in enumerate(evidence) for link in linker.link(at, each))
    links = verdicts.rule(case.topic, found, evidence, case.pins, case.apart)
    return links, _stories(case, evidence, links)


def _stories(case: Case, evidence: tuple[Evidence, ...], links: Sequence[Link]) -> list[Change]:
    """What each statement changes about its claims; a difference is told once, by a sentence if one has it."""
    known = {claim.id: claim for claim in case.candidates}
    heard = {link.mention for link in links if link.claim in known}  # not new as a whole
    joined: dict[tuple[int, int], list[str]] = {}
    for link in sorted(links, key=lambda link: evidence[link.mention].mention.where == "title"):
        joined.setdefault((link.mention, link.proposition), []).append(link.claim)
    found: dict[tuple[str, str], Change] = {}
    for (mention, proposition), claims in joined.items():
        after = evidence[mention]
        at, verdict = change.choose([_narrowed(known.get(each)) for each in claims], after, proposition)
        if verdict and not (verdict.type == "new" and mention in heard):
            told = change.record(case.revision, case.topic, claims[at], verdict, after, "story")
            found.setdefault((claims[at], verdict.reason.partition(" by ")[0]), told)
    return [each for each in found.values() if each.type not in change.QUIET or _leads(each, found.values())]


def _leads(quiet: Change, found: Collection[Change]) -> bool:
    """A quiet change is told once for its claim, and only where neither claim nor sentence has a loud one."""
    loud = (each for each in found if each.type not in change.QUIET)
    if any(each.claim == quiet.claim or each.after == quiet.after for each in loud):
        return False
    return next(each for each in found if each.claim == quiet.claim) is quiet


def _narrowed(claim: Claim | None) -> Claim | None:
    return narrow(claim) if claim else None


def _edited(case: Case, evidence: tuple[Evidence, ...]) -> tuple[tuple[Link, ...], list[Change]]:
    """The edit axis: the item's own two revisions."""
    if case.previous is None:
        return (), []
    linker = Linker(case.topic, (*case.candidates, *case.own), case.common, evidence)
    links: list[Link] = []
    changes: list[Change] = []
    texts = (f"{case.previous.title}\n{case.previous.text}", f"{case.revision.title}\n{case.revision.text}")
    for at, pair in enumerate(edits.align(_carried(case), evidence)):
        had = _claims(case.own, pair.old)
        found = linker.inherit(at, pair.new, had) if pair.new else ()
        ours = verdicts.rule(case.topic, found, evidence, case.pins, case.apart)
        links += ours
        verdict = edits.judge(pair, *texts)
        if pair.new and verdict and verdict.type == "new":
            verdict = _again(case, pair.new, ours, verdict)
        if verdict:
            claim = _lead(tuple(each.id for each in had), tuple(link.claim for link in ours))
            changes.append(change.record(case.revision, case.topic, claim, verdict, pair.new, "edit"))
    return tuple(links), changes


def _again(case: Case, new: Evidence, links: Sequence[Link], verdict: Verdict) -> Verdict | None:
    """A new sentence about a claim that the item had already: what it says beyond that, if anything."""
    own = {claim.id: claim for claim in case.own}
    link = next((each for each in links if each.claim in own), None)
    if link is None or case.previous is None:
        return verdict
    known = narrow(own[link.claim]).evidence
    said = [
        e for e in known if e.mention.item == case.revision.item and e.mention.revision == case.previous.number
    ]
    return change.judge(said, new, link.proposition) if said else verdict


def _lead(had: tuple[str, ...], has: tuple[str, ...]) -> str:
    """The claim that an edit is told of: one that the statement keeps, else its first."""
    return next((claim for claim in has if claim in had), (has or had)[0])


def _notes(case: Case) -> Iterator[Mention]:
    """Correction notes that extraction passes over, because they state nothing about the world."""
    r = case.revision
    taken = [(m.start, m.end) for m in case.mentions if m.where == "text"] + [(m.start, m.end) for m in r.marks]
    for start, end in wording.find_notes(r.text):
        if not any(start < b and a < end for a, b in taken):
            empty = (Proposition(start, end, "", ()),)
            yield Mention(
                r.item,
                r.number,
                "text",
                start,
                end,
                r.text[start:end],
                "statement",
                "asserted",
                language=r.language or "de",
                propositions=empty,
            )


def _carried(case: Case) -> tuple[Evidence, ...]:
    """The previous revision's statements, each once, in the order of the text."""
    number = case.previous.number if case.previous else 0
    found = {
        each.mention.span: each
        for claim in case.own
        for each in claim.evidence
        if each.mention.item == case.revision.item and each.mention.revision == number
    }
    return tuple(sorted(found.values(), key=lambda e: (e.mention.where == "text", e.mention.start)))


def _claims(own: Sequence[Claim], old: Evidence | None) -> tuple[Claim, ...]:
    """The claims that an old statement belongs to."""
    if old is None:
        return ()
    span = (old.mention.item, old.mention.revision, old.mention.span)
    return tuple(
        claim
        for claim in own
        if any((e.mention.item, e.mention.revision, e.mention.span) == span for e in claim.evidence)
    )


def _count(found: Change, case: Case, evidence: tuple[Evidence, ...], links: Sequence[Link]) -> Change:
    """The change with the independent sources of what it says now, and with its claim's mentions."""
    known = {claim.id: claim for claim in (*case.candidates, *case.own)}
    before = known[found.claim].evidence if found.claim in known else ()
    ours = {link.mention: evidence[link.mention] for link in links if link.claim == found.claim}
    shown = found.after and _clauses(found.after, found.claim, evidence, links)
    said = (shown, *back(shown, before)) if shown else before
    voices = count_voices(each.byline for each in said)
    return replace(found, origins=max(1, voices), mentions=max(1, len(before) + len(ours)))


def _clauses(shown: Evidence, claim: str, evidence: Sequence[Evidence], links: Iterable[Link]) -> Evidence:
    """The statement with the clauses of it that are the claim's."""
    clauses = (each.proposition for each in links if each.claim == claim and evidence[each.mention] == shown)
    return replace(shown, clauses=tuple(sorted(clauses)))
