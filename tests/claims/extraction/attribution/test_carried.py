"""Speakers across sentences, seen through the whole walk."""

import pytest

from claims.extraction.pipeline import find_claims


def speakers(text):
    return {c.text: c.speaker.name if c.speaker else None for c in find_claims(text).claims}


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge failed in May. It cost 4 million dollars,” Anna Lee said.",
        "“The bridge failed in May,” Anna Lee said. “It cost 4 million dollars.”",
        "“The bridge failed in May,” Anna Lee said.\n\n“It cost 4 million dollars.”",
        "Anna Lee said: “The bridge failed in May. It cost 4 million dollars.”",
        "''The bridge failed in May,'' Anna Lee said. ''It cost 4 million dollars.''",
        "“It failed. It cost 4 million dollars. Most people know that I fixed it,” Anna Lee said.",
        "“If Tom Roe thinks that it failed, he is wrong,” Anna Lee said. “It cost 4 million dollars.”",
        "ANNA LEE: It cost 4 million dollars.\nTOM ROE: The bridge failed in May.\nANNA LEE: The "
        "town has 9 bridges.",
        "The town met.\n\nAnna Lee continued:\n\nIt cost 4 million dollars.",
        '"LEE: It cost 4 million dollars.\n\n"ROE: It failed in May.\n\n"LEE: The town has 9 bridges.',
    ],
)
def test_a_quoted_sentence_keeps_its_speaker(text):
    found = {text: name for text, name in speakers(text).items() if "4 million" in text}
    assert [name.title() for name in found.values()] in (["Anna Lee"], ["Lee"])


def test_a_speaker_is_named_without_the_clause_about_them():
    found = speakers("“I sold 9 boats,” said Ardenquist, who left the port in May.")
    assert found["Ardenquist sold 9 boats."] == "Ardenquist"


def test_a_quotation_that_nobody_claims_has_an_unknown_speaker():
    found = speakers("The town met.\n\n“The bridge failed in May.”\n\nThe county paid 9 million dollars.")
    assert found["The bridge failed in May."] == "unknown speaker"
    assert found["The county paid 9 million dollars."] is None


def test_headings_with_a_colon_make_no_transcript():
    paragraphs = [f"The town built bridge number {n} in May." for n in range(30)]
    text = "\n".join(["Anna Lee: No More Bridges", *paragraphs, "Related: Boats", "Roads: A New Plan"])
    assert {name for told, name in speakers(text).items() if "number" in told} == {None}


def test_the_country_is_not_taken_for_the_pronoun_us():
    found = speakers("US officials have said that they closed 3 bridges in May.")
    assert found == {"US officials closed 3 bridges in May.": "US officials"}


def test_what_somebody_tells_of_another_speaker_is_theirs():
    text = "Anna Lee said that Tom Roe denied that the bridge had failed. Jim Lund said that it was open."
    named = [a.source for a in find_claims(text).attributions if a.source]
    assert [text[start:end] for start, end in named] == ["Anna Lee", "Jim Lund"]


def test_what_was_denied_is_told_as_a_denial():
    assert list(speakers("Anna Lee denied that the bridge had failed in May.")) == [
        "Anna Lee denied that the bridge had failed in May."
    ]


def test_who_speaks_next_is_no_claim():
    assert list(speakers("Anna Lee said:\n\n“The bridge failed in May.”")) == ["The bridge failed in May."]


POLL = "Anna Lee leads with 41 percent, according to a Riverside University poll of voters, released Monday."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{POLL} Tom Roe trails Jim Lund in the city.", "Tom Roe trails Jim Lund in the city."),
        (f"{POLL}\n\nAmong women, 52 percent prefer Tom Roe.", "Among women, 52 percent prefer Tom Roe."),
        (
            f"{POLL}\n\n“I like her,” Jim Lund said.\n\nSix in 10 said they had no opinion of Tom Roe.",
            "Six in 10 said they had no opinion of Tom Roe.",
        ),
        (
            f"{POLL} It came a day after a Milltown poll showed a tie. Tom Roe has the support of 9 percent.",
            "Tom Roe has the support of 9 percent.",
        ),
    ],
)
def test_figures_that_follow_a_poll_are_its_own(text, told):
    assert speakers(text)[told] == "a Riverside University poll of voters"


