"""Real sentences: our own, which run everywhere, and those of the evaluation data beside the checkout."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from watcher.analyze.extract.lexicon import index
from watcher.analyze.extract.sentences import split
from watcher.analyze.language import load

# One sentence a line; people, towns and companies are invented.
GERMAN = """
Bei dem Brand in der Lagerhalle sind 14 Menschen verletzt worden.
Nach Angaben der Feuerwehr wurden 230 Anwohner in Sicherheit gebracht.
Die Polizei hat am Dienstag drei Verdächtige festgenommen.
Der Stadtrat hat den Neubau der Kaiserbrücke beschlossen.
Der Konzern streicht 1.200 Stellen in Frankreich, wie eine Sprecherin mitteilte.
Norwegen hat 40 Panzer an das Nachbarland geliefert.
Die Regierung in Schweden hat das Gesetz zurückgezogen.
Laut Polizei wurden bei dem Unfall 27 Fahrgäste verletzt.
Ein Sprecher des Ministeriums sagte, die Schleuse sei seit Montag gesperrt.
„Wir haben 60 Häuser geräumt“, sagte Einsatzleiter Jörn Stade am Abend.
Bürgermeisterin Hanne Wiborg kündigte an, die Schule im Herbst zu schließen.
Die Zahl der Toten stieg nach Angaben der Behörden auf 38.
Bei dem Angriff auf den Hafen wurden 18 Soldaten getötet.
In dem Dorf wurden nach dem Erdrutsch 22 Tote geborgen.
Der Betreiber hat das Kraftwerk am Freitag abgeschaltet.
Das Gericht hat die Klage der Gemeinde abgewiesen.
Der Versorger liefert Strom an 45.000 Haushalte.
Für den Umbau sind 350 Millionen Euro vorgesehen.
Die Arbeitslosenquote liegt bei 6,4 Prozent.
Polen und Spanien haben das Abkommen unterzeichnet.
Die Fabrik in Italien wurde im März geschlossen.
Gewerkschaftschef Uwe Brandt warf dem Vorstand Versagen vor.
Laut Staatsanwaltschaft wurde der Fahrer am Morgen festgenommen.
Die Reederei hat 15 Schiffe verkauft.
Nach Angaben des Krankenhauses wurden 19 Kinder behandelt.
Der Deich wurde auf einer Länge von 700 Metern erneuert.
An der Demonstration haben 5.000 Menschen teilgenommen.
Die Ermittler haben in der Wohnung 80 Kilogramm Sprengstoff gefunden.
Der Minister hat den Bericht am Montag veröffentlicht.
Bei der Explosion in der Werft wurden 16 Arbeiter getötet.
Das Unternehmen hat den Verkauf der Sparte angekündigt.
In Rumänien wurden 33 Wölfe gezählt.
Die Bahn hat die Strecke nach dem Sturm gesperrt.
Der Hersteller ruft 90.000 Fahrzeuge zurück, sagte Vorstand Elke Harms.
Nach Angaben der Polizei wurden 42 Fahrzeuge beschädigt.
Der Airport hat den Betrieb eingestellt.
Die Forscher haben in Portugal 26 neue Arten entdeckt.
Zwei Züge sind bei Auental zusammengestoßen.
Ein Sprecher der Polizei sagte, es gebe 17 Verletzte.
In den Trümmern wurden 31 Verletzte gefunden.
"""
ENGLISH = """
The fire in the warehouse has injured 14 people.
Police said 27 passengers were injured in the crash.
According to the ministry, 230 residents were evacuated.
The company will cut 1,200 jobs in France, a spokesman said.
Eighteen soldiers and 22 civilians were killed in the attack.
Norway has delivered 40 tanks to its neighbour.
The city council has approved the new bridge.
Mayor Hannah Wyborg said the school would close in autumn.
The court was told on Monday that 16 workers were killed.
The operator was fined 350 million dollars.
The plant in Italy was closed in March.
The unemployment rate is 6.4 percent.
"About 60 houses were cleared," said fire chief John Stade.
At least 33 people were killed in the village.
The ferry was carrying 90 passengers.
"""
SHORTEST, LONGEST = 30, 320  # characters of a sentence that is worth swapping in


def own() -> list[tuple[str, str]]:
    """(sentence, language) of our own set."""
    return [
        (line, code) for code, lines in (("de", GERMAN), ("en", ENGLISH)) for line in lines.strip().splitlines()
    ]


def real(shared: Path, step: int = 1) -> Iterator[tuple[str, str]]:
    """(sentence, language) of the evaluation texts; of the larger set every `step`-th."""
    yield from _read(shared / "eval" / "dev" / "articles.jsonl", 1)
    yield from _read(shared / "eval" / "wikinews" / "quotes.jsonl", step)


def _read(path: Path, step: int) -> Iterator[tuple[str, str]]:
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        known = index(load(row["lang"]))
        found += [(row["text"][s.start : s.end], row["lang"]) for s in split(row["text"], known)]
    yield from ((text, code) for text, code in found[::step] if SHORTEST <= len(text) <= LONGEST)
