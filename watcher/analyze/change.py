"""What another item changes about a claim: the axis "story".

A statement is compared with the claim's state, which is the latest word of each origin; a repetition by the
same origin is no news, and a claim is corroborated once by each voice. `reason` is data, `code: before → after
noun`, for the renderer to put into words:

    new:                               first seen
    corroborated: 2                    how many independent sources say it now
    update: ≥ 130 → 157 mensch         also agrees, bound_changed, conflict: see figures.py
    standing: unverified → confirmed by Name
    denied: attributed → denied by Name
    negated:                           one says it is, the other it is not
    opposed: öffnen → schließen
    attribution: Name → Name           an empty side: the outlet itself
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from watcher.analyze import counts, figures
from watcher.analyze.backing import SURE, back, contradiction
from watcher.analyze.link import keep
from watcher.analyze.sides import Side, fates, side, words
from watcher.analyze.sources import quote_same, same_source, speaker
from watcher.model import Change, ChangeType, Claim, Evidence, Mention, Revision, count_voices

# What counts as news, strongest first; of several, a mention's first is told.
QUIET: frozenset[ChangeType] = frozenset(("new", "corroborated", "attribution_changed"))
STATED, SETTLED = ("asserted", "attributed"), ("confirmed", "denied")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What kind of change, against which earlier evidence, and why."""

    type: ChangeType
    before: Evidence | None
    reason: str


def story(claim: Claim | None, evidence: Evidence, number: int) -> Verdict | None:
    """What the evidence's proposition says beyond the claim's earlier evidence; None when it adds nothing."""
    if claim is None:
        return Verdict("new", None, "new:")
    others = [each for each in claim.evidence if each.mention.item != evidence.mention.item]
    if not others:
        return None
    new = counts.counted(evidence.mention, number)
    state = _heard(latest(others), others, new)
    copied = [each for each in others if each.origin == evidence.origin]
    against = copied[-1:] or state
    firm = _heard(counts.hold(copied[-1:] or latest(others), others), others, new)
    found = judge(against, evidence, number, firm)
    return found or (None if copied else _corroborate(others, replace(evidence, clauses=(number,))))


def _corroborate(others: Sequence[Evidence], evidence: Evidence) -> Verdict | None:
    """Another independent source, told against who said it first; who only spoke of it counts for nothing.

    Nor does who quotes the one source that all have quoted, has it from hearsay or with a vaguer figure than is
    known, or has printed it before.
    """
    backers = back(evidence, others)
    printed = not evidence.agencies and any(each.outlet == evidence.outlet for each in backers)
    quoted = all(quote_same(each.mention, evidence.mention) for each in backers)
    hearsay = evidence.mention.standing == "unverified" and any(map(_is_firm, backers))
    if not backers or printed or quoted or hearsay or _is_vaguer(evidence, others):
        return None
    said = [each.byline for each in backers]
    before, now = count_voices(said), count_voices((*said, evidence.byline))
    return Verdict("corroborated", backers[0], f"corroborated: {now}") if before < now else None


def _is_firm(evidence: Evidence) -> bool:
    return evidence.mention.standing != "unverified"


def _is_vaguer(evidence: Evidence, others: Sequence[Evidence]) -> bool:
    """It leaves open what another says: "Dutzende" after "40"; "rund 40" does not."""
    new = counts.told(keep(evidence))
    pairs = (pair for each in others for pair in counts.matching(counts.told(each), new))
    vaguer = (pair for pair in pairs if figures.firmness(pair[0]) > figures.firmness(pair[1]))
    return any(figures.tells_less(x, y) and figures.value(x) != figures.value(y) for x, y in vaguer)


