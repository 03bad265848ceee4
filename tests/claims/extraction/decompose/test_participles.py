"""Participles beside a clause, told of its subject."""

from claims.extraction.pipeline import find_claims


def test_what_a_comma_parts_in_a_participle_stays_parted():
    text = (
        "Somalia had expelled Kenya's ambassador, accusing Kenya of interfering in elections, a charge "
        "Nairobi denied."
    )
    told = [c.text for c in find_claims(text).claims]
    assert "Somalia accused Kenya of interfering in elections, a charge Nairobi denied." in told
