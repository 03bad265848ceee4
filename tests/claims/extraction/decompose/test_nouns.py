"""Descriptions, titles and lists of nouns, seen through the whole walk."""

import pytest

from claims.extraction.pipeline import find_claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Eighteen-year-old defender Priya Nair scored twice in May.",
            ["Priya Nair scored twice in May", "Priya Nair is defender", "Priya Nair is eighteen years old"],
        ),
        (
            "Second-half substitute Jess Lee scored twice in May.",
            ["Jess Lee scored twice in May", "Jess Lee is second-half substitute"],
        ),
        (
            "Dunmere Foods, the maker of Harrow biscuits and Lintons tea, rejected an offer in May.",
            [
                "Dunmere Foods rejected an offer in May",
                "Dunmere Foods is the maker of Harrow biscuits and Lintons tea",
            ],
        ),
        (
            "She is survived by her son, a daughter, Catherine, and five grandchildren.",
            ["She is survived by her son, Catherine and five grandchildren", "Catherine is a daughter"],
        ),
        (
            "The six other staff, among them the caretaker, Ted Mumby, will be sacked in May.",
            [
                "The six other staff, among them Ted Mumby will be sacked in May",
                "Ted Mumby is the caretaker",
            ],
        ),
        (
            "The drug, known as Leptara, was tested in May.",
            ["The drug was tested in May", "The drug is known as Leptara"],
        ),
        (
            "The maker, based in Ohio, left in May.",
            ["The maker left in May", "The maker is based in Ohio"],
        ),
        (
            "The firm rose to 742 pence, above the 715 pence a share offered by Lundco.",
            ["The firm rose to 742 pence, above the 715 pence a share offered by Lundco"],
        ),
        (
            "Among them was Keisha Brand, a nurse who fled with her sons.",
            ["Keisha Brand is a nurse", "Keisha Brand fled with her sons"],
        ),
        (
            "Lund's party, which leads in the polls with 34 percent, wants to tax banks in May.",
            [
                "Lund's party wants to tax banks in May",
                "Lund's party leads in the polls",
                "Lund's party has 34 percent",
            ],
        ),
        (
            "Anna Lee accused the mayor of buying votes by promising a new hospital in Marlow.",
            ["Anna Lee accused the mayor of buying votes by promising a new hospital in Marlow"],
        ),
        (
            "The unions want local contracts instead of Irish ones, a 12% pay rise and the same conditions.",
            ["The unions want local contracts instead of Irish ones, a 12% pay rise and the same conditions"],
        ),
        (
            "Anna Lee has been unemployed since she left the port.",
            ["Anna Lee has been unemployed since she left the port"],
        ),
        (
            "The line carried 9 million passengers in May, up 9% from a year earlier.",
            [
                "The line carried 9 million passengers in May, up 9% from a year earlier",
                "The line carried 9 million passengers in May",
            ],
        ),
        (
            "The port fined the maker of the Leptara, the largest penalty of its kind.",
            ["The port fined the maker of the Leptara"],
        ),
        (
            "Divers found a cave with oil paint, a discovery that moves the first boats by 9 years.",
            [
                "Divers found a cave with oil paint",
                "The discovery moves the first boats by 9 years",
            ],
        ),
        (
            "Oslo recorded the most cases, 30,692, followed by Marlow with 28,147.",
            ["Oslo recorded the most cases, 30,692, followed by Marlow with 28,147"],
        ),
        (
            "The founder's heirs, three siblings who live in Oslo, sold it in May.",
            [
                "The founder's heirs sold it in May",
                "The founder's heirs are three siblings",
                "The founder's heirs live in Oslo",
            ],
        ),
        (
            "The hall was built with money from industrialist Tom Roe's fund.",
            ["The hall was built with money from Tom Roe's fund", "Tom Roe is industrialist"],
        ),
        (
            "Tom Roe represents the Southside, where both libraries are located.",
            ["Tom Roe represents the Southside", "Both libraries are located in the Southside"],
        ),
        (
            "Asked who would win, 31% named Keir Roe and 24% Anna Lee, while 9 left.",
            ["Asked who would win, 31% named Keir Roe and 24% Anna Lee"],
        ),
        (
            "They were found in Zamfara, a state that borders Kaduna.",
            ["They were found in Zamfara", "Zamfara is a state that borders Kaduna"],
        ),
        (
            "The toll rose to 3,085 on Thursday, with 4,715 injured and 341 still missing.",
            ["The toll rose to 3,085 on Thursday", "4,715 were injured", "341 still were missing"],
        ),
        (
            "The lead has shrunk to 6 points, its smallest since Anna Lee became mayor in 2022.",
            [
                "The lead has shrunk to 6 points, its smallest since Anna Lee became mayor in 2022",
                "The lead has shrunk to 6 points",
            ],
        ),
        (
            "The United States, whose aid agency has been dismantled, offered $2 million.",
            [
                "The United States offered $2 million",
                "The United States' aid agency has been dismantled",
            ],
        ),
        (
            "Eric Roe and Mike Lund, who run a shop for boats, left in May.",
            ["Eric Roe left in May", "Mike Lund left in May", "Eric Roe and Mike Lund run a shop for boats"],
        ),
        (
            "Whitlow's boyfriend, Kevin Doyle, then 19, disappeared the same night.",
            ["Whitlow's boyfriend, Kevin Doyle, disappeared the same night", "Kevin Doyle is 19 years old"],
        ),
        (
            "The union will ban imports of coffee grown on cut land, a law that was to take effect in May.",
            [
                "The union will ban imports of coffee grown on cut land",
                "The law was to take effect in May",
            ],
        ),
        (
            "Its owner, Corvin Group, which Marta Vale founded in 1999, has 300 shops.",
            [
                "Corvin Group has 300 shops",
                "Corvin Group is its owner",
                "Marta Vale founded Corvin Group in 1999",
            ],
        ),
        (
            "Lund spokeswoman Ann Lee met Houston police chief Tom Roe.",
            [
                "Ann Lee met Tom Roe",
                "Ann Lee is a Lund spokeswoman",
                "Tom Roe is Houston police chief",
            ],
        ),
        ("Ivar Roe asked for repairs 3 times.", ["Ivar Roe asked for repairs 3 times"]),
        (
            "In 2021 the court awarded most of the area to Somalia, a ruling that Nairobi rejected.",
            ["In 2021 the court awarded most of the area to Somalia", "Nairobi rejected the ruling"],
        ),
        (
            "Curt Roe, a former pitcher and one of the best analysts on the network, was fired in May.",
            [
                "Curt Roe was fired in May",
                "Curt Roe is a former pitcher",
                "Curt Roe is one of the best analysts on the network",
            ],
        ),
        (
            "The Democratic nominee, Hillary Roe, as secretary of state in 2012 put his name into the mix.",
            ["Hillary Roe put his name into the mix", "Hillary Roe is the Democratic nominee"],
        ),
        (
            "It is his job to talk to Congress, the American public and allies abroad about it.",
            ["It is his job to talk to Congress, the American public and allies abroad about it"],
        ),
        (
            "The tour has 13 further caves, of which only three have ever been entered by scientists.",
            [
                "The tour has 13 further caves",
                "Only three of 13 further caves have ever been entered by scientists",
            ],
        ),
        (
            "The party wants to cut taxes by 12 billion crowns, financed by the sale of a port.",
            ["The party wants to cut taxes by 12 billion crowns, financed by the sale of a port"],
        ),
    ],
)
def test_a_noun_is_told_with_what_is_its_own(text, claims):
    assert [c.text.rstrip(".") for c in find_claims(text).claims] == claims


