"""Hand-made values for mails: invented outlets, people and sentences."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from watcher.compose import digest as digests
from watcher.compose.render import Renderer
from watcher.model import (
    Attribution,
    Change,
    ChangeType,
    Coverage,
    Digest,
    Evidence,
    Mention,
    Message,
    OtherItem,
    Qualifier,
    Quantity,
    Standing,
    Trouble,
)
from watcher.settings import DigestList, Topic

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2025, 4, 29)
NOW = datetime(2025, 4, 29, 5, 0, tzinfo=UTC)
SINCE = datetime(2025, 4, 28, 5, 0, tzinfo=UTC)
SENDER = "watcher@redaktion.example"
READER = "desk@redaktion.example"
DAM = Topic("staudamm", "Staudamm", "Staudamm Rauhtal")
MORNING = DigestList("morgen", (READER,), title="Morgenlage")


def at(day: int, hour: int = 12, minute: int = 0, month: int = 4, year: int = 2025) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def number(
    statement: str,
    text: str,
    low: float | None,
    high: float | None,
    qualifier: Qualifier = "exact",
    noun: str = "Haus",
) -> Quantity:
    """A quantity at its place in a statement that begins its text."""
    start = statement.index(text)
    return Quantity(text, start, start + len(text), low, high, qualifier, noun, "object")


def address(item: str) -> str:
    site, _, number = item.partition("/")
    return f"https://{site}.example/{number}"


def said(
    statement: str,
    *,
    item: str = "a/1",
    outlet: str = "Talbote",
    when: datetime | None = None,
    speaker: str | None = None,
    standing: Standing = "attributed",
    quantities: tuple[Quantity, ...] = (),
    salience: float = 0.5,
    url: str | None = "",
    origin: str | None = None,
    agencies: tuple[str, ...] = (),
    revision: int = 1,
) -> Evidence:
    """Evidence for a statement; `url` "" makes one from the item."""
    source = Attribution(speaker, 0, len(speaker), speaker, "laut") if speaker else None
    mention = Mention(
        item, revision, "text", 0, len(statement), statement, "statement", standing,
        attribution=source, quantities=quantities, salience=salience,
    )  # fmt: skip
    return Evidence(
        mention,
        outlet,
        address(item) if url == "" else url,
        when or at(28, 16),
        origin or item,
        agencies=agencies,
    )


def changed(
    kind: ChangeType,
    before: Evidence | None,
    after: Evidence | None,
    *,
    claim: str = "c1",
    axis: str = "story",
    reason: str = "",
    topic: str = DAM.name,
    position: int = 1,
    origins: int = 1,
) -> Change:
    side = after or before
    assert side is not None
    return Change(
        type=kind, axis="edit" if axis == "edit" else "story", cause="live", claim=claim, topic=topic,
        at=side.seen_at, item=side.mention.item, revision=side.mention.revision,
        before=before, after=after, reason=reason, position=position, origins=origins,
    )  # fmt: skip


def other(item: str, title: str, outlet: str = "Talbote", **more: object) -> OtherItem:
    values: dict[str, object] = {
        "item": item, "topic": DAM.name, "title": title, "outlet": outlet, "url": address(item),
        "seen_at": at(28, 10), **more,
    }  # fmt: skip
    return OtherItem(**values)  # type: ignore[arg-type]


def coverage(**more: object) -> Coverage:
    values: dict[str, object] = {
        "since": SINCE, "until": NOW, "feeds": 212, "items_seen": 1412, "items_matched": 14, **more,
    }  # fmt: skip
    return Coverage(**values)  # type: ignore[arg-type]


def build(*changes: Change, others: tuple[OtherItem, ...] = (), **more: object) -> Digest:
    return digests.build(MORNING, (DAM,), changes, others, coverage(**more), DAY)


def mail(digest: Digest, language: str = "de") -> Message:
    return Renderer(language, BERLIN).digest(digest, READER, SENDER, NOW)


def busy() -> Digest:
    """A full morning: one of each kind of news, invented."""
    rumour = "Die Behörden sollen den Damm bereits im Januar aufgegeben haben, heißt es in Rauhtal."
    fact = "Das Umweltministerium hat bestätigt, dass der Damm im Januar aufgegeben wurde."
    few, many = "In der Nacht wurden bis zu 120 Häuser geräumt.", "Mehr als 340 Häuser sind inzwischen geräumt."
    safe = "Der Pegel sinke seit dem Morgen, sagte die Talsperrenverwaltung."
    rising = "Der Pegel steigt weiter, warnt der Deichverband."
    typo = "Nach Angaben der Feuerwehr waren 600 Helfer im Einsatz, darunter Taucher aus dem Nachbarkreis."
    mended = "Nach Angaben der Feuerwehr waren 500 Helfer im Einsatz, darunter Taucher aus dem Nachbarkreis."
    gone = "Ein Ingenieur habe schon 2019 vor Rissen gewarnt."
    fresh = "Bürgermeisterin Ada Kern kündigte für Mittwoch eine Bürgerversammlung an."
    aid = "Das Land stellt vier Millionen Euro Soforthilfe bereit."
    school = "Die Grundschule Rauhtal bleibt bis Freitag geschlossen."
    changes = (
        changed(
            "standing_changed",
            said(rumour, item="a/1", when=at(27, 9, month=2), standing="unverified"),
            said(fact, item="b/2", outlet="Kreiszeitung", when=at(28, 16, 42), speaker="Umweltministerium",
                 standing="confirmed", salience=0.9, origin="dpa/1", agencies=("dpa",)),
            claim="c1", reason="confirmed_by: Umweltministerium",
        ),
        changed(
            "quantity_changed",
            said(few, item="a/3", when=at(27, 22), speaker="Feuerwehr",
                 quantities=(number(few, "bis zu 120", None, 120, "at_most"),)),
            said(many, item="c/4", outlet="Rauhtal heute", when=at(28, 18, 10), speaker="Krisenstab",
                 quantities=(number(many, "Mehr als 340", 340, None, "more_than"),), salience=0.8),
            claim="c2", reason="bound_changed: bis zu 120 → Mehr als 340 Häuser",
        ),
        changed(
            "contradicted",
            said(safe, item="a/5", when=at(28, 8), speaker="Talsperrenverwaltung"),
            said(rising, item="b/6", outlet="Kreiszeitung", when=at(28, 19), speaker="Deichverband"),
            claim="c3",
        ),
        changed(
            "corrected", said(typo, item="d/7", outlet="Uferpost", when=at(28, 12), speaker="Feuerwehr"),
            said(mended, item="d/7", outlet="Uferpost", when=at(28, 20, 5), speaker="Feuerwehr", revision=2),
            claim="c4", axis="edit",
        ),
        changed("retracted", said(gone, item="d/8", outlet="Uferpost", when=at(28, 11)), None,
                claim="c5", axis="edit"),
        changed("new", None, said(fresh, item="c/9", outlet="Rauhtal heute", when=at(28, 17)), claim="c6"),
        changed("new", None, said(aid, item="b/10", outlet="Kreiszeitung", speaker="Landesregierung",
                                  when=at(28, 15), salience=0.7), claim="c7"),
        changed("corroborated", said(school, item="a/11", when=at(28, 7)),
                said(school, item="c/12", outlet="Rauhtal heute", when=at(28, 14)), claim="c8", origins=2),
    )  # fmt: skip
    others = (
        other("e/1", "Damm aufgegeben: Was wir wissen", "Abendblick", origin="dpa/1", agencies=("dpa",)),
        other("f/1", "Ministerium räumt Aufgabe des Damms ein", "Stadtkurier", origin="dpa/1"),
        other("g/1", "Talsperren im Land: ein Überblick", "Uferpost"),
        other(
            "h/1",
            "Spenden für Rauhtal: Hier können Sie helfen",
            "Abendblick",
            origin="dpa/2",
            agencies=("dpa",),
        ),
        other("i/1", "So helfen Sie den Menschen in Rauhtal", "Stadtkurier", origin="dpa/2"),
    )
    return build(
        *changes, others=others,
        failing=(Trouble("Bergbote", "bergbote.example antwortet nicht (Zeitüberschreitung)", at(26, 6)),),
        silent=(Trouble("Waldnachrichten", "", at(19)),),
    )  # fmt: skip
