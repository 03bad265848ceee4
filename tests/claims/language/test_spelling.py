import pytest

from claims.language.spelling import is_respelt, plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation", "organization"), ("Recognised", "recognized"), ("analysed", "analyzed"),
        ("labour", "labor"), ("neighbourhood", "neighborhood"), ("centres", "centers"),
        ("theatre", "theater"),
        ("defence", "defense"), ("programme", "program"), ("catalogue", "catalog"), ("travelled", "traveled"),
        ("cancelling", "canceling"), ("paediatric", "pediatric"),
        ("government", "goverment"), ("office", "offise"), ("separate", "seperate"),
        ("announced", "annuonced"),
    ],
)  # fmt: skip
def test_another_spelling_is_the_same_word(one: str, other: str):
    assert is_respelt(one, other) and is_respelt(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("million", "billion"), ("billion", "trillion"), ("millón", "billón"), ("hired", "fired"),
        ("legal", "illegal"), ("likely", "unlikely"), ("possible", "impossible"), ("moral", "amoral"),
        ("secure", "insecure"), ("approved", "disapproved"), ("employed", "unemployed"),
        ("increasing", "decreasing"), ("overestimated", "underestimated"), ("adopted", "adapted"),
        ("reported", "deported"), ("elected", "selected"), ("convicted", "convinced"),
        ("prosecuted", "persecuted"), ("acquitted", "acquired"), ("rejected", "reelected"),
        ("filled", "filed"), ("filling", "filing"), ("winner", "dinner"), ("hypertension", "hypotension"),
        ("four", "for"), ("prise", "prize"), ("course", "corset"),
    ],
)  # fmt: skip
def test_two_words_are_two_however_alike(one: str, other: str):
    assert not is_respelt(one, other) and not is_respelt(other, one)


def test_the_words_alone_are_those_without_marks_and_capitals():
    assert (
        plain("The mayor said: “Ships are LOUD!”")
        == plain('the mayor said "ships are loud"')
        == "the mayor said ships are loud"
    )
    assert plain("…?!") == ""
