"""Marks: stretches of a text that are kept but state nothing, and the agencies they name.

A dateline ("BERLIN (dpa) –") would become a speaker, a footer ("Der Beitrag … erschien zuerst auf …") a claim.
They are marked, never cut, so that offsets hold; and the agency in them is what tells a copy from a second
source. The word lists are data: `marks.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import count

from watcher.collect.hints import Hints
from watcher.model import Mark, MarkKind, Revision

LONGEST_LINE = 400  # characters; boilerplate is short, and patterns stay fast
LONGEST_TEASER = 160
LONGEST_TAIL = 100  # of a credit in brackets
Line = tuple[int, str]  # offset in the text, and the line without its newline


@dataclass(frozen=True, slots=True)
class LinePatterns:
    """Patterns of whole lines, each by its number; as what looks for one in a line."""

    numbers: frozenset[int]
    searches: dict[int, Callable[[str], re.Match[str] | None]]

    def fit(self, line: str, hinted: frozenset[int]) -> bool:
        """`hinted`: the numbers of those that may match."""
        if hinted.isdisjoint(self.numbers):
            return False
        return any(self.searches[number](line) for number in hinted & self.numbers)


@dataclass(frozen=True, slots=True)
class Rules:
    """marks.toml, compiled. `agencies`: spelling in lower case -> the name we keep."""

    agencies: dict[str, str]
    fillers: frozenset[str]
    openings: re.Pattern[str]
    credits: LinePatterns
    footers: LinePatterns
    promotions: LinePatterns
    headings: LinePatterns
    never: frozenset[str]
    bracketed: re.Pattern[str]  # a dateline with its agency
    joint: re.Pattern[str]  # between two agencies
    mark: re.Pattern[str]  # of an editor, or a date
    posts: tuple[str, ...]  # what a footer behind the news says it is about
    last_sentence: re.Pattern[str]  # ... and where it begins
    hints: Hints
    unhinted: re.Pattern[str]  # what no word hints at


def find_marks(text: str, outlet: str = "") -> tuple[tuple[Mark, ...], tuple[str, ...]]:
    """Marks in order, none overlapping, and the agencies that dateline and credits name.

    `outlet` is what a dateline may name in place of an agency ("LONDON (IT BOLTWISE) –").
    """
    rules = load_rules()
    agencies: list[str] = []
    marks: list[Mark] = []
    under_heading = False
    for number, (start, line) in enumerate(_lines(text)):
        if not line:
            continue
        if number == 0 and (dateline := _dateline(line[:LONGEST_LINE], outlet, rules)):
            end, named = dateline
            marks.append(Mark("dateline", start, start + end))
            agencies += named
            start, line = start + end, line[end:]
        hinted = rules.hints.ask(line)
        heading = rules.headings.fit(line, hinted)
        kind, named = _judge(line, rules, hinted)
        under_heading = heading or (under_heading and (kind is not None or _is_teaser(line)))
        agencies += named
        if kind or under_heading:
            marks.append(Mark(kind or "promotion", start, start + len(line)))
        elif tail := _tail(line, rules):
            marks.append(Mark(tail[0], start + tail[1], start + len(line)))
            agencies += tail[2]
    return tuple(marks), tuple(dict.fromkeys(agencies))


def mark(revision: Revision) -> Revision:
    """The revision with the marks and agencies that its own text shows."""
    marks, agencies = find_marks(revision.text, revision.outlet)
    return replace(revision, marks=marks, agencies=agencies, unmarked=False)


def _lines(text: str) -> Iterator[Line]:
    """Every line with the white space around it left out of its span."""
    for found in re.finditer(r"[^\n]+", text):
        line = found[0].strip()
        yield found.start() + found[0].index(line), line


def _judge(line: str, rules: Rules, hinted: frozenset[int]) -> tuple[MarkKind | None, list[str]]:
    """What kind of boilerplate the whole line is, if any, and the agencies it credits."""
    if len(line) > LONGEST_LINE:
        return None, []
    bare = line.lstrip("-–—•*►▶»>→|+ ").strip()
    hinted = hinted if bare == line else rules.hints.ask(bare)
    if named := _credited(bare, rules):
        return "credit", named
    if hinted is rules.hints.always and not rules.unhinted.search(bare):
        return None, []
    if rules.credits.fit(bare, hinted):
        return "credit", _mentioned(bare, rules)
    if rules.footers.fit(bare, hinted):
        # "© dpa-infocom" credits somebody else than the house.
        named = _mentioned(bare, rules)
        return ("credit" if named else "footer"), named
    # What somebody says is news, however it sounds.
    if rules.promotions.fit(bare, hinted) and not re.search('[„“”"«»]', bare[:1]):
        return "promotion", []
    return None, []


def _is_teaser(line: str) -> bool:
    return len(line) <= LONGEST_TEASER and not re.search(r"[.!?…][\"“”»«']?$", line.removesuffix("…").rstrip())


# A place: capitalised words with slashes, hyphens, commas ("Frankfurt/Main", "Genf, Bern", "NEW YORK").
NAME = r"[A-ZÄÖÜ][\w.'’-]*"
DAY = r"(?:, ?(?:\d{1,2}\. ?\w{3,9}\.?(?: \d{4})?|\w{3,9}\.? \d{1,2}(?:, \d{4})?))?"
DASH = r"\s*(?:[-–—―]{1,2}|:)?\s*"
CAPITALS = re.compile(
    r"([A-ZÄÖÜ]{5,}(?:[ /-]{1,3}[A-ZÄÖÜ]{2,})*)(?:, \d{1,2}\. ?\w{3,9}\.?)? [–—]\s+(?=[A-ZÄÖÜ„\"])"
)
CREDIT_TAIL = re.compile(r"\s*\(([^()]{2,60})\)\s*$|\s*\[([^\[\]]{2,60})\]\s*$")


def _dateline(line: str, outlet: str, rules: Rules) -> tuple[int, list[str]] | None:
    """How long the dateline is that the line begins with, and the agencies in it."""
    if found := rules.bracketed.match(line):
        if named := _named(found[1], rules):
            return found.end(), named
        if outlet and found[1].strip().casefold() == outlet.casefold():
            return found.end(), []
    found = CAPITALS.match(line)
    if found and not rules.never & set(re.split(r"[ /-]+", found[1])):
        return found.end(), []
    return None


def _tail(line: str, rules: Rules) -> tuple[MarkKind, int, list[str]] | None:
    """A credit or footer at the end of a line of news, and where it begins."""
    at = max(0, len(line) - LONGEST_TAIL)
    if line.endswith((")", "]")) and (found := CREDIT_TAIL.search(line, at)):
        if named := _named(found[1] or found[2], rules):
            return "credit", found.start() + len(found[0]) - len(found[0].lstrip()), named
        if re.fullmatch(r"[\d. ]{6,12}", found[1] or ""):
            return "footer", found.start() + len(found[0]) - len(found[0].lstrip()), []
    if not any(post in line for post in rules.posts):
        return None
    for sentence in rules.last_sentence.finditer(line):
        rest = line[sentence.end() :]
        if len(rest) <= LONGEST_LINE and rules.footers.fit(rest, rules.hints.ask(rest)):
            return "footer", sentence.end(), []
    return None


def _credited(line: str, rules: Rules) -> list[str]:
    """The agencies of a line that is nothing but a credit: "(dpa)", "Mit Material von dpa und Reuters"."""
    if len(line) > 120:
        return []
    opening = rules.openings.match(line)
    rest = line[opening.end() :] if opening else line
    # "AP" or "TT" alone is a heading; in brackets, after an opening or beside another agency it is a credit.
    named = _named(rest.strip(" .:()[]-–—*"), rules)
    bracketed = rest.lstrip().startswith(("(", "["))
    return named if opening or bracketed or len(named) > 1 or rest.strip(" .").islower() else []


def _named(words: str, rules: Rules) -> list[str]:
    """Agencies between brackets, when there is nothing else but editors' marks ("dpa/jbr", "AP, red")."""
    parts = [part.strip(" .*") for part in rules.joint.split(words) if part.strip(" .*")]
    known = [rules.agencies[part.casefold()] for part in parts if part.casefold() in rules.agencies]
    rest = [part for part in parts if part.casefold() not in rules.agencies]
    return known if known and all(_is_filler(part, rules) for part in rest) else []


