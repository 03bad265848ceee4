"""What a clause tells, and what it must not be cut to."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [c.text for c in find_claims(text).claims]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "In 2017 a walkout at the same mine lasted 44 days.",
            "In 2017 a walkout at the same mine lasted 44 days.",
        ),
        (
            "Anna Lee warned that none of these was, at this point, more than a question.",
            "None of these was, at this point, more than a question.",
        ),
        ("Nor was it ever proved whose knife it was.", "Nor was it ever proved whose knife it was."),
        (
            "Mortgage defaults doubled in May to 2,140, the highest number since records began in 1994.",
            "Mortgage defaults doubled in May to 2,140, the highest number since records began in 1994.",
        ),
        (
            "The bank has moved from a focus on rates to one that rests on trade.",
            "The bank has moved from a focus on rates to one that rests on trade.",
        ),
        (
            'The crowd accused him of "looking away while families lose their homes".',
            'The crowd accused him of "looking away while families lose their homes".',
        ),
        (
            "Republicans who agree that the prison should be closed were irritated about the lack of detail.",
            "Republicans who agree that the prison should be closed were irritated about the lack of detail.",
        ),
    ],
)
def test_what_it_can_not_do_without_stays(text, claim):
    assert told(text) == [claim]


def test_what_is_done_instead_is_not_denied():
    text = "The White House would not close the prison, but rather move its inmates to Kansas in May."
    assert "The White House would move its inmates to Kansas in May." in told(text)


def test_that_another_did_so_is_no_claim_of_its_own():
    text = "In Oslo on Monday, as Democrats poured into the city, so did an army of 300 traders."
    assert not [claim for claim in told(text) if "did an army" in claim and " so did" not in claim]


def test_a_hyphen_sets_no_comparison_apart():
    text = (
        "Kenya agreed on Monday to reopen its border in stages, more than a decade after it was closed "
        "because of attacks by the Islamist group al-Shabaab."
    )
    assert "Kenya agreed on Monday to reopen its border in stages." in told(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "The other ship met the guard, and a fight broke out in which six men, sailors, were killed.",
            "other were",
        ),
        ("Three others await trial and one, Martín Quispe of Tacna, is a fugitive.", "others is"),
        (
            "Nor, at first, did the rivals: Anna Worku has been tested 31 times in 18 months.",
            "did the rivals",
        ),
    ],
)
def test_a_verb_is_not_lent_to_what_it_does_not_agree_with(text, wrong):
    assert not any(wrong in claim for claim in told(text))


@pytest.mark.parametrize(
    "text", ["It did not.", "The talks were not.", "Asked if she would return to the sea, Anna Lee answered:"]
)
def test_what_is_said_in_another_sentence_is_told_of_nobody(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "said",
    [
        "It was reported that the mine had closed in May.",
        "As a child, Ann Roe was told that her father had died in the war.",
        "The day after Lee was arrested, the bank closed.",
        "Three days after the vote, Roe conceded.",
    ],
)
def test_a_sentence_stays_whole_where_its_clause_is_not_vouched_for_or_says_when(said):
    assert told(said) == [said]


def test_what_one_says_that_another_said_is_told_as_the_words_of_the_first():
    claims = find_claims("Officials said Ann Lee claimed the vote was rigged.").claims
    assert [(c.text, c.speaker.name) for c in claims] == [
        ("Ann Lee claimed the vote was rigged.", "Officials")
    ]


def test_deeds_joined_by_not_only_are_told_without_it():
    assert told("The firm not only lied to investors but also destroyed records.") == [
        "The firm lied to investors.",
        "The firm also destroyed records.",
    ]


def test_verbs_that_share_what_they_say_are_told_together():
    said = "Ann Roe is not, and never has been, a member of the party."
    assert told(said) == [said]


def test_what_a_speaker_says_that_another_says_is_told_as_the_speakers_word():
    text = '"Lee is well," said his lawyer, Anne Duval. "He has always said that the money was lost in 2010."'
    told_by = [(c.text, c.speaker.name) for c in find_claims(text).claims if c.speaker]
    assert ("Lee has always said that the money was lost in 2010.", "Anne Duval") in told_by


def test_what_was_done_so_keeps_its_so():
    said = "No player had done so in a final since 2008."
    assert told(said) == [said]


@pytest.mark.parametrize(
    "said",
    [
        "Aron Weiss changed his mind last year after gas prices tripled.",
        "Four months later Paul Moreau admitted it and resigned.",
        "Kenji Ota suggested that makers add a substance that algae hate.",
    ],
)
def test_what_would_be_too_short_alone_or_is_only_suggested_stays(said):
    assert told(said) == [said]


def test_what_stands_behind_a_colon_is_told_without_what_stands_before():
    text = "That is wrong, too: car theft and fraud are both up."
    assert told(text) == ["Car theft and fraud are both up."]


def test_a_nor_in_front_of_a_copula_is_kept():
    said = "Nor is it clear that companies are profiteering."
    assert told(said) == [said]
