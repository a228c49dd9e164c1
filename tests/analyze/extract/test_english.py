"""Who says so in English: own sentences of the genres that agencies and papers write."""

from __future__ import annotations

import pytest

from tests.analyze.extract.revisions import read

SAID = [
    # reported clauses without „that“
    ("Rangers believe the bear had crossed the ridge.", "attributed", "Rangers"),
    ("Surveyors suspect the wall was undermined by rain.", "attributed", "Surveyors"),
    # passives, and who is quoted
    ('"The bolts were loose," one welder was quoted as saying.', "attributed", "one welder"),
    ("About 40 villagers have been told to boil their water.", "asserted", ""),
    ("Many complained that the ferry was late.", "attributed", "Many"),
    ("The levy was criticised by the hoteliers' union.", "attributed", "the hoteliers' union"),
    ("The painting is understood to have been sold in Basel.", "unverified", ""),
    ("Local media quoted herders as saying they had heard shots.", "attributed", "Local media"),
    # the source stands last, or behind an apposition
    (
        "The tunnel will need new lights, an engineering report suggested.",
        "attributed",
        "an engineering report",
    ),
    (
        "The pilot was unhurt, a local vet, Ines Moro, told the radio station.",
        "attributed",
        "a local vet, Ines Moro",
    ),
    ("The ferry left late, the operator disclosed in a filing.", "attributed", "the operator"),
    # shortened relative clauses
    ("Three people briefed on the talks said the bid had failed.", "attributed", "Three people"),
    ("A gang calling itself Grey Owl claimed responsibility for the leak.", "confirmed", "A gang"),
    # inner clauses speak for nobody
    ("The curator quit over allegations that she lied about a loan.", "asserted", ""),
    ("He left the board after he admitted the theft.", "asserted", ""),
    ("The council agreed to share the harbour with its rivals.", "asserted", ""),
    ("The firm found a way to recycle nets.", "asserted", ""),
    # what counts as saying
    ("The tribunal found that the mill had broken the law.", "attributed", "The tribunal"),
    ("Harbour master Ola Berg described the scheme as a folly.", "attributed", "Harbour master Ola Berg"),
    ("Finance chief Amy Lund attributed the fall to dear wool.", "attributed", "Finance chief Amy Lund"),
    ("The bishop refused to say when he would go.", "attributed", "The bishop"),
    ("Elections officials dismissed the complaint as baseless.", "denied", "Elections officials"),
    ("The dairy denied any wrongdoing.", "denied", "The dairy"),
    ("The bishop dismissed claims that the organ had been sold.", "denied", "The bishop"),
    ("The firm called Novex claims that its glue holds.", "attributed", "The firm"),
    ("The coroner said there was no evidence of poison.", "attributed", "The coroner"),
    ("There is no evidence of poison.", "unverified", ""),
    # an estimate that is changed, an election that is lost, and two who speak: the one behind the comma says it
    ("The brokers trimmed their forecast to 2 percent.", "attributed", "The brokers"),
    ("The mayor conceded the election on Sunday.", "asserted", ""),
    ("The mayor conceded that the pool was too deep.", "confirmed", "The mayor"),
    ("The zoo no longer expects a cub, keeper Ines Moro said.", "attributed", "keeper Ines Moro"),
    ("On Friday, the bishop, a retired diver, said the bell was cracked.", "attributed", "the bishop"),
    ("Leaked emails put the bill at 4 million pounds.", "attributed", "Leaked emails"),
    ("Analysts at Stone & Reed expect the group to sell its mills.", "attributed", "Analysts at Stone & Reed"),
    ("Jo Ade, a vet in Leith, said foxes were rare.", "attributed", "Jo Ade"),
    ("The sponsor, Woolmark, said the race would go on.", "attributed", "The sponsor"),
    ("The mill's owner, Ola Berg, apologised to its weavers.", "attributed", "The mill's owner, Ola Berg"),
    ("Campers were told to leave the valley.", "asserted", ""),
    ("Wardens found her with a broken ankle shortly after dawn.", "asserted", ""),
    ("The audit put the loss at 3 million pounds.", "attributed", "The audit"),
    ("It is believed the boat had left at night.", "unverified", ""),
    ("Mountain guides are warning of fresh slides.", "attributed", "Mountain guides"),
    ("Berg has pleaded not guilty.", "denied", "Berg"),
    ("No group has claimed responsibility for the fire.", "asserted", ""),
    ("The inquest heard that the brakes had been cut.", "attributed", "The inquest"),
    ("The Harbour Times reported that the sale was off.", "attributed", "The Harbour Times"),
    (
        '"My client will appeal," the lawyer, Nina Falk, said in an email.',
        "attributed",
        "the lawyer, Nina Falk",
    ),
    # a participle behind its noun: who had it done is not who says so
    ("A survey published in the journal Reef Letters suggests that corals heal.", "attributed", "A survey"),
    ("A memo seen by the Harbour Times shows that the dam leaked.", "attributed", "A memo"),
    ("Two divers involved in the search told the paper it was over.", "attributed", "Two divers"),
    ("Curators believe the vase, thought to be Roman, was sold in Basel.", "attributed", "Curators"),
    ("The abbot, asked to explain, said he was tired.", "attributed", "The abbot"),
    ("Brokers polled by the Harbour Times expect growth of 2 percent.", "attributed", "Brokers"),
    ("The findings, published in Reef Letters, suggest that corals heal.", "attributed", "The findings"),
    ("The abbot, elected in May, resigned on Monday.", "asserted", ""),
    ("Jurors were told that the clerk had burned the books.", "attributed", ""),
    ("Neither account could be independently confirmed.", "unverified", ""),
    ("The former abbot was accused of selling the bell.", "attributed", ""),
    ("The abbot was accused of fraud by the council.", "attributed", "the council"),
    # a verb that looks like a noun, and a body where its statement puts it
    ("The mill is to close, the Harbour Times reports.", "attributed", "the Harbour Times"),
    ("The glue lasted for years, its inventors claim.", "attributed", "its inventors"),
    ("The mill won a grant, a prize and two reports.", "asserted", ""),
    ("In a message sent on Monday it said the gates were shut.", "attributed", "it"),
    ("The sale is to go ahead, according to the same source.", "attributed", "the same source"),
    ("Norvia expects a new treaty by autumn.", "attributed", "Norvia"),
    # hedges beside the act, and what was tried
    ("The gang reportedly demanded two million dollars.", "unverified", "The gang"),
    ("The museum could not be reached for comment.", "asserted", ""),
    ("Wool prices fell by 9 per cent.", "asserted", ""),
]