def _is_filler(part: str, rules: Rules) -> bool:
    """An editor's mark ("jbr", "lhe"), a date, or a word of the trade."""
    return part.casefold() in rules.fillers or rules.mark.fullmatch(part) is not None


def _mentioned(line: str, rules: Rules) -> list[str]:
    return [rules.agencies[word] for word in re.findall(r"[\w-]+", line.casefold()) if word in rules.agencies]


@cache
def load_rules() -> Rules:
    """Read once; a broken list is a bug that the tests show."""
    lists = tomllib.loads(resources.files("watcher.collect").joinpath("marks.toml").read_text(encoding="utf-8"))
    openings = "|".join(lists["credits"]["openings"])
    groups = {
        "credits": lists["credits"]["lines"],
        "footers": lists["footer"]["lines"],
        "promotions": lists["promotion"]["lines"],
        "headings": lists["promotion"]["headings"],
    }
    numbers = count()
    numbered = {name: {next(numbers): each for each in patterns} for name, patterns in groups.items()}
    patterns = {number: _anchor(each) for group in numbered.values() for number, each in group.items()}
    hints = Hints(patterns)
    return Rules(
        agencies={spelling: name for name, spellings in lists["agencies"].items() for spelling in spellings},
        fillers=frozenset(lists["credits"]["fillers"]),
        openings=re.compile(rf"\W{{0,2}}(?:{openings})\b:?\s*|©\s*", re.IGNORECASE),
        never=frozenset(lists["datelines"]["never"]),
        bracketed=_bracket(lists["datelines"]["particles"]),
        joint=re.compile(rf"[/,;&+]|\s(?:{'|'.join(lists['credits']['joints'])})\s"),
        mark=re.compile(rf"[a-zäöü]{{1,5}}|[\d. :]{{1,16}}(?:{lists['credits']['clock']})?"),
        posts=tuple(lists["footer"]["posts"]),
        last_sentence=_open_last(lists["footer"]),
        hints=hints,
        unhinted=re.compile("|".join(patterns[number] for number in hints.always) or "(?!)", re.IGNORECASE),
        **{name: _gather(group) for name, group in numbered.items()},
    )


