"""What counts and what only looks like it: a sentence, and its quantities in one line each."""

from __future__ import annotations

import pytest

from tests.analyze.extract.revisions import read
from watcher.analyze.extract import nouns, quantities
from watcher.analyze.language import load
from watcher.model import Quantity

GERMAN: list[tuple[str, list[str]]] = [
    # a toll, and what became of the others
    (
        "Die Zahl der Toten stieg auf 45, mehr als 90 sind noch vermisst.",
        ["45 | 45..45 | exact | Toter", "mehr als 90 | 90.. | more_than | Mensch"],
    ),
    # notations
    ("Die Stadt verteilte 10.000 Decken.", ["10.000 | 10000..10000 | exact | Decke"]),
    ("Im Lager leben 38 664 Menschen.", ["38 664 | 38664..38664 | exact | Mensch"]),
    ("Das Stadion fasst 12'500 Zuschauer.", ["12'500 | 12500..12500 | exact | Zuschauer"]),
    ("Der Pegel stieg um 1,5 Meter.", ["1,5 | 1.5..1.5 | exact | Meter"]),
    ("Der Kreis zahlt 1,5 Mio. Euro für die Brücke.", ["1,5 Mio. | 1.5e+06..1.5e+06 | exact | Euro"]),
    ("Der Umbau kostet 3 Mrd. Euro.", ["3 Mrd. | 3e+09..3e+09 | exact | Euro"]),
    ("Zwölf Bäume wurden gefällt.", ["Zwölf | 12..12 | exact | Baum"]),
    ("Einundzwanzig Boote kenterten.", ["Einundzwanzig | 21..21 | exact | Boot"]),
    ("Dreihundertfünfzig Schafe entliefen.", ["Dreihundertfünfzig | 350..350 | exact | Schaf"]),
    ("Zweitausend Gäste kamen.", ["Zweitausend | 2000..2000 | exact | Gast"]),
    ("Der Einsatz dauerte anderthalb Stunden.", ["anderthalb | 1.5..1.5 | exact | Stunde"]),
    ("Sie warteten zweieinhalb Stunden.", ["zweieinhalb | 2.5..2.5 | exact | Stunde"]),
    ("Ein Dutzend Häuser brannte.", ["Ein Dutzend | 12..12 | exact | Haus"]),
    ("Zwei Dutzend Hunde wurden gerettet.", ["Zwei Dutzend | 24..24 | exact | Hund"]),
    ("Eine Million Haushalte sind ohne Strom.", ["Eine Million | 1e+06..1e+06 | exact | Haushalt"]),
    ("Das kostet eine halbe Million Euro.", ["eine halbe Million | 500000..500000 | exact | Euro"]),
    # vague
    ("Hunderte Menschen flohen.", ["Hunderte | 100.. | at_least | Mensch"]),
    ("Dutzende Häuser stürzten ein.", ["Dutzende | 12.. | at_least | Haus"]),
    ("Tausende von Vögeln verendeten.", ["Tausende | 1000.. | at_least | Vogel"]),
    ("Mehrere hundert Anwohner mussten gehen.", ["Mehrere hundert | 200.. | at_least | Anwohner"]),
    ("Einige tausend Kunden sind betroffen.", ["Einige tausend | 2000.. | at_least | Kunde"]),
    ("Zehntausende gingen auf die Straße.", ["Zehntausende | 10000.. | at_least | Mensch"]),
    ("Die Milliarden für die Bahn reichen nicht.", []),
    # parts of a whole
    ("Ein Drittel der Felder steht unter Wasser.", ["Ein Drittel | 0.333..0.333 | exact | Feld"]),
    ("Zwei Drittel der Betriebe sind betroffen.", ["Zwei Drittel | 0.667..0.667 | exact | Betrieb"]),
    ("Rund die Hälfte der Schulen bleibt zu.", ["Rund die Hälfte | 0.5..0.5 | approx | Schule"]),
    ("Über ein Viertel aller Boote sank.", ["Über ein Viertel | 0.25.. | more_than | Boot"]),
    ("Die Sperrung dauert ein halbes Jahr.", ["ein halbes | 0.5..0.5 | exact | Jahr"]),
    ("Das Viertel ist abgeriegelt.", []),
    # qualifiers
    ("Rund 300 Schüler fehlen.", ["Rund 300 | 300..300 | approx | Schüler"]),
    ("Knapp 40 Busse fielen aus.", ["Knapp 40 | 40..40 | approx | Bus"]),
    ("Gut 2000 Unterschriften liegen vor.", ["Gut 2000 | 2000..2000 | approx | Unterschrift"]),
    ("Ca. 50 Boote liefen aus.", ["Ca. 50 | 50..50 | approx | Boot"]),
    ("Mindestens fünf Arbeiter starben.", ["Mindestens fünf | 5.. | at_least | Arbeiter"]),
    ("Mehr als 80 Häuser brannten.", ["Mehr als 80 | 80.. | more_than | Haus"]),
    ("Über 90 Feuerwehrleute rückten an.", ["Über 90 | 90.. | more_than | Feuerwehrmann"]),
    ("Bis zu 60 Zelte standen dort.", ["Bis zu 60 | ..60 | at_most | Zelt"]),
    ("Die Bahn streicht bis zu 1900 Stellen.", ["bis zu 1900 | ..1900 | at_most | Stelle"]),
    ("Der Deich soll bis mindestens 2031 halten.", []),
    (
        "Gefordert sind 6 Prozent, mindestens aber 90 Euro.",
        ["6 | 6..6 | exact | %", "mindestens aber 90 | 90.. | at_least | Euro"],
    ),
    ("Die Werft legte ein Angebot über 3 Prozent vor.", ["3 | 3..3 | exact | %"]),
    ("Das Dorf war zuletzt vor acht Jahren Schauplatz eines Festes.", []),
    ("Dort brannten 30 Bootshausdächer.", ["30 | 30..30 | exact | Bootshausdach"]),
    ("Gemeldet wurden 30 Denguefälle.", ["30 | 30..30 | exact | Denguefall"]),
    ("Höchstens drei Tonnen sind erlaubt.", ["Höchstens drei | ..3 | at_most | Tonne"]),
    ("Weniger als 20 Betten sind frei.", ["Weniger als 20 | ..20 | less_than | Bett"]),
    ("Unter zwei Prozent fielen durch.", ["Unter zwei | ..2 | less_than | %"]),
    ("Der Preis liegt bei 900 Euro oder mehr.", ["900 | 900.. | at_least | Euro"]),
    ("Die Zahl der Klagen überstieg 4.000.", ["4.000 | 4000.. | more_than | Klage"]),
    ("Sie berichteten über drei Soldaten.", ["drei | 3..3 | exact | Soldat"]),
    # ranges
    ("Zwei bis drei Bären leben dort.", ["Zwei bis drei | 2..3 | range | Bär"]),
    (
        "Es kamen 10 bis 15 Millionen Heuschrecken.",
        ["10 bis 15 Millionen | 1e+07..1.5e+07 | range | Heuschrecke"],
    ),
    ("Zwischen 40 und 60 Schafe sind tot.", ["40 und 60 | 40..60 | range | Schaf"]),
    ("Der Anteil lag bei 10–15 Prozent.", ["10–15 | 10..15 | range | %"]),
    # parts, wholes and rough dozens
    (
        "Sie halten 23 von etwa 51 Sitzen.",
        ["23 | 23..23 | exact | Sitz", "etwa 51 | 51..51 | approx | Sitz"],
    ),
    (
        "Drei von mindestens zwölf Booten fehlen.",
        ["Drei | 3..3 | exact | Boot", "mindestens zwölf | 12.. | at_least | Boot"],
    ),
    ("Jeder dritte Haushalt ist betroffen.", ["Jeder dritte | 0.333..0.333 | exact | Haushalt"]),
    ("Fast jeder zweite Betrieb schloss.", ["Fast jeder zweite | 0.5..0.5 | approx | Betrieb"]),
    ("Jeden zweiten Tag fährt ein Bus.", []),
    ("Der Preis sank um die Hälfte.", ["Hälfte | 0.5..0.5 | exact | None"]),
    ("Drei Viertel der Läden klagen.", ["Drei Viertel | 0.75..0.75 | exact | Laden"]),
    ("Ein gutes Dutzend Feuerwehren rückte aus.", ["Ein gutes Dutzend | 12..12 | approx | Feuerwehr"]),
    ("Ein knappes Dutzend Häuser steht leer.", ["Ein knappes Dutzend | 12..12 | approx | Haus"]),
    ("Ein halbes Dutzend Firmen bewarb sich.", ["Ein halbes Dutzend | 6..6 | exact | Firma"]),
    ("Rund zwei Dutzend Zeugen sagten aus.", ["Rund zwei Dutzend | 24..24 | approx | Zeuge"]),
    ("Mehrere Dutzend Keller liefen voll.", ["Mehrere Dutzend | 24.. | at_least | Keller"]),
    # measures as attributes: the article counts nothing
    ("Der Zug fährt auf einer 200 Meter hohen Brücke.", ["200 | 200..200 | exact | Meter"]),
    ("Er fiel in einen etwa 30 Meter tiefen Schacht.", ["etwa 30 | 30..30 | approx | Meter"]),
    (
        "Sie rollte über eine 80 Meter lange Bahn: einer der Helfer stoppte sie.",
        ["80 | 80..80 | exact | Meter"],
    ),
    # money, codes before and behind, a magnitude said once
    ("Die Firma erlöste CHF 12,5 Mio. im Vorjahr.", ["12,5 Mio. | 1.25e+07..1.25e+07 | exact | Franken"]),
    ("Das Ticket kostet 49€.", ["49 | 49..49 | exact | Euro"]),
    ("Die Bank zahlt 2,5 Mrd. € zurück.", ["2,5 Mrd. | 2.5e+09..2.5e+09 | exact | Euro"]),
    (
        "Der Umsatz stieg von 1,2 auf 1,5 Milliarden Euro.",
        ["1,2 | 1.2e+09..1.2e+09 | exact | Euro", "1,5 Milliarden | 1.5e+09..1.5e+09 | exact | Euro"],
    ),
    ("Der Wind erreichte 130 km/h.", ["130 | 130..130 | exact | Stundenkilometer"]),
    ("Das Gerät hat 16 GB Speicher.", ["16 | 16..16 | exact | Gigabyte"]),
    # what points back
    (
        "Es gab 60 Anträge, davon wurden 45 abgelehnt.",
        ["60 | 60..60 | exact | Antrag", "45 | 45..45 | exact | Antrag"],
    ),
    (
        "Im Bus saßen 40 Schüler, darunter 12 Mädchen.",
        ["40 | 40..40 | exact | Schüler", "12 | 12..12 | exact | Mädchen"],
    ),
    (
        "Am wärmsten war es in Salzburg (22,5) und Wien (19,8 Grad).",
        ["22,5 | 22.5..22.5 | exact | Grad", "19,8 | 19.8..19.8 | exact | Grad"],
    ),
    (
        "Der Bundestag stimmte mit 380 zu 260 Stimmen zu.",
        ["380 | 380..380 | exact | Stimme", "260 | 260..260 | exact | Stimme"],
    ),
    # adjectives that are nouns
    (
        "Der Kreis hat 1.398 Angestellte und 20 Landesbedienstete.",
        ["1.398 | 1398..1398 | exact | Angestellter", "20 | 20..20 | exact | Landesbediensteter"],
    ),
    # units and money
    ("Die Miete stieg um 5 %.", ["5 | 5..5 | exact | %"]),
    ("Das Brot kostet 12,50 Euro.", ["12,50 | 12.5..12.5 | exact | Euro"]),
    ("Das Paket kostet $600.", ["$600 | 600..600 | exact | Dollar"]),
    ("Der Ort liegt 80 km entfernt.", ["80 | 80..80 | exact | Kilometer"]),
    ("Die Rampe ist 5km lang.", ["5 | 5..5 | exact | Kilometer"]),
    ("Sie besetzen das Werk seit 60 Tagen.", ["60 | 60..60 | exact | Tag"]),
    ("Nach 71 Tagen Blockade ist die Strecke frei.", ["71 | 71..71 | exact | Tag"]),
    ("In der Nacht waren es minus 18 Grad.", ["minus 18 | -18..-18 | exact | Grad"]),
    ("Es wurden -7,5 Grad gemessen.", ["-7,5 | -7.5..-7.5 | exact | Grad"]),
    ("Ein Beben der Stärke 6,1 traf die Insel.", ["6,1 | 6.1..6.1 | exact | Stärke"]),
    # nouns
    ("Die fünf ständigen Mitglieder stimmten zu.", ["fünf | 5..5 | exact | Mitglied"]),
    ("Sie lieferten 14 Leopard-2-Panzer.", ["14 | 14..14 | exact | Leopard-2-Panzer"]),
    ("Es gab neun Verletzte.", ["neun | 9..9 | exact | Verletzter"]),
    ("Drei ihrer sechs Boote sanken.", ["Drei | 3..3 | exact | Boot", "sechs | 6..6 | exact | Boot"]),
    ("Rund 80 Männer, Frauen und Kinder warten.", ["Rund 80 | 80..80 | approx | Person"]),
    ("Drei Kinder und zwei Ärzte warten.", ["Drei | 3..3 | exact | Kind", "zwei | 2..2 | exact | Arzt"]),
    ("Sie gewann 125 der 308 Sitze.", ["125 | 125..125 | exact | Sitz", "308 | 308..308 | exact | Sitz"]),
    # figures that borrow their noun
    (
        "Die Hilfe sinkt von 600 auf 200 Euro.",
        ["600 | 600..600 | exact | Euro", "200 | 200..200 | exact | Euro"],
    ),
    (
        "Es wurden 40 Bauern getötet und mehr als 90 verletzt.",
        ["40 | 40..40 | exact | Bauer", "mehr als 90 | 90.. | more_than | Bauer"],
    ),
    (
        "Vorn liegen Tirol (22,5) und Kärnten (21,0 Prozent).",
        ["22,5 | 22.5..22.5 | exact | %", "21,0 | 21..21 | exact | %"],
    ),
    (
        "Unter den 80 Geretteten waren Urlauber, von denen etwa 30 verletzt sind.",
        ["80 | 80..80 | exact | Geretteter", "etwa 30 | 30..30 | approx | Geretteter"],
    ),
    (
        "Statt 2,9 Milliarden zahlt der Konzern nur 3,1 Millionen Dollar.",
        [
            "2,9 Milliarden | 2.9e+09..2.9e+09 | exact | Dollar",
            "3,1 Millionen | 3.1e+06..3.1e+06 | exact | Dollar",
        ],
    ),
    ("Die Zahl der Toten stieg auf 74.", ["74 | 74..74 | exact | Toter"]),
    # one
    ("Ein Toter wurde geborgen.", ["Ein | 1..1 | exact | Toter"]),
    ("Eine Person wurde verletzt.", ["Eine | 1..1 | exact | Person"]),
    (
        "Drei Polizisten und ein Fahrer starben.",
        ["Drei | 3..3 | exact | Polizist", "ein | 1..1 | exact | Fahrer"],
    ),
    ("Ein Sprecher bestätigte das.", []),
    ("Eine Brücke ist gesperrt.", []),
    ("Beide Brücken sind gesperrt.", []),
    ("Es gab keine Verletzten.", []),
    # dates, years, ages, times
    ("Am 3. März 2024 begann der Streik.", []),
    ("Seit 2019 steht das Werk still.", []),
    ("Das Werk läuft bis mindestens 2031.", []),
    ("Von 2019 bis 2021 war er im Amt.", []),
    ("Am 12. und 13. Mai tagt der Rat.", []),
    ("Um 6.30 Uhr fiel der Strom aus.", []),
    ("Drei Fahrer, 19 bis 24 Jahre alt, klagen.", ["Drei | 3..3 | exact | Fahrer"]),
    (
        "Er bekam ein Jahr und acht Monate auf Bewährung.",
        ["ein | 1..1 | exact | Jahr", "acht | 8..8 | exact | Monat"],
    ),
    ("Kurz vor neun Uhr fiel der Strom aus.", []),
    ("Die Feuerwehr zählte am Ende 1900 Einsätze.", ["1900 | 1900..1900 | exact | Einsatz"]),
    ("Ende 1900 begann der Bau der Bahn.", []),
    ("Nach 300 Ladevorgängen ist die Zelle leer.", ["300 | 300..300 | exact | Ladevorgang"]),
    ("Der 20-jährige Fahrer floh.", []),
    ("Eine 72-Jährige starb.", []),
    ("Anna Beispiel (34) leitet das Amt.", []),
    ("Sie ist 34 Jahre alt.", []),
    ("Er starb im Alter von 91 Jahren.", []),
    ("Sie starb mit 91 Jahren.", []),
    # points in time
    ("Vor drei Jahren begann der Bau.", []),
    ("Binnen zwei Tagen soll Hilfe kommen.", []),
    ("In den letzten drei Jahren blieb es ruhig.", []),
    ("Zwei Tage später kam Regen.", []),
    ("Innerhalb von nur fünf Stunden war alles leer.", []),
    ("Erstmals seit drei Monaten sank der Wert.", []),
    # ranks, scores, names, numbers as signs
    ("Das Team gewann 3:1.", []),
    ("Sie liegt auf Platz 149.", []),
    ("Artikel 5 gilt weiter.", []),
    ("Die Boeing 737 bleibt am Boden.", []),
    ("Der 16-Punkte-Plan liegt vor.", []),
    ("Der Airbus A320 landete.", []),
    ("Die Nummer lautet 0800 330.", []),
    ("Der 3. Weltkrieg fällt aus.", []),
    ("Hannover 96 gewann.", []),
    ("Der Stau auf der A 4 löst sich auf.", []),
    ("In zwei bis drei Tagen kommt Regen.", []),
    ("Ein 52-jähriger Häftling floh.", []),
    ("Das gilt für Kinder unter 14.", []),
    ("Ab 2026 steigt der Satz.", []),
    ("Der Verein liegt auf den Plätzen sechs bis zehn.", []),
    # years beside a month, numbers of laws, phones, roads, machines
    (
        "Der Goldpreis fiel im Januar 1980 von 49 Dollar auf 36 Dollar.",
        ["49 | 49..49 | exact | Dollar", "36 | 36..36 | exact | Dollar"],
    ),
    ("Im März 2011 von 300 Helfern errichtet, steht das Zelt noch.", ["300 | 300..300 | exact | Helfer"]),
    ("Er wurde nach § 129a verurteilt.", []),
    ("Nach Artikel 5 Absatz 1 Satz 2 ist das erlaubt.", []),
    ("Hinweise nimmt die Wache unter Telefon 04941 606 215 entgegen.", []),
    ("Ein Airbus A350-900 und eine Boeing 737 Max 8 stehen still.", []),
    ("Die B 212 und die A29 sind gesperrt.", []),
    ("Am Ende stand es 21 zu 19.", []),
    ("Zwischen 14 und 18 Uhr fließt kein Strom.", []),
    ("Die Angeklagten sind 19, 22 und 34 Jahre alt.", []),
    ("Das 9-Euro-Ticket und die 35-Stunden-Woche bleiben.", []),
    ("Die Wahl ist am 23.2.2025.", []),
    # lemmas: feminine plurals are no nominalised adjectives
    ("Über dem Hafen kreisten 15 Aufklärungsdrohnen.", ["15 | 15..15 | exact | Aufklärungsdrohne"]),
    ("Im Lager lagen 70 Patronen.", ["70 | 70..70 | exact | Patrone"]),
    ("Der Betreiber baut 90 Ladesäulen.", ["90 | 90..90 | exact | Ladesäule"]),
    ("Die Kammer kam auf 60 Ärztinnen.", ["60 | 60..60 | exact | Ärztin"]),
    ("Sie fanden 14 Verschüttete.", ["14 | 14..14 | exact | Verschütteter"]),
    # where from is not who
    ("Rund 900 Münchner Schüler blieben zu Hause.", ["Rund 900 | 900..900 | approx | Schüler"]),
    ("Etwa 300 Dresdner zogen zum Rathaus.", ["Etwa 300 | 300..300 | approx | Dresdner"]),
    # genitives, vague compounds, fates, ages, a part of money
    ("Der Bürgermeister meldete den Fund zweier Minen.", ["zweier | 2..2 | exact | Mine"]),
    ("Es fehlen mehrere hunderttausend Euro.", ["mehrere hunderttausend | 200000.. | at_least | Euro"]),
    ("Bei der Schlägerei wurden drei verletzt.", ["drei | 3..3 | exact | Mensch"]),
    ("Sie fragte Mieter zwischen 20 und 30 Jahren.", []),
    ("Die Kur hilft Patienten ab 60 Jahren.", []),
    ("Im Heim leben 40 Ältere.", ["40 | 40..40 | exact | Älterer"]),
    (
        "Der Preis sank um ein Viertel auf 3 Euro.",
        ["ein Viertel | 0.25..0.25 | exact | None", "3 | 3..3 | exact | Euro"],
    ),
    (
        "Der Kreistag stimmte mit 31 gegen 19 Stimmen zu.",
        ["31 | 31..31 | exact | Stimme", "19 | 19..19 | exact | Stimme"],
    ),
    ("Er zahlte das über fünf Jahre hinweg.", ["fünf | 5..5 | exact | Jahr"]),
    ("Drittel der Höfe gibt auf", ["Drittel | 0.333..0.333 | exact | Hof"]),
    # parts of a million, sums of contracts, ages of two, both sexes, forms that the morphology mistakes
    ("Eine Viertelmillion Fische verendete.", ["Eine Viertelmillion | 250000..250000 | exact | Fisch"]),
    ("Die Predigt dauerte eine gute halbe Stunde.", ["eine gute halbe | 0.5..0.5 | approx | Stunde"]),
    ("Der Ort nahm einen Kredit über 7 Millionen Euro auf.", ["7 Millionen | 7e+06..7e+06 | exact | Euro"]),
    ("Gewinne über 480 Euro sind selten.", ["über 480 | 480.. | more_than | Euro"]),
    ("Ein Paar im Alter von 61 und 64 Jahren ertrank.", []),
    ("650 Gärtnerinnen und Gärtner kamen.", ["650 | 650..650 | exact | Gärtner"]),
    ("Elf Soldaten und Soldatinnen wurden geehrt.", ["Elf | 11..11 | exact | Soldat"]),
    ("Dort wohnen 30 Männer und Frauen.", ["30 | 30..30 | exact | Person"]),
    ("90 Musiker*innen spielten.", ["90 | 90..90 | exact | Musiker"]),
    ("Dort halfen 40 Kolleg:innen.", ["40 | 40..40 | exact | Kollege"]),
    ("Dort weiden zwei Herden.", ["zwei | 2..2 | exact | Herde"]),
    (
        "Acht statt der bisher gemeldeten fünf Bilder fehlen.",
        ["Acht | 8..8 | exact | Bild", "fünf | 5..5 | exact | Bild"],
    ),
    ("Er ging nach vier Jahren in Haft nach Hause.", ["vier | 4..4 | exact | Jahr"]),
    ("Er ging nach vier Jahren nach Hause.", []),
    # what rises and falls is counted
    (
        "Die Ladendiebstähle sanken um 4 Prozent auf 1.312.",
        ["4 | 4..4 | exact | %", "1.312 | 1312..1312 | exact | Ladendiebstahl"],
    ),
    ("Im Mai stiegen die Buchungen auf 1,3 Millionen.", ["1,3 Millionen | 1.3e+06..1.3e+06 | exact | Buchung"]),
    ("Der Gewinn stieg auf 1,3 Milliarden.", ["1,3 Milliarden | 1.3e+09..1.3e+09 | exact | None"]),
    ("Die Anträge stiegen auf 5.100 vergangene Woche.", ["5.100 | 5100..5100 | exact | Antrag"]),
    ("Es kamen zwei- bis dreihundert Gäste.", ["zwei- bis dreihundert | 200..300 | range | Gast"]),
    ("Acht- bis zehnjährige Kinder turnen.", []),
    (
        "Ein Drittel der rund 600 Mieter zog aus.",
        ["Ein Drittel | 0.333..0.333 | exact | Mieter", "rund 600 | 600..600 | approx | Mieter"],
    ),
    ("Am Bahnhof fehlen drei Schranken.", ["drei | 3..3 | exact | Schranke"]),
]  # fmt: skip

