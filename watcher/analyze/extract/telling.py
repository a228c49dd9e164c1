"""What a sentence tells instead of news: opinions, demands, offers, tales, promises, interviews."""

from __future__ import annotations

import re
from itertools import pairwise

from watcher.analyze.extract.signs import Signs
from watcher.analyze.extract.standing import is_open
from watcher.analyze.extract.words import Word, bare
from watcher.analyze.language.patterns import any_of

MOST_OF = re.compile(rf"{any_of('most_of')}$")  # „einer der größten“
TITLED = re.compile(r"[”“\"»«‹›] ?\(")  # „Das Boot“ (Sender): whose it is or where it runs
ASKING = frozenset((",", "–", ":"))  # before a question that is not asked, as is „und“


class Telling(Signs):
    """Looks for what one sentence tells instead of news."""

    def values(self) -> int:
        """How many words value, „einer der größten Häfen“ among them."""
        return self.count("taste") + self._ranks()

    def _ranks(self) -> bool:
        rest = zip(self.words, self.words[1:], self.words[2:], strict=False)
        return not self.lacks(self.group("one")) and any(
            a.low in self.group("one") and b.low in self.group("those") and bool(MOST_OF.search(c.low))
            for a, b, c in rest
        )

    def demands(self) -> bool:
        """Somebody must, should or can, and nobody says so."""
        return self.heads("must") and not self.reading.reported

    def offers(self) -> bool:
        return self.heads("offer") and not self.has("ptcl")  # „bietet Hilfe an“ does something

    def supposes(self) -> bool:
        """„Steigen die Frachtraten, …“, „Der Streit droht zu eskalieren“: not yet so."""
        first = self.sentence.words[0].kind == "fin" and self.sentence.statement.endswith(".")
        threatens = bool(self.main & self.group("threat")) and self.has("zu")
        return (first or threatens) and not self.reading.reported

    def states(self) -> bool:
        """Its only main verb is a form of being; „unklar ist, ob …“ tells something."""
        if not self.main or not self.main <= self.lexicon.cues("being") | self.group("rate"):
            return False
        deeds = self.has("part") or self.has("ptcl") or self.reading.reported
        return not (deeds or is_open(self.sentence, self.lexicon))

    def tells_tales(self) -> bool:
        """Of a book, film, show or recipe."""
        return bool(self.count("work")) or bool(TITLED.search(self.sentence.statement))

    def promises(self) -> bool:
        """„erklärt, warum …“, „Sieg im Hafen: Wie …“, „Hier sind …“: only questions follow, if anything."""
        questions = self.lexicon.cues("question")
        here = any(word.low in self.group("here") for word in self.words[:1])
        if here or self.lacks(questions):
            return here
        asking = ASKING | self.lexicon.cues("and-how")
        asked = any(a.text in asking and b.low in questions for a, b in pairwise(self.sentence.words))
        return asked and (not self.main or bool(self.main & (self.lexicon.cues("promise") | self.group("ask"))))

    def is_own(self) -> bool:
        """„sagt unsere Expertin“, „fordert Kolumnist Holm“."""
        named = self.reading.named
        source = self.sentence.text[named.start : named.end].lower().split() if named else []
        house = self.lexicon.cues("house") & set(source)
        return bool(house) or (bool(source) and source[0] in self.lexicon.cues("first"))

    def talks(self) -> bool:
        """A headline's quotation behind a colon, of somebody who has no office, or of nobody."""
        if self.sentence.opens_quoted and "." not in self.sentence.statement:
            return True
        quoted = any(word.quoted for word in self.words)
        if quoted and self.reading.cue == "„“":
            return not any(word.kind in ("fin", "part", "ptcl") and not word.quoted for word in self.words)
        inside = self.source()
        if not quoted or self.reading.cue != ":" or len(inside) < 2 or self._is_official(inside):
            return False
        return inside[-1].text not in self.lexicon.surnames or any(word.kind == "noun" for word in inside)

    def confesses(self) -> bool:
        """„Ich segle, bis ich umfalle“, sagt eine Lotsin."""
        own = self.group("self")
        if self.lacks(own) or not any(word.quoted and word.low in own for word in self.words):
            return False
        inside = self.source()
        known = any(word.text in self.lexicon.surnames for word in inside)
        return not known and not self._is_official(inside)

    def _is_official(self, source: list[Word]) -> bool:
        ends = tuple(voice[1:] for voice in self.lexicon.voices if voice.startswith("-"))
        return any(bare(w.text) in self.lexicon.voices or w.lemma.lower().endswith(ends) for w in source)