def _bracket(particles: list[str]) -> re.Pattern[str]:
    place = rf"{NAME}(?:[ /,–-]{{1,3}}(?:(?:{'|'.join(particles)}) )?{NAME}){{0,4}}"
    return re.compile(rf"(?:{place}{DAY}[.,]?\s*)?\(([^()]{{2,60}})\){DASH}")


def _open_last(footer: dict[str, list[str]]) -> re.Pattern[str]:
    """Between two sentences of which the later begins „Dieser Beitrag“."""
    return re.compile(
        rf"(?<=[.!?…\]”“\"]) (?=(?:{'|'.join(footer['pointers'])}) (?:{'|'.join(footer['posts'])})\b)"
    )


def _gather(patterns: dict[int, str]) -> LinePatterns:
    return LinePatterns(frozenset(patterns), {number: _compile(each) for number, each in patterns.items()})


def _compile(pattern: str) -> Callable[[str], re.Match[str] | None]:
    return re.compile(_anchor(pattern), re.IGNORECASE).search


def _anchor(pattern: str) -> str:
    """Those that open with "…" are looked for anywhere, but not within a word."""
    return (r"(?<!\w)" if pattern.startswith("…") else "^") + _to_the_end(pattern.removeprefix("…"))


def _to_the_end(pattern: str) -> str:
    end = "" if pattern.endswith("…") else "$"
    return f"(?:{pattern.removesuffix('…').replace('…', '.{0,300}')}){end}"
