"""Parts of a whole: "zwei Drittel", "die Hälfte", "ein halbes Jahr", "jeder dritte Haushalt", "one in five"."""

from __future__ import annotations

from collections.abc import Sequence

from watcher.analyze.extract.numberwords import Numeral, Words
from watcher.analyze.language import Token


def read(tokens: Sequence[Token], at: int, known: Words) -> Numeral | None:
    """The part that begins at tokens[at]; None if none does."""
    return _read_share(tokens, at, known) or _read_part(tokens, at, known)


def _read_share(tokens: Sequence[Token], at: int, known: Words) -> Numeral | None:
    """ "jeder dritte (Haushalt)", "one in five (children)"; whether of time or of things, its noun decides."""
    lows = [token.text.lower() for token in tokens[at : at + 3]]
    if lows[0] in known.roles.get("each", ()):
        part = known.shares.get(lows[1]) if len(lows) > 1 else None
        return Numeral(at, at + 2, part, part, "part") if part else None
    if len(lows) < 3 or lows[1] != known.marks.get("share"):
        return None
    times = 1.0 if lows[0] in known.roles["single"] else _small(lows[0], known)
    whole = _small(lows[2], known)
    if times is None or whole is None or times >= whole:
        return None
    return Numeral(at, at + 3, round(times / whole, 3), round(times / whole, 3), "part")


def _small(word: str, known: Words) -> float | None:
    """ "five", "8"; years and larger figures make no share."""
    return float(word) if word.isdigit() and len(word) < 4 else known.small.get(word)


def _read_part(tokens: Sequence[Token], at: int, known: Words) -> Numeral | None:
    """ "ein Drittel", "zwei Drittel", "die Hälfte", "ein halbes (Jahr)", "half a million", "two-thirds"."""
    low = tokens[at].text.lower()
    hyphened = _hyphened_part(low, known)
    if hyphened is not None:
        return Numeral(at, at + 1, hyphened, hyphened, "part")
    part, kind = known.parts.get(low, (None, ""))
    if part is not None:
        return _read_first(tokens, at, part, known) or _read_whole(tokens, at, part, kind, known)
    times = 1.0 if low in known.roles["one"] else known.small.get(low)
    if times is None or at + 1 >= len(tokens):
        return None
    name = at + 1 + _is_rough(tokens, at + 1, known)
    part, kind = known.parts.get(tokens[name].text.lower(), (None, ""))
    if part is None or (kind == "adjective" and _next_scale(tokens, name + 1, known)):
        return None
    if kind == "ordinal" and name + 1 < len(tokens) and tokens[name + 1].tag.startswith(("NN", "AJ", "NP")):
        return None
    return _of_scale(tokens, at, name + 1, times * part, known) or _part(at, name + 1, _round(times, part))


def _part(first: int, last: int, value: float) -> Numeral:
    return Numeral(first, last, value, value, "part")


def _is_rough(tokens: Sequence[Token], at: int, known: Words) -> bool:
    """ "eine *gute* halbe Stunde", "ein *knappes* Drittel"."""
    return at + 1 < len(tokens) and tokens[at].text.lower() in known.roles.get("rough", ())


def _of_scale(tokens: Sequence[Token], first: int, at: int, part: float, known: Words) -> Numeral | None:
    """ "a quarter *of a million*", "a quarter *million*": a number, not a part."""
    for word in ("of", "article"):
        at += at < len(tokens) and tokens[at].text.lower() in known.roles.get(word, ())
    scale = _next_scale(tokens, at, known)
    return Numeral(first, at + 1, part * scale, part * scale, "word", factor=scale) if scale else None


def _read_first(tokens: Sequence[Token], at: int, part: float, known: Words) -> Numeral | None:
    """ "Third of hospitals", "Drittel der Deutschen": a headline drops the article."""
    opens = at == 0 or tokens[at - 1].text == ":"
    of = at + 1 < len(tokens) and tokens[at + 1].text.lower() in known.roles["of"] | {"der"}
    return Numeral(at, at + 1, part, part, "part") if opens and of and tokens[at].text[0].isupper() else None


def _hyphened_part(word: str, known: Words) -> float | None:
    times, mark, part = word.partition("-")
    if not mark or part not in known.parts:
        return None
    count = 1.0 if times in known.roles["one"] else known.small.get(times)
    return None if count is None else _round(count, known.parts[part][0])


def _round(times: float, part: float) -> float:
    """Thirds are written 0.333 and 0.667: three places, from the exact part."""
    exact = 1 / round(1 / part) if part < 0.6 else part
    return round(times * exact, 3)


def _read_whole(tokens: Sequence[Token], at: int, part: float, kind: str, known: Words) -> Numeral | None:
    """ "Hälfte" and "half" stand without a numeral; "half a million" is a number, not a part."""
    after = at + 1
    if after < len(tokens) and tokens[after].text.lower() in known.roles.get("article", ()):
        after += 1
    scale = _next_scale(tokens, after, known)
    if scale and kind:
        return Numeral(at, after + 1, part * scale, part * scale, "word", factor=scale)
    return Numeral(at, at + 1, part, part, "part") if kind == "whole" else None


def _next_scale(tokens: Sequence[Token], at: int, known: Words) -> float | None:
    return known.magnitudes.get(tokens[at].text.lower()) if at < len(tokens) else None
