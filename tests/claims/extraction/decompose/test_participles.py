"""Participles beside a clause, told of its subject."""

from claims.extraction.pipeline import find_claims


def test_what_a_comma_parts_in_a_participle_stays_parted():
    text = (
        "Somalia had expelled Kenya's ambassador, accusing Kenya of interfering in elections, a charge "
        "Nairobi denied."
    )
    told = [c.text for c in find_claims(text).claims]
    assert "Somalia accused Kenya of interfering in elections, a charge Nairobi denied." in told


def test_one_thing_does_nothing_to_each_other():
    text = "The accord, which both sides signed in 2015, ended on Monday, accusing each other of lying."
    assert not [c.text for c in find_claims(text).claims if c.text.startswith("The accord accused")]


def test_the_event_behind_a_participle_keeps_one_object():
    text = "The House passed the bill 220-215 on Thursday, sending it to the Senate."
    assert "The House passing the bill sent it to the Senate." in [c.text for c in find_claims(text).claims]
