"""Who speaks is named whole, by whatever phrase and wherever that stands: each phrase in each frame."""

from __future__ import annotations

import pytest

from tests.analyze.extract.test_attribution import name_source

FRAMES = (
    "{0} {1} am Montag, der Deich sei alt.",
    "„Der Deich ist alt“, {1} {0} am Montag.",
    "Am Montag {1} {0}, dass der Deich alt sei.",
    "Der Deich sei alt, so {0}.",
    "{0}: „Der Deich ist alt und bleibt alt.“",
)
ONE = (
    "Prof. Dr. Ute Klas",
    "Dr. Ute Klas",
    "Landrätin Dr. Ute Klas",
    "Kapitän a. D. Holm",
    "der Präsident des Verbandes der Lotsen (VdL), Jan Holm",
    "das Ministerium für Umwelt und Verkehr",
    "die Gewerkschaft Deich und Wasser",
    "der Verein Mensch und Meer",
    "die Partei Neue Deiche",
    "Landrat Jan Holm",
)
SEVERAL = ("acht von zehn Befragten", "Forscher der Universität Kiel", "die Behörden")


def _head(text: str) -> str:
    return text[:1].upper() + text[1:]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("speaker", ONE)
def test_one_speaker_is_named_whole_in_every_frame(speaker: str, frame: str) -> None:
    closed = f"{speaker}," if ", " in speaker and frame != FRAMES[3] and frame != FRAMES[4] else speaker
    text = _head(frame.format(closed, "sagte").replace(",,", ","))
    assert (name_source(text) or "").lower() == speaker.lower()


@pytest.mark.parametrize("frame", FRAMES[:4])
@pytest.mark.parametrize("speaker", SEVERAL)
def test_several_speakers_are_named_whole_in_every_frame(speaker: str, frame: str) -> None:
    text = _head(frame.format(speaker, "sagten"))
    assert (name_source(text) or "").lower() == speaker.lower()


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Landrat Jan Holm (SPD) ergänzt, der Deich sei alt.", "Landrat Jan Holm"),
        ("Landrat Jan Holm (SPD): „Der Deich ist alt und bleibt alt.“", "Landrat Jan Holm"),
        ("Ute Klas, Wirtin am Deich: „Der Deich ist alt und bleibt alt.“", "Ute Klas"),
        ("„Der Deich ist alt“, antworten die Anwohner.", "die Anwohner"),
        ("„Der Deich ist alt“, gestanden Anwohner.", "Anwohner"),
        ("Nach dem Treffen betonten Eltern vor dem Rathaus, man habe den Deich geprüft.", "Eltern"),
        (
            "Am Montag forderten Forscher der Universität Kiel, dass der Deich wächst.",
            "Forscher der Universität Kiel",
        ),
        ("Der Deich ist alt. Das teilte das Museum am Montag mit.", "das Museum"),
        ("Zuvor hatte das Amt für Häfen und Deiche gesagt, der Kai sei alt.", "das Amt für Häfen und Deiche"),
    ],
)
def test_a_verb_that_looks_like_none_has_its_speaker(text: str, source: str) -> None:
    assert name_source(text) == source


@pytest.mark.parametrize(
    "text",
    [
        "Für die Lotsen steht ein neues Boot bereit, das im Mai ausläuft.",
        "Auf dem Deich gepflanzte Bäume, die Schatten geben, wachsen schnell.",
        "Die Partei Deich und Meer baute am Montag den Kai, der im Mai einstürzte.",
    ],
)
def test_a_participle_before_its_noun_is_no_verb(text: str) -> None:
    assert name_source(text) is None
