"""Unions: what a few earlier statements of one thing told together is no news, though none says all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from watcher.compose.selecting.gists import Gist, clash
from watcher.compose.selecting.kinship import Words
from watcher.compose.selecting.pairs import LIGHT, Pairs

ALL_TOLD, PART = 0.7, 0.2  # of a line, by several statements together; by each of them
BACKBONE = 0.35  # ... by the one that does the deed: what is patched together from scraps proves nothing
MOST_PARTS = 3  # statements that together tell a line


def tell_together(pairs: Pairs, new: Gist, known: Iterable[Gist]) -> bool:
    """Whether some of the statements together say who does what, and nearly all words."""
    if new.vague or not pairs.scale.tells:
        return False
    parts = [each for each in known if _is_part(pairs, new, each)]
    chosen: list[Gist] = []
    said: Words = frozenset()
    while parts and len(chosen) < MOST_PARTS:
        best = max(parts, key=lambda each: pairs.scale.cover(new.words, said | each.words))
        parts.remove(best)
        chosen.append(best)
        said |= best.words
    return _hold_all(pairs, new, chosen) and pairs.scale.cover(new.words, said) >= ALL_TOLD


def _is_part(pairs: Pairs, new: Gist, known: Gist) -> bool:
    """Whether it tells some of the line, and of no other case."""
    if (new.again and not known.again) or (known.intends and not new.intends):
        return False
    if clash(new.sides, known.sides) or clash(new.days, known.days) or pairs.is_elsewhere(new, known):
        return False
    return pairs.scale.cover(new.words, known.words) >= PART


def _hold_all(pairs: Pairs, new: Gist, known: Sequence[Gist]) -> bool:
    """Whether everybody whom it names, what is done and what became of people is in one of them."""
    names = frozenset(name for each in known for name in each.entities | each.about)
    fates = frozenset(fate for each in known for fate in each.fates)
    backbone = [each for each in known if pairs.scale.cover(new.words, each.words) >= BACKBONE]
    deeds = frozenset(deed for each in backbone for deed in each.acts)
    done = bool(backbone) and all(pairs.is_done(each, deeds) for each in new.acts - LIGHT)
    return done and new.entities <= names and new.fates <= fates
