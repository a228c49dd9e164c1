from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.make import NOW, attest, conclude, hours, revise, write_message
from watcher import records
from watcher.errors import RecordError
from watcher.model import (
    Claim,
    Delivery,
    Item,
    Match,
    Revision,
    Span,
)

WHERE = "artikel.jsonl"


def read(line: str | bytes | None = None, **fields: Any) -> Revision:
    article = {"id": "1", "feed": "blatt", "title": "Pegel", "text": "Er steigt."} | fields
    given = {key: value for key, value in article.items() if value is not ...}
    return records.read_article(json.dumps(given) if line is None else line, WHERE, 7, NOW)


def refuse(line: str | bytes | None = None, **fields: Any) -> str:
    with pytest.raises(RecordError) as refused:
        read(line, **fields)
    assert refused.value.where == "artikel.jsonl:7"
    assert str(refused.value).startswith("artikel.jsonl:7: ")
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_an_article_becomes_the_items_next_revision() -> None:
    told = read(
        published="2026-11-20T10:00:00+01:00",
        seen="2026-11-21T00:00:00Z",
        lang="de",
        url="https://blatt.example/1",
    )
    assert told == Revision(
        item="1",
        number=0,
        feed="blatt",
        outlet="blatt",
        title="Pegel",
        text="Er steigt.",
        seen_at=datetime(2026, 11, 21, tzinfo=UTC),
        cause="backfill",
        url="https://blatt.example/1",
        published=datetime(2026, 11, 20, 9, tzinfo=UTC),
        language="de",
        hash=records.hash_words("Pegel", "Er  steigt.\n"),
    )


def test_what_is_left_out_of_an_article_has_a_default() -> None:
    bare = read(published=None, url="")
    assert (bare.seen_at, bare.published, bare.url, bare.language) == (NOW, None, None, None)


def test_fields_that_we_do_not_know_are_passed_over() -> None:
    assert read(author="Redaktion", claims=[1]) == read()


@pytest.mark.parametrize("fields", [{"title": ""}, {"title": ...}, {"text": None}, {"text": ""}])
def test_title_or_text_may_be_empty(fields: dict[str, Any]) -> None:
    assert read(**fields)


def test_title_and_text_may_not_both_be_empty() -> None:
    assert "both empty" in refuse(title="", text=" \n")


@pytest.mark.parametrize("key", ["id", "feed"])
@pytest.mark.parametrize("value", [..., None, "", "  "])
def test_an_article_needs_an_id_and_a_feed(key: str, value: object) -> None:
    assert f"'{key}' is missing" in refuse(**dict[str, Any]({key: value}))


@pytest.mark.parametrize(
    ("value", "name"),
    [(3, "a number"), (0.5, "a number"), (True, "true or false"), (["a"], "a list"), ({"a": 1}, "an object")],
)
@pytest.mark.parametrize("key", ["id", "feed", "title", "text", "url", "lang", "published", "seen"])
def test_a_field_of_the_wrong_type_is_named_with_its_type(key: str, value: object, name: str) -> None:
    assert f"'{key}' is {name}" in refuse(**dict[str, Any]({key: value}))


@pytest.mark.parametrize(
    "value", ["gestern", "2026-13-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
)
def test_a_time_that_is_none_is_quoted(value: str) -> None:
    assert value in refuse(published=value)


def test_a_time_without_a_zone_is_utc() -> None:
    assert read(seen="2026-11-21").seen_at == datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "not JSON"),
        ("{'id': 1}", "not JSON"),
        ('{"id": "1"', "not JSON"),
        ('"Pegel"', "the line is a string"),
        ("[]", "the line is a list"),
        ("null", "the line is null"),
        ("[" * 100_000, "nested too deeply"),
        ('{"id": ' + "1" * 5000 + "}", "not JSON"),
        (b'{"id": "\xff"}', "not UTF-8"),
    ],
)
def test_a_line_that_is_no_article_is_refused(line: str | bytes, sentence: str) -> None:
    assert sentence in refuse(line)


def test_a_byte_order_mark_is_passed_over() -> None:
    line = json.dumps({"id": "1", "feed": "blatt", "title": "Pegel", "text": "Er steigt."})
    assert read("\ufeff" + line) == read(("\ufeff" + line).encode()) == read()


def test_half_characters_are_replaced_and_offsets_stay() -> None:
    told = read('{"id": "1\\ud83d", "feed": "b", "title": "", "text": "a\\ud800b\\u0000c \\ud83d\\ude00"}')
    assert (told.item, told.text) == ("1\ufffd", "a\ufffdb\ufffdc \U0001f600")


