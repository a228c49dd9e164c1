"""An editor's verdicts on a claim: shown on its page with time and undo, given there by forms.

Pages read by connections that cannot write. A verdict opens one that can, for its own moment: the daemon need
not run, and if it writes just then, SQLite waits for it. GET never gets here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from watcher import store
from watcher.errors import VerdictError
from watcher.store import Place, Store, Verdict
from watcher.web.faults import Absurd, Missing, PageFault
from watcher.web.page import part
from watcher.web.seal import Seal
from watcher.web.visit import Visit

if TYPE_CHECKING:
    from watcher.web.desk import Desk

DAYS = (1, 7, 30)  # that a claim may be muted for; 0 is for good
MOST_MENTIONS = 200  # in the form; older ones by `watcher claims split`
MOST_FIELDS = 300
Form = Mapping[str, Sequence[str]]


class Refused(PageFault):
    """What was asked of the ledger cannot be; nothing was written."""

    status = 409


class Forged(PageFault):
    """The form has no seal that holds."""

    status = 403


class Judging:
    """The part of the desk that may write; `editors`: whether it does."""

    def __init__(self, desk: Desk, editors: bool) -> None:
        self._desk = desk
        self._editors = editors
        self._seal = Seal()

    def routes(self) -> list[Route]:
        if not self._editors:
            return []
        return [Route("/claim/{topic}/{claim}/verdict", self._answer, methods=["POST"])]

    def show(self, visit: Visit, topic: str, claim: str) -> dict[str, Any]:
        """What the claim's page says of verdicts, and what its forms need."""
        given = visit.store.verdicts.walk(claim)
        judged = visit.asked.get("judged", "")
        return {
            "verdicts": given[::-1],
            "judged": next((each for each in given if str(each.id) == judged), None),
            "rejected": claim in visit.store.verdicts.rejected(),
            "muted": next((each for each in visit.store.mutes.walk(visit.now) if each.claim == claim), None),
            "runs": list_runs(visit.store.verdicts.places(claim))[-MOST_MENTIONS:] if self._editors else [],
            "days": DAYS,
            "seal": self._seal.make(address(topic, claim), visit.now) if self._editors else "",
        }

    async def _answer(self, request: Request) -> Response:
        body = await request.body()
        return await run_sync(self._judge, request, body)

    def _judge(self, request: Request, body: bytes) -> Response:
        """Recorded, then the claim's page says so."""
        topic, claim = request.path_params["topic"], request.path_params["claim"]
        with self._desk.open() as kept:
            words = self._desk.visit(request, kept).words
            found = kept.verdicts.resolve(claim)
        form, now = read_form(body), datetime.now(UTC)
        if not self._seal.holds(one(form, "seal"), address(topic, claim), now):
            raise Forged(words.say("This form is out of date, or is not ours. Load the page again."))
        if found is None or found[0] != topic:
            raise Missing(words.say("There is no claim of this name."))
        try:
            with store.open(self._desk.config.store) as kept:
                given = judge(kept, found[1], form, now)
                shown = kept.verdicts.resolve(claim)
        except VerdictError as error:
            raise Refused(words.say(f"verdict fault: {error.kind}")) from error
        self._desk.forget()
        goal = shown[1] if shown else claim
        return RedirectResponse(f"/claim/{part(topic)}/{part(goal)}?judged={given.id}#verdicts", 303)


def address(topic: str, claim: str) -> str:
    return f"{topic}\n{claim}"


def read_form(body: bytes) -> Form:
    try:
        return parse_qs(body.decode("ascii"), max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise Absurd("form", "…") from error


def one(form: Form, name: str) -> str:
    return form.get(name, ("",))[0].strip()


def judge(kept: Store, claim: str, form: Form, now: datetime) -> Verdict:
    """Raises VerdictError, or Absurd for what no form of ours asks."""
    asked, mentions = one(form, "do"), form.get("mention", ())
    if asked == "link":
        return kept.verdicts.link(claim, one(form, "other"), now)
    if asked == "reject":
        return kept.verdicts.reject(claim, (), now)
    if asked in ("split", "reject mentions"):
        if not mentions:
            raise VerdictError("no mention is chosen", "none")
        give = kept.verdicts.split if asked == "split" else kept.verdicts.reject
        return give(claim, mentions, now)
    if asked == "undo" and (number := one(form, "verdict")).isdecimal() and len(number) < 10:
        return kept.verdicts.undo(int(number), now)
    if asked in ("mute", "unmute"):
        return _mute(kept, claim, one(form, "days") if asked == "mute" else None, now)
    raise Absurd("do", asked[:40])


def _mute(kept: Store, claim: str, days: str | None, now: datetime) -> Verdict:
    """For so many days, "0" for good; None lifts it."""
    if days is None:
        kept.mutes.lift(claim, now)
    elif days in map(str, (0, *DAYS)):
        kept.mutes.add(claim, now + timedelta(days=int(days)) if days != "0" else None, now)
    else:
        raise Absurd("days", days[:40])
    return kept.verdicts.walk(claim)[-1]


def list_runs(places: Sequence[Place]) -> list[Place]:
    """A wording that later revisions of its item repeat is judged once."""
    return list({place.run: place for place in reversed(places)}.values())[::-1]
