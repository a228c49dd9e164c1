"""Every fault of a folder is told at once, with file, line and remedy."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.config.folders import DIGEST, EVERYTHING, FEED, TOPIC, faults, subscribe, write
from watcher import config
from watcher.errors import ConfigError

# One fault each: file, text, the sentence told.
ONE_FAULT = [
    ("watcher.toml", 'langauge = "de"', "1: unknown key 'langauge' (did you mean 'language'?)"),
    ("watcher.toml", 'language = "fr"', "1: 'language' must be de or en, not \"fr\""),
    ("watcher.toml", "language = 3", "1: 'language' must be de or en, not 3"),
    (
        "watcher.toml",
        'timezone = "Europe/Berln"',
        "1: 'timezone' is no time zone: 'Europe/Berln' (did you mean 'Europe/Berlin'?); "
        'write one such as "Europe/Berlin"',
    ),
    (
        "watcher.toml",
        'timezone = "Europe"',
        "1: 'timezone' is no time zone: 'Europe' (did you mean 'Europe/Rome'?); "
        'write one such as "Europe/Berlin"',
    ),
    ("watcher.toml", "every_minutes = 5", "1: unknown key 'every_minutes'; it belongs into [fetch]"),
    (
        "watcher.toml",
        '[mail]\nlanguage = "de"',
        "2: unknown key 'language' in [mail]; it belongs above the first [table]",
    ),
    ("watcher.toml", "store = 1", "1: 'store' must be a table, not 1"),
    ("watcher.toml", "[store]\npath = 1", "2: 'path' must be text in quotes, not 1"),
    ("watcher.toml", '[store]\npath = " "', "2: 'path' must not be empty"),
    ("watcher.toml", '[store]\npath = "a\\nb"', "2: 'path' must be one line without control characters"),
    (
        "watcher.toml",
        '[fetch]\n\nevery_minutes = "30"',
        "3: 'every_minutes' must be a whole number, not \"30\"",
    ),
    ("watcher.toml", "[fetch]\nper_host = 0", "2: 'per_host' must be at least 1, not 0"),
    ("watcher.toml", "[fetch]\nmax_redirects = 99", "2: 'max_redirects' must be at most 20, not 99"),
    ("watcher.toml", "[fetch]\ntimeout_seconds = 0", "2: 'timeout_seconds' must be more than 0, not 0"),
    ("watcher.toml", "[fetch]\ntimeout_seconds = nan", "2: 'timeout_seconds' must be a number, not nan"),
    (
        "watcher.toml",
        "[fetch]\nper_hots = 2",
        "2: unknown key 'per_hots' in [fetch] (did you mean 'per_host'?)",
    ),
    (
        "watcher.toml",
        '[fetch]\nallow_private = [\n "127.0.0.1:80",\n "127.0.0.1",\n]',
        "4: 'allow_private' must be a host and a port such as \"127.0.0.1:8099\", not '127.0.0.1'",
    ),
    (
        "watcher.toml",
        '[fetch]\ncontact = "Zürich"',
        "2: 'contact' must be one line of plain ASCII, as it goes into a header",
    ),
    (
        "watcher.toml",
        '[mail]\npassword = "geheim"',
        "2: 'password' would put a secret into this file; "
        'write password_file = "…", naming a file that holds it',
    ),
    (
        "watcher.toml",
        '[mail]\nsecurity = "ssl"',
        "2: 'security' must be tls, starttls or none, not \"ssl\"",
    ),
    (
        "watcher.toml",
        '[mail]\nsender = "Desk <desk@example.org>"',
        "2: 'sender' must be a mail address such as \"desk@example.org\", not 'Desk <desk@example.org>'",
    ),
    (
        "watcher.toml",
        "x = ",
        "1: this is not TOML: invalid value; text stands in quotes, see https://toml.io/en/",
    ),
    (
        "watcher.toml",
        'timezone = "Europe/Berlin"\nlanguage = "de\n',
        "2: this is not TOML: illegal character '\\n'; a quotation mark is missing at the end of the line, "
        "see https://toml.io/en/",
    ),
    (
        "watcher.toml",
        'language = "de"\nlanguage = "de"',
        "2: this is not TOML: cannot overwrite a value; a key stands there twice, see https://toml.io/en/",
    ),
    (
        "topics/bau.toml",
        'query = ""Neue Brücke" OR Tunnel"',
        "1: this is not TOML: expected newline or end of document after a statement; "
        "text with \" in it stands between '…', see https://toml.io/en/",
    ),
    (
        "topics/bau.toml",
        'query = "/Br\\w+/"',
        "1: this is not TOML: unescaped '\\' in a string; text with \\ in it stands between '…', "
        "see https://toml.io/en/",
    ),
    (
        "digests.toml",
        "[[digest]\n",
        "1: this is not TOML: expected ']]' at the end of an array declaration; a ] is missing, "
        "see https://toml.io/en/",
    ),
    ("feeds.toml", '[[feed]]\nname = "a"', "1: missing key 'url' in [[feed]]"),
    ("feeds.toml", '[[feed]]\nurl = "https://a.example/"', "1: missing key 'name' in [[feed]]"),
    ("feeds.toml", '[feed]\nname = "a"', "1: 'feed' is a list of tables; write [[feed]] with two brackets"),
    ("feeds.toml", FEED + 'ulr = ""', "4: unknown key 'ulr' in [[feed]] (did you mean 'url'?)"),
    ("feeds.toml", FEED + "enabled = 1", "4: 'enabled' must be true or false, not 1"),
    (
        "feeds.toml",
        FEED + 'language = "deutsch"',
        "4: 'language' must be a language code such as \"de\" or \"en\", not 'deutsch'",
    ),
    (
        "feeds.toml",
        FEED + '[[feed]]\nname = "b"\nurl = "https://a.example/feed"',
        "6: this address is taken by the [[feed]] of line 3; change one",
    ),
    (
        "feeds.toml",
        FEED + '[[feed]]\nname = "a"\nurl = "https://b.example/feed"',
        "5: the name 'a' is taken by the [[feed]] of line 2; change one",
    ),
    (
        "feeds.toml",
        '[[feed]]\nname = "a/b"\nurl = "https://a.example/"',
        "2: 'name' must be made of letters, digits, '-', '_' and '.', not 'a/b'",
    ),
    (
        "feeds.toml",
        '[[feed]]\nname = "a"\nurl = "ftp://a.example/"',
        "3: 'url' must be an address that starts with https:// or http://",
    ),
    (
        "feeds.toml",
        '[[feed]]\nname = "a"\nurl = "https://me:geheim@a.example/"',
        '3: \'url\' holds a user or password; write them as user = "…" and password_file = "…"',
    ),
    (
        "feeds.toml",
        FEED + 'headers = "X-Key: geheim"',
        "4: 'headers' would put a secret into this file; "
        'write headers_file = "…", naming a file that holds it',
    ),
    (
        "feeds.toml",
        FEED + 'user = "me"\npassword_file = "nowhere"',
        "5: there is no file nowhere; make it, with the secret in it",
    ),
    ("digests.toml", '[[digest]]\nname = "morgen"', "1: missing key 'to' in [[digest]]"),
    (
        "digests.toml",
        DIGEST + '[[digest]]\nname = "morgen"\nto = ["b@example.org"]',
        "5: the name 'morgen' is taken by the [[digest]] of line 2; change one",
    ),
    (
        "digests.toml",
        '[[digest]]\nname = "morgen"\nto = [\n  "desk",\n]',
        "4: 'to' must be a mail address such as \"desk@example.org\", not 'desk'",
    ),
    ("digests.toml", '[[digest]]\nname = "morgen"\nto = []', "3: 'to' must not be empty"),
    ("digests.toml", DIGEST + 'topics = ["x"]', "4: unknown topic 'x'; there is no topic yet"),
    ("digests.toml", DIGEST + 'at = "25:00"', "4: 'at' must be a time of day such as \"07:00\", not '25:00'"),
    (
        "digests.toml",
        DIGEST + 'only = { "fremd@example.org" = ["x"] }',
        "4: 'fremd@example.org' in only is not in to; add it there",
    ),
    (
        "digests.toml",
        DIGEST + 'days = ["mon", "monday"]',
        "4: 'days' must be mon, tue, wed, thu, fri, sat or sun, not \"monday\" (did you mean 'mon'?)",
    ),
    (
        "digests.toml",
        DIGEST + 'when_quiet = "no"',
        "4: 'when_quiet' must be note or skip, not \"no\" (did you mean 'note'?)",
    ),
    (
        "channels.toml",
        '[[channel]]\nname = "desk"\nurl = "https://hooks.example/geheim"\nurl_file = "webhook"',
        "3: 'url' would put a secret into this file; write url_file = \"…\", naming a file that holds it",
    ),
    ("topics/energie.toml", 'title = "E"', "1: missing key 'query'"),
    ("topics/energie.toml", TOPIC + 'qurey = "x"', "2: unknown key 'qurey' (did you mean 'query'?)"),
    ("topics/energie.toml", 'query = " "', "1: 'query' must not be empty; \"*\" matches everything"),
    (
        "topics/energie.toml",
        TOPIC + 'aliases = [\n  ["a", "b"],\n  ["c"],\n]',
        "4: 'aliases' needs two or more entries here",
    ),
    ("topics/energie.toml", TOPIC + "salience = 1.5", "2: 'salience' must be at most 1, not 1.5"),
    (
        "topics/energie.toml",
        TOPIC + '[alert]\nto = ["desk"]',
        "3: unknown channel 'desk'; there is no channel yet",
    ),
    (
        "topics/energie.toml",
        TOPIC + '[alert]\nwhen = ["standing_change"]',
        "3: 'when' must be new, corroborated, quantity_changed, standing_changed, attribution_changed, "
        'contradicted, reworded, retracted or corrected, not "standing_change" '
        "(did you mean 'standing_changed'?)",
    ),
    (
        "topics/energie.toml",
        TOPIC + '[alert]\ntitle = "E"',
        "3: unknown key 'title' in [alert]; it belongs above the first [table]",
    ),
]


@pytest.mark.parametrize(("file", "text", "sentence"), ONE_FAULT, ids=[row[2][:48] for row in ONE_FAULT])
def test_a_fault_is_told_with_its_line_and_a_way_out(
    tmp_path: Path, file: str, text: str, sentence: str
) -> None:
    assert faults(tmp_path, {file: text, "webhook": "https://hooks.example/1"}) == [f"{file}:{sentence}"]


@pytest.mark.parametrize(("file", "text", "sentence"), ONE_FAULT, ids=[row[2][:48] for row in ONE_FAULT])
def test_no_secret_is_repeated(tmp_path: Path, file: str, text: str, sentence: str) -> None:
    assert "geheim" not in "\n".join(faults(tmp_path, {file: text}))


def test_all_faults_of_all_files_are_told_at_once_in_order(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        {
            "watcher.toml": "[fetch]\nper_host = 0\n[mail]\nprot = 25\n",
            "feeds.toml": FEED + "enabled = 1\n" + FEED,
            "channels.toml": "[[channel]\n",
            "digests.toml": DIGEST + 'topics = ["energy"]\nat = "noon"\n',
            "topics/energie.toml": 'qurey = "x"\n',
        },
    )
    assert [each.rsplit(": ", 1)[0].split(": ")[0] for each in told] == [
        "channels.toml:1",
        "watcher.toml:2",
        "watcher.toml:4",
        "feeds.toml:4",
        "feeds.toml:6",
        "feeds.toml:7",
        "digests.toml:4",
        "digests.toml:5",
        "topics/energie.toml:1",
        "topics/energie.toml:1",
    ]


def test_a_wrong_topic_name_in_a_digest_is_told_with_the_right_one(tmp_path: Path) -> None:
    files = {"digests.toml": DIGEST + 'topics = ["*", "energy"]', "topics/energie.toml": TOPIC}
    assert faults(tmp_path, files) == ["digests.toml:4: unknown topic 'energy' (did you mean 'energie'?)"]


def test_a_digest_to_a_channel_is_refused(tmp_path: Path) -> None:
    channel = '[[channel]]\nname = "desk"\nurl_file = "webhook"\n'
    digest = '[[digest]]\nname = "morgen"\nto = ["desk"]\n'
    told = faults(
        tmp_path, {"channels.toml": channel, "webhook": "https://hooks.example/1", "digests.toml": digest}
    )
    assert told == ["digests.toml:3: 'desk' is a channel; digests go by mail, write an address"]


def test_a_file_that_nothing_reads_is_a_fault(tmp_path: Path) -> None:
    told = faults(tmp_path, {"feed.toml": FEED})
    assert told == [
        "feed.toml: nothing reads a file of this name (did you mean 'feeds.toml'?); rename it or move it away"
    ]


def test_a_topic_file_needs_a_name_that_can_be_one(tmp_path: Path) -> None:
    assert "rename it" in faults(tmp_path, {"topics/a b.toml": TOPIC})[0]


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_bytes(b"# eins\n# f\xfcnf\n")
    assert faults(tmp_path, {}) == ["feeds.toml:2: is not UTF-8 here; save the file as UTF-8"]


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").mkdir()
    assert faults(tmp_path, {}) == ["feeds.toml: cannot be read (is a directory); check its rights"]


def test_lists_within_lists_without_end_are_a_fault(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, {"feeds.toml": f"opml = {'[' * 50_000}"})
    assert told.startswith("feeds.toml:1: ")


def test_a_missing_folder_names_the_command_that_writes_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="watcher init"):
        config.load(tmp_path / "nowhere")


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is a file"):
        config.load(write(tmp_path, {"watcher.toml": ""}) / "watcher.toml")


def test_a_renamed_key_names_the_new_one(tmp_path: Path) -> None:
    renamed = {"watcher.toml": {"fetch.pause": "fetch.every_minutes"}}
    assert faults(tmp_path, {"watcher.toml": "[fetch]\npause = 3"}, renamed=renamed) == [
        "watcher.toml:2: 'fetch.pause' is now called 'fetch.every_minutes'; rename it"
    ]


def test_whatever_an_editor_leaves_behind_is_a_config_error_or_a_config(tmp_path: Path) -> None:
    """Three hundred mutations: characters dropped, doubled, swapped and replaced."""
    dice = random.Random(2026)
    names = [name for name in EVERYTHING if name.endswith(".toml")]
    problems: list[str] = []
    for number in range(300):
        name = names[number % len(names)]
        folder = write(tmp_path, EVERYTHING | {name: mutate(EVERYTHING[name], dice)})
        try:
            config.load(folder, read_opml=subscribe)
        except ConfigError as error:
            problems += error.problems
    assert len(problems) > 150
    assert not [problem for problem in problems if not problem.startswith(str(tmp_path))]


def mutate(text: str, dice: random.Random) -> str:
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(text))
        piece = dice.choice(["", '"', "[", "]", "=", "\n", "{", "0", "\\", "é", "x" * 50, text[at] * 2])
        text = text[:at] + piece + text[at + 1 :]
    return text


def test_a_file_that_does_not_read_is_one_fault(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, {"topics/strom.toml": "query = Strom*\n"})
    assert told.startswith("topics/strom.toml:1: this is not TOML")


# A slip in a name, and what is said of it.
MISNAMED = [
    ("topic/strom.toml", "topic: nothing reads a folder of this name (did you mean 'topics'?)"),
    ("template/digest.txt", "template: nothing reads a folder of this name (did you mean 'templates'?)"),
    ("topics/strom.tml", "topics/strom.tml: is not read, since a topic's file ends in .toml"),
    ("topics/strom", "topics/strom: is not read, since a topic's file ends in .toml"),
    ("topics/strom.toml.txt", "topics/strom.toml.txt: is not read, since a topic's file ends in .toml"),
]


@pytest.mark.parametrize(("name", "said"), MISNAMED, ids=[each[0] for each in MISNAMED])
def test_what_nobody_would_read_is_told(tmp_path: Path, name: str, said: str) -> None:
    (told,) = faults(tmp_path, {name: TOPIC})
    assert told == f"{said}; rename it or move it away"


def test_other_things_may_lie_in_the_folder(tmp_path: Path) -> None:
    config.load(write(tmp_path, {"topics/notes.md": "x", "topics/.strom.toml.swp": "x", "var/a.txt": "x"}))
