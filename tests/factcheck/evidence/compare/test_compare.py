"""What a person sees: claim and passage in, typed differences out. One table a kind of element."""

from datetime import date

import pytest

from factcheck.evidence.compare import compare

PUBLISHED = date(2024, 1, 12)  # a Friday


def of_kind(kind, claim, passage):
    found = [e for e in compare(claim, passage, published=PUBLISHED) if e.type == kind]
    assert len(found) <= 1, found
    return found[0] if found else None


NUMBERS = [
    ("Unemployment fell to 12 percent.", "Unemployment fell to 15 percent.", "differs"),
    ("Unemployment fell to 12%.", "Unemployment fell to 12 per cent.", "agrees"),
    ("Unemployment fell to 12%.", "Unemployment fell to 12.3 percent.", "agrees"),
    ("Unemployment fell to 12.5%.", "Unemployment fell to 12.9 percent.", "differs"),
    ("About 500 people attended the rally.", "512 people attended the rally.", "agrees"),
    ("500 people attended the rally.", "512 people attended the rally.", "differs"),
    ("About 500 people attended the rally.", "The rally was attended by 700 people.", "differs"),
    ("More than 1,200 jobs were cut.", "The company cut 1,150 jobs.", "differs"),
    ("More than 1,200 jobs were cut.", "The company cut 1,350 jobs.", "agrees"),
    # An open end is borne out from near, left open from afar, and another open end is another number.
    ("More than 1,200 jobs were cut.", "The company cut 4,000 jobs.", "not mentioned"),
    ("At least 14 million people speak it.", "At least 13 million people speak it.", "differs"),
    ("Between 10 and 15 people were hurt.", "12 people were hurt.", "agrees"),
    ("The town has 5 million residents.", "The town has 5,123,456 residents.", "agrees"),
    ("The town has 5 million residents.", "The town has 7 million residents.", "differs"),
    (
        "It makes over 30 percent of the goods.",
        "Half of its millionaires live there.",
        "not mentioned",
    ),
    ("Two-thirds of voters backed the plan.", "The plan was backed by 66 percent of voters.", "agrees"),
    ("Half of the voters backed the plan.", "The plan was backed by 40 percent of the voters.", "differs"),
    ("The bridge is 5 miles long.", "The bridge is 8 kilometres long.", "agrees"),
    ("The bridge is 5 miles long.", "The bridge is 5 kilometres long.", "differs"),
    ("The project cost $4.5 million.", "The project cost $5.4 million.", "differs"),
    ("The project cost $4.5m.", "The project cost US$4.5 million.", "agrees"),
    ("Biden was the 46th president.", "Joe Biden was the 45th president.", "differs"),
    ("She is the second woman in the post.", "She is the second woman in the post.", "agrees"),
    ("The senators voted 93 to 4 for it.", "The senators agreed to it by a vote of 93 to 4.", "agrees"),
    ("The senators voted 93 to 4 for it.", "The senators passed it by 95 votes to 2.", "differs"),
    (
        "The ministry approved a sale of $500 million.",
        "It approved a sale. The cost is $300 million.",
        "differs",
    ),
    (
        "The ministry approved the sale of $500 million of command equipment.",
        "Sales go on. The notice names a cost of $300 million for the equipment.",
        "differs",
    ),
    ("They elected 7 members.", "Flight 7 was late, so they elected some members.", "not mentioned"),
    ("The company has 40 ships.", "The strike lasted for 40 hours.", "not mentioned"),
    # Another thing counted, another unit: nothing to compare.
    ("The company cut 1,200 jobs.", "The company owns 40 ships.", "not mentioned"),
    # one thing and another of its row; a change and what it led to; those who did and those who did not
    ("Her first novel was a failure.", "Her second novel was a success.", "not mentioned"),
    ("The third album was praised.", "The second album was praised.", "not mentioned"),
    ("Trucks make 3 percent of all city noise.", "City noise fell by 8 percent.", "not mentioned"),
    ("60% of the rent was not paid.", "40% of the rent was paid.", "not mentioned"),
    ("Half of the guests were singers.", "40% of the guests left.", "not mentioned"),
    ("One of the three boats sank.", "Two of the boats came home.", "not mentioned"),
    ("The film Nine Lanterns won.", "The prize went to Nine Lanterns.", "agrees"),
    ("The film Nine Lanterns won.", "The prize went to Six Lanterns.", "not mentioned"),
    ("It earned 34 million American dollars.", "It earned $ 34 million.", "agrees"),
    ("Nine in ten houses burned.", "Some 91 percent of the houses burned.", "agrees"),
    ("Unemployment fell to 12 percent.", "The office employs 300 people.", "not mentioned"),
]


