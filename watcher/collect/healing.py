"""Heal: a document in UTF-8 in which a few bytes are not, as one pasted word in Windows-1252 leaves it.

feedparser tries one encoding after the other on the whole document, so that a single stray byte turns every
umlaut of every entry into two other letters. Here the stray bytes alone become U+FFFD.
"""

from __future__ import annotations

import codecs
import re

# What a label may say of a document that is UTF-8 all the same; another label is believed.
NAMED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"'>]{1,40})["']""")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
NO_WORD = re.compile(r"(?:utf-?8|us-ascii|ascii)", re.IGNORECASE)
# Well-formed sequences of two to four bytes (RFC 3629 4), roughly: decoding has judged what is not.
SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
REPLACEMENT = "\ufffd"


def heal(body: bytes, content_type: str | None) -> tuple[bytes, int]:
    """The document, and how many stray bytes or broken sequences of it were replaced.

    Only where it is UTF-8 by its label or without one, and has more characters beyond ASCII that are whole than
    that are not: else it is in another encoding, and finding that is the parser's business.
    """
    if not _claims_utf8(body, content_type) or _is_utf8(body):
        return body, 0
    text = body.decode("utf-8", "replace")
    replaced = text.count(REPLACEMENT) - body.count(REPLACEMENT.encode())
    if len(SEQUENCE.findall(body)) <= replaced:
        return body, 0
    return text.encode(), replaced


def _claims_utf8(body: bytes, content_type: str | None) -> bool:
    """By every label there is: byte order mark, declaration, header."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    named = NAMED.search(body[:400])
    header = CHARSET.search(content_type or "")
    labels = [named[1].decode("ascii", "replace")] if named else []
    labels += [header[1]] if header else []
    return all(NO_WORD.fullmatch(label) for label in labels)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
