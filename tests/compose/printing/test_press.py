"""An operator's own templates: used when they are sound, replaced by ours when they are not."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest

from tests.compose.builders import BERLIN, NOW, READER, SENDER, busy
from watcher.compose.printing.remote import find_remote
from watcher.compose.printing.specimen import find_faults
from watcher.compose.render import MOST_BYTES, Renderer
from watcher.deliver.letter import write
from watcher.model import Message
from watcher.settings import MailSettings


def printed(templates: dict[str, str]) -> Message:
    return Renderer("de", BERLIN, templates=templates).digest(busy(), READER, SENDER, NOW)


def test_an_own_template_stands_in_for_ours_and_may_build_on_the_others() -> None:
    own = "{% import 'cards.txt' as cards with context %}Guten Morgen!\n{{ headline }}\n{{ cards.closing() }}"
    message = printed({"digest.txt": own, "style.css": "h1 { color: #123456; }"})
    assert message.text.startswith("Guten Morgen!\nStaudamm Rauhtal")
    assert "color: #123456" in message.html
    assert message.faults == ()


# A template of an operator, and what the mail says is wrong with it.
BROKEN = [
    ("digest.html", "{% for card in %}", "templates/digest.html:1: "),
    ("digest.txt", "gut\n{{ page.nothing }}", "templates/digest.txt:2: "),
    ("digest.txt", "{{ 1 // 0 }}", "templates/digest.txt:1: "),
    ("cards.html", "{% macro groups(a, b, c) %}\n{{ a + 1 }}{% endmacro %}", "templates/cards.html:2: "),
    ("digest.html", "{% extends 'frame.htm' %}", "frame.htm"),
    ("digest.html", "{% include 'digest.html' %}", "templates/digest.html"),
    ("digest.txt", "  \n", "it prints nothing"),
    ("digest.txt", "{{ 'x' * 200000 }}", "larger than 95,000 bytes"),
    (
        "digest.txt",
        "{% for n in range(99999) %}{{ 'x' * 99999 }}{% endfor %}",
        "more than 2,000,000 characters",
    ),
    ("digest.txt", "{% for n in range(10 ** 9) %}x{% endfor %}", "Range too big"),
    ("digest.html", "<p>{{ ''.__class__.__mro__ }}</p>", "unsafe"),
    ("digest.html", "<img src='https://pixel.example/a.png'>", "src=https://pixel.example/a.png"),
    ("style.css", "h1 { background: url(https://pixel.example/a) }", "url(https://pixel.example/a"),
    ("frame.html", "<script>alert(1)</script>", "<script>"),
]


@pytest.mark.parametrize(("name", "text", "said"), BROKEN, ids=[f"{each[0]} {each[2]}" for each in BROKEN])
def test_a_broken_template_gives_the_built_in_mail_and_says_so(name: str, text: str, said: str) -> None:
    message, ours = printed({name: text}), printed({})
    (fault,) = message.faults
    assert said in fault
    assert "Die eigene Vorlage lässt sich nicht verwenden" in message.text
    assert "Die eigene Vorlage lässt sich nicht verwenden" in message.html
    assert len(message.html.encode()) <= MOST_BYTES
    assert (message.subject, message.key, message.message_id) == (ours.subject, ours.key, ours.message_id)
    assert message.text.startswith(ours.text[:2_000])
    assert not message_from_bytes(write(message, MailSettings(sender=SENDER)), policy=policy.default).defects


def test_templates_are_tried_before_a_mail_depends_on_them() -> None:
    sound = {"alert.txt": "{{ subject }}"}
    assert find_faults(Renderer("de", BERLIN)) == ()
    assert find_faults(Renderer("de", BERLIN, templates=sound)) == ()
    (fault,) = find_faults(Renderer("de", BERLIN, templates={"alert.txt": "{{ subjekt }}"}))
    assert fault.startswith("templates/alert.txt:1: 'subjekt' is undefined")


def test_a_quote_may_speak_of_addresses_and_scripts() -> None:
    assert find_remote("<p>src=https://x.example url(https://x.example) @import &lt;script&gt;</p>") == []
    assert find_remote('<img src="cid:c1@watcher"><p style="background: url(cid:1)">') == []
    assert find_remote('<p style="background:url(//x.example/a)">') == ["url(//x.example/a"]
