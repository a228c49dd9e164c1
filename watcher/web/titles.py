"""What a claim is called: its shortest verbatim clause that still says something."""

from __future__ import annotations

from watcher.compose.redline import clip
from watcher.compose.safe import visible
from watcher.model import Claim, Evidence, Proposition

LEAST_WORDS = 4
MOST = 160  # code points


def title(claim: Claim) -> str:
    """Verbatim, with … where the sentence goes on; of the first and latest mentions the shortest."""
    heads = [_clause(each) for each in (claim.first, *claim.evidence[-3:])]
    said = [each for each in heads if len(each.split()) >= LEAST_WORDS] or heads
    return clip(min(said, key=len), MOST)


def _clause(evidence: Evidence) -> str:
    mention = evidence.mention
    whole = visible(mention.statement)
    cut = [_cut(evidence, each) for each in mention.propositions]
    long_enough = [each for each in cut if len(each.split()) >= LEAST_WORDS]
    return min([whole, *long_enough], key=len) if len(mention.propositions) == 1 else whole


def _cut(evidence: Evidence, proposition: Proposition) -> str:
    mention = evidence.mention
    start, end = proposition.start - mention.start, proposition.end - mention.start
    if not 0 <= start < end <= len(mention.statement):
        return ""
    head = mention.statement[:start].rstrip()
    if head and head[-1].isalnum():
        return ""  # no clause of its own: „… von Soldaten in Kursk“ without who tells of them
    inside = visible(mention.statement[start:end]).strip(" ,;:–-")
    before = "… " if any(map(str.isalnum, head)) else ""
    after = " …" if mention.statement[end:].strip(" .!?“”\"'") else ""
    return f"{before}{inside}{after}"
