"""Who says so in the middle of what is said."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [(c.text, c.speaker.name if c.speaker else None) for c in find_claims(text).claims]


def test_whom_a_quotation_tells_of_does_not_speak_it():
    assert told('Lee, Roe said, "is a liar".') == [('Lee "is a liar".', "Roe")]


def test_what_a_quotation_goes_on_to_say_belongs_to_its_verb():
    text = '"I did not know," Lee said, "that the money came from Russia."'
    assert told(text) == [("Lee did not know that the money came from Russia.", "Lee")]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Lee, prosecutors allege, gave patients insulin.", "Lee gave patients insulin."),
        ("Between 2010 and 2014, prosecutors allege, Lee hit her.", "Between 2010 and 2014 Lee hit her."),
        ("Lee, prosecutors argue, was at home that night.", "Lee was at home that night."),
    ],
)
def test_what_somebody_alleges_in_the_middle_of_it_is_theirs_alone(text, claim):
    assert (claim, "prosecutors") in told(text)
    assert "Lee, prosecutors" not in str(told(text))


def test_a_survey_published_on_a_day_is_the_source_and_not_the_news():
    text = "Half of all doctors plan to leave within five years, according to a survey published on Thursday."
    assert told(text) == [
        ("Half of all doctors plan to leave within five years.", "a survey published on Thursday")
    ]


def test_a_condition_said_before_the_speaker_stays_with_what_would_be():
    text = 'Had it happened at lunch, Paul Shaw said, "we would be planning funerals".'
    assert [t for t, _ in told(text)] == ["Had it happened at lunch we would be planning funerals."]
