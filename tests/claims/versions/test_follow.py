"""Exact words in an untouched sentence follow by themselves; everything else is proposed to a person."""

import pytest

from claims.versions.follow import FLOOR, Fate, Followed, Standing, follow

TEXT = (
    "The council approved the budget on Tuesday. Mayor Ana Vale said spending on roads rose 12% in 2023.\n\n"
    "Every school got a roof, she said. The 桥 and the 🌉 were opened in May.\n\n"
    "The opposition will vote on the plan in June."
)
ROADS = "spending on roads rose 12% in 2023"
ROOF = "Every school got a roof"
BUDGET = "The council approved the budget on Tuesday."


def followed(new: str, quote: str, *, old: str = TEXT, wording: str = "") -> Followed:
    start = old.index(quote)
    [found] = follow(old, new, [Standing(start, start + len(quote), wording)])
    for place in found.places:
        assert 0 <= place.start < place.end <= len(new)
    return found


def words(new: str, found: Followed) -> list[str]:
    return [new[place.start : place.end] for place in found.places]


@pytest.mark.parametrize("quote", [ROADS, ROOF, BUDGET, "The 桥 and the 🌉 were opened in May."])
def test_the_same_text_changes_nothing(quote):
    found = followed(TEXT, quote)
    assert found.fate is Fate.UNCHANGED
    assert (words(TEXT, found), found.places[0].score) == ([quote], 1.0)


def test_words_follow_when_something_is_added_before_them():
    new = "Update: a 🌉 was added.\n\n" + TEXT
    found = followed(new, ROADS)
    assert (found.fate, words(new, found)) == (Fate.UNCHANGED, [ROADS])


def test_a_sentence_in_another_place_has_moved():
    new = "The opposition will vote on the plan in June.\n\nThe weather is fine today. " + BUDGET
    found = followed(new, BUDGET)
    assert (found.fate, words(new, found)) == (Fate.MOVED, [BUDGET])


@pytest.mark.parametrize(
    "new",
    [
        TEXT.replace("\n\n", "\n"),
        TEXT.replace(" ", "\u00a0"),
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("roads rose", "roads  rose"),
    ],
    ids=["fewer line feeds", "hard spaces", "CRLF", "two spaces"],
)
def test_white_space_is_no_change(new):
    found = followed(new, ROADS)
    assert found.fate is Fate.UNCHANGED
    assert "".join(words(new, found)[0].split()) == "".join(ROADS.split())


def test_kinds_of_quotation_marks_are_no_change():
    old, new = "She said: “We don’t pay.” Then she left.", 'She said: "We don\'t pay." Then she left.'
    assert followed(new, "We don’t pay.", old=old).fate is Fate.UNCHANGED


@pytest.mark.parametrize(
    ("before", "after"),
    [("12%", "21%"), ("rose", "fell"), ("said spending", "said it is untrue that spending")],
)
def test_a_change_within_the_sentence_waits_for_a_person(before, after):
    new = TEXT.replace(before, after)
    found = followed(new, ROADS)
    assert found.fate is Fate.EDITED
    assert after.split()[-1] in new[found.places[0].start : found.places[0].end]
    assert FLOOR <= found.places[0].score < 1.0


def test_the_same_words_under_another_speaker_wait_for_a_person():
    new = TEXT.replace("Mayor Ana Vale said", "Nobody said")
    found = followed(new, ROADS)
    assert (found.fate, words(new, found)) == (Fate.EDITED, [ROADS])


def test_a_name_that_the_claim_borrowed_and_the_text_lost_waits_for_a_person():
    new = TEXT.replace("Ana Vale", "Bo Hill")
    assert followed(new, ROOF, wording="Every school got a roof. Ana Vale").fate is Fate.EDITED
    assert followed(new, ROOF, wording="Every school got a roof.").fate is Fate.UNCHANGED


def test_words_that_are_nowhere_are_deleted():
    new = TEXT.replace("Every school got a roof, she said. ", "")
    assert followed(new, ROOF) == Followed(Fate.DELETED)


def test_a_sentence_that_stood_there_before_is_no_place_for_a_deleted_one():
    old = "Taxes fell 3% in March. Taxes fell 5% in April. The bridge was opened."
    new = "Taxes fell 5% in April. The bridge was opened."
    assert followed(new, "Taxes fell 3% in March.", old=old).fate is Fate.DELETED


def test_repeated_words_are_told_apart_by_what_stands_around_them():
    old = "In the north, taxes fell.\n\nThat helped. Taxes fell.\n\nThat hurt. Taxes fell."
    start = old.rindex("Taxes fell.")
    new = "New first line.\n\n" + old
    [found] = follow(old, new, [Standing(start, start + 11)])
    assert (found.fate, found.places[0].start) == (Fate.UNCHANGED, new.rindex("Taxes fell."))


def test_repeated_words_that_nothing_tells_apart_are_ambiguous():
    old = "It was quiet. Taxes fell. Nobody spoke."
    new = "One more. Taxes fell. Other news. Again. Taxes fell. More news."
    found = followed(new, "Taxes fell.", old=old)
    assert (found.fate, len(found.places)) == (Fate.AMBIGUOUS, 2)


def test_two_likely_places_are_ambiguous():
    old = "Spending on roads rose by 12 percent in 2023."
    new = "Spending on roads rose by 13 percent in 2023. Spending on roads rose by 14 percent in 2023."
    found = followed(new, old, old=old)
    assert (found.fate, len(found.places)) == (Fate.AMBIGUOUS, 2)


def test_part_of_a_sentence_is_proposed_as_part_of_a_sentence():
    new = TEXT.replace("roads rose 12%", "bridges and roads rose by 13%")
    found = followed(new, ROADS)
    assert words(new, found) == ["spending on bridges and roads rose by 13% in 2023"]


def test_words_inside_other_words_are_no_match():
    assert followed("The thermometer broke.", "the", old="See the end.").fate is Fate.DELETED


@pytest.mark.parametrize("new", ["", " \n ", "a", "🌉" * 50, "\u202e\u0000 x", "Taxes fell. " * 5_000])
def test_any_text_comes_back_with_a_fate_for_every_claim(new):
    standings = [Standing(0, 3), Standing(len(TEXT) - 5, len(TEXT)), Standing(0, len(TEXT))]
    assert len(follow(TEXT, new, standings)) == len(standings)
