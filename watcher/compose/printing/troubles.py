"""Why a feed fails, in the mail's language and for its readers: what to do about it is for the operator.

The sentences are those of watcher.collect; one that is not known here is shown as it is.
"""

from __future__ import annotations

import re

# What a sentence holds, and its key in the catalogue; {0} is what the parentheses caught.
KNOWN = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        (r"answers (404)\b", "trouble: not there"),
        (r"answers (410)\b", "trouble: gone"),
        (r"answers (40[13]|451)\b", "trouble: refused"),
        (r"answers (429)\b", "trouble: too often"),
        (r"answers (5\d\d)\b", "trouble: its own"),
        (r"answers (\d{3})\b", "trouble: answers"),
        (r"did not answer in full within ([\d.]+ )", "trouble: slow"),
        (r"cannot be reached\b", "trouble: unreachable"),
        (r"no valid TLS certificate", "trouble: certificate"),
        (r"is larger than", "trouble: large"),
        (r"redirects (?:to|more)|leads to", "trouble: redirects"),
        (r"broke off|by the rules of HTTP|packed", "trouble: broken"),
        (r"is no feed that can be read|no JSON Feed|is empty", "trouble: no feed"),
        (r"no new item since", "trouble: silent"),
    )
)


def recognise(sentence: str) -> tuple[str, str] | None:
    """The catalogue's key and what fills it; None for a sentence of others."""
    for pattern, key in KNOWN:
        if found := pattern.search(sentence):
            return key, found[1].strip() if pattern.groups else ""
    return None