ENGLISH: list[tuple[str, list[str]]] = [
    # what was counted before, and what became of the others
    (
        "The number of seals rose to 112, up from 87 a week ago.",
        ["112 | 112..112 | exact | seal", "87 | 87..87 | exact | seal"],
    ),
    (
        "The death toll is 45, with more than 90 still missing.",
        ["45 | 45..45 | exact | death", "more than 90 | 90.. | more_than | missing"],
    ),
    ("Some 40,000 Chileans voted early.", ["Some 40,000 | 40000..40000 | approx | Chilean"]),
    ("More than 600,000 people fled.", ["More than 600,000 | 600000.. | more_than | person"]),
    ("The deal is worth $1 trillion.", ["$1 trillion | 1e+12..1e+12 | exact | dollar"]),
    ("They paid a $1.2bn fine.", ["$1.2bn | 1.2e+09..1.2e+09 | exact | dollar"]),
    ("Twenty-five sheep drowned.", ["Twenty-five | 25..25 | exact | sheep"]),
    ("Two hundred thousand homes lost power.", ["Two hundred thousand | 200000..200000 | exact | home"]),
    ("A dozen boats sank.", ["A dozen | 12..12 | exact | boat"]),
    ("Hundreds of thousands of refugees crossed.", ["Hundreds of thousands | 100000.. | at_least | refugee"]),
    ("Several hundred farmers protested.", ["Several hundred | 200.. | at_least | farmer"]),
    ("Dozens were arrested.", ["Dozens | 12.. | at_least | person"]),
    ("At least 30 tornadoes struck.", ["At least 30 | 30.. | at_least | tornado"]),
    ("Up to six metres of snow fell.", ["Up to six | ..6 | at_most | metre"]),
    ("Nearly 40 bridges collapsed.", ["Nearly 40 | 40..40 | approx | bridge"]),
    ("Fewer than 20 beds are free.", ["Fewer than 20 | ..20 | less_than | bed"]),
    ("Repairs take 18 months to two years.", ["18 months to two | 1.5..2 | range | year"]),
    ("Between 40 and 60 sheep died.", ["40 and 60 | 40..60 | range | sheep"]),
    ("Two-thirds of the farms are flooded.", ["Two-thirds | 0.667..0.667 | exact | farm"]),
    ("Half of the schools closed.", ["Half | 0.5..0.5 | exact | school"]),
    ("Prices rose 16 percent.", ["16 | 16..16 | exact | %"]),
    ("Losses exceeded 20,000 euros.", ["20,000 | 20000.. | more_than | euro"]),
    ("The death toll has climbed to 832.", ["832 | 832..832 | exact | death"]),
    ("A magnitude 7.5 quake hit.", ["7.5 | 7.5..7.5 | exact | magnitude"]),
    ("About a dozen boats sank.", ["About a dozen | 12..12 | approx | boat"]),
    ("Half a dozen farms burned.", ["Half a dozen | 6..6 | exact | farm"]),
    ("Tens of thousands fled.", ["Tens of thousands | 10000.. | at_least | person"]),
    ("One in five children is hungry.", ["One in five | 0.2..0.2 | exact | child"]),
    ("Two out of three voters agreed.", ["Two | 2..2 | exact | voter", "three | 3..3 | exact | voter"]),
    ("23 of about 51 seats are free.", ["23 | 23..23 | exact | seat", "about 51 | 51..51 | approx | seat"]),
    ("The march took two and a half hours.", ["two and a half | 2.5..2.5 | exact | hour"]),
    ("One and a half million people fled.", ["One and a half million | 1.5e+06..1.5e+06 | exact | person"]),
    ("Bread rose 3.2% to €4.10.", ["3.2 | 3.2..3.2 | exact | %", "€4.10 | 4.1..4.1 | exact | euro"]),
    ("A 200 metre high bridge fell.", ["200 | 200..200 | exact | metre"]),
    ("The 2011 riots cost many their homes.", []),
    ("United won 2-0.", []),
    ("It happened at 5:30 p.m.", []),
    ("Under Section 230 it is legal.", []),
    ("The Boeing 737 stays on the ground.", []),
    ("Call 555-0134 for help.", []),
    ("A 16-year-old boy was found.", []),
    ("He was aged 34.", []),
    ("Two years ago the mine closed.", []),
    ("On March 4, 2024 the mine closed.", []),
    ("It opened in 1998.", []),
    ("Flight 370 vanished.", []),
    ("They hired a third reporter.", []),
    ("The 580 freeway is closed.", []),
    ("That was around 2012.", []),
    # people by their fate
    ("Seven dead in ferry fire", ["Seven | 7..7 | exact | dead"]),
    ("Landslide kills 14", ["14 | 14..14 | exact | person"]),
    ("Bus plunges off cliff, injuring at least 30", ["at least 30 | 30.. | at_least | person"]),
    ("Two killed, six injured in blast", ["Two | 2..2 | exact | person", "six | 6..6 | exact | person"]),
    ("Evacuation of 700 begins", ["700 | 700..700 | exact | person"]),
    ("A crowd of 900 sang.", ["900 | 900..900 | exact | person"]),
    ("Thousands march in Oslo", ["Thousands | 1000.. | at_least | person"]),
    # glued letters, owners, shares
    ("The firm recalls 1.4m toasters", ["1.4m | 1.4e+06..1.4e+06 | exact | toaster"]),
    ("They built a 1.4m wall.", ["1.4 | 1.4..1.4 | exact | metre"]),
    (
        "A third of the island's 6,000 homes are empty.",
        ["A third | 0.333..0.333 | exact | home", "6,000 | 6000..6000 | exact | home"],
    ),
    ("Quarter of mills shut", ["Quarter | 0.25..0.25 | exact | mill"]),
    ("About 1 in 6 cyclists fell.", ["About 1 in 6 | 0.167..0.167 | approx | cyclist"]),
    ("Thirty-one goats escaped.", ["Thirty-one | 31..31 | exact | goat"]),
    ("Survey finds one in four cooks smoke", ["one in four | 0.25..0.25 | exact | cook"]),
    # no ranges, no scores, and through a time is not beyond it
    ("They agreed by 70% to 30%.", ["70 | 70..70 | exact | %", "30 | 30..30 | exact | %"]),
    ("The number of cows rose 9% to 400.", ["9 | 9..9 | exact | %", "400 | 400..400 | exact | cow"]),
    ("Hull lost in a 4-2 thriller.", []),
    ("She embezzled it over six years.", ["six | 6..6 | exact | year"]),
    ("It lasted for over six years.", ["over six | 6.. | more_than | year"]),
    ("As few as 50 lynxes are left.", ["As few as 50 | 50.. | at_least | lynx"]),
    ("The ferry was held for 40 minutes after a row.", ["40 | 40..40 | exact | minute"]),
    ("Two boys, aged 14 and 16, were found.", ["Two | 2..2 | exact | boy"]),
    ("Two boys, aged 14 to 16, were found.", ["Two | 2..2 | exact | boy"]),
    ("A quarter of a million trees fell.", ["A quarter of a million | 250000..250000 | exact | tree"]),
    (
        "Nine instead of the reported five paintings are missing.",
        ["Nine | 9..9 | exact | painting", "five | 5..5 | exact | painting"],
    ),
    (
        "Holt won 4,100 prizes to Berg's 3,900.",
        ["4,100 | 4100..4100 | exact | prize", "3,900 | 3900..3900 | exact | prize"],
    ),
    ("He flew 40 routes in Boeing's 737.", ["40 | 40..40 | exact | route"]),
    ("He left after six years in captivity.", ["six | 6..6 | exact | year"]),
    ("He left after six years.", []),
    (
        "Visits to the zoo rose from 3,900 to 4,100.",
        ["3,900 | 3900..3900 | exact | visit", "4,100 | 4100..4100 | exact | visit"],
    ),
    ("Jobless claims fell to 210,000 last week.", ["210,000 | 210000..210000 | exact | claim"]),
    ("A third of the trees fell.", ["A third | 0.333..0.333 | exact | tree"]),
    ("A crew of seven was saved.", ["seven | 7..7 | exact | person"]),
    ("It is three times the usual fee.", []),
    ("Cook jailed over £3m cheese fraud", ["£3m | 3e+06..3e+06 | exact | pound"]),
    ("The lake holds 80 cubic kilometres.", ["80 | 80..80 | exact | cubic kilometre"]),
]  # fmt: skip


