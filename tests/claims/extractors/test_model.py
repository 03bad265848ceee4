"""A language model adds claims only where the article bears them out; where it fails the rules stand in."""

from __future__ import annotations

import json

import pytest

from claims.extraction.pipeline import find_claims as by_rules
from claims.extraction.types import Extraction
from claims.extractors.chat import Endpoint
from claims.extractors.model import NO_CLAIM, find_claims
from tests.fakes.language_model import (
    Behaviour,
    claiming,
    completion,
    hanging_up,
    sending,
    serving,
    stalling,
)

TEXT = (
    "The council approved a budget of $4 million on Tuesday. "
    "Mayor Ana Vale said spending on roads rose 12% in 2023. "
    "The Senate voted 93 to 4 for the bill."
)
BUDGET = {
    "sentence": 0,
    "quote": "The council approved a budget of $4 million",
    "text": "The council approved a budget of $4 million.",
    "speaker": "",
    "kind": "event",
}
ROADS = {
    "sentence": 1,
    "quote": "spending on roads rose 12% in 2023",
    "text": "Spending on roads rose 12% in 2023.",
    "speaker": "Ana Vale",
    "kind": "quantity",
}
LIES = [
    {**BUDGET, "text": "The council approved a budget of $40 million."},
    {**BUDGET, "quote": "The council rejected a budget of $4 million"},
    {**BUDGET, "text": "The council never approved a budget of $4 million."},
    {**BUDGET, "text": "The council of Paris approved a budget of $4 million."},
    {**ROADS, "speaker": "Bo Hill"},
    {**ROADS, "speaker": ""},
]


def found(behave: Behaviour, *, text: str = TEXT, **values) -> Extraction:
    with serving(behave) as server:
        settings = {"timeout_seconds": 2.0, "attempts": 1, **values}
        endpoint = Endpoint(server.base, "test-model", **settings)
        extraction = find_claims(text, endpoint=endpoint, rules=by_rules(text), seconds=10)
    for claim in extraction.claims:
        assert text[claim.start : claim.end] == claim.quote
    assert "".join(text[one.start : one.end] for one in extraction.sentences) == text
    return extraction


def test_claims_that_the_article_bears_out_are_kept():
    extraction = found(claiming(BUDGET, ROADS))
    assert [claim.text for claim in extraction.claims] == [BUDGET["text"], ROADS["text"]]
    roads = extraction.claims[1]
    assert roads.speaker is not None and roads.speaker.name == "Ana Vale"
    assert [quantity.value for quantity in roads.quantities] == ["12"]
    assert roads.kind == "quantity"


def test_a_sentence_without_a_claim_says_why():
    assert found(claiming(BUDGET, ROADS)).sentences[2].set_aside == NO_CLAIM


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_left_out(lie):
    extraction = found(claiming(lie))
    assert extraction.claims == ()
    assert "0 claims kept, 1 left out" in extraction.notices[-1]


def test_the_cost_is_told():
    notice = found(claiming(BUDGET), price_in=2.0, price_out=10.0).notices[-1]
    assert "“test-model”" in notice
    assert "100 tokens in, 20 out, which cost about 0.0004." in notice


@pytest.mark.parametrize(
    "behave",
    [
        stalling,
        hanging_up,
        sending(b"", status=500),
        sending(b"no JSON"),
        sending(completion("Here are your claims: 1. Taxes fell.")),
        sending(completion('{"claims": "all of them"}')),
        sending(completion("[" * 50_000)),
    ],
    ids=["stalls", "hangs up", "fails", "rubbish", "chats", "no list", "deep"],
)
def test_where_it_fails_the_rules_stand_in(behave):
    extraction = found(behave)
    assert extraction.claims == by_rules(TEXT).claims
    assert "read by the rules alone" in extraction.notices[-1]


@pytest.mark.parametrize(
    "one",
    [
        None,
        [],
        "a claim",
        {**BUDGET, "sentence": 99},
        {**BUDGET, "sentence": "0"},
        {**BUDGET, "text": ["a"]},
        {**BUDGET, "quote": None},
        {**BUDGET, "speaker": {"name": "Ana"}},
    ],
)
def test_entries_that_are_no_claims_are_passed_over(one):
    behave = sending(completion(json.dumps({"claims": [one, BUDGET]})))
    assert [claim.text for claim in found(behave).claims] == [BUDGET["text"]]


def test_json_in_a_fence_is_read():
    behave = sending(completion("```json\n" + json.dumps({"claims": [BUDGET]}) + "\n```"))
    assert len(found(behave).claims) == 1


def test_the_same_claim_twice_is_one():
    assert len(found(claiming(BUDGET, BUDGET)).claims) == 1


def test_a_long_text_is_asked_in_blocks_and_a_dead_server_only_twice():
    text = "\n\n".join(f"The council approved a budget of ${n} million on Tuesday." for n in range(600))
    with serving(sending(b"", status=500)) as server:
        endpoint = Endpoint(server.base, "test-model", attempts=1)
        find_claims(text, endpoint=endpoint, rules=by_rules(text), seconds=60)
    assert len(server.asked) == 2


def test_an_article_has_its_time():
    clock = iter(range(0, 10_000, 100))
    with serving(claiming(BUDGET)) as server:
        endpoint = Endpoint(server.base, "test-model")
        extraction = find_claims(
            TEXT, endpoint=endpoint, rules=by_rules(TEXT), seconds=50, now=lambda: float(next(clock))
        )
    assert server.asked == []
    assert "The time for this article was up" in extraction.notices[-1]


def test_an_empty_text_asks_nothing():
    with serving(claiming()) as server:
        endpoint = Endpoint(server.base, "test-model")
        assert find_claims("", endpoint=endpoint, rules=by_rules(""), seconds=10).claims == ()
    assert server.asked == []
