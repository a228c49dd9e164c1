"""Queries that read, as trees; queries that do not, with the place and the repair."""

from __future__ import annotations

import pickle

import pytest

from watcher.analyze.query import And, Everything, Node, Not, Or, Phrase, Prefix, Source, Word, parse
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
    ("speaker:aa", 1, "there are title:, outlet:, lang:"),
    ("aa title:", 4, "title: needs a word after it"),
    ("lang:(de)", 6, "takes one word or a phrase"),
    ("*aa", 1, "can only end a word"),
    ("a*b", 2, "can only end a word"),
    ("a*", 1, "at least two letters before *"),
    ("aa !!", 4, "no letter or digit"),
    ("aa - bb", 4, "no letter or digit"),
    ("aa NEAR/8 bb", 4, "not understood yet"),
    ("/aa.*/", 1, "not understood yet"),
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


def test_a_query_keeps_its_text_and_aliases_and_pickles() -> None:
    query = parse("Selenskyj", [["Selenskyj", "Zelensky"]])
    assert query.text == "Selenskyj"
    assert query.aliases == (("Selenskyj", "Zelensky"),)
    assert pickle.loads(pickle.dumps(query)) == query
