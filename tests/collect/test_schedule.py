"""When a feed is checked next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from watcher.collect.schedule import Outcome, due, fail, is_outage, queue, rest, succeed, wants_whole
from watcher.errors import FeedError, FetchError, ParseError
from watcher.model import Checked, Document, FeedState, Fetched, NotModified, Unchanged
from watcher.settings import Feed, FetchSettings

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
FEED = Feed("bote", "https://bote.example/feed", "Bote")
SETTINGS = FetchSettings(every_minutes=30)
FETCHED = Fetched(FEED.url, b"x", "hash", etag='"1"', last_modified="gestern")


def after(
    checked: Checked = FETCHED, state: FeedState | None = None, feed: Feed = FEED, ttl: int | None = None
) -> FeedState:
    return succeed(feed, state, checked, Outcome(Document("Bote", (), ttl_seconds=ttl)), NOW, SETTINGS)


def pause(state: FeedState) -> float:
    assert state.due_at
    return (state.due_at - NOW) / timedelta(minutes=1)


def failed(times: int, error: FetchError | ParseError | None = None) -> FeedState:
    state = after()
    for _ in range(times):
        state = fail(FEED, state, error or FetchError("no", FEED.url), NOW, SETTINGS)
    return state


def test_a_feed_never_checked_comes_first_then_the_most_overdue() -> None:
    feeds = [Feed(name, f"https://{name}.example/", name) for name in ("a", "b", "c", "d")]
    feeds.append(Feed("off", "https://off.example/", "off", enabled=False))
    states = {
        name: FeedState(name, f"https://{name}.example/", due_at=NOW - timedelta(minutes=late))
        for name, late in (("a", 5), ("b", 50), ("d", -1))
    }
    assert [feed.name for feed in due(feeds, states, NOW)] == ["c", "b", "a"]


def test_an_edited_address_and_a_clock_that_jumped_back_make_a_feed_due() -> None:
    later = NOW + timedelta(hours=1)
    assert due([FEED], {"bote": FeedState("bote", "https://old.example/", due_at=later)}, NOW)
    jumped = FeedState("bote", FEED.url, due_at=NOW + timedelta(days=3), checked_at=NOW + timedelta(days=2))
    assert due([FEED], {"bote": jumped}, NOW)


@pytest.mark.parametrize(
    ("every", "ttl", "max_age", "low", "high"),
    [
        (None, None, None, 30, 33),
        (None, 7_200, None, 120, 132),
        (None, None, 3_600, 60, 66),
        (None, 60, 60, 30, 33),
        (5, None, None, 5, 5.5),
        (None, 10**12, None, 1_440, 1_440),
        (15, 3_600, None, 15, 16.5),  # written down by the operator: WordPress asks for an hour by default
        (15, 3_600, 7_200, 120, 132),
        (2_880, 60, None, 2_880, 2_880),
    ],
)
def test_the_longest_of_all_paces_wins_within_a_day(
    every: int | None, ttl: int | None, max_age: int | None, low: float, high: float
) -> None:
    checked = replace(FETCHED, max_age_seconds=max_age)
    assert low <= pause(after(checked, feed=replace(FEED, every_minutes=every), ttl=ttl)) <= high


def test_jitter_depends_on_the_name_alone() -> None:
    one, other = (pause(after(feed=replace(FEED, name=name))) for name in ("a", "b"))
    assert one != other
    assert one == pause(after(feed=replace(FEED, name="a")))


def test_the_pace_asked_for_is_remembered_through_a_304() -> None:
    assert pause(succeed(FEED, after(ttl=7_200), NotModified(), Outcome(), NOW, SETTINGS)) >= 120


def test_the_first_success_sets_the_baseline_and_later_ones_keep_it() -> None:
    first = after()
    assert first.baseline_at == NOW
    later = succeed(FEED, first, NotModified(), Outcome(), NOW + timedelta(hours=1), SETTINGS)
    assert later.baseline_at == NOW
    assert fail(FEED, None, FetchError("no", FEED.url), NOW, SETTINGS).baseline_at is None


def test_new_items_are_dated() -> None:
    assert after().new_at is None
    assert succeed(FEED, None, FETCHED, Outcome(None, 2), NOW, SETTINGS).new_at == NOW


def test_validators_of_a_cut_body_are_not_kept() -> None:
    state = after(replace(FETCHED, complete=False), after())
    assert (state.etag, state.last_modified, state.body_hash) == (None, None, None)
    assert after().etag == '"1"'


def test_a_304_keeps_validators_and_takes_newer_ones() -> None:
    state = after(NotModified(last_modified="heute"), after())
    assert (state.etag, state.last_modified, state.body_hash) == ('"1"', "heute", "hash")


def test_a_whole_fetch_is_wanted_once_a_day() -> None:
    state = after()
    assert wants_whole(None, NOW)
    assert not wants_whole(state, NOW + timedelta(hours=23))
    assert wants_whole(state, NOW + timedelta(hours=24))
    assert not wants_whole(after(Unchanged(), replace(state, whole_at=None)), NOW)
    assert wants_whole(after(NotModified(), replace(state, whole_at=None)), NOW)


def test_failures_back_off_to_six_hours_and_never_end() -> None:
    pauses = [pause(failed(times)) for times in (1, 2, 3, 4, 5, 50)]
    assert pauses == sorted(pauses)
    assert 30 <= pauses[0] <= 33
    assert 360 <= pauses[-1] <= 396


def test_a_failure_keeps_what_we_know_and_says_since_when() -> None:
    state = failed(2)
    assert (state.failures, state.failing_since, state.error, state.etag) == (2, NOW, "no", '"1"')
    cured = succeed(FEED, state, FETCHED, Outcome(), NOW, SETTINGS)
    assert (cured.failures, cured.failing_since, cured.error) == (0, None, None)


def test_retry_after_wins_within_clamps() -> None:
    assert 10 <= pause(failed(5, FetchError("slow", FEED.url, 429, 600))) <= 11
    assert pause(failed(1, FetchError("slow", FEED.url, 429, 0))) >= 1
    assert pause(failed(1, FetchError("slow", FEED.url, 429, 10**9))) <= 1.1 * 1_440


def test_a_feed_that_is_gone_is_asked_daily() -> None:
    assert pause(failed(1, FetchError("gone", FEED.url, 410))) >= 1_440


def test_a_feed_that_does_not_parse_backs_off_too() -> None:
    assert pause(failed(4, ParseError("no", FEED.url))) >= 240


def test_an_edited_address_keeps_the_history_but_no_validators() -> None:
    state = fail(replace(FEED, url="https://new.example/"), after(), FetchError("no", FEED.url), NOW, SETTINGS)
    assert (state.url, state.etag, state.body_hash, state.baseline_at) == (
        "https://new.example/",
        None,
        None,
        NOW,
    )


def unreached(count: int) -> list[FeedError]:
    """As the fetcher raises them: caused by the operating system's own error."""
    errors: list[FeedError] = []
    for _ in range(count):
        error = FetchError(f"{FEED.url} cannot be reached", FEED.url)
        error.__cause__ = OSError("no route")
        errors.append(error)
    return errors


