"""Names read with what stands beside them."""

from claims.extraction.pipeline import find_claims


def told(text):
    return [(c.text, c.speaker.name if c.speaker else None) for c in find_claims(text).claims]


def test_a_score_is_no_part_of_a_name():
    assert ("Maria Sole had not lost since January.", None) in told(
        "Lee Park beat Maria Sole 6-4, 3-6, 7-5 on Sunday. Sole had not lost since January."
    )


def test_the_title_of_a_councillor_is_no_part_of_a_name():
    assert ("Ben Ortiz is Councillor.", None) in told("Councillor Ben Ortiz proposed a museum in May.")


def test_where_somebody_works_is_no_part_of_a_name():
    text = (
        '"It smells of algae," said Kenji Ota of Hokkaido University. Ota said that the beaches stay dirty.'
    )
    assert ("The beaches stay dirty.", "Kenji Ota") in told(text)


def test_a_union_is_no_man():
    text = "Mick Dunn left. His union, Aslef, said a taxi came. He had been offered it at nine."
    assert ("Mick Dunn had been offered it at nine.", None) in told(text)


def test_an_address_is_no_part_of_a_name():
    found = told("The council's leader, Amy Grant, apologised in May. Ms Grant, 49, has led it since 2019.")
    assert ("Amy Grant is 49 years old.", None) in found
