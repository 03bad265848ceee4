from datetime import date

import pytest

from factcheck.evidence.contradictions import Statement, find, find_between

FRIDAY = date(2024, 5, 10)


def statements(*texts: str, sentences: tuple[str, ...] = (), speakers: tuple[str, ...] = ()):
    """One sentence each unless `sentences` says otherwise."""
    return [
        Statement(
            key=key,
            text=text,
            sentence=sentences[key] if sentences else str(key),
            speaker=speakers[key] if speakers else "",
            published=FRIDAY,
        )
        for key, text in enumerate(texts)
    ]


def words(texts, found):
    return [(texts[one.one][slice(*one.one_span)], texts[one.other][slice(*one.other_span)]) for one in found]


@pytest.mark.parametrize(
    ("one", "other", "kind", "expected"),
    [
        (
            "The fire in Porto killed 12 people.",
            "The fire in Porto killed 15 people.",
            "number",
            ("12", "15"),
        ),
        (
            "Parliament approved the dam on Monday.",
            "Parliament approved the dam on Wednesday.",
            "date",
            ("Monday", "Wednesday"),
        ),
        (
            "The bridge in Lisbon was closed in 2019.",
            "Drivers remember the closure of the bridge in Lisbon in 2021.",
            "date",
            ("2019", "2021"),
        ),
        (
            "The ministry has approved the dam in Norland.",
            "The ministry has not approved the dam in Norland.",
            "negation",
            ("has approved", "has not approved"),
        ),
    ],
)
def test_one_subject_and_another_number_date_or_a_denial_is_found_with_both_spans(one, other, kind, expected):
    texts = [one, other]
    [found] = find(statements(*texts))
    assert found.kind == kind
    assert words(texts, [found]) == [expected]


def test_a_date_that_follows_from_two_claims_of_one_sentence_is_set_against_the_rest():
    texts = [
        "Ada Bern will meet the envoy on the day of Norland’s elections.",
        "Ada Bern will meet the envoy in Port City on Friday.",
        "Norland will vote on Saturday.",
    ]
    [found] = find(statements(*texts, sentences=("first", "first", "second")))
    assert (found.one, found.other, found.kind) == (2, 0, "date")
    assert words(texts, [found]) == [("Saturday", "the day of Norland’s elections")]
    assert "11 May 2024" in found.note
    assert "10 May 2024" in found.note


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The fire in Porto killed 12 people.", "The fire in Porto killed twelve people."),
        ("The fire in Porto killed 12 people.", "The fire in Braga killed 15 people."),
        ("The fire in Porto killed 12 people.", "The fire in Porto injured 15 people."),
        ("The first half ended with no goal.", "The second half ended with two goals."),
        ("Ada Bern met the envoy on Monday.", "Ada Bern met the chancellor on Tuesday."),
        ("Ada Bern said on Monday that it rained.", "Ada Bern said on Tuesday that it snowed."),
        ("Norland voted in 2019.", "Norland voted in May 2019."),
        ("The council may close the port of Norland.", "The council will repair the port of Norland."),
    ],
)
def test_what_may_well_be_true_together_is_not_flagged(one, other):
    assert find(statements(one, other)) == []


def test_two_speakers_may_disagree():
    texts = ("The fire in Porto killed 12 people.", "The fire in Porto killed 15 people.")
    assert find(statements(*texts, speakers=("the police", "the mayor"))) == []
    assert len(find(statements(*texts, speakers=("the police", "")))) == 1


def test_claims_of_one_sentence_are_parts_of_one_statement():
    texts = ("The fire in Porto killed 12 people.", "The fire in Porto killed 15 people.")
    assert find(statements(*texts, sentences=("same", "same"))) == []


def test_between_two_texts_only_pairs_of_both_are_found():
    ours = statements("The fire in Porto killed 12 people.")
    theirs = [
        Statement(10, "The fire in Porto killed 15 people.", "other"),
        Statement(11, "The fire in Porto killed 17 people.", "another"),
    ]
    assert [(one.one, one.other) for one in find_between(ours, theirs)] == [(0, 10), (0, 11)]


def test_nothing_is_found_among_nothing():
    assert find([]) == []