def _heard(
    state: Sequence[Evidence], others: Sequence[Evidence], new: Sequence[figures.Counted]
) -> list[Evidence]:
    """The state as the story knows it.

    A figure that an outlet put into a text it had printed is told as its edit; the story hears it when somebody
    prints it. Till then the text's first word stands.
    """
    heard: list[Evidence] = []
    for each in state:
        first = [e for e in others if e.mention.item == each.mention.item and e.mention.revision == 1]
        edited = each.mention.revision > 1 and counts.repeats(counts.told(each), new)
        slipped = edited and not any(counts.repeats(counts.told(e), new) for e in first)
        heard += [e for e in (first if slipped else [each]) if e not in heard]
    return heard or list(state)


def choose(claims: Sequence[Claim | None], evidence: Evidence, number: int) -> tuple[int, Verdict | None]:
    """Of the claims that one proposition joins, likeliest first: which one it moves, and how.

    The likeliest decides, unless only another is settled by it, or told a figure that none of them had.
    """
    found = [story(claim, evidence, number) for claim in claims]
    new = counts.counted(evidence.mention, number)
    known = any(counts.repeats(counts.told(each), new) for claim in claims if claim for each in claim.evidence)
    loud = (
        at
        for at, each in enumerate(found)
        if each and each.type not in QUIET and not (at and known and each.type == "quantity_changed")
    )
    at = next(loud, 0)
    return at, found[at]


