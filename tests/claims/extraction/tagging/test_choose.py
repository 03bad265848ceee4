"""The rules' claims weighed by the tagger."""

from claims.extraction.pipeline import find_claims
from claims.extraction.tagging import choose


def told(text):
    return [(c.text, c.speaker.name if c.speaker else None) for c in find_claims(text).claims]


def test_a_claim_that_no_rule_tells_by_itself_is_told():
    text = (
        "Some 88,000 people were displaced, of whom about 31,000 are living in 46 camps, many of them "
        "schools."
    )
    assert ("About 31,000 are living in 46 camps.", None) in told(text)


def test_what_is_unlikely_goes_only_where_something_stays(monkeypatch):
    text = "Anna Lee, the mayor, left Oslo in May."
    monkeypatch.setattr(choose, "UNLIKELY", 1.0)
    monkeypatch.setattr(choose, "LIKELY", 1.0)
    assert len(told(text)) == 2


def test_what_nobody_vouches_for_is_not_told():
    text = (
        "Anna Lee, the mayor since 2019, denied on Monday that the port had closed in May for repairs and "
        "that two ships had sunk in it."
    )
    assert not [claim for claim, _ in told(text) if claim.startswith(("The port", "Two ships"))]


def test_what_is_told_has_its_speaker():
    text = (
        "The ministry said the toll had risen to 41 in the capital and that three hospitals in the north, "
        "two of them private, had closed since Friday for want of fuel."
    )
    assert {speaker for _, speaker in told(text)} == {"The ministry"}
