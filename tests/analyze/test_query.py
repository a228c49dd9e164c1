"""Queries that read, as trees; queries that do not, with the place and the repair."""

from __future__ import annotations

import pickle

import pytest

from watcher.analyze.nodes import (
    And,
    Everything,
    Heard,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Regex,
    Source,
    Word,
    leaves,
    write,
)
from watcher.analyze.query import parse
from watcher.errors import QueryError

A, B, C, D = (Word(letter * 2) for letter in "abcd")

READS: list[tuple[str, Node]] = [
    ("aa", A),
    ("  aa  ", A),
    ("aa bb", And((A, B))),
    ("aa AND bb", And((A, B))),
    ("aa UND bb", And((A, B))),
    ("aa OR bb", Or((A, B))),
    ("aa ODER bb ODER cc", Or((A, B, C))),
    ("aa bb OR cc dd", Or((And((A, B)), And((C, D))))),
    ("aa (bb OR cc) dd", And((A, Or((B, C)), D))),
    ("((aa))", A),
    ("aa -bb", And((A, Not(B)))),
    ("aa −bb", And((A, Not(B)))),
    ("aa NOT bb", And((A, Not(B)))),
    ("aa AND NOT bb", And((A, Not(B)))),
    ("aa NICHT (bb OR cc)", And((A, Not(Or((B, C)))))),
    ("NOT aa bb", And((Not(A), B))),
    ("aa NOT NOT bb", And((A, Not(Not(B))))),
    ("aa and bb", And((A, Word("and"), B))),
    ('"aa bb"', Phrase("aa bb")),
    ("„aa bb“ cc", And((Phrase("aa bb"), C))),
    ("«aa» »bb«", And((Phrase("aa"), Phrase("bb")))),
    ("=aa", Word("aa", exact=True)),
    ('="aa bb"', Phrase("aa bb")),
    ("Drohne*", Prefix("Drohne")),
    ("title:aa bb", And((Word("aa", where="title"), B))),
    ('title:"aa bb"', Phrase("aa bb", "title")),
    ("title:(aa OR bb)", Or((Word("aa", where="title"), Word("bb", where="title")))),
    ("title:aa*", Prefix("aa", "title")),
    ("-title:aa bb", And((Not(Word("aa", where="title")), B))),
    ("lang:de aa", And((Source("lang", "de"), A))),
    ('outlet:"Der Bote" aa', And((Source("outlet", "Der Bote"), A))),
    ("*", Everything()),
    ("* -aa", And((Everything(), Not(A)))),
    ("Crans-Montana", Word("Crans-Montana")),
    ("https://example.org/aa", Word("https://example.org/aa")),
    ("G7", Word("G7")),
    # NEAR
    ("aa NEAR/8 bb", Near((A,), (B,), 8)),
    ("aa NAHE/8 bb", Near((A,), (B,), 8)),
    ("aa bb NEAR/3 cc", And((A, Near((B,), (C,), 3)))),
    ("aa NEAR/3 bb NEAR/3 cc", And((Near((A,), (B,), 3), Near((B,), (C,), 3)))),
    ("(aa OR bb) NEAR/5 cc*", Near((A, B), (Prefix("cc"),), 5)),
    ('aa NEAR/2 "bb cc"', Near((A,), (Phrase("bb cc"),), 2)),
    ("title:aa NEAR/2 title:bb", Near((Word("aa", where="title"),), (Word("bb", where="title"),), 2)),
    ("cc -(aa NEAR/2 bb)", And((C, Not(Near((A,), (B,), 2))))),
    ("cc -aa NEAR/2 bb", And((C, Not(Near((A,), (B,), 2))))),
    ("aa near bb", And((A, Word("near"), B))),
    # expressions
    (r"/Leo ?2A\d/", Regex(r"Leo ?2A\d")),
    ("/aa|bb/i", Regex("aa|bb", "i")),
    ("/aa (bb)/ cc", And((Regex("aa (bb)"), C))),
    (r"/a\/b/", Regex("a/b")),
    ("title:/aa/", Regex("aa", "", "title")),
    ("-/aa/ bb", And((Not(Regex("aa")), B))),
    # the ledger's fields
    ("speaker:Pistorius", Heard("speaker", "Pistorius")),
    ('aa speaker:"Kim Jong Un"', And((A, Heard("speaker", "Kim Jong Un")))),
    ("aa standing:denied", And((A, Heard("standing", "denied")))),
    ("aa -standing:denied", And((A, Not(Heard("standing", "denied"))))),
    ("speaker:(aa OR bb)", Or((Heard("speaker", "aa"), Heard("speaker", "bb")))),
    ("lang:(de OR en) aa", And((Or((Source("lang", "de"), Source("lang", "en"))), A))),
]

