"""Who else says what is told: changes show two of a claim's mentions, a reader wants every source there is.

Only who surely says it is named. They are counted only where that tells more than their names do, as outlets
print one text, and where nobody else is heard who may say it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from watcher.analyze.backing import back
from watcher.analyze.figured import Figured
from watcher.compose.kinds import weigh
from watcher.cycle.certainty import Certainty
from watcher.model import Backing, Change, Evidence, count_voices
from watcher.store import Store

MOST = 200  # statements that are looked up for one topic, the most important
MOST_SAID = 300  # of all that was said with the same figure, the latest


def find_backing(
    store: Store, changes: Sequence[Change], until: datetime, said: Sequence[Evidence] = ()
) -> tuple[Backing, ...]:
    """For each statement that a topic is told, who had surely said as much by `until`, old to new.

    Looked for in its claim, and among all that the topic's outlets `said` where there is a figure to go by.
    """
    read, figured = cache(store.claims.get), Figured(said)
    certainty = Certainty((*said, *(each.after for each in changes if each.after)))
    found, heard = [], certainty.overhear(said)
    for change in sorted(changes, key=weigh)[:MOST]:
        claim = read(change.claim)
        if change.after and claim:
            known = [each for each in claim.evidence if each.seen_at <= until]
            shown = _cut(change.after, known)
            others = back(shown, (*known, *figured.share(change.after)[-MOST_SAID:]))
            sure = tuple(each for each in others if certainty.says(shown, each))
            complete = _is_shared((shown, *sure)) and not certainty.leaves_open(
                shown, sure, (*heard.near(shown), *others)
            )
            found.append(Backing(change.claim, change.after, sure, complete))
    return tuple(found)


def _is_shared(sources: Sequence[Evidence]) -> bool:
    """Whether they are fewer voices than outlets."""
    return count_voices(each.byline for each in sources) < len({each.outlet for each in sources})


def _cut(shown: Evidence, known: Iterable[Evidence]) -> Evidence:
    """The statement as the claim has it, which may be a part of it only."""
    mention = shown.mention
    return next((each for each in known if each.mention == mention), replace(shown, clauses=()))