@pytest.mark.parametrize(
    "text",
    [
        "Unemployment fell to 5 percent in May.",
        "The margin of error is 3 percentage points.",
        "In 2012, Tom Roe won 60 percent of the voters.",
        "The board met in May.",
    ],
)
def test_what_a_poll_did_not_ask_is_not_credited_to_it(text):
    assert speakers(f"{POLL} {text}")[text] is None


def test_what_somebody_wants_to_be_done_is_no_fact():
    text = "Kalonzo Roe demanded in May that the president step down and elections be held within 90 days."
    assert [(c.text, c.speaker) for c in find_claims(text).claims] == [(text, None)]


def test_a_quotation_that_ends_its_sentence_keeps_one_full_stop():
    text = 'Anna Lee called the ruling "a major victory for children and parents."'
    assert [c.text for c in find_claims(text).claims] == [text]


def test_a_quotation_that_the_parse_hung_on_the_name_has_its_speaker():
    text = (
        "\"Measles is back, and it's a wake-up call,\" Hans Roe, the agency's director for Europe, said in a "
        'statement. "Without vaccines, there is no health."'
    )
    assert {c.speaker.name for c in find_claims(text).claims if c.speaker} == {"Hans Roe"}


def test_what_not_everyone_agrees_with_is_not_theirs():
    text = "Not everyone agrees: the art historian John Gash has suggested in May that it is a copy."
    assert "everyone" not in str([c.speaker for c in find_claims(text).claims])


LETTERS = (
    "LETTERS.\n\nTom Roe sold 9 boats in May. He closed a dock in June 2010.\n\nAnn Lee.\n\nBergen.\n\n"
    "I bought 4 boats in May. Roe sank a ship in 2011.\n\nKarl Moss.\n\nThe port opened in 2012."
)


def test_a_letter_is_told_by_whose_name_stands_under_it():
    assert speakers(LETTERS) == {
        "Tom Roe sold 9 boats in May.": "Ann Lee",
        "Tom Roe closed a dock in June 2010.": "Ann Lee",
        "Karl Moss bought 4 boats in May.": "Karl Moss",
        "Tom Roe sank a ship in 2011.": "Karl Moss",
        "The port opened in 2012.": None,
    }


def test_a_name_alone_signs_nothing_outside_a_letters_page():
    assert set(speakers(LETTERS.removeprefix("LETTERS.\n\n")).values()) == {None}


def test_who_said_it_behind_several_sentences_is_looked_for_in_front_of_the_quotation():
    text = (
        "Anna Lee met Karl Moss in May 2010.\n\n“The port sold 9 boats. The dock closed in June. "
        "I left in July. I came back in 2012. I bought 4 ships in 2013,” she said."
    )
    assert {name for told, name in speakers(text).items() if "met" not in told} == {"Anna Lee"}


def test_who_told_whom_behind_the_content_is_its_speaker():
    text = "DNA from a tooth was matched by a lab in Texas, Paul Roe told a news conference in Oslo."
    assert [(c.text, c.speaker.name) for c in find_claims(text).claims if c.speaker] == [
        ("DNA from a tooth was matched by a lab in Texas.", "Paul Roe")
    ]


def test_that_somebody_told_somebody_is_no_claim():
    text = "Lars Roe told reporters on a conference call that the firm had lost 9 ships."
    assert [c.text for c in find_claims(text).claims] == ["The firm had lost 9 ships."]


def test_who_hits_back_says_what_follows():
    found = find_claims(
        "Ann Lee left. Labour’s Jo Field hit back: “The unions would blame him for the rain.”"
    ).claims
    assert ("The unions would blame him for the rain.", "Jo Field") in [
        (c.text, c.speaker.name) for c in found if c.speaker
    ]
