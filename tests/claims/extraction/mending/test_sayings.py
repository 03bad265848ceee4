"""Verbs of saying that look as if they had another subject, or none."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [(c.text, c.speaker.name if c.speaker else None) for c in find_claims(text).claims]


@pytest.mark.parametrize("speaker", ["the regional governor, Joe Mwale", "Joe Mwale, the regional governor"])
def test_who_is_described_between_commas_in_front_of_said_is_who_said_it(speaker):
    text = f"Rescuers had pulled 187 survivors from the water by nightfall, {speaker}, said."
    assert told(text) == [
        ("Rescuers had pulled 187 survivors from the water by nightfall.", "Joe Mwale"),
        ("Joe Mwale is the regional governor.", None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The island will send 200 troops to the Baltic state of Lenia, Defense Secretary Carl Hoyt said "
            "on Wednesday, days after drones violated its airspace.",
            ("The island will send 200 troops to the Baltic state of Lenia.", "Carl Hoyt"),
        ),
        (
            "China's exports rose 8.1 percent in September, customs data showed on Monday, beating forecasts "
            "of a 6 percent rise.",
            ("China's exports beat forecasts of a 6 percent rise.", "customs data"),
        ),
        (
            "A bomb exploded at a market, officials said, killing 12 people.",
            ("A bomb exploding at a market killed 12 people.", "officials"),
        ),
    ],
)
def test_what_stands_around_a_saying_is_not_what_the_speaker_did(text, expected):
    assert expected in told(text)


def test_a_firm_that_the_content_is_about_is_who_it_said_means():
    text = (
        "Carmaker Oriel will cut 4,200 jobs and close its plant in Essing as it struggles with competition "
        "from Chinese rivals, it said on Thursday."
    )
    assert {speaker for _, speaker in told(text)} == {"Carmaker Oriel"}


def test_what_stands_in_front_of_a_semicolon_is_not_said_behind_it():
    text = (
        "The union said it feared that up to 900 jobs would go; Lundco said it had no plans to close any "
        "site and would keep its 9 shops."
    )
    assert told(text) == [
        ("Up to 900 jobs would go.", "the union"),
        ("Lundco had no plans to close any site.", "Lundco"),
        ("Lundco would keep its 9 shops.", "Lundco"),
    ]


def test_whoever_is_named_behind_a_quotation_of_two_clauses_said_it():
    text = (
        '"We have listened to our 900 members, and none has urged the board to sell," the union\'s '
        "chairwoman, Anna Lee, said in a letter."
    )
    assert {speaker for claim, speaker in told(text) if "chairwoman" not in claim} == {"Anna Lee"}


def test_a_name_behind_said_is_not_what_the_next_clause_is_about():
    text = (
        "Twelve of the train's 52 wagons left the tracks at 4 a.m., said Laurent Cassel, a spokesman for the "
        "rail operator, and three of them caught fire."
    )
    assert ("Three of them caught fire.", "Laurent Cassel") in told(text)
    assert ("Twelve of the train's 52 wagons left the tracks at 4 a.m.", "Laurent Cassel") in told(text)


def test_whose_saying_it_is_has_a_name():
    text = "The band beat Low Tide, whose drummer had predicted on social media that she would win nothing."
    assert {speaker for _, speaker in told(text)} == {None, "Low Tide's drummer"}


def test_a_participle_behind_what_was_rejected_is_no_saying():
    text = (
        "Norway's parliament rejected by a single vote on Thursday a proposal to open a new Arctic area "
        "to oil drilling, dealing a blow to the Labour government of Prime Minister Jonas Lie and delighting "
        'environmental groups, which had called the plan "a climate bomb".'
    )
    assert {speaker for _, speaker in told(text)} == {None}


def test_what_two_want_behind_a_semicolon_is_not_all_that_is_told():
    text = "Six of the nine members voted for the increase; two, Lena Roe and Omar Lund, wanted a full point."
    assert [claim for claim, _ in told(text)] == [
        "Two, Lena Roe and Omar Lund, wanted a full point.",
        "Six of the nine members voted for the increase.",
    ]


def test_what_an_announcement_does_is_not_what_is_announced():
    text = "A pill cut the risk of death by 28 percent, its maker said in May, lifting shares to 9 pounds."
    assert [claim for claim, _ in told(text)] == ["A pill cut the risk of death by 28 percent."]


def test_a_verb_of_saying_read_as_a_noun_has_its_speaker():
    text = "Exporters in the region estimate that a third of this year's crop has been lost."
    assert told(text) == [("A third of this year's crop has been lost.", "Exporters in the region")]


def test_what_somebody_insisted_on_behind_but_is_told_of_nobody_else():
    text = "Lucy Bardwell apologised for the delays, blaming thin staff, but insisted things were improving."
    assert all(not claim.startswith("Insisted") for claim, _ in told(text))
    assert ("Lucy Bardwell apologised for the delays.", None) in told(text)


def test_what_somebody_claims_is_not_whom_it_is_about():
    text = "That is disputed by Imran Sadiq, who claims many victims have simply given up reporting it."
    assert told(text) == [("Many victims have simply given up reporting it.", "Imran Sadiq")]


def test_who_speaks_behind_a_year_is_no_year():
    text = '"We are buying horses and we have no riders," the general who ran it until 2022 said on air.'
    assert {speaker for _, speaker in told(text)} - {None} == {"the general who ran it until 2022"}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Lee, who Roe says stole the money, left the country.", "Roe says Lee stole the money."),
        ("Lee, who police say fired first, was shot dead.", "Police say Lee fired first."),
    ],
)
def test_what_somebody_says_of_a_person_by_the_way_is_not_told_as_a_fact(text, claim):
    assert claim in [text for text, _ in told(text)]
    assert not [text for text, _ in told(text) if text.startswith(("Lee stole", "Lee fired"))]
