import re

import pytest

from factcheck.evidence.compare import compare
from factcheck.evidence.stance import judge

# Claims that their passage bears out word for word: any change of one makes a pair that must not support.
BORNE_OUT = [
    ("The council closed the harbour in 2019.", "In 2019 the council closed the harbour to large ships."),
    ("The bridge is 412 metres long.", "The bridge is 412 metres long and narrow."),
    ("Unemployment fell to 12 percent in May.", "Unemployment fell to 12 percent in May, the ministry said."),
    ("The senators approved it on 11 January 2024.", "The senators approved it on 11 January 2024."),
    ("She was elected mayor in 1998.", "She was elected mayor in 1998 and served two terms."),
    ("The museum has sold 30,000 tickets.", "The museum has sold 30,000 tickets since it opened."),
    ("Twelve villages were flooded.", "Twelve villages were flooded after the storm."),
    ("The company is based in Lisbon.", "The company is based in Lisbon, Portugal."),
    ("The river was polluted by the factory.", "The river was polluted by the factory for years."),
    ("He was the third president of the club.", "He was the third president of the club."),
    ("Two-thirds of the voters backed the plan.", "Two-thirds of the voters backed the plan."),
    ("The project cost $4.5 million.", "The project cost $4.5 million, more than expected."),
]  # fmt: skip
ANOTHER_NUMBER = {
    "2019": "2017", "412": "421", "12 percent": "15 percent", "11 January": "12 January", "1998": "1989",
    "30,000": "13,000", "Twelve": "Eleven", "third": "fourth", "Two-thirds": "One-third", "$4.5": "$5.4",
}  # fmt: skip


def changed_numbers():
    for claim, passage in BORNE_OUT:
        for number, other in ANOTHER_NUMBER.items():
            if number in claim:
                yield claim.replace(number, other), passage


def negated():
    for claim, passage in BORNE_OUT:
        with_not = re.sub(r"\b(was|were|is|has)\b", r"\1 not", claim, count=1)
        yield (with_not if with_not != claim else f"It is false that {claim[0].lower()}{claim[1:]}"), passage
        if with_not != claim:
            yield claim, re.sub(r"\b(was|were|is|has)\b", r"\1 never", passage)


def stance_of(claim, passage):
    return judge(claim, passage, compare(claim, passage))


@pytest.mark.parametrize(("claim", "passage"), [*changed_numbers(), *negated()])
def test_a_changed_number_or_a_negation_is_never_supported(claim, passage):
    found = stance_of(claim, passage)

    assert found.stance != "supports"
    assert found.supports == 0.0


def test_most_claims_that_are_borne_out_are_supported():
    found = [stance_of(claim, passage).stance for claim, passage in BORNE_OUT]

    assert found.count("supports") >= len(BORNE_OUT) // 2
    assert "contradicts" not in found


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The council closed the harbour in 2019.", "The council closed the harbour in 2021."),
        ("The senators approved the resolution.", "The senators rejected the resolution."),
        ("Taiwan was annexed by China.", "Taiwan has never been governed by the People's Republic of China."),
        ("The bridge is 412 metres long.", "The bridge is 350 metres long."),
    ],
)
def test_one_plain_difference_in_the_same_statement_contradicts(claim, passage):
    found = stance_of(claim, passage)
    assert (found.stance, found.shown) == ("contradicts", True)


@pytest.mark.parametrize(
    "passage", ["Tickets cost four euros.", "", "The harbour is a popular place to swim."]
)
def test_a_passage_that_decides_nothing_is_not_shown_as_a_stance(passage):
    found = stance_of("The council closed the harbour in 2019.", passage)

    assert found.stance in {"context", "unclear"}
    assert not found.shown


def test_a_report_called_a_hoax_is_contradicted():
    found = stance_of("The council closed the harbour.", "The council closed the harbour: hoax debunked.")
    assert (found.stance, found.shown) == ("contradicts", True)


@pytest.mark.parametrize(
    "passage", ["The bridge is allegedly 412 metres long.", "Is the bridge 412 metres long?"]
)
def test_hearsay_and_questions_support_nothing(passage):
    assert stance_of("The bridge is 412 metres long.", passage).supports == 0.0


def test_a_denial_in_a_clause_aside_leaves_the_rest_to_support():
    passage = "The bridge is 412 metres long, though storms play no part in it."
    assert stance_of("The bridge is 412 metres long.", passage).supports > 0


def test_a_plan_does_not_support_a_fact():
    found = stance_of("The company cut 40 jobs.", "The company plans to cut 40 jobs.")
    assert found.stance != "supports"


def test_scores_add_up_to_one_and_repeat():
    first, second = (stance_of(*BORNE_OUT[0]) for _ in range(2))

    assert first == second
    assert first.supports + first.contradicts + first.context == pytest.approx(1.0, abs=1e-3)
