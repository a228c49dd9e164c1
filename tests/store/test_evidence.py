from __future__ import annotations

import gc
import json
from datetime import UTC, datetime
from weakref import ref

from hypothesis import given
from hypothesis import strategies as st

from tests.store.make import attest, revise
from watcher.model import Attribution, Evidence, Mention, Proposition, Quantity
from watcher.store.evidence import KEPT, pack_evidence, unpack_evidence

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
TUPLES = st.lists(WORDS, max_size=3).map(tuple)
AT = st.integers(0, 2**40)
FIGURES = st.none() | st.floats(allow_nan=False, allow_infinity=False)
MOMENTS = st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone is added
QUALIFIERS = st.sampled_from(["exact", "approx", "at_least", "more_than", "at_most", "less_than", "range"])
MENTIONS = st.builds(
    Mention,
    item=WORDS,
    revision=AT,
    where=st.sampled_from(["title", "text"]),
    start=AT,
    end=AT,
    statement=WORDS,
    kind=st.sampled_from(["quote", "quantity", "event", "statement"]),
    standing=st.sampled_from(["asserted", "attributed", "unverified", "confirmed", "denied"]),
    attribution=st.none() | st.builds(Attribution, WORDS, AT, AT, WORDS, WORDS),
    quantities=st.lists(
        st.builds(Quantity, WORDS, AT, AT, FIGURES, FIGURES, QUALIFIERS, st.none() | WORDS, st.none() | WORDS),
        max_size=2,
    ).map(tuple),
    entities=TUPLES,
    salience=st.floats(0, 1),
    language=WORDS,
    propositions=st.lists(
        st.builds(
            Proposition,
            AT,
            AT,
            WORDS,
            TUPLES,
            TUPLES,
            st.booleans(),
            st.lists(AT, max_size=2).map(tuple),
            TUPLES,
            TUPLES,
        ),
        max_size=2,
    ).map(tuple),
)
EVIDENCES = st.builds(
    Evidence,
    mention=MENTIONS,
    outlet=WORDS,
    url=st.none() | WORDS,
    seen_at=MOMENTS,
    origin=WORDS,
    published=st.none() | MOMENTS,
    agencies=TUPLES,
)


@given(EVIDENCES)
def test_evidence_goes_through_json_and_back(evidence: Evidence) -> None:
    assert unpack_evidence(pack_evidence(evidence)) == evidence


def test_evidence_from_before_a_field_existed_takes_its_default() -> None:
    record = json.loads(pack_evidence(attest(revise())))
    del record["agencies"], record["mention"]["propositions"][0]["measures"]
    found = unpack_evidence(json.dumps(record))
    assert (found.agencies, found.mention.propositions[0].measures) == ((), ())


def test_a_text_read_twice_is_one_value_and_its_names_are_one_string() -> None:
    text = pack_evidence(attest(revise("blatt/9")))
    found, again = unpack_evidence(text), unpack_evidence(f"{text[:-1]}}}")
    assert again is found
    other = unpack_evidence(pack_evidence(attest(revise("blatt/9", number=2))))
    assert other is not found
    assert other.mention.item is found.mention.item


def test_what_nobody_has_any_more_goes_when_later_ones_come() -> None:
    found = ref(unpack_evidence(pack_evidence(attest(revise("blatt/10")))))
    assert found()
    for number in range(KEPT):
        unpack_evidence(pack_evidence(attest(revise(f"blatt/{number + 11}"))))
    gc.collect()
    assert found() is None