@pytest.mark.parametrize(("claim", "passage", "result"), NUMBERS)
def test_numbers_are_compared_by_unit_role_and_exactness(claim, passage, result):
    assert of_kind("number", claim, passage).result == result


def test_at_least_one_is_no_number():
    assert of_kind("number", "At least one singer wrote it.", "Singers wrote it.") is None


def test_two_numbers_that_changed_places_differ():
    found = compare(
        "12 people were killed and 15 were wounded.", "15 were killed and 12 people were wounded."
    )
    assert "differs" in {e.result for e in found if e.type == "number"}


DATES = [
    ("The Senate approved it on Thursday.", "The Senate approved it on 11 January 2024.", "agrees"),
    ("The Senate approved it on Thursday.", "The Senate approved it on 12 January 2024.", "differs"),
    ("The Senate approved it on Thursday.", "The Senate approved it on Friday.", "differs"),
    ("Taiwan will vote on Saturday.", "Taiwan will vote on January 13, 2024.", "agrees"),
    ("They met in November.", "They met on November 15, 2023.", "agrees"),
    ("They met on 14 November 2023.", "They met on November 15, 2023.", "differs"),
    ("She was born in 1974.", "She was born on 18 April 1974.", "agrees"),
    ("She was born in 1974.", "She was born on 18 April 1976.", "differs"),
    ("The firm was founded in the 1990s.", "The firm was founded in 1994.", "agrees"),
    ("The war lasted from 1914 to 1918.", "The war lasted from 1914 to 1918.", "agrees"),
    ("The war lasted from 1912 to 1918.", "The war lasted from 1914 to 1918.", "differs"),
    ("Shaka was king from 1820 to 1830.", "King Shaka died on 22 September 1828.", "not mentioned"),
    ("The first medal was awarded in 1866.", "The last medal was awarded in 2014.", "not mentioned"),
    (
        "The 1975 film is based on a story.",
        "It is based on 1972 events and ran in 1976.",
        "not mentioned",
    ),
    # A lifespan in brackets tells of birth and death, a work's year of its release.
    ("Anna Lee was born in 1974.", "Anna Lee (12 May 1976 – 3 June 2011) was a painter.", "differs"),
    ("Anna Lee died in 2011.", "Anna Lee (12 May 1976 – 3 June 2011) was a painter.", "agrees"),
    ("Anna Lee was born in 1974.", "Anna Lee (born 1976) is a painter.", "differs"),
    ("Grey Harbour was released in 1979.", "Grey Harbour is a 2006 comedy film by Ben Ode.", "differs"),
    ("The F-9 Kestrel first flew on 15 July 1990.", "The F-9 first flew on 15 July 2006.", "differs"),
    # A start and an end are two dates, and another event has another date.
    ("He served until 1990.", "He served since 1980.", "not mentioned"),
    ("She was born in 1974.", "The bridge was opened in 1980.", "not mentioned"),
]


@pytest.mark.parametrize(("claim", "passage", "result"), DATES)
def test_dates_are_compared_to_the_precision_of_their_words(claim, passage, result):
    assert of_kind("date", claim, passage).result == result


NAMES = [
    ("Qaddafi resigned.", "Muammar Gaddafi resigned.", "agrees"),
    ("The film shows Steve Wozniak.", "The film shows Woz.", "agrees"),
    ("Francis blessed the crowd.", "The Pope blessed the crowd.", "not mentioned"),
    ("Zelensky spoke.", "Volodymyr Zelenskyy spoke.", "agrees"),
    ("The WHO spoke.", "The World Health Organization spoke.", "agrees"),
    ("Chinese officials spoke.", "Officials from China spoke.", "agrees"),
    ("She was born in London.", "She was born in Paris.", "differs"),
    ("She was born in France.", "She was born in Paris.", "not mentioned"),
    ("She lives in Virginia.", "She lives in West Virginia.", "differs"),
]


@pytest.mark.parametrize(("claim", "passage", "result"), NAMES)
def test_names_agree_over_aliases_and_spellings(claim, passage, result):
    assert of_kind("name", claim, passage).result == result