@pytest.mark.parametrize(("checked", "failed", "outage"), [(10, 9, True), (10, 8, False), (4, 4, False)])
def test_when_hardly_a_feed_is_reached_it_is_our_own_network(checked: int, failed: int, outage: bool) -> None:
    assert is_outage(checked, unreached(failed)) == outage


def test_feeds_that_answer_badly_are_no_outage() -> None:
    assert not is_outage(10, [FetchError("404", FEED.url, 404)] * 10)


def test_nothing_is_held_against_a_feed_after_an_outage() -> None:
    state = FeedState("bote", FEED.url, etag='"1"', failures=2, error="why")
    rested = rest(FEED, state, NOW)
    assert replace(rested, due_at=None) == state
    assert rested.due_at
    assert timedelta(minutes=5) <= rested.due_at - NOW <= timedelta(minutes=6)


def test_a_remark_stays_until_the_document_changes() -> None:
    remarked = succeed(FEED, None, FETCHED, Outcome(Document("", ()), 0, "shows a clock"), NOW, SETTINGS)
    assert (remarked.error, remarked.failures) == ("shows a clock", 0)
    same = succeed(FEED, remarked, NotModified(), Outcome(), NOW, SETTINGS)
    assert same.error == "shows a clock"
    assert succeed(FEED, same, FETCHED, Outcome(Document("", ())), NOW, SETTINGS).error is None


def test_a_document_that_is_cut_leaves_no_validators_and_no_shape() -> None:
    found = succeed(FEED, None, FETCHED, Outcome(Document("", (), cut=True), 0, None, "1ab"), NOW, SETTINGS)
    assert (found.etag, found.last_modified, found.body_hash, found.shape) == (None, None, None, None)
    assert succeed(FEED, None, FETCHED, Outcome(shape="1ab"), NOW, SETTINGS).shape == "1ab"


def test_a_state_keeps_no_secret_of_an_address_and_knows_when_it_changes() -> None:
    feed = replace(FEED, url="https://bote.example/feed?token=geheim-1")
    state = succeed(feed, None, Fetched(feed.url, b"", "1"), Outcome(), NOW, SETTINGS)
    assert "geheim" not in state.url
    assert due([feed], {feed.name: state}, NOW) == ()
    renewed = replace(feed, url="https://bote.example/feed?token=geheim-2")
    assert due([renewed], {feed.name: state}, NOW) == (renewed,)


def test_who_failed_last_time_is_asked_after_the_others() -> None:
    feeds = tuple(replace(FEED, name=name) for name in ("dripping", "new", "good"))
    states = {"dripping": replace(after(), feed="dripping", failures=2), "good": replace(after(), feed="good")}
    assert [each.name for each in queue(feeds, states)] == ["new", "good", "dripping"]