# The query, the character at fault (from 1), and words of the repair.
DOES_NOT_READ = [
    ("", 1, "the query is empty"),
    ("   ", 4, "the query is empty"),
    ("(aa", 1, "never closed; add a )"),
    ("aa (bb (cc)", 4, "never closed; add a )"),
    ("aa)", 3, "closes nothing; remove it"),
    ("()", 1, "these parentheses are empty"),
    ('aa "bb', 4, 'never closed; add "'),
    ("„aa", 1, "never closed; add “"),
    ('""', 1, "this phrase has no word"),
    ("aa OR", 4, "OR needs something after it"),
    ("aa OR OR bb", 4, "OR needs something after it"),
    ("OR aa", 1, "OR needs something before it"),
    ("AND", 1, "AND needs something before it"),
    ("aa AND", 4, "AND needs something after it"),
    ("(aa OR) bb", 5, "OR needs something after it"),
    ("aa NOT", 4, "NOT needs something after it"),
    ("-aa", 1, "only says what must not occur"),
    ("NOT aa -bb", 1, "only says what must not occur"),
    ("aa OR -bb", 1, "one side of an OR only says"),
    ("aa (bb OR (-cc -dd))", 1, "one side of an OR only says"),
    ("titel:aa", 1, "did you mean title:?"),
    ("aa Outlet:bb", 4, "did you mean outlet:?"),
    ("author:aa", 1, "there are title:, outlet:, lang:, speaker:, standing:"),
    ("sprecher:aa", 1, "did you mean speaker:?"),
    ("status:aa", 1, "did you mean standing:?"),
    ("aa standing:dementiert", 13, "did you mean denied?"),
    ("aa standing:conformed", 13, "did you mean confirmed?"),
    ("aa standing:x", 13, "there are asserted, attributed"),
    ("aa speaker:Pist*", 12, "takes a word or a phrase, as in speaker:Pistorius"),
    ("outlet:/aa/", 8, "takes a word or a phrase"),
    ("lang:deutsch aa", 6, "takes a language code"),
    ("lang:()", 6, "these parentheses are empty"),
    ("aa title:", 4, "title: needs a word after it"),
    ("*aa", 1, "can only end a word"),
    ("a*b", 2, "can only end a word"),
    ("a*", 1, "at least two letters before *"),
    ("aa !!", 4, "no letter or digit"),
    ("aa - bb", 4, "no letter or digit"),
    ("aa NEAR bb", 4, "a number of words from 1 to 100, as in NEAR/8"),
    ("aa NEAR/0 bb", 4, "a number of words from 1 to 100"),
    ("aa NEAR/200 bb", 4, "a number of words from 1 to 100"),
    ("NEAR/3 aa", 1, "NEAR/3 needs something before it"),
    ("aa NEAR/3", 4, "NEAR/3 needs something after it"),
    ("aa NEAR/3 (bb cc)", 11, "beside NEAR stand words"),
    ("/bb/ NEAR/3 aa", 1, "beside NEAR stand words"),
    ("aa NEAR/3 -bb", 11, "no letter or digit"),
    ("/aa", 1, "never closed; add a /"),
    ("aa /r/Ukraine", 7, "only i, m and s may follow the closing /"),
    ("/(aa/", 1, "does not read (missing )"),
    (r"/(aa)\1/", 1, "RE2 has no look-around"),
    ("/a*/", 1, "also matches nothing at all"),
    ("(" * 41 + "aa" + ")" * 41, 41, "more than 40 parentheses"),
    ("aa " * 7000, 20_001, "longer than 20000 characters"),
]


@pytest.mark.parametrize(("query", "tree"), READS, ids=[query for query, _ in READS])
def test_a_query_reads_as_its_tree(query: str, tree: Node) -> None:
    assert parse(query).root == tree


@pytest.mark.parametrize(
    ("query", "at", "repair"), DOES_NOT_READ, ids=[q[:30] or "empty" for q, _, _ in DOES_NOT_READ]
)
def test_a_faulty_query_names_the_character_and_the_repair(query: str, at: int, repair: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert repair in str(caught.value)
    assert caught.value.at == at - 1
    assert "\n" not in str(caught.value)


def test_an_operator_in_small_letters_is_a_word_and_hinted_at() -> None:
    assert parse("Kursk oder Belgorod").hints == (
        "'oder' is searched for as a word; write ODER for the operator",
    )
    assert parse("Kursk ODER Belgorod").hints == ()


def test_a_query_of_ledger_fields_alone_hints_at_its_cost_and_says_that_it_asks_the_ledger() -> None:
    assert "every item is read" in parse("speaker:Pistorius").hints[0]
    assert parse("Kursk speaker:Pistorius").hints == ()
    assert parse("Kursk speaker:Pistorius").asks_ledger
    assert not parse("Kursk OR *").asks_ledger


@pytest.mark.parametrize("query", [query for query, _ in READS])
def test_a_tree_written_down_reads_as_the_same_tree(query: str) -> None:
    root = parse(query).root
    assert parse(write(root).replace("a/b", r"a\/b")).root == root
    assert all(leaf in list(leaves(root)) for leaf in leaves(parse(write(root).replace("a/b", r"a\/b")).root))


def test_a_query_keeps_its_text_and_aliases_and_pickles() -> None:
    query = parse("Selenskyj", [["Selenskyj", "Zelensky"]])
    assert query.text == "Selenskyj"
    assert query.aliases == (("Selenskyj", "Zelensky"),)
    assert pickle.loads(pickle.dumps(query)) == query
