"""The seal of a form: proof that a page of ours showed it, so that no other site can post in a reader's name.

An HMAC over what it is for and when it ends, under a key that lives as long as the process (OWASP, Cross-Site
Request Forgery Prevention). There are no sessions to bind it to: everybody who may open the desk may judge, and
another site cannot read our pages.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

LASTS = timedelta(hours=12)  # a morning's tab is still good in the evening


class Seal:
    """Made and checked in one process; after a restart pages are loaded again."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def make(self, path: str, now: datetime) -> str:
        ends = int((now + LASTS).timestamp())
        return f"{ends}.{self._sign(path, ends)}"

    def holds(self, sealed: str, path: str, now: datetime) -> bool:
        ends, _, signature = sealed.partition(".")
        if not ends.isdecimal() or len(ends) > 12:
            return False
        right = hmac.compare_digest(signature.encode(), self._sign(path, int(ends)).encode())
        return right and now.timestamp() < int(ends)

    def _sign(self, path: str, ends: int) -> str:
        return hmac.new(
            self._key, f"{ends} {path}".encode("utf-8", "surrogatepass"), hashlib.sha256
        ).hexdigest()