def show(quantity: Quantity) -> str:
    """text | low..high | qualifier | noun"""
    low, high = ("" if side is None else f"{side:g}" for side in (quantity.low, quantity.high))
    return f"{quantity.text} | {low}..{high} | {quantity.qualifier} | {quantity.noun}"


def find(sentence: str, code: str, earlier: tuple[Quantity, ...] = ()) -> tuple[Quantity, ...]:
    language = load(code)
    return quantities.find(language.tokens(sentence), sentence, language, earlier)


@pytest.mark.parametrize(("sentence", "expected"), GERMAN, ids=[sentence for sentence, _ in GERMAN])
def test_german_quantities(sentence: str, expected: list[str]) -> None:
    assert [show(quantity) for quantity in find(sentence, "de")] == expected


@pytest.mark.parametrize(("sentence", "expected"), ENGLISH, ids=[sentence for sentence, _ in ENGLISH])
def test_english_quantities(sentence: str, expected: list[str]) -> None:
    assert [show(quantity) for quantity in find(sentence, "en")] == expected


def test_offsets_are_absolute_and_the_text_is_verbatim() -> None:
    text = "Vorwort. Rund 300 Boote sanken."
    language = load("de")
    (quantity,) = quantities.find(language.tokens(text, 9), text, language)
    assert (quantity.start, quantity.end) == (9, 17)
    assert text[quantity.start : quantity.end] == quantity.text == "Rund 300"