NEGATIONS = [
    ("Taiwan was annexed by China.", "The People's Republic of China has never governed Taiwan.", "differs"),
    (
        "Taiwan was annexed by China.",
        "Taiwan has never been part of the People's Republic of China.",
        "differs",
    ),
    ("The Senate approved it.", "It was rejected by the Senate.", "differs"),
    ("The Senate approved the bill.", "The Senate failed to pass the bill.", "differs"),
    ("No senator voted against it.", "Two senators voted against it.", "differs"),
    ("Lai is dead.", "Lai is still alive.", "differs"),
    ("Police found no evidence of fraud.", "Police found evidence of fraud.", "differs"),
    ("It is false that the company cut jobs.", "The company cut jobs.", "differs"),
    ("The company cut jobs.", "The company denied that it cut jobs.", "differs"),
    ("He was proved innocent.", "He was proved guilty.", "differs"),
    ("She does not play drums.", "She does not know how to play drums.", "agrees"),
    ("The drug is not safe.", "The drug is unsafe.", "agrees"),
    ("He was not born in India.", "He was born in 1930.", None),
    ("The islands are not part of Norway.", "The islands were part of Norway until 1814.", None),
    ("No sequels were published.", "The novel was published in 1933.", "not mentioned"),
    ("China has never ruled out force.", "China has never governed the island.", "not mentioned"),
    ("The Senate voted for it.", "Three senators did not vote for it.", None),
    ("The harbour is open.", "The harbour is open.", None),
]
# A denial somewhere in the passage is not yet one of the claim.
DENIALS_OF_SOMETHING_ELSE = [
    # another object, another thing that a name stands for
    ("The fence did not stop foxes.", "The fence stopped all deer."),
    ("Ferrolit did not keep its hold on Glassex.", "Ferrolit kept its hold on Marbex."),
    # less than all of it: oftener, so late, for so many
    ("Two dogs died.", "Dogs in the shelter did not die more often than others."),
    ("The bridge will not open before 2027.", "The bridge will open from 2027."),
    ("She was not the first woman on the board.", "She was the second woman on the board."),
    ("The shop did not sell 500 copies.", "The shop sold copies."),
    # what is only supposed, wanted, or picks out who is meant
    ("The wall fell.", "If the wall does not fall, the road will open."),
    ("The sailors who survived were rescued.", "The sailors who died had no radio."),
    ("There are ten days to save the harvest.", "After ten days the harvest can't be saved."),
    ("The road does not cross the marsh.", "No map shows that the road crosses the marsh."),
    ("The council may sell the bridge.", "The council will not sell the bridge."),
    # what is left out
    ("The mayor cannot stop the festival.", "The mayor stopped every event except the festival."),
]  # fmt: skip
DENIALS_OF_THE_SAME = [
    ("Rain brought the ferry back.", "Rain did not bring the ferry back."),
    ("The town lost no houses.", "The houses of three streets were lost to the town."),
    ("The film reached the sea without being cut.", "The film was cut before it reached the sea."),
    ("The album was based on her diary.", "The album is a record that was not based on her diary."),
    ("Ann Roe did not promote any divers.", "Ann Roe has promoted and hired various divers."),
    ("Ann Roe cannot sing.", "Ann Roe sang the lead in two operas."),
    ("Grey Bay is not a film from 1968.", "Grey Bay is a 1968 film by Ann Roe."),
    ("Its aim was not to build the harbour.", "Its aim was to plan and build the harbour."),
    ("The ship was not built by Roe Yards.", "The ship was built by Roe Shipping."),
    ("Norland annexed Sudmark in 1949.", "Norland did not annex the island in 1949."),
    ("Norland is not split into ten parts.", "The country is split into ten parts."),
    ("The mayor won the seat and sold the bridge.", "The mayor won the seat and did not sell the bridge."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "passage", "result"), NEGATIONS)
def test_what_one_text_says_and_the_other_denies_differs(claim, passage, result):
    found = of_kind("negation", claim, passage)
    assert (found.result if found else None) == result


@pytest.mark.parametrize(("claim", "passage"), DENIALS_OF_SOMETHING_ELSE)
def test_a_denial_of_something_else_is_no_difference(claim, passage):
    assert "differs" not in [e.result for e in compare(claim, passage) if e.type == "negation"]


@pytest.mark.parametrize(("claim", "passage"), DENIALS_OF_THE_SAME)
def test_a_denial_of_the_same_deed_differs_however_it_is_built(claim, passage):
    assert "differs" in [e.result for e in compare(claim, passage) if e.type == "negation"]


MODALITIES = [
    ("The company cut jobs.", "The company plans to cut jobs.", "differs"),
    ("The company will cut jobs.", "The company plans to cut jobs.", "agrees"),
    ("The drug causes fever.", "The drug may cause fever.", "differs"),
    ("The company cut jobs.", "The company cut jobs.", None),
    ("He could not read.", "He did not read.", None),
]


@pytest.mark.parametrize(("claim", "passage", "result"), MODALITIES)
def test_a_plan_or_a_possibility_is_not_a_fact(claim, passage, result):
    found = of_kind("modality", claim, passage)
    assert (found.result if found else None) == result


