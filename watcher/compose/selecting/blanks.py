"""Blanks: words that say nothing of what a sentence is about, however rare they are in a topic.

Two statements are not alike because both say „mittlerweile“, and are no news because of an added „spektakulär“.
What doubts, repeats or counts is read elsewhere (standing, kinship, figures), so its words are blank here.
"""

from __future__ import annotations

_LINKS = """
    allerdings aufgrund bereits bislang bisher daraufhin darunter dabei daher dafür damit dennoch derzeit
    derweil deshalb deswegen dieser dieses diesen diesem doch eigentlich einmal endlich erneut erst erste
    ersten erster erstmals frühere früheren früherer gegenüber gemeinsam genannt gerade gestern gleichzeitig
    heute hierzu insgesamt inzwischen jedoch jetzt künftig lange längst letzte letzten mehr mindestens
    mittlerweile nachdem nun obwohl offenbar schon seitdem sodass sogar sondern später trotzdem unterdessen
    vielerorts vorerst während weiterhin wegen wieder worden zufolge zudem zuletzt zunächst zuvor zwischen
    already another because before between during finally further however meanwhile recently since their
    there these those through today where which while without yesterday
"""
_MANNER = """
    aktuell aktuelle aktuellen akut akute besonders beispiellos dramatisch dramatische dramatischen dringend
    erheblich erhebliche erheblichen extrem gewaltig gewaltige gewaltigen größer größere größten großer
    großes großen große groß heftig heftige heftigen historisch historische historischen jüngst jüngste
    jüngsten klar komplett kurz massiv massive massiven mega neu neue neuem neuen neuer neues schlimm
    schlimme schlimmen schrecklich schreckliche spektakulär spektakuläre spektakulären spektakulärer
    tragisch tragische tragischen verheerend verheerende verheerenden verheerender weiter weitere weiteren
    weiterer welch zahlreich zahlreiche zahlreichen zahlreicher big dramatic huge major massive new severe
    spectacular tragic
"""
_AMOUNTS = """
    dutzend dutzende dutzenden einige einigen einzelne einzelnen hunderte hunderten hundert mehrere mehreren
    tausend tausende tausenden viel viele vielen weniger wenige wenigen zehntausende zehntausenden dozens
    hundreds several thousands
"""
_VERBS = """
    befinden befindet bleiben bleibt blieb brachte brachten bringen bringt fallen finden findet führen führt
    führte führten geben gebracht geführt gegangen gegeben gehen gehören gekommen gelten gemacht genommen
    geraten gesorgt geworden gibt habe haben halten hatte hatten komme kommen kommt konnte konnten könne
    können könnte könnten lassen liegen machen machte machten müssen nehmen scheinen sein sollen sollte
    sollten sorgen sorgt sorgte sorgten stehen stellen wären werden wollen wollte wollten wurde wurden würde
    würden become being brought caused comes could getting having leads makes should takes would
"""
# Who deals with whatever happens and tells of it; in a short line such a word would outweigh the deed.
_OFFICES = """
    angaben beamte beamten behörde behörden bericht berichte berichten ermittler ermittlern experte experten
    leute medienbericht medienberichten mensch menschen person personen polizei sprecher sprecherin
    authorities expert experts investigator investigators officials police report reports spokesman spokeswoman
"""
BLANK = frozenset(
    " ".join((_LINKS, _MANNER, _AMOUNTS, _OFFICES, _VERBS)).split()
)  # words, and terms of propositions


def is_blank(word: str) -> bool:
    return word.casefold() in BLANK