# Everything out

EVIDENCE = attest(revise())


def test_extract_prints_what_the_plan_names() -> None:
    assert json.loads(json.dumps(records.extract_record(EVIDENCE.mention))) == {
        "doc": "blatt/1",
        "start": 0,
        "end": 9,
        "statement": "Der Pegel",
        "kind": "quantity",
        "standing": "attributed",
        "attribution": {
            "text": "sagte der Landrat",
            "start": 44,
            "end": 61,
            "name": "Landrat",
            "cue": "sagte",
            "names": [],
            "resolved": True,
        },
        "quantities": [
            {
                "text": "mindestens drei",
                "start": 27,
                "end": 42,
                "low": 3.0,
                "high": None,
                "qualifier": "at_least",
                "noun": "Meter",
            }
        ],
        "entities": ["Landrat"],
        "salience": 0.5,
        "in": "text",
    }


MENTION = "doc start end statement kind standing attribution quantities entities salience in"
ITEM = Item("blatt/1", "blatt", "1", None, "Pegel", "Blatt", NOW, hours(1), 2)
CHANGE = conclude(revise(), "c1").changes[0]
RECORDS = {
    MENTION: records.extract_record(EVIDENCE.mention),
    f"{MENTION} claim item revision topic outlet seen": records.mention_record(EVIDENCE, "wasser", "c1"),
    "item feed guid url title outlet first_seen last_seen revisions": records.item_record(ITEM),
    "item revision title text published seen hash": records.revision_record(revise()),
    "item revision topic spans": records.match_record(Match("wasser", "blatt/1", 1, (Span("text", 0, 5),))),
    "claim topic statement standing quantities first_seen last_seen mentions origins": records.claim_record(
        Claim("c1", "wasser", (EVIDENCE,))
    ),
    "type axis cause claim topic at position revision item before after reason": records.change_record(CHANGE),
    "item revision in start end statement outlet seen": records.change_record(CHANGE)["after"],
    "list date recipient channel state attempts message_id at": records.delivery_record(
        Delivery(write_message(), "queued")
    ),
}


@pytest.mark.parametrize("names", RECORDS)
def test_records_have_the_plans_fields_in_its_order(names: str) -> None:
    assert list(RECORDS[names]) == names.split()
    assert json.loads(json.dumps(RECORDS[names])) == RECORDS[names]


def test_times_go_out_in_utc_by_rfc_3339() -> None:
    item = records.item_record(ITEM)
    assert (item["first_seen"], item["last_seen"]) == ("2026-11-22T07:00:00Z", "2026-11-22T08:00:00Z")
    assert records.revision_record(revise(seen_at=NOW + timedelta(milliseconds=5)))["seen"].endswith(".005000Z")
    assert records.delivery_record(Delivery(write_message(), "sent"))["date"] == "2026-11-22"
    assert records.delivery_record(Delivery(write_message(date=None), "sent"))["date"] is None


def test_a_claim_stands_as_its_latest_mention_says() -> None:
    denied = replace(
        EVIDENCE,
        mention=replace(EVIDENCE.mention, item="other/1", standing="denied"),
        outlet="Other",
        seen_at=hours(1),
        origin="other/1",
        agencies=(),
    )
    record = records.claim_record(Claim("c1", "wasser", (EVIDENCE, denied)))
    assert (record["standing"], record["mentions"], record["origins"]) == ("denied", 2, 2)
    assert (record["first_seen"], record["last_seen"]) == ("2026-11-22T07:00:00Z", "2026-11-22T08:00:00Z")


def test_a_change_without_a_side_says_null() -> None:
    assert records.change_record(CHANGE)["before"] is None


def test_csv_keeps_what_is_nested_as_json() -> None:
    row = records.flatten({"a": "Straße", "b": None, "c": [{"d": "ä"}], "e": 1, "f": 0.5})
    assert row == {"a": "Straße", "b": "", "c": '[{"d": "ä"}]', "e": "1", "f": "0.5"}


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(WORDS, WORDS, st.dates(min_value=date(1970, 1, 1)))
def test_any_article_that_is_whole_is_read(title: str, text: str, day: date) -> None:
    told = read(title=title, text=text + ".", seen=day.isoformat())
    assert (told.title, told.text) == (title.replace("\0", "\ufffd"), text.replace("\0", "\ufffd") + ".")
