"""Every new statement of a window is in one place: a line, left out, told with another line, known or gone."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from click.testing import CliRunner, Result

from tests.compose.builders import build, changed, number, said
from watcher import store
from watcher.app import open_rooms
from watcher.cli import cli
from watcher.cli.desk import Desk
from watcher.compose.page import gather
from watcher.compose.render import Renderer
from watcher.cycle import cycle
from watcher.cycle.accounting import account
from watcher.cycle.previewing import choose_window, find_unshown, print_for_first, recall
from watcher.demo.play import play, read_script, read_topics
from watcher.model import Evidence, Proposition
from watcher.settings import Config, DigestList
from watcher.store import Store

MORNING = datetime(2026, 3, 3, 6, tzinfo=UTC)
PLACES = ("Aalsum", "Brackwede", "Celle", "Dornum", "Elze", "Fallingen")
DEEDS = (
    "Das Stromnetz in {} ist nach einem Feuer ausgefallen.",
    "Wegen des Stromausfalls in {} kündigt der Landrat Notquartiere an.",
    "Der Landrat von {} öffnet wegen des Stromausfalls zwei Notquartiere.",
    "Wann der Strom in {} wieder fließt, ist unklar.",
    "In {} fließt der Strom seit dem Abend wieder.",
    "Nach dem Stromausfall in {} ermittelt die Polizei wegen Brandstiftung.",
    "Die Ursache des Stromausfalls in {} ist laut Polizei eine Brandstiftung.",
)


def write(place: str, at: int, outlet: str) -> list[dict[str, object]]:
    """What an outlet writes of one place, each text rewritten once; the Kurier is half a day late."""
    told: list[dict[str, object]] = []
    for hour, deed in enumerate(DEEDS[at % 2 :], 1):
        text, url = deed.format(place), f"https://{outlet}.example/{place}/{hour}"
        first = text.replace("einem Feuer", "einer Explosion am Umspannwerk")
        for late, wording in enumerate((first, text)):
            seen = MORNING + timedelta(hours=3 * hour + late + 12 * (outlet == "kurier"), minutes=at)
            told.append(
                {"id": url, "feed": outlet, "outlet": outlet, "title": f"Strom in {place}: {hour}",
                 "text": wording, "lang": "de", "seen": seen.isoformat()}
            )  # fmt: skip
    return told


def make_newsroom(folder: Path) -> Config:
    files = {
        "watcher.toml": '[store]\npath = "watcher.db"\n',
        "topics/strom.toml": 'title = "Strom"\nquery = "Strom*"\n',
        "digests.toml": '[[digest]]\nname = "morgen"\nto = ["desk@example.org"]\n',
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    articles = [
        each
        for at, place in enumerate(PLACES)
        for outlet in ("bote", "kurier")
        for each in write(place, at, outlet)
    ]
    articles.sort(key=lambda each: str(each["seen"]))
    told: Result = CliRunner().invoke(
        cli, ["--config", str(folder), "backfill"], input="\n".join(map(json.dumps, articles))
    )
    assert told.exit_code == 0, told.output
    return Desk(folder).config()


def count_places(config: Config, kept: Store, chosen: DigestList, day: date) -> Counter[str]:
    """How many new claims of a day's digest are where; fails if one is nowhere or twice."""
    renderer, window = Renderer("de", config.timezone), choose_window(config, chosen, day, (None, None))
    mail = print_for_first(recall(config, kept, chosen, window), chosen, renderer, config.mail.sender)
    told = {position for position, state in mail.told if state == "told"}
    found = kept.claims.changes(since=window.since, until=window.until)
    news = {each.claim for each in found if each.type == "new"}
    entries = find_unshown(config, kept, chosen, window.since, renderer)
    placed = [*{each.card.claim for each in entries}]
    by_line = [each.card.claim for each in entries if each.place != "left out"]
    assert len(by_line) == len(set(by_line))
    lines = {each.claim for each in found if each.position in told} - set(placed)
    assert news <= lines | set(placed), f"nowhere: {news - lines - set(placed)}"
    left = {each.card.claim for each in entries if each.place == "left out"}
    tellers = {each.claim for each in found if each.position in told}
    tellers |= {each.card.claim for each in entries if each.place == "told with"}
    for each in entries:
        assert each.place != "told with" or each.by in tellers
        assert each.place != "left out with" or each.by in left
    return Counter(["line"] * len(lines & news) + [each.place for each in entries])


def test_no_new_statement_of_a_made_up_newsroom_is_nowhere(tmp_path: Path) -> None:
    config = make_newsroom(tmp_path / "desk")
    with store.open(config.store, readonly=True) as kept:
        places = [count_places(config, kept, config.digests[0], date(2026, 3, day)) for day in (3, 4, 5)]
    assert sum(places, Counter()).keys() <= {"line", "left out", "left out with", "told with"}, places


def test_no_new_statement_of_the_demo_is_nowhere(tmp_path: Path) -> None:
    played = asyncio.run(play(tmp_path, open_rooms, cycle, lambda line: None))
    script = read_script()
    config = Config(
        tmp_path, played.store, timezone=ZoneInfo(script.told["timezone"]), topics=read_topics(script),
        digests=(DigestList("alles", ("desk@example.org",), at=time(7)),),
    )  # fmt: skip
    days = sorted({moment.date() for moment in script.moments})
    with store.open(played.store, readonly=True) as kept:
        places = [count_places(config, kept, config.digests[0], day) for day in days]
    assert sum(places, Counter())["line"]


def test_a_statement_that_nothing_tells_is_gone(tmp_path: Path) -> None:
    config = make_newsroom(tmp_path / "desk")
    with store.open(config.store, readonly=True) as kept:
        news = [each for each in kept.claims.changes() if each.type == "new"][:3]
    assert [each.place for each in account(news, (), ())] == ["gone"] * len({each.claim for each in news})


def test_a_statement_that_rides_on_anothers_figure_is_told_with_it() -> None:
    def count(text: str, deaths: float, item: str) -> Evidence:
        dead = replace(number(text, f"{deaths:.0f}", deaths, deaths), noun="Tote", noun_class="person")
        clause = Proposition(0, len(text), "töten", ("töten",), quantities=(0,), measures=("töten/person",))
        told = said(text, item=item, outlet=item.partition("/")[0], quantities=(dead,))
        return replace(told, mention=replace(told.mention, propositions=(clause,)))

    before = count("Bisher 3 Tote am Damm.", 3, "bote/1")
    leads = changed("quantity_changed", before, count("Nun 9 Tote am Damm.", 9, "bote/2"), claim="c1")
    rides = count("9 Tote am Damm, die Zahl könnte noch steigen.", 9, "kurier/1")
    also = changed("quantity_changed", before, rides, claim="c2", position=2)
    news = changed("new", None, rides, claim="c2", position=3)
    dealt = gather(build(leads, also))
    (card,) = dealt[0].cards
    assert {each.claim for each in card.changes} == {"c1", "c2"}
    (entry,) = account([news], dealt, [leads.position, also.position])
    assert (entry.place, entry.by, entry.card.claim) == ("told with", "c1", "c2")
