"""Ways: where readers find what is not in a mail. The desk's address where there is one, else a command."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from watcher.compose.kinds import CORROBORATED, NEW, SPEAKER

FILTERED = {
    each.name for each in (NEW, CORROBORATED, SPEAKER)
}  # groups that are one kind: the desk sifts by it


@dataclass(frozen=True, slots=True)
class Ways:
    """`desk`: the address under which readers open `watcher serve`, without a slash at its end."""

    desk: str | None
    timezone: ZoneInfo

    def claim(self, claim: str) -> str:
        """The claim's page; empty without a desk."""
        return f"{self.desk}/claim/{quote(claim, safe='')}" if self.desk else ""

    def rest(self, topic: str, group: str, since: datetime, n: int, digest: str = "") -> str:
        """What the list's digest cut of a topic's group, or of its other items."""
        local = since.astimezone(self.timezone)
        if not self.desk:
            of = f" --digest {shlex.quote(digest)}" if digest else ""
            return _command(shlex.quote(topic), group, f"{local:%Y-%m-%dT%H:%M}{of}", n)
        day = local.date().isoformat()
        if group == "others":
            return f"{self.desk}/?{urlencode({'day': day})}"
        asked = {"kind": group} if group in FILTERED else {}
        return f"{self.desk}/topic/{quote(topic, safe='')}?{urlencode({**asked, 'since': day})}"

    @property
    def topics(self) -> str:
        """All topics."""
        return f"{self.desk}/topics" if self.desk else "watcher claims list"

    @property
    def feeds(self) -> str:
        """How every feed stands."""
        return f"{self.desk}/feeds" if self.desk else "watcher status"


def _command(topic: str, group: str, since: str, n: int) -> str:
    if group == "others":
        return f"watcher topics test {topic} --most {n}"
    sift = f"--new {since}" if group == NEW.name else f"--most {n}"
    return f"watcher claims list --topic {topic} {sift}"