QUANTIFIERS = [
    ("All senators voted for it.", "Most senators voted for it.", "differs"),
    ("Some voters stayed away.", "Most voters stayed away.", "agrees"),
    ("No senators voted for it.", "All senators voted for it.", "differs"),
    ("All senators voted for it.", "The weather was fine.", "not mentioned"),
    ("Most voters backed the plan.", "66 percent of voters backed the plan.", "agrees"),
    ("Most voters backed the plan.", "Only 31 percent of voters backed the plan.", "differs"),
    ("Most voters who backed the plan left.", "31 percent of voters were students.", "not mentioned"),
    ("Most voters did not back it.", "31 percent of voters backed it.", "not mentioned"),
    ("Nearly all voters backed it.", "97 percent of voters backed it.", "agrees"),
    ("Not all voters backed it.", "Most voters backed it.", "agrees"),
]


@pytest.mark.parametrize(("claim", "passage", "result"), QUANTIFIERS)
def test_quantifiers_are_compared_for_the_same_group(claim, passage, result):
    assert of_kind("quantifier", claim, passage).result == result


@pytest.mark.parametrize(
    "claim",
    [
        "Many ships call at the port.",
        "Some ships call at the port.",
        "Both ships and boats call at the port.",
        "Ships call at the port every two weeks.",
    ],
)
def test_a_vague_share_may_be_left_unsaid(claim):
    assert of_kind("quantifier", claim, "The port is a call of ships and boats.") is None


def test_fewer_compares_and_says_nothing_of_how_many_there_are():
    assert of_kind("quantifier", "Fewer ships call at the port.", "Every ship calls at the port.") is None


SPEAKERS = [
    ("Patel said the talks failed.", "The talks failed, Vedant Patel said.", "agrees"),
    ("Patel said the talks failed.", "Miller said the talks failed.", "differs"),
    ("Patel said the talks failed.", "Miller said the weather was fine.", "not mentioned"),
]


@pytest.mark.parametrize(("claim", "passage", "result"), SPEAKERS)
def test_speakers_are_compared_over_the_same_words(claim, passage, result):
    assert of_kind("speaker", claim, passage).result == result


def test_spans_point_into_both_texts_and_the_note_says_it_in_words():
    claim, passage = "Prices rose 🌾 by 12 percent.", "In all, prices rose by 15 percent."
    found = of_kind("number", claim, passage)

    assert claim[slice(*found.claim)] == "12 percent"
    assert passage[slice(*found.evidence)] == "15 percent"
    assert found.note == "the claim says 12 percent, the passage 15 percent"


def test_what_the_passage_leaves_out_has_no_span():
    found = of_kind("number", "Prices rose by 12 percent.", "The harbour is open.")
    assert (found.result, found.evidence) == ("not mentioned", None)


@pytest.mark.parametrize("claim", ["", " ", "🌾", "?!", "12", "not", "\x00", "Thursday Thursday 1/2 1-1 $ %"])
def test_any_text_can_be_compared(claim):
    assert all(e.result in {"agrees", "differs", "not mentioned"} for e in compare(claim, claim))


def test_a_text_compared_with_itself_never_differs():
    text = (
        "On Thursday, 11 January 2024, about two-thirds of the 98 senators, but not Rand Paul, approved a "
        "resolution; none voted against it, and the White House said it may send 2 people."
    )
    assert [e for e in compare(text, text) if e.result == "differs"] == []


REPORTS = [
    ("The council closed the harbour.", "A hoax: the council closed the harbour.", "negation"),
    ("The mayor sold the bridge.", "The story that the mayor sold the bridge is fake.", "negation"),
    ("The mayor sold the bridge.", "Debunked: mayor sold bridge.", "negation"),
    ("The mayor sold the bridge.", "The mayor reportedly sold the bridge.", "modality"),
    ("The mayor sold the bridge.", "A rumour says that the mayor sold the bridge.", "modality"),
    ("The mayor sold the bridge.", "Has the mayor sold the bridge?", "modality"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "passage", "kind"), REPORTS)
def test_a_report_called_false_or_told_as_hearsay_differs(claim, passage, kind):
    assert any(e.type == kind and e.result == "differs" for e in compare(claim, passage))


@pytest.mark.parametrize(
    "passage",
    [
        "The mayor sold the bridge.",
        "The mayor sold the bridge; it was no hoax.",
        "The mayor sold the bridge and a fake painting.",
        "The mayor swims. A hoax about wheat was debunked.",
    ],
)
def test_other_falsehoods_leave_a_report_as_it_is(passage):
    notes = " ".join(e.note for e in compare("The mayor sold the bridge.", passage))
    assert "not true" not in notes and "hearsay" not in notes and "only asks" not in notes


def test_hearsay_against_hearsay_is_no_difference():
    found = compare("The mayor allegedly sold the bridge.", "The mayor reportedly sold the bridge.")
    assert not any(e.result == "differs" for e in found)
