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
from typing import Final, NamedTuple

from watcher.collect.characters import COMMON, NO_BREAK, find_rare, is_clear, unbind

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
COMMENT = re.compile(r"!--(?!-?>)(?:(?!--).)*--", re.DOTALL)
# References that browsers and `html.unescape` read alike.
REFERENCE = re.compile(
    r"(?:amp|lt|gt|quot|nbsp|apos|shy|hellip|[nm]dash|[lrb][sd]quo|[lr]aquo|euro|copy|reg|[aouAOU]uml|szlig"
    r"|#0?(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6]|1[6-9]\d|[2-9]\d\d|[1-9]\d{3}))"
)

# They stand for what we put in place of tags, while the new lines of the markup are still there. Not U+0000:
# Python looks for any other sign of this kind ten times as fast where a text has typographic quotes.
BREAK, LINE, NOTHING = "\x01", "\x02", ""
UNMARKED = COMMON + b"\x01\x02"
SEVERAL = re.compile("  +")
MOST_TAGS = 2_000
LONGEST = 200_000  # characters
SPACE = f" {LINE}"


class Tag(NamedTuple):
    """`mark`: what stands for it in the text; `block`: its name if it is one, and whether it `opens` that."""

    mark: str
    block: str = ""
    opens: bool = False


class Skimmed(NamedTuple):
    """What markup says; `is_clean`: `text.clean` would leave it as it is."""

    text: str
    is_clean: bool = False


def skim(markup: str) -> Skimmed | None:
    """The text with a break at each block and line; None when only a parser can tell."""
    pieces = SPLIT.split(markup)
    if len(pieces) > 2 * MOST_TAGS or len(markup) > LONGEST or LINE in markup or BREAK in markup:
        return None
    tags = _know_all(pieces[1::2])
    # With the tags as marks between them, so that two halves of a reference do not make a whole.
    texts = _write(LINE.join(pieces[::2]))
    if tags is None or texts is None or not _are_orderly(tags):
        return None
    pieces[::2] = texts.split(LINE)
    pieces[1::2] = [tag.mark for tag in tags]
    return _arrange("".join(pieces))


def _arrange(text: str) -> Skimmed:
    """Paragraph by paragraph; where characters need mending first, that is left to `text.clean`."""
    rare = find_rare(text, UNMARKED)
    if not is_clear(rare):
        return Skimmed(text.replace(BREAK, "\n\n").replace(LINE, "\n"))
    if NO_BREAK in rare:
        text = unbind(text)
    if "  " in text:
        text = SEVERAL.sub(" ", text)
    paragraphs = [piece for each in text.split(BREAK) if (piece := each.strip(SPACE))]
    return Skimmed("\n\n".join([_break(each) if LINE in each else each for each in paragraphs]), is_clean=True)


def _break(paragraph: str) -> str:
    """Its lines, and of several empty ones the first."""
    lines = [line.strip(" ") for line in paragraph.split(LINE)]
    return "\n".join([line for line, before in zip(lines, ["", *lines], strict=False) if line or before])


def _write(texts: str) -> str | None:
    """White space as spaces, references as what they stand for; None for others, and for half a tag."""
    if "<" in texts or ">" in texts:
        return None
    for white in "\n\t\r\f":
        texts = texts.replace(white, " ")
    if "&" not in texts:
        return texts
    first, *rest = texts.split("&")
    pieces = [first]
    for each in rest:
        name, end, after = each.partition(";")
        if end and (sign := _refer(name)):
            pieces += sign, after
        elif each.startswith(" "):
            pieces += "&", each  # an ampersand that is no reference
        else:
            return None
    return "".join(pieces)


@lru_cache(4_096)
def _refer(name: str) -> str | None:
    return html.unescape(f"&{name};") if REFERENCE.fullmatch(name) else None


def _know_all(written: list[str]) -> list[Tag] | None:
    tags: list[Tag] = []
    for each in written:
        tag = SIMPLE.get(each) or _know(_bare(each))
        if tag is None:
            return None
        tags.append(tag)
    return tags


def _bare(inside: str) -> str:
    """The tag without what its attributes say: no two links are the same, and without it all are."""
    if "'" in inside or inside.startswith("!"):
        return inside
    return '""'.join(inside.split('"')[::2])


@lru_cache(4_096)
def _know(inside: str) -> Tag | None:
    """What the tag means; None: unknown."""
    if COMMENT.fullmatch(inside):
        return Tag(NOTHING)
    found = TAG.fullmatch(inside)
    if not found:
        return None
    closes, name, slash = bool(found[1]), found[2].lower(), found[3]
    if name in ("br", "hr"):
        return None if closes else Tag(LINE if name == "br" else BREAK)
    if name in VOID_INLINE:
        return None if closes else Tag(NOTHING)
    if slash:
        return None
    if name in INLINE:
        return Tag(NOTHING)
    if name == "p":
        return Tag(BREAK)
    return Tag(BREAK, name, not closes) if name in BLOCKS else None


def _are_orderly(tags: list[Tag]) -> bool:
    """Whether each block is closed as it was opened, and none opens where a browser would close another."""
    opened: list[str] = []
    for _, name, opens in tags:
        if not name:
            continue
        if not opens:
            if not opened or opened.pop() != name:
                return False
        elif _fits(name, opened[-1] if opened else ""):
            opened.append(name)
        else:
            return False
    return not opened


def _fits(name: str, inside: str) -> bool:
    """Whether the block may open in that other one."""
    if name in HEADINGS:
        return inside not in HEADINGS
    return name not in PARENTS or inside in PARENTS[name]


# What needs no look at its attributes.
SIMPLE: Final = {
    written: tag
    for name in (*INLINE, *BLOCKS, "p", "br", "hr")
    for written in (name, f"/{name}", f"{name} /")
    if (tag := _know(written))
}
