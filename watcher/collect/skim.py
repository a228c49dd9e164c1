"""Skim: the text of plain, orderly HTML without a parser; whatever is not certain is left to nh3.

Of markup only the breaks count: where a block begins or ends, a line or a cell. In orderly markup these stand
where the tags stand, so the tags can be read one after the other. Orderly is: known tags, blocks closed in the
order in which they were opened, nothing that moves text about (tables) or hides it, and characters that are
written as everybody writes them. tests/collect/test_skim.py compares with nh3 on generated markup and a corpus.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Final

INLINE: Final = frozenset(
    re.findall(
        r"\w+",
        "a abbr b big cite code del em i ins mark q s small span strike strong sub sup time tt u var",
    )
)
VOID_INLINE: Final = frozenset({"img", "wbr"})
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS: Final = HEADINGS | frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote center dd div dl dt figcaption figure footer header li main nav ol "
        "section ul",
    )
)
# Parents without which a browser closes an earlier one of these by itself.
PARENTS: Final = {
    "li": frozenset({"ul", "ol"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
}
SPLIT = re.compile(r"<([^<>]*)>")
TAG = re.compile(
    r"(/?)([A-Za-z][A-Za-z0-9]*)"
    r"(?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`/]+(?=[\s/]|$)))?)*\s*(/?)"
)
VALUE = re.compile('"[^"]*"')
COMMENT = re.compile(r"!--(?!-?>)(?:(?!--).)*--", re.DOTALL)
# References that browsers and `html.unescape` read alike, and an ampersand that is none.
REFERENCE = re.compile(
    r"&(?:(?:amp|lt|gt|quot|nbsp|apos|shy|hellip|[nm]dash|[lrb][sd]quo|[lr]aquo|euro|copy|reg|[aouAOU]uml|szlig);"
    r"|#(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6]|1[6-9]\d|[2-9]\d\d|[1-9]\d{3});|(?=[ \n]))"
)

MARK = "\x00"  # stands for a new line of ours while those of the markup are still spaces
BREAK, LINE, NOTHING = 2 * MARK, MARK, ""
MOST_TAGS = 2_000


def skim(markup: str) -> str | None:
    """The text with a break at each block and line; None when only a parser can tell."""
    pieces = SPLIT.split(markup)
    if len(pieces) > 2 * MOST_TAGS:
        return None
    known = [tag for inside in pieces[1::2] if (tag := _know(_bare(inside) if '"' in inside else inside))]
    if len(known) < len(pieces) // 2:
        return None
    opened: list[str] = []
    for _, name, opens in known:
        if name and not _is_orderly(opened, name, opens):
            return None
    pieces[1::2] = [mark for mark, _, _ in known]
    return None if opened else _flow(pieces)


def _flow(pieces: list[str]) -> str | None:
    """Texts and breaks put together: white space is one space, references are read."""
    # With the tags as marks between them, so that two halves do not make a whole.
    texts = MARK.join(pieces[::2])
    if "<" in texts or ">" in texts or texts.count(MARK) != len(pieces) // 2:
        return None
    if "&" in texts and texts.count("&") != len(REFERENCE.findall(texts)):
        return None
    text = "".join(pieces)
    for white in "\n\t\r\f":
        text = text.replace(white, " ")
    if "  " in text:
        text = re.sub("  +", " ", text)
    if "&" in text:
        text = html.unescape(text)
    return text.replace(MARK, "\n")


def _bare(inside: str) -> str:
    """The tag without what its attributes say: no two links are the same, and without it all are."""
    return inside if "'" in inside or inside.startswith("!") else VALUE.sub('""', inside)


@lru_cache(4_096)
def _know(inside: str) -> tuple[str, str, bool] | None:
    """What stands for the tag in the text, its name if it is a block, and if that opens; None: unknown."""
    if COMMENT.fullmatch(inside):
        return NOTHING, "", False
    found = TAG.fullmatch(inside)
    if not found:
        return None
    closes, name, slash = bool(found[1]), found[2].lower(), found[3]
    if name in ("br", "hr"):
        return None if closes else (LINE if name == "br" else BREAK, "", False)
    if name in VOID_INLINE:
        return None if closes else (NOTHING, "", False)
    if slash:
        return None
    if name in INLINE:
        return NOTHING, "", False
    if name == "p":
        return BREAK, "", False
    return (BREAK, name, not closes) if name in BLOCKS else None


def _is_orderly(opened: list[str], name: str, opens: bool) -> bool:
    """Whether the block may open or close here; it is noted in `opened`."""
    if not opens:
        return bool(opened) and opened.pop() == name
    parents = PARENTS.get(name)
    inside = opened[-1] if opened else ""
    if (parents and inside not in parents) or (name in HEADINGS and inside in HEADINGS):
        return False
    opened.append(name)
    return True
