"""Text: what a feed's markup says, as plain paragraphs that are safe to store, search and mail.

Paragraphs are split by a blank line, lines within one by a newline. Nothing is reworded; what cannot be seen
(controls, direction overrides, soft hyphens) goes, because it hides words from a reader or from a query.
"""

from __future__ import annotations

import hashlib
import html
import re
from itertools import accumulate

import nh3

from watcher.collect.characters import COMMON, mend
from watcher.collect.skim import Skimmed, skim

LONGEST_TITLE = 500
LONGEST_TEXT = 2_000_000
DEEPEST = 2_000  # elements open at once; nh3 looks through all of them at each tag

BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
        "figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table "
        "tbody tfoot thead tr ul ",
    )
)
# What is inside is no text: code, controls, drawings, and what stands in for scripts.
SILENT = frozenset(
    re.findall(
        r"\w+",
        "script style noscript iframe object svg math template select textarea button audio video canvas head ",
    )
)
INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr b big cite code del em font i img ins mark q s small span strong sub sup u ",
    )
)
TAG = re.compile(r"<(/?)([a-z0-9]+)>")
MARKUP = re.compile(
    rf"</?(?:{'|'.join(sorted(BLOCKS | SILENT | INLINE | {'br', 'td', 'th'}))})(?:\s[^<>]*)?/?>", re.IGNORECASE
)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

SEVERAL = re.compile("  +")


def clean(text: str) -> str:
    """Text without controls, overrides and other unseen characters; lines trimmed, at most one blank line."""
    text = mend(text)[:LONGEST_TEXT]
    if "\t" in text:
        text = text.replace("\t", " ")
    if "  " in text:
        text = SEVERAL.sub(" ", text)
    return _trim(text) if "\n" in text else text.strip(" ")


def _trim(text: str) -> str:
    """Lines without a space around them, and of several empty ones the first."""
    pieces = [piece for each in text.split("\n\n") if (piece := each.strip(" \n"))]
    return "\n\n".join([_trim_lines(each) if "\n" in each else each for each in pieces])


def _trim_lines(text: str) -> str:
    lines = [line.strip(" ") for line in text.split("\n")]
    return "\n".join([line for line, before in zip(lines, ["", *lines], strict=False) if line or before])


def clean_title(text: str) -> str:
    """One line of text; what was escaped twice is unescaped, inline markup is dropped."""
    if "&" in text and ENTITY.search(text):
        text = html.unescape(text)
    if "<" in text and MARKUP.search(text):
        text = _read(text).text
    text = clean(text)
    if not text.isprintable():
        text = re.sub(r"\s+", " ", text)
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1].rstrip()}…"


def plain(markup: str) -> str:
    """What HTML says, paragraph by paragraph. Markup that was escaped twice is read as markup."""
    found = _read(markup) if "<" in markup or "&" in markup else Skimmed(markup)
    if "<" in found.text and MARKUP.search(found.text):
        found = _read(found.text)
    elif "&" in found.text and ENTITY.search(found.text):
        found = Skimmed(html.unescape(found.text))
    return found.text if found.is_clean else clean(found.text)


def _read(markup: str) -> Skimmed:
    """Without tags, a break in their place; by a parser where the markup is not plain."""
    return skim(markup) or Skimmed(_walk(markup))


def _walk(markup: str) -> str:
    if markup.count("<") > DEEPEST and _depth(markup) > DEEPEST:
        markup = re.sub(r"<[^<>]*>", " ", markup)
    # nh3 returns well-formed markup of the tags below without attributes, so a regular expression may read it.
    safe = nh3.clean(
        markup[: 4 * LONGEST_TEXT],
        tags={*BLOCKS, "br", "td", "th"},
        attributes={},
        clean_content_tags=set(SILENT),
        strip_comments=True,
        link_rel=None,
    )
    pieces: list[str] = []
    at = 0
    for tag in TAG.finditer(safe):
        pieces += [_flow(safe[at : tag.start()]), _break(tag[2])]
        at = tag.end()
    pieces.append(_flow(safe[at:]))
    return "".join(pieces)


def _depth(markup: str) -> int:
    """The most elements open at once; tags that nobody closes count too."""
    steps = (-1 if tag[1] else 1 for tag in re.finditer(r"<(/?)[A-Za-z]", markup))
    return max(accumulate(steps), default=0)


def _flow(text: str) -> str:
    """Running text: white space is one space, as a browser shows it. A no-break space is none of it."""
    return html.unescape(re.sub(r"[ \t\r\n\f]+", " ", text))


def _break(tag: str) -> str:
    return {"br": "\n", "td": " ", "th": " "}.get(tag, "\n\n")


def fold(text: str) -> str:
    """White space folded: what is compared, so that a line break makes no revision."""
    return _fold(text).decode()


def digest(title: str, text: str, *, is_clean: bool = False) -> str:
    """Hash of title and text, white space folded: what an entry or a revision says, and nothing beside it.

    `is_clean`: they came from `clean`.
    """
    folded = b"%s\n%s" % (_fold(title, is_clean=is_clean), _fold(text, is_clean=is_clean))
    return hashlib.sha256(folded).hexdigest()[:32]


def _fold(text: str, *, is_clean: bool = False) -> bytes:
    raw = text.encode()
    flat = b" ".join([line for line in raw.split(b"\n") if line])
    # What is printable has no other white space, and what is clean no two spaces.
    if (is_clean or b"  " not in flat) and raw.translate(None, COMMON).decode().isprintable():
        return flat.strip(b" ")
    return " ".join(text.split()).encode()


# Paywall marks that outlets put before or behind a headline.
PAYWALL = re.compile(
    r"(?:\((?:S|F|M|Z|SZ|WELT|taz)?\s?(?:\+|plus|abo|premium)\)|\[(?:\+|plus|abo|premium)\]"
    r"|^\s*(?:[SFMZ]\+|[\w-]*plus|abo|premium)\s*(?:\([\w ]*\))?\s*[:;|]"
    r"|[|:]\s*(?:[SFMZ]\+|[\w-]*plus|abo|premium)\s*$)",
    re.IGNORECASE,
)
# "3,4" and "34" differ, so do "-5" and "5", "5 %" and "5".
STYLE = re.compile(r"(?<!\d)[^\w\s%‰€$£+−-]|[^\w\s%‰€$£+−-](?!\d)|(?<=\w)[-–—]|[-–—−](?!\d)|_")


def same_but_style(one: str, other: str) -> bool:
    """The texts differ in case, punctuation, white space or paywall marks only."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    words = STYLE.sub(" ", PAYWALL.sub(" ", text).casefold())
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", words)


def headline(text: str, most: int = 100) -> str:
    """What stands in for a missing title: the text's first line, cut between words."""
    line = text.split("\n", 1)[0]
    if len(line) <= most:
        return line
    return f"{line[:most].rsplit(' ', 1)[0].rstrip(' ,;:–-')} …"