def latest(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The claim's state: the last word of each origin, all of its sentences, old to new."""
    known = list(evidence)
    last = {each.origin: each.seen_at for each in known}
    return sorted((each for each in known if each.seen_at == last[each.origin]), key=lambda each: each.seen_at)


def judge(
    state: Sequence[Evidence], after: Evidence, number: int, firm: Sequence[Evidence] = ()
) -> Verdict | None:
    """The most newsworthy difference between the claim's state and the statement, None if there is none.

    `firm`: the state that figures are held against, where that is another one.
    """
    before = state[-1]
    checks = (
        (_denied, state),
        (_overruled, state),
        (_contradicted, state),
        (_settling, state),
        (_quantity, firm or state),
        (_standing, state),
        (_attribution, state),
    )
    return next((found for check, known in checks if (found := check(known, before, after, number))), None)


def _denied(state: Sequence[Evidence], before: Evidence, after: Evidence, number: int) -> Verdict | None:
    """A denial contradicts what was said; after a confirmation it changes the standing."""
    if after.mention.standing != "denied" or _settled(state):
        return None
    return Verdict("contradicted", before, f"denied: {before.mention.standing} → denied by {speaker(after)}")


def _overruled(state: Sequence[Evidence], before: Evidence, after: Evidence, number: int) -> Verdict | None:
    """What was denied is confirmed, or said by another where nobody had said so: both cannot hold."""
    settled = _settled(state)
    if settled is None or settled.mention.standing != "denied":
        return None
    known = any(each.mention.standing in STATED for each in state)
    said = after.mention.standing in STATED and not known and not same_source(settled.mention, after.mention)
    if after.mention.standing != "confirmed" and not said:
        return None
    return Verdict("contradicted", settled, standing(settled.mention, after.mention))


def _settled(state: Sequence[Evidence]) -> Evidence | None:
    """The last confirmation or denial."""
    return next((each for each in reversed(state) if each.mention.standing in SETTLED), None)


def _contradicted(state: Sequence[Evidence], before: Evidence, after: Evidence, number: int) -> Verdict | None:
    now = side(after.mention, number)
    for each in reversed(state):
        for then in _sides(each):
            reason = contradiction(then, now)
            if reason:
                return Verdict("contradicted", each, reason)
            if now.predicate and (then.predicate, then.negated) == (now.predicate, now.negated):
                return None  # the last word said the same: the contradiction is known
    return None


def _settling(state: Sequence[Evidence], before: Evidence, after: Evidence, number: int) -> Verdict | None:
    """A confirmation or denial of what nobody stood for; of what was a fact before, the figure is the news."""
    doubted = all(each.mention.standing != "asserted" for each in state)
    return _standing(state, before, after, number) if after.mention.standing in SETTLED and doubted else None


def _standing(state: Sequence[Evidence], before: Evidence, after: Evidence, number: int) -> Verdict | None:
    """Told when the claim becomes surer than anyone had it, or is settled another way than before."""
    settled = _settled(state)
    if settled is None:
        surer = SURE[after.mention.standing] > max(SURE[each.mention.standing] for each in state)
        return Verdict("standing_changed", before, standing(before.mention, after.mention)) if surer else None
    turned = after.mention.standing in SETTLED and after.mention.standing != settled.mention.standing
    return Verdict("standing_changed", settled, standing(settled.mention, after.mention)) if turned else None


def standing(before: Mention, after: Mention) -> str:
    by = f" by {after.attribution.name}" if after.attribution else ""
    return f"standing: {before.standing} → {after.standing}{by}"


def _quantity(state: Sequence[Evidence], before: Evidence, after: Evidence, number: int) -> Verdict | None:
    """Against the latest of the most exact figures for one thing; what somebody says already is no news."""
    new = counts.counted(after.mention, number)
    told = [(each, counts.told(each)) for each in reversed(state)]
    if not any(figures.shared(old, new) for _, old in told):
        return _alone(told, new) or (None if any(old for _, old in told) else _first_figure(before, new))
    rivals = [(each, pairs) for each, old in told if (pairs := list(figures.differing(old, new)))]
    if not rivals or any(counts.repeats(old, new) for _, old in told):
        return None
    rival, pairs = rivals[0]
    known = any(figures.tells_less(x, y) for _, old in told for x, y in counts.matching(old, new))
    if known and not figures.tells_less(*pairs[0]):
        return None  # "mehr als 100" is no news where one has "115" and another "Dutzende"
    if not known:
        rival, pairs = counts.pick(rivals)
    return Verdict("quantity_changed", rival, counts.quantity(*pairs[0]))


def _alone(
    told: Sequence[tuple[Evidence, Sequence[figures.Counted]]], new: Sequence[figures.Counted]
) -> Verdict | None:
    """The one figure of a class on either side, said of it in other words: forty litres seep, sixty run out."""
    found = [(each, pair) for each, old in told if (pair := figures.lone(old, new))]
    if not found or any(figures.equal(*pair) for _, pair in found):
        return None
    return Verdict("quantity_changed", found[0][0], counts.quantity(*found[0][1]))


def _first_figure(before: Evidence, new: Sequence[figures.Counted]) -> Verdict | None:
    """Nobody had a figure for what happened ("mehrere Tote"), and now there is one.

    A number that stood there before, and was read as none, is no news ("zwei mutmaßliche festgenommen").
    """
    happened = {p.predicate for p in before.mention.propositions} & fates()
    said = words(before.mention.statement)
    fresh = ((m, q) for m, q in new if any(word not in said for word in words(q.text)))
    found = next((q for measure, q in fresh if measure.partition("/")[0] in happened), None)
    return Verdict("quantity_changed", before, counts.first_figure(found)) if found else None


def _attribution(state: Sequence[Evidence], before: Evidence, after: Evidence, number: int) -> Verdict | None:
    if any(same_source(each.mention, after.mention) for each in state):
        return None
    return Verdict("attribution_changed", before, f"attribution: {speaker(before)} → {speaker(after)}")


def _sides(evidence: Evidence) -> Iterator[Side]:
    return (side(evidence.mention, at) for at in range(len(evidence.mention.propositions)))


def record(
    revision: Revision, topic: str, claim: str, verdict: Verdict, after: Evidence | None, axis: str
) -> Change:
    """The verdict as a change, before the claim's counts are known."""
    return Change(
        verdict.type,
        "edit" if axis == "edit" else "story",
        revision.cause,
        claim,
        topic,
        revision.seen_at,
        revision.item,
        revision.number,
        verdict.before,
        after,
        verdict.reason,
    )
