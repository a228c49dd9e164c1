"""News sentences of our own, judged by hand before watcher read them; people, towns and companies are invented.

A line: sentence | standing, or "no claim" | source, or nothing | figures as low..high of a noun, or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

GERMAN = """
Bei einer Gasexplosion in Linz sind mindestens sieben Menschen ums Leben gekommen. | asserted | | 7.. Mensch
19 Bewohner wurden verletzt, wie das Rote Kreuz mitteilte. | attributed | das Rote Kreuz | 19..19 Bewohner
Die Ursache der Explosion ist noch unklar. | unverified | |
Ermittler vermuten, dass eine undichte Leitung das Unglück ausgelöst hat. | attributed | Ermittler |
Das Gespräch habe anderthalb Stunden gedauert, schrieb Trump. | attributed | Trump | 1.5..1.5 Stunde
Der Kreml bestätigte das Telefonat. | confirmed | Der Kreml |
Kremlsprecher Peskow dementierte, dass ein Treffen geplant sei. | denied | Kremlsprecher Peskow |
Die Angaben ließen sich zunächst nicht überprüfen. | unverified | |
Die Armee griff nach Angaben der Luftwaffe mit 40 Drohnen an. | attributed | der Luftwaffe | 40..40 Drohne
Moskau wies die Vorwürfe als haltlos zurück. | denied | Moskau |
Analyst Rehm rechnet mit einem Bußgeld von 900.000 Euro. | attributed | Analyst Rehm | 900000..900000 Euro
Ein 34-Jähriger hat gestanden, vier Autos angezündet zu haben. | confirmed | Ein 34-Jähriger | 4..4 Auto
Der Mann soll auch für einen Brand im März verantwortlich sein. | unverified | |
Ein Viertel der Befragten gab an, arm zu sein. | attributed | Ein Viertel der Befragten | 0.25..0.25 Befragter
Die Bahn bezeichnete den Ausstand als „völlig unnötig“. | attributed | Die Bahn |
Eine Gruppe namens „Kaltes Netz“ bekannte sich zu der Tat. | confirmed | Eine Gruppe namens „Kaltes Netz“ |
Der Umsatz ging um 8,3 Prozent auf 2,1 Millionen Euro zurück. | asserted | | 8.3..8.3 % · 2100000..2100000 Euro
Das Gesetz wurde mit 312 gegen 287 Stimmen angenommen. | asserted | | 312..312 Stimme · 287..287 Stimme
Es bleibt abzuwarten, wie die Länder entscheiden. | no claim | |
Wie geht es nun mit dem Werk weiter? | no claim | |
Viele fordern nun eine zweite Brücke. | attributed | Viele |
70 Prozent befürworten, dass die Fähre nachts fährt. | attributed | 70 Prozent | 70..70 %
Der Fehler, so vermutet die Zeitung Der Deich, liegt im Getriebe. | attributed | die Zeitung Der Deich |
Nach dem Antrag der Reederei soll der Kai wachsen. | attributed | der Reederei |
Die Bürgermeisterin äußerte sich am Abend zu den Plänen. | asserted | |
Der Kampfrichter erklärte den Sprung für gültig. | asserted | |
Das Fazit von Ute Klas überrascht nicht: „Die Saison war gut, und wir bleiben.“ | attributed | Ute Klas |
"""
ENGLISH = """
The victims include three children, according to the governor. | attributed | the governor | 3..3 child
The suspect is understood to have been known to the police. | unverified | |
Detectives believe the attack was planned. | attributed | Detectives |
Police neither confirmed nor denied that a second man was sought. | unverified | Police |
Revenue fell 7.4% to £1.9bn. | asserted | | 7.4..7.4 % · 1900000000..1900000000 pound
Analysts at Brook & Co expect the group to return to profit. | attributed | Analysts at Brook & Co |
Two people familiar with the matter said the talks had failed. | attributed | Two people | 2..2 person
Voss acknowledged that she had made mistakes. | confirmed | Voss |
The minister dismissed the criticism as absurd. | denied | The minister |
The attackers are believed to have used a stolen pass. | unverified | |
It reportedly demanded a ransom of $15 million. | unverified | It | 15000000..15000000 dollar
Local media quoted residents as saying they had heard a dozen shots. | attributed | Local media | 12..12 shot
"The brakes failed," one survivor was quoted as saying. | attributed | one survivor |
Half of the island's 9,000 residents were told to leave. | asserted | | 0.5..0.5 resident · 9000..9000 resident
The voyage lasted between 20 and 30 days. | asserted | | 20..30 day
No fewer than nine shelters have been opened. | asserted | | 9.. shelter
The US imported 1.2m tonnes of steel. | asserted | | 1200000..1200000 tonne
Members backed the strike by 82% to 18%, the union said. | attributed | the union | 82..82 % · 18..18 %
Prices may rise further next year. | no claim | |
Should you skip dinner? | no claim | |
Many complained that the ferry was late. | attributed | Many |
The pilots' association rejected the offer as an insult. | denied | The pilots' association |
The vote was delayed, two officials said on Monday. | attributed | two officials | 2..2 official
The airline blamed fog for the delays. | attributed | The airline |
The train hit a tree and derailed. | asserted | |
"""
GERMAN_TITLES = """
Söder: „Mit mir wird es keine höheren Steuern geben“ | attributed | Söder |
Ukraine meldet Einnahme zweier Dörfer | attributed | Ukraine | 2..2 Dorf
Netanjahu weist Kritik an Plan zurück | denied | Netanjahu |
Tausende demonstrieren gegen Rentenpläne | asserted | | 1000.. Mensch
Warum die Butter wieder teurer wird | no claim | |
"""
ENGLISH_TITLES = """
Flood kills 12 | asserted | | 12..12 person
Nine dead in highway pile-up | asserted | | 9..9 dead
Coffee may protect the liver, study suggests | attributed | study |
UK to ban disposable vapes from June | asserted | |
10 things to do in London this weekend | no claim | |
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence or headline and what a reader finds in it."""

    text: str
    standing: str
    source: str
    figures: str
    code: str
    headed: bool


def load_judged() -> list[Judged]:
    """All of them."""
    sets = (
        (GERMAN, "de", False),
        (ENGLISH, "en", False),
        (GERMAN_TITLES, "de", True),
        (ENGLISH_TITLES, "en", True),
    )
    return [
        _split(line, code, headed=headed) for lines, code, headed in sets for line in lines.strip().splitlines()
    ]


def _split(line: str, code: str, *, headed: bool) -> Judged:
    text, standing, source, figures = (cell.strip() for cell in line.split("|"))
    return Judged(text, standing, source, figures, code, headed)