def test_a_figure_that_points_back_counts_what_the_sentence_before_counted() -> None:
    earlier = find("Im Lager leben 400 Flüchtlinge.", "de")
    assert [show(q) for q in find("Davon sind 30 krank.", "de", earlier)] == [
        "30 | 30..30 | exact | Flüchtling"
    ]


@pytest.mark.parametrize(
    ("text", "code", "noun"),
    [
        ("In der Halle standen 400 Kisten. Davon waren 30 leer.", "de", "Kiste"),
        ("In der Halle standen 400 Kisten. Von diesen sind mindestens 350 leer.", "de", "Kiste"),
        ("Zum Fest kamen 400 Gäste. Mindestens 30 froren.", "de", "Gast"),
        ("The shed held 400 crates. Of those, at least 350 are empty.", "en", "crate"),
        ("Die Stadt hat 400 Brunnen. Rund 40.000 wohnen am Rand.", "de", None),
    ],
)
def test_a_text_tells_what_the_figure_of_its_second_sentence_counts(
    text: str, code: str, noun: str | None
) -> None:
    first, second = read(text, language=code)
    assert len(first.quantities) == len(second.quantities) == 1
    assert second.quantities[0].noun == noun


@pytest.mark.parametrize(
    ("noun", "kind", "state"),
    [
        ("Toter", "person", "dead"),
        ("Verkehrstoter", "person", "dead"),
        ("Schwerverletzter", "person", "injured"),
        ("Soldat", "person", None),
        ("Fabrikarbeiterin", "person", None),
        ("Kampfpanzer", "vehicle", None),
        ("Euro", "money", None),
        ("%", "percent", None),
        ("Tag", "duration", None),
        ("Kilowattstunde", "energy", None),
        ("Gedanke", None, None),
    ],
)
def test_nouns_have_a_class_and_apart_from_it_a_state(noun: str, kind: str | None, state: str | None) -> None:
    language = load("de")
    assert (nouns.classify(language, noun), nouns.state(language, noun)) == (kind, state)


@pytest.mark.parametrize("code", ["de", "en"])
def test_odd_text_is_read_without_fault(code: str) -> None:
    for text in (
        "",
        "1",
        "...",
        "\ud800 12 \u202e",
        "1.000.000.000.000.000.000.000 9" * 50,
        "ein " * 300,
        "$ $ €5 %",
    ):
        find(text, code)
