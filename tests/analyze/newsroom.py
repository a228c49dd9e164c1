"""A small newsroom for the ledger's tests: texts in, findings out, with everything between them real."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from watcher.analyze import findings
from watcher.analyze.extract import extract
from watcher.analyze.findings import Case
from watcher.analyze.language import load
from watcher.model import Change, Claim, Evidence, Findings, Mention, Proposition, Revision, Trace

BEGAN = datetime(2025, 3, 3, 6, tzinfo=UTC)


class Newsroom:
    """Outlets print, the ledger remembers: what the store does, in one place and in the order of printing."""

    def __init__(self) -> None:
        self.claims: dict[str, Claim] = {}
        self.traces: list[Trace] = []
        self.texts: dict[str, Revision] = {}
        self.hours = 0

    def print(self, outlet: str, text: str, *, title: str = "", item: str = "", code: str = "de") -> Findings:
        """One item, or the next revision of `item`."""
        self.hours += 1
        known = self.texts.get(item)
        revision = Revision(
            item or f"{outlet}/{self.hours}",
            known.number + 1 if known else 1,
            outlet,
            outlet,
            title,
            text,
            BEGAN + timedelta(hours=self.hours),
            "live",
            language=code,
        )
        return self.take(revision)

    def take(self, revision: Revision) -> Findings:
        before = self.texts.get(revision.item)
        number = before.number if before else 0
        case = Case(
            "topic",
            revision,
            extract(revision, (), languages=load),
            tuple(self.traces),
            tuple(self.claims.values()),
            before,
            tuple(c for c in self.claims.values() if any(_of(e, revision.item, number) for e in c.evidence)),
        )
        found = findings.conclude(case)
        self.remember(revision, found)
        return found

    def remember(self, revision: Revision, found: Findings) -> None:
        """A claim's evidence: the mention and which of its clauses are the claim's, as the store has it."""
        self.texts[revision.item] = revision
        self.traces.append(found.trace)
        clauses: dict[tuple[str, int], list[int]] = {}
        for link in found.links:
            clauses.setdefault((link.claim, link.mention), []).append(link.proposition)
        for (claim, mention), numbers in clauses.items():
            each = replace(found.evidence[mention], clauses=tuple(numbers))
            old = self.claims.get(claim, Claim(claim, "topic", ()))
            self.claims[claim] = replace(old, evidence=(*old.evidence, each))

    def claim_of(self, words: str) -> str:
        """The one claim that a statement with these words belongs to."""
        found = {c.id for c in self.claims.values() if any(words in e.mention.statement for e in c.evidence)}
        assert len(found) == 1, f"{words!r} is in {len(found)} claims"
        return found.pop()


def _of(evidence: Evidence, item: str, number: int) -> bool:
    return evidence.mention.item == item and evidence.mention.revision == number


def told(found: Findings) -> list[tuple[str, str]]:
    """(type, reason) of the changes but those that are new."""
    return [(each.type, each.reason) for each in found.changes if each.type != "new"]


def only(found: Findings) -> Change:
    """The one change that is not new."""
    (change,) = (each for each in found.changes if each.type != "new")
    return change


def read(text: str, code: str = "de") -> tuple[Mention, ...]:
    """The mentions of a text."""
    return extract(Revision("item", 1, "o", "o", "", text, BEGAN, "live", language=code), (), languages=load)


def propositions(text: str, code: str = "de") -> Iterator[Proposition]:
    return (each for mention in read(text, code) for each in mention.propositions)
