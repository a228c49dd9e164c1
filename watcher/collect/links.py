"""Addresses: made absolute, stripped of what identifies a visit, and safe to show.

A link is what a reader opens and what identifies an item without a guid, so two links that differ only in a
tracker or a session must be the same string (miniflux `urlcleaner.go` keeps such a list, too).
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

LONGEST = 4_000  # characters; longer ones are no addresses a person can open

# Nothing of it needs to be joined, lowered or taken out.
PLAIN = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:/(?!\.)[A-Za-z0-9_~\xc0-\u024f-][A-Za-z0-9_.~%\xc0-\u024f-]*)+/?"
)

# Set by campaigns and newsletters, never by the page itself.
TRACKERS = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_(?:campaign|kwd|source|medium)|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id"
    r"|wt_\w+|at_(?:medium|campaign|custom\d)|xtor|cmpid|ns_(?:source|mchannel|campaign)|_hs(?:enc|mi)"
    r"|phpsessid|jsessionid|aspsessionid\w*|access_token|auth_token|api_?key)",
    re.IGNORECASE,
)
# These may also number a story, so only a value that looks drawn by lot is taken for a session.
SESSIONS = re.compile(r"(?:s|sid|sess|session|session_?id|sessid)", re.IGNORECASE)
LOT = re.compile(r"(?=\D*\d)(?=.*[A-Za-z])[0-9A-Za-z-]{16,}")
PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
FRAGMENT_TRACKER = re.compile(r"(?:xtor|ref|utm_\w+)=.*|\?.*", re.IGNORECASE)
SECRETS = re.compile(
    r"(?:[\w-]*token|[\w-]*key|auth\w*|password|passwd|pwd|pass|secret|sig|signature|session\w*)", re.IGNORECASE
)
# White space and what hides or reorders text; none of it belongs into an address.
UNFIT = re.compile(r"[\x00-\x20\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def canonical(link: str, base: str) -> str | None:
    """The absolute http(s) address without trackers, sessions and credentials; None when there is none."""
    if len(link) <= LONGEST and PLAIN.fullmatch(link):
        return link
    joined = _join(base, UNFIT.sub("", link))
    if joined is None or joined.scheme not in ("http", "https"):
        return None
    host = _host(joined)
    if not host:
        return None
    path = PATH_SESSION.sub("", joined.path)
    fragment = "" if FRAGMENT_TRACKER.fullmatch(joined.fragment) else joined.fragment
    return urlunsplit((joined.scheme, host, path, _untracked(joined.query), fragment))


def redact(url: str) -> str:
    """The address as it may be logged, stored and mailed: no credentials, secret parameters masked."""
    try:
        parts = urlsplit(UNFIT.sub("", url))
        host = _host(parts)
    except ValueError:
        return UNFIT.sub("", url)[:80].rpartition("@")[2]
    shown = urlunsplit((parts.scheme, host, parts.path, _masked(parts.query), ""))
    return shown if len(shown) <= 300 else f"{shown[:300]}…"


def fingerprint(url: str) -> str:
    """The address as a feed's state keeps it: without its secrets, and another one when a secret changes."""
    shown = redact(url)
    return url if shown == url else f"{shown}#{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _join(base: str, link: str) -> SplitResult | None:
    # "http://[" and odd ports make urllib raise.
    try:
        parts = urlsplit(urljoin(base, link))
        _ = parts.port
    except ValueError:
        return None
    return parts if link and len(link) <= LONGEST else None


def _host(parts: SplitResult) -> str:
    """Host and port without user and password."""
    return parts.netloc.rpartition("@")[2].lower()


def _untracked(query: str) -> str:
    return "&".join(pair for pair in query.split("&") if not _tracks(pair))


def _tracks(pair: str) -> bool:
    name, _, value = pair.partition("=")
    return bool(TRACKERS.fullmatch(name) or (SESSIONS.fullmatch(name) and LOT.fullmatch(value)))


def _masked(query: str) -> str:
    pairs = (pair.partition("=") for pair in query.split("&"))
    return "&".join(
        f"{name}=***" if SECRETS.fullmatch(name) else f"{name}{eq}{value}" for name, eq, value in pairs
    )
