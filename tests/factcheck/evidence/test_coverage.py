from factcheck.evidence.coverage import coverage

CLAIM = "Norland closed 12 bridges in Port City in 2023."


def element(words: str, kind: str, result: str) -> dict:
    start = CLAIM.index(words)
    return {
        "claim": [start, start + len(words)],
        "evidence": None,
        "type": kind,
        "result": result,
        "note": "",
    }


def test_each_part_has_who_bears_it_out_who_says_otherwise_and_who_is_silent():
    parts = coverage(
        CLAIM,
        {
            1: [element("Norland", "name", "agrees"), element("12", "number", "differs")],
            2: [element("Norland", "name", "agrees"), element("12", "number", "agrees")],
        },
    )
    assert [(part.words, part.agree, part.differ, part.silent) for part in parts] == [
        ("Norland", (1, 2), (), ()),
        ("12", (2,), (1,), ()),
    ]


def test_what_no_passage_speaks_to_is_open():
    year, bridges = coverage(
        CLAIM,
        {1: [element("2023", "date", "not mentioned")], 2: [element("12", "number", "agrees")]},
    )[::-1]
    assert (year.words, year.is_open, year.silent) == ("2023", True, (1, 2))
    assert (bridges.is_open, bridges.silent) == (False, (1,))


def test_a_name_of_a_place_is_a_place():
    start = CLAIM.index("Port City")
    entities = [{"text": "Port City", "label": "GPE", "start": start, "end": start + 9}]
    passages = {1: [element("Norland", "name", "agrees"), element("Port City", "name", "agrees")]}
    assert [part.type for part in coverage(CLAIM, passages, entities=entities)] == ["name", "place"]


def test_elements_of_an_older_wording_are_left_out():
    late = {"claim": [100, 104], "evidence": None, "type": "date", "result": "agrees", "note": ""}
    assert coverage(CLAIM, {1: [late]}) == ()


def test_without_passages_there_is_nothing_to_show():
    assert coverage(CLAIM, {}) == ()
