"""Clauses whose verb or noun the parser took for another's."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [(c.text, c.speaker.name if c.speaker else None) for c in find_claims(text).claims]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "In a video on Thursday, Donald Trump speculated that the men detained could be part of a group.",
            ("The men detained could be part of a group.", "Donald Trump"),
        ),
        (
            "Officials hope the technology developed in Israel can aid efforts on the border.",
            ("The technology developed in Israel can aid efforts on the border.", "Officials"),
        ),
    ],
)
def test_a_participle_of_the_subject_is_not_what_is_told_of_it(text, claim):
    assert claim in told(text)


def test_a_whose_behind_a_comma_is_of_the_noun_in_front_of_it():
    text = (
        "Diplomats said the agreement came after months of mediation by Ethiopia, whose prime minister met "
        "both presidents in Addis Ababa in February."
    )
    assert ("Ethiopia's prime minister met both presidents in Addis Ababa in February.", "Diplomats") in told(
        text
    )


def test_who_said_so_behind_a_participle_is_the_speaker_of_all():
    text = (
        "A painting of a pig found in a cave is at least 52,000 years old, making it the oldest known "
        "picture of an animal, researchers reported on Wednesday in the journal Science Letters."
    )
    found = told(text)
    assert ("A painting of a pig found in a cave is at least 52,000 years old.", "researchers") in found
    assert all(speaker == "researchers" for _, speaker in found)


def test_a_candidate_for_an_office_does_not_hold_it():
    found = [t for t, _ in told("The Republican candidate for governor, Wayne Stenehjem, won in May.")]
    assert "Wayne Stenehjem is the Republican candidate for governor." in found
    assert "Wayne Stenehjem is governor." not in found


def test_an_office_behind_as_is_no_second_subject():
    said = "The appointment of Ann Lee as judge was rejected by the Senate on Tuesday."
    assert [t for t, _ in told(said)] == [said]


def test_who_corrects_a_toll_later_does_so_himself():
    found = told("Police initially said that five people had died but later put the toll at three.")
    assert ("Police later put the toll at three.", None) in found


def test_what_somebody_is_thought_to_be_is_told_of_the_verb_behind_it():
    assert told("The ship, thought to have sunk in 1912, was found in May.") == [
        ("The ship was found in May.", None),
        ("The ship was thought to have sunk in 1912.", None),
    ]


def test_a_rank_between_commas_is_not_what_the_player_did():
    assert ("Lee was ranked 41st.", None) in told(
        "Lee, ranked 41st, saved two match points in the final set."
    )


def test_a_verb_that_opens_its_sentence_has_nothing_in_front():
    assert find_claims("Said the man, walked away, never came back.").sentences