@pytest.mark.parametrize(("sentence", "standing", "source"), SAID, ids=[sentence for sentence, _, _ in SAID])
def test_a_sentence_has_its_standing_and_its_source(sentence: str, standing: str, source: str) -> None:
    (mention,) = read(sentence, language="en")
    found = mention.attribution.text if mention.attribution else ""
    assert (mention.standing, bool(found)) == (standing, bool(source))
    assert found in source or source in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The lock is closed, said harbour master Ola Berg. She added that a gate had jammed.", "Ola Berg"),
        (
            "The company lost 2 boats, the company said. Few were seen by 2 percent of guests, it added.",
            "company",
        ),
        ("Harbour Clerk Amos Berg said the lock was shut. He blamed the ice.", "Amos Berg"),
        ("The clerk's office counted 600 votes, it says. Of those, 570 are valid, it says.", "office"),
        ("The council said the bridge was safe. It added that a second check would follow.", "council"),
    ],
)
def test_who_spoke_in_the_sentence_before_speaks_on(text: str, name: str) -> None:
    _, told = read(text, language="en")
    assert told.attribution
    assert told.attribution.resolved
    assert name in told.attribution.name


def test_a_pronoun_of_the_other_kind_is_left_open() -> None:
    _, told = read("The lock is closed, the council said. She added that a gate had jammed.", language="en")
    assert told.attribution
    assert not told.attribution.resolved


@pytest.mark.parametrize(
    "text",
    [
        "The company announced its results.",
        "The agency declared a state of emergency.",
        "The council declared Friday a day of thanks.",
        "The hospital admitted 20 patients.",
        "The bakery denied entry to two guests.",
        "The club welcomed 200 guests.",
        "The police issued a statement.",
    ],
)
def test_a_deed_is_not_said(text: str) -> None:
    (told,) = read(text, language="en")
    assert told.attribution is None


@pytest.mark.parametrize(
    ("title", "standing"),
    [
        ("Ex-abbot accused of selling bell", "attributed"),
        ("Drivers urged to stay off coast road", "asserted"),
        ("Storm blamed for fallen steeple", "asserted"),
    ],
)
def test_a_headline_without_its_auxiliary_has_no_speaker(title: str, standing: str) -> None:
    (told,) = read("", title=title, language="en")
    assert (told.standing, told.attribution) == (standing, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two people familiar with the sale said the mill would close.", "statement"),
        ("Two people died in the mill, the fire service said.", "quantity"),
    ],
)
def test_how_many_say_so_is_not_the_point(text: str, kind: str) -> None:
    (told,) = read(text, language="en")
    assert told.kind == kind