def test_the_first_comma_of_a_list_of_people_says_nothing_of_the_first():
    text = "The rule stopped Ben Carson, Carly Fiorina or Mike Huckabee, who spoke in May."
    assert not [c.text for c in find_claims(text).claims if "is Carly" in c.text]


def test_a_man_in_a_list_is_not_his_wife():
    text = (
        "Those not on the list included Gov. Jack Dalrymple, his wife, Betsy, and the endorsed Republican "
        "candidate for governor, Wayne Roe."
    )
    assert not [c.text for c in find_claims(text).claims if c.text.startswith("Jack Dalrymple is")]


def test_evidence_keeps_what_it_is_evidence_of():
    said = "The committee found no evidence that Ann Lee had been paid by the firm."
    assert [c.text for c in find_claims(said).claims] == [said]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Ann Lee, the first woman to lead the bank, quit on Monday.",
            "Ann Lee is the first woman to lead the bank.",
        ),
        ("Ann Lee, once a critic of the law, now backs it.", "Ann Lee was once a critic of the law."),
    ],
)
def test_a_description_keeps_its_rank_and_its_time(text, claim):
    assert claim in [c.text for c in find_claims(text).claims]


def test_a_second_label_is_not_told_as_what_somebody_is():
    text = "The defence called the evidence flimsy and the witness a liar."
    assert "The witness is a liar." not in [c.text for c in find_claims(text).claims]


def test_a_then_mayor_was_the_mayor():
    found = find_claims("The then mayor of Leeds, Ann Roe, opened the hall.").claims
    assert "Ann Roe was the mayor of Leeds." in [c.text for c in found]


def test_a_fund_that_was_long_an_owner_was_one():
    found = find_claims("Harbor Fund, long the biggest owner of the firm, sold its stake in May.").claims
    assert "Harbor Fund was long the biggest owner of the firm." in [c.text for c in found]
