"""Who a claim is credited to, and what is told where no part of a sentence stands alone."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [(c.text, c.speaker.name if c.speaker else None) for c in find_claims(text).claims]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Donald Trump lost. Mr. Trump and Senator Bernie Sanders have argued that the port lost 300 "
            "jobs.",
            "Donald Trump and Bernie Sanders",
        ),
        ("Ann Lee and the union said that the port lost 300 jobs.", "Ann Lee and the union"),
        ("The mayor and founder of the fund, Ann Lee, said the port lost 300 jobs.", "Ann Lee"),
        ("Ann Lee, the mayor, and her deputy, Tom Roe, said the port lost 300 jobs.", "Ann Lee"),
    ],
)
def test_several_who_say_one_thing_are_named_together(text, speaker):
    assert ("The port lost 300 jobs.", speaker) in told(text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "“This is a catastrophic outcome for the Trump campaign in Ohio,” said Jason Miller, a senior "
            "adviser to Cruz.",
            ("This is a catastrophic outcome for the Trump campaign in Ohio.", "Jason Miller"),
        ),
        (
            "“I was thinking about the airport at 6-4 down,” said Lena Keller, who had never beaten a "
            "top-five player.",
            ("Lena Keller was thinking about the airport at 6-4 down.", "Lena Keller"),
        ),
        (
            "The campaign said in a statement: ''Neither of these emails involves the work of the port. ",
            ("Neither of these emails involves the work of the port.", "The campaign"),
        ),
    ],
)
def test_a_quotation_is_told_as_its_speakers_and_not_with_who_says_it(text, claim):
    found = told(text)
    assert claim in found
    assert not [t for t, _ in found if " said " in t]


@pytest.mark.parametrize(
    "text",
    [
        "Of 18 economists polled in May, 14 had predicted an increase of a quarter point.",
        "That said, a loss to Bernie Sanders in this state would hurt 9 campaigns.",
    ],
)
def test_a_figure_and_a_that_say_nothing(text):
    assert [speaker for _, speaker in told(text) if speaker] == []


def test_what_the_article_says_by_the_way_of_a_threat_is_not_the_threat():
    found = find_claims("Ann Lee threatened to sue the paper, which then apologised.").claims
    assert [(c.text, c.speaker) for c in found][1:] == [("The paper then apologised.", None)]


def test_a_referendum_that_is_called_and_a_search_called_off_are_nobodys_words():
    text = (
        "If it fails, Dana Cole could call a referendum. The guard, which called off its search, left Oslo."
    )
    assert [c.speaker for c in find_claims(text).claims] == [None] * 3


def test_what_was_written_is_told_of_no_one_who_saw_it():
    found = find_claims('A pilot saw the word "HELP", which the men had written in the sand.').claims
    assert [c.speaker for c in found if "written" in c.text] == [None]


def test_pronouns_of_a_quotation_are_explained_in_brackets():
    found = find_claims('Tom Lee resigned on Monday. "He is hiding," said Mark Hill, whose son died.').claims
    assert '"[Tom Lee] is hiding," said Mark Hill, whose son died.' in [c.text for c in found]


def test_reports_that_are_called_wrong_are_a_claim_and_no_opinion():
    found = find_claims("Earlier reports that the woman had died were wrong, police say.").claims
    assert [(c.text, c.speaker.name) for c in found] == [
        ("Earlier reports that the woman had died were wrong.", "police")
    ]


def test_who_called_at_a_house_to_see_somebody_named_nothing():
    found = find_claims("Tom Lee had called at the White House to see Jon Finer on Monday.").claims
    assert [c.speaker for c in found] == [None]


def test_a_name_that_begins_small_stays_so():
    assert "iPhone sales fell by a third." in [
        c.text for c in find_claims("iPhone sales fell by a third.").claims
    ]


def test_who_insists_otherwise_is_not_told_by_whom_it_is_set_against():
    text = "Shares slid after the firm said sales fell, though chief executive Dana Fox insisted they rose."
    assert ("Dana Fox is chief executive.", None) in [
        (c.text, c.speaker.name if c.speaker else None) for c in find_claims(text).claims
    ]
