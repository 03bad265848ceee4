"""Verbs in a row, each told of whoever did it."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [(c.text, c.speaker.name if c.speaker else None) for c in find_claims(text).claims]


def test_what_was_done_with_somebody_was_done_to_them_as_well():
    text = "Dimitar Vasev was detained last year and handed over to Bulgaria in June."
    assert ("Dimitar Vasev was handed over to Bulgaria in June.", None) in told(text)


def test_what_somebody_did_beside_what_was_done_to_them_is_theirs():
    text = "Dimitar Vasev was freed last year and moved on to Bulgaria in June."
    assert "was moved on" not in " ".join(t for t, _ in told(text))


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Thomas Wiegold noted that troop strength already lags the target of 170,000 and asked whether "
            "the minister could reach that level.",
            "Thomas Wiegold asked whether the minister could reach that level.",
        ),
        (
            "The campaign acknowledged that the candidate has delivered paid speeches since May but declined "
            "to list the fees earned.",
            "The campaign declined to list the fees earned.",
        ),
    ],
)
def test_a_past_saying_is_no_fellow_of_a_present_that_is_told(text, claim):
    assert claim in [t for t, _ in told(text)]


def test_what_is_told_in_one_tense_stays_with_who_did_it():
    text = "The campaign said that the candidate gave speeches in May and declined to list the fees earned."
    assert ("The candidate declined to list the fees earned.", "The campaign") in told(text)


def test_who_declines_to_say_more_is_who_spoke():
    found = told("The minister noted that exports had fallen and declined to say why.")
    assert ("The minister declined to say why.", None) in found
    assert not [text for text, _ in found if text.startswith("Exports")]


def test_what_would_have_been_produced_was_not():
    found = [
        t for t, _ in told("The plant would have cost 9 billion crowns and produced a tenth of the power.")
    ]
    assert "The plant would have produced a tenth of the power." in found
