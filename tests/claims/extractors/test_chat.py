"""An endpoint gets its tries and its time, and whatever it does ends in an answer or in a sentence."""

from __future__ import annotations

import pytest

from claims.extractors.chat import Answer, Endpoint, NoAnswer, ask
from tests.fakes.language_model import (
    Behaviour,
    completion,
    dripping,
    hanging_up,
    in_turn,
    sending,
    serving,
    stalling,
)

GOOD = sending(completion("Yes."))
BUSY = sending(b"", status=429, **{"Retry-After": "7"})


def asked(behave: Behaviour, pauses: list[float] | None = None, **values) -> Answer:
    with serving(behave) as server:
        endpoint = Endpoint(server.base, "test-model", **{"timeout_seconds": 1.0, "attempts": 2, **values})
        return ask(endpoint, system="Be brief.", question="Well?", pause=(pauses or []).append)


def test_asks_as_the_protocol_wants_and_gives_the_words_and_what_they_cost():
    with serving(GOOD) as server:
        endpoint = Endpoint(server.base + "/", "test-model", key="secret", max_answer_tokens=77)
        assert ask(endpoint, system="Be brief.", question="Well?") == Answer("Yes.", 100, 20)
    [question] = server.asked
    assert (question["path"], question["key"]) == ("/v1/chat/completions", "Bearer secret")
    assert (question["model"], question["max_tokens"], question["temperature"]) == ("test-model", 77, 0)
    assert [message["content"] for message in question["messages"]] == ["Be brief.", "Well?"]


def test_without_a_key_none_is_sent():
    with serving(GOOD) as server:
        ask(Endpoint(server.base, "test-model"), system="", question="Well?")
    assert server.asked[0]["key"] is None


@pytest.mark.parametrize("first", [BUSY, sending(b"", status=503), stalling, hanging_up, dripping])
def test_tries_again_what_may_be_better_in_a_moment(first):
    assert asked(in_turn(first, GOOD)).text == "Yes."


def test_waits_as_long_as_it_is_asked_to_within_reason():
    pauses: list[float] = [0.0]
    asked(in_turn(BUSY, sending(b"", status=429, **{"Retry-After": "9999"}), GOOD), pauses, attempts=3)
    assert pauses == [0.0, 7.0, 20.0]


@pytest.mark.parametrize(
    ("behave", "sentence"),
    [
        (stalling, "did not answer in time"),
        (dripping, "did not finish its answer in time"),
        (hanging_up, "could not be reached"),
        (sending(b"", status=500), "HTTP 500"),
        (sending(b"", status=401), "Check its address, model and key"),
        (sending(b"", status=302, Location="http://127.0.0.1:1/"), "HTTP 302"),
        (sending(b"x" * 1_000_001), "more than 1,000,000 bytes"),
        (sending(b"<html>"), "something else than a chat completion"),
        (sending(b"[" * 100_000), "something else than a chat completion"),
        (sending(b'{"choices": []}'), "something else than a chat completion"),
        (sending(b'{"choices": [{"message": {"content": null}}]}'), "without words"),
        (sending(b"\xff\xfe\x00"), "something else than a chat completion"),
    ],
)
def test_whatever_it_does_ends_in_a_sentence(behave, sentence):
    with pytest.raises(NoAnswer, match=sentence):
        asked(behave)


def test_a_server_that_is_not_there_ends_in_a_sentence():
    with serving(GOOD) as server:
        base = server.base
    with pytest.raises(NoAnswer, match="could not be reached"):
        ask(Endpoint(base, "test-model", attempts=1), system="", question="Well?")


@pytest.mark.parametrize(
    "usage", ["null", "[]", '{"prompt_tokens": "many"}', '{"prompt_tokens": -5}', '{"prompt_tokens": true}']
)
def test_a_count_of_tokens_that_is_none_is_nought(usage):
    body = f'{{"choices": [{{"message": {{"content": "Yes."}}}}], "usage": {usage}}}'
    assert asked(sending(body.encode())) == Answer("Yes.", 0, 0)
