"""What a sentence hangs on: the text around it, or who, where, when and how many in itself."""

from __future__ import annotations

import functools
import re

from watcher.analyze.extract import times
from watcher.analyze.extract.references import AGED
from watcher.analyze.extract.signs import Signs
from watcher.analyze.extract.teasers import points_ahead
from watcher.analyze.extract.words import Word
from watcher.analyze.language.patterns import any_of

FIRST_WORDS = 2  # a portrait's name stands at its head, or behind „bei“, „für“
ARTICLE = "ART"
SUPERLATIVE = re.compile(rf"{any_of('superlative')}$")
CENTURY = "20"


class Leaning(Signs):
    """Looks for what one sentence hangs on."""

    def is_named(self) -> bool:
        """A name that is no entity by itself, or a town's adjective: „Kieler“."""
        return self.has("name") or any(_is_towns(word) for word in self.words)

    def is_timed(self) -> bool:
        return bool(self._years) or bool(times.find(self.words, self.lexicon.language))

    def is_past(self) -> bool:
        """In another century, or once."""
        far = any(not year.startswith(CENTURY) for year in self._years)
        once = self.group("once")
        return far or (not self.lacks(once) and any(word.low in once for word in self.words))

    @functools.cached_property
    def _years(self) -> list[str]:
        return [word.text for word in self.words if len(word.text) == 4 and _is_year(word.text)]

    def is_call(self) -> bool:
        """„Schnell löschen, schnell räumen“: nothing but infinitives."""
        return self.has("inf") and not (self.has("fin") or self.has("part") or self.has("ptcl"))

    def is_conditional(self) -> bool:
        """„Wenn ein Lotse fehlt, …“; not „Während der Fahrt …“."""
        first = next(iter(self.words), None)
        return first is not None and first.kind != "prep" and first.low in self.group("suppose")

    def lasts(self) -> bool:
        """„Seit 30 Jahren prägt er den Hafen“, „seit 2019“, „vor Jahren“: years ago it began or was.

        Not „zum ersten Mal seit“, „so kalt wie seit“: what is new is measured by it; nor what belongs to a noun
        („die vor Jahren gesunkene Fähre“).
        """
        if self.lacks(self.group("since")):
            return False
        found = (at for at, word in enumerate(self.words) if word.low in self.group("since"))
        return any(self._began(at) for at in found)

    def _began(self, at: int) -> bool:
        compared = any(self._compares(word) for word in self.words[max(0, at - 3) : at])
        near = self.words[at + 1 : at + 5]
        years = next((i for i, w in enumerate(near) if w.lemma.lower() in self.group("years")), None)
        if compared or (years is None and not any(_is_year(w.text) for w in near[:1])):
            return False
        after = near[(years or 0) + 1 : (years or 0) + 2]
        return not any(word.kind == "adj" for word in after)

    def is_headline(self) -> bool:
        """No full stop, and a deed: „Polizei findet Sprengstoff“ needs no name."""
        deeds = bool(self.main - self.lexicon.cues("being") - self.group("must"))
        return (deeds or self.has("part") or self.has("ptcl")) and not (self.ends(".") or self.ends("!"))

    def _compares(self, word: Word) -> bool:
        """„zum ersten Mal“, „so kalt wie“, „der stärkste Sturm“."""
        return word.low in self.group("compared") or (word.kind == "adj" and bool(SUPERLATIVE.search(word.low)))

    def leans(self) -> bool:
        """Its first word takes up the sentence before: „Danach“, „Ihre Reederei“; no mere article."""
        first = next(iter(self.words), None)
        return first is not None and first.low in self.group("link") and first.tag != ARTICLE

    def has_open_subject(self) -> bool:
        """„Nach dem Spiel ging er an Land“: a pronoun beside the main verb."""
        words = self.sentence.words
        verb = next(self.sentence.main_finite(), None)
        beside = words[max(0, verb - 1) : verb + 2] if verb is not None else ()
        return any(self._is_open(word) and not word.quoted for word in beside) or self._is_taken_up(verb)

    def _is_taken_up(self, verb: int | None) -> bool:
        """„Der 30-Jährige gesteht“, „Der Vorfall zeigt“: an article and a noun for what was named before."""
        words = self.sentence.words
        if verb != len(("der", "Vorfall")) or words[0].low not in self.lexicon.cues("definite"):
            return False
        noun = words[1]
        return AGED.fullmatch(noun.low) is not None or noun.lemma.lower() in self.group("taken")

    def _is_open(self, word: Word) -> bool:
        return word.low in self.lexicon.language.words("pronouns") or (
            word.low in self.lexicon.cues("back") and word.kind == "pron"
        )

    def turns(self) -> bool:
        """„gewinnt aber knapp“, „sieht dafür keinen Beleg“: inside, a word takes up what stood before."""
        words = () if self.lacks(self.group("turn")) else range(1, len(self.sentence.words))
        return any(self._turns_at(at) for at in words)

    def _turns_at(self, at: int) -> bool:
        """It neither opens its clause nor points to the next („dafür, dass“) or to one before it."""
        words = self.sentence.words
        if words[at].low not in self.group("turn") or words[at].kind == "sub" or words[at - 1].kind == "mark":
            return False
        ahead = at + 1 < len(words) and words[at + 1].text == ","
        first = self.sentence.segment_of(at).first
        return not ahead and not any(word.kind == "fin" for word in words[:first])

    def is_tied(self) -> bool:
        """A word in it points back."""
        ties = self.group("tie")
        if self.lacks(ties):
            return False
        found = (at for at, word in enumerate(self.words) if word.low in ties and word.kind != "sub")
        return any(not self._is_filler(at) for at in found)

    def _is_filler(self, at: int) -> bool:
        """„Am Hafen kam es zu Unfällen“: nothing that stood before is meant."""
        fills = self.words[at].low in self.group("filler")
        return fills and at > 0 and self.words[at - 1].lemma.lower() in self.group("filled")

    def is_pointed(self) -> bool:
        """„diesen Segler“: somebody is meant whom only the text before or after names."""
        return points_ahead(self.sentence.words, self.lexicon)

    def is_familiar(self) -> bool:
        """„Greta will Lotsin werden“, „Greta und Jan segeln“: the first name is a given name, and alone."""
        words = self.sentence.words
        at = next((i for i, word in enumerate(words) if word.kind == "name"), None)
        if at is None or at > FIRST_WORDS or words[at].text not in self.lexicon.given_names:
            return False
        after = words[at + 1] if at + 1 < len(words) else None
        return words[max(0, at - 1)].kind != "noun" and not (after and _is_surname(after))

    def is_torn(self) -> bool:
        """„möchte den Kai behalten.“, cut off from its subject; „Von einem, der das Meer nie sah.“"""
        first = next(iter(self.words), None)
        kicker = any(word.text == ":" for word in self.sentence.words)
        small = first is not None and first.text.islower() and first.kind not in ("name", "num")
        return (small and not kicker) or self._is_subordinate()

    def _is_subordinate(self) -> bool:
        deeds = self.has("part") or self.has("ptcl") or self.reading.reported
        return any(self.sentence.finite()) and not any(self.sentence.main_finite()) and not deeds


def _is_surname(word: Word) -> bool:
    """Large, and no initial: „Greta S.“ keeps hers to herself."""
    return word.text[0].isupper() and len(word.text) > 1


def _is_towns(word: Word) -> bool:
    return word.kind == "adj" and word.text[0].isupper() and word.low.endswith("er")


def _is_year(text: str) -> bool:
    return text.isdigit() and text[:2] in ("18", "19", CENTURY)
