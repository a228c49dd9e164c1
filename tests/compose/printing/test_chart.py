"""Charts: when there is one, what is drawn, and that a mail carries it."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path

from tests.compose.builders import (
    BERLIN,
    DAM,
    NOW,
    READER,
    SENDER,
    at,
    build,
    changed,
    mail,
    number,
    said,
)
from watcher.compose import alert
from watcher.compose.printing.chart import HEIGHT, WIDTH, Chart, draw, spell, trace
from watcher.compose.printing.png import Picture
from watcher.compose.render import Renderer
from watcher.deliver.letter import preview, write
from watcher.model import Digest, Evidence, Qualifier
from watcher.settings import AlertRule, MailSettings


def reported(
    text: str, low: float | None, high: float | None, when: datetime, outlet: str = "Talbote"
) -> Evidence:
    statement = f"In Rauhtal sind {text} Häuser geräumt."
    qualifier: Qualifier = "at_most" if low is None else "more_than" if high is None else "exact"
    quantity = number(statement, text, low, high, qualifier)
    return said(statement, item=f"{outlet}/{when:%d%H}", outlet=outlet, when=when, quantities=(quantity,))


HISTORY = (
    reported("bis zu 120", None, 120, at(26, 8)),
    reported("150", 150, 150, at(27, 8)),
    reported("100 bis 200", 100, 200, at(27, 12), "Uferpost"),
    reported("mehr als 340", 340, None, at(28, 18), "Rauhtal heute"),
    reported("340", 340, 340, at(28, 20)),
)


def with_history() -> Digest:
    change = changed("quantity_changed", HISTORY[1], HISTORY[4], claim="c0123456789")
    return replace(build(change), histories=(("c0123456789", HISTORY),))


def test_an_alert_shows_the_chart_of_its_figure() -> None:
    topic = replace(DAM, alert=AlertRule(("quantity_changed",), (READER,)))
    change = changed("quantity_changed", HISTORY[1], HISTORY[4], claim="c0123456789")
    built = alert.build(topic, [change])
    assert built
    told = replace(built, histories=(("c0123456789", HISTORY),))
    message = Renderer("de", BERLIN).alert(told, READER, SENDER, NOW, "mail")
    assert len(message.attachments) == 3
    assert 'src="cid:c0123456789-0@watcher"' in message.html
    assert "bis zu 120 → 150" in message.text


def pixels(content: bytes) -> list[bytes]:
    """The rows of a PNG of ours."""
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, colours = struct.unpack(">IIBB", content[16:26])
    assert (width, height, depth, colours) == (WIDTH, HEIGHT, 8, 3)
    start = content.index(b"IDAT") + 4
    (size,) = struct.unpack(">I", content[start - 8 : start - 4])
    raw = zlib.decompress(content[start : start + size])
    return [raw[y * (width + 1) + 1 : (y + 1) * (width + 1)] for y in range(height)]


def column(chart: Chart, outlet: str, share: float) -> str:
    """The colours of a strip from above at a share of its width: line, area, clear."""
    strip = next(each for each in chart.strips if each.outlet == outlet)
    rows = pixels(draw(chart, strip))
    told = "".join(" =-_"[row[int(share * WIDTH)]] for row in rows)
    return "".join(c for before, c in zip(f"x{told}", told, strict=False) if c != before)


def chart() -> Chart:
    found = trace("c0123456789", HISTORY, HISTORY[-1])
    assert found
    return found


def test_a_bound_is_drawn_as_a_bound_and_an_exact_figure_as_a_line() -> None:
    assert column(chart(), "Talbote", 0.1) == " =-_"  # at most: area below a line
    assert column(chart(), "Talbote", 0.5) == " = _"  # exact: a line
    assert column(chart(), "Rauhtal heute", 0.99) == "-= _"  # more than: area above a line
    assert column(chart(), "Uferpost", 0.9) == " =-= _"  # a range: a band between lines
    assert column(chart(), "Rauhtal heute", 0.1) == " _"  # silent so far


def test_a_figure_holds_until_the_outlet_gives_another() -> None:
    rows = pixels(draw(chart(), chart().strips[0]))
    highest = [next(y for y in range(HEIGHT) if rows[y][x] == 1) for x in (0, WIDTH // 2, WIDTH - 1)]
    assert highest[0] > highest[1] > highest[2]


def test_the_same_picture_is_the_same_bytes_and_small() -> None:
    first, second = (chart().attachments() for _ in range(2))
    assert first == second
    assert all(len(each.content) < 1_500 for each in first)


def test_too_little_to_draw_is_no_chart() -> None:
    assert trace("c1", HISTORY[:2], HISTORY[1]) is None
    assert trace("c1", (HISTORY[1], HISTORY[1], HISTORY[1]), HISTORY[1]) is None
    assert trace("c1", (), HISTORY[1]) is None


def test_another_measure_is_not_mixed_in() -> None:
    statement = "In Rauhtal sind 9000 Menschen obdachlos."
    people = said(statement, when=at(28, 9), quantities=(number(statement, "9000", 9000, 9000, noun="Mensch"),))
    found = trace("c1", (*HISTORY, people), HISTORY[-1])
    assert found
    assert all(point.quantity.noun == "Haus" for strip in found.strips for point in strip.points)


def test_in_text_a_strip_is_blocks_true_to_time() -> None:
    spelled = {strip.outlet: spell(chart(), strip) for strip in chart().strips}
    assert len({len(each) for each in spelled.values()}) == 1
    assert spelled["Rauhtal heute"].startswith("·" * 20)
    assert spelled["Talbote"][0] < spelled["Talbote"][-1]


class Images(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found.append(dict(attrs))


def test_the_mail_carries_its_pictures_inline_with_the_figures_as_alternative_text() -> None:
    wire = write(mail(with_history()), MailSettings(sender="watcher@redaktion.example"))
    parsed = message_from_bytes(wire, policy=policy.default)
    related = [part for part in parsed.walk() if part.get_content_type() == "multipart/related"]
    pictures = [part for part in parsed.walk() if part.get_content_type() == "image/png"]
    assert len(related) == 1
    assert len(pictures) == 3
    assert all(part.get_content_disposition() == "inline" for part in pictures)
    html = parsed.get_body(("html",))
    assert html is not None
    images = Images()
    images.feed(html.get_content())
    assert {f"<{str(each['src']).removeprefix('cid:')}>" for each in images.found} == {
        p["Content-ID"] for p in pictures
    }
    assert images.found[0]["alt"] == "Talbote: bis zu 120 (Sa 10:00), 150 (So 10:00), 340 (Mo 22:00)"


def test_the_text_part_has_the_figures_too() -> None:
    text = mail(with_history()).text
    assert "bis zu 120 → 150 → 340" in text
    assert "▂▂▂" in text


def test_a_picture_paints_at_least_a_pixel_and_nothing_outside() -> None:
    picture = Picture(4, 3)
    picture.paint(3.9, 1, 3.9, 1, 1)
    picture.paint(-5, -5, 0.2, 0.2, 1)
    picture.paint(100, 100, 200, 200, 1)
    assert picture.write(((0, 0, 0, 0), (1, 2, 3, 255))).count(b"IEND") == 1


def test_a_preview_shows_its_pictures_in_a_browser(tmp_path: Path) -> None:
    _, html, _ = preview(mail(with_history()), MailSettings(sender="watcher@redaktion.example"), tmp_path)
    assert html.read_text(encoding="utf-8").count('src="data:image/png;base64,') == 3
    assert "cid:" not in html.read_text(encoding="utf-8")


def test_outlets_that_gave_the_same_figures_share_a_strip() -> None:
    same = [
        reported("bis zu 120", None, 120, at(26, 8), "Uferpost"),
        reported("150", 150, 150, at(27, 9), "Uferpost"),
    ]
    found = trace("c1", [*HISTORY[:2], *same, HISTORY[3]], HISTORY[3])
    assert found
    assert [strip.outlet for strip in found.strips] == ["Talbote, Uferpost", "Rauhtal heute"]
    later = [
        reported("bis zu 120", None, 120, at(27, 12), "Uferpost"),
        reported("150", 150, 150, at(28, 9), "Uferpost"),
    ]
    found = trace("c1", [*HISTORY[:2], *later, HISTORY[3]], HISTORY[3])
    assert found
    assert len(found.strips) == 3


def test_a_claims_chart_is_drawn_once_in_a_mail() -> None:
    story = changed("quantity_changed", HISTORY[1], HISTORY[4], claim="c0123456789")
    newer = replace(HISTORY[4], mention=replace(HISTORY[4].mention, revision=2))
    edit = changed("reworded", HISTORY[4], newer, claim="c0123456789", axis="edit")
    edit = replace(edit, type="quantity_changed", before=HISTORY[0])
    message = mail(replace(build(story, edit), histories=(("c0123456789", HISTORY),)))
    assert message.text.count("c0123456789") == 2  # two cards
    assert message.text.count("bis zu 120 → 150") == 1
    assert message.html.count('src="cid:c0123456789-0@watcher"') == 1
