"""What stands behind "the president of" is a place."""

from claims.extraction.parser import parse
from claims.extraction.pipeline import find_claims


def test_who_is_president_of_it_makes_a_name_a_place():
    doc = next(parse(["She met the president of Mali and his wife, a doctor who studied in Lyon."]))
    assert next(t for t in doc if t.text == "Mali").ent_type_ == "GPE"
    people = next(parse(["She met a friend of Anna Lee."]))
    assert people[-2].ent_type_ == "PERSON"


def test_no_place_has_a_wife():
    text = "She met the president of Mali and his wife, a doctor who studied in Lyon."
    assert all("Mali's" not in c.text for c in find_claims(text).claims)
