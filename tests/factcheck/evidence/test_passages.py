import pytest

from factcheck.evidence import passages

PAGE = (
    "Dr. Osei opened the session. The council met at 9 a.m. on Monday! Was anyone absent? "
    "Nobody was. The vote came last.\n\nThe next paragraph stands alone.\n\n\n"
)


def covered(text, found):
    return {i for p in found for i in range(p.start, p.end)}


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        "",
        "   \n ",
        "no end mark",
        "Ünïcode 🌾 first. Second 🌾.\r\n\r\nThird.",
        "x" * 5000,
        "word " * 3000,
    ],
)
def test_anchors_are_exact_and_every_word_is_in_a_passage(text):
    found = passages.split(text)

    assert all(text[p.start : p.end] == p.text for p in found)
    assert all(text[max(0, p.start - 32) : p.start] == p.prefix for p in found)
    assert all(text[p.end : p.end + 32] == p.suffix for p in found)
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered(text, found)
    assert all(len(p.text) <= passages.MAX_PASSAGE_CHARACTERS for p in found)


def test_windows_share_a_sentence_and_never_cross_a_paragraph():
    found = [p.text for p in passages.split(PAGE)]

    assert found == [
        "Dr. Osei opened the session. The council met at 9 a.m. on Monday! Was anyone absent?",
        "Was anyone absent? Nobody was. The vote came last.",
        "The next paragraph stands alone.",
    ]


def test_long_sentences_make_shorter_windows_that_skip_nothing():
    long = "The report lists " + ", ".join(["another town"] * 50) + "."
    text = " ".join([long] * 5)

    found = passages.split(text)

    assert len(found) == 5
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered(text, found)


def test_spans_of_the_caller_are_used():
    assert [p.text for p in passages.split("one two three", sentences=[(0, 3), (4, 13)])] == ["one two three"]


def test_the_sentence_that_bears_on_the_claim_comes_first():
    sentences = [
        "The weather was mild.",
        "In a vote on Tuesday the council closed the old harbour.",
        "Tickets cost four euros.",
    ]
    ranking = passages.rank("The harbour was shut by the council.", sentences)

    assert ranking.order[0] == 1
    assert len(ranking.scores) == 3
    assert ranking.scores[1] == max(ranking.scores)


@pytest.mark.parametrize("sentences", [[], [""], ["", "…"], ["the of and"]])
def test_sentences_without_words_do_not_fail(sentences):
    assert sorted(passages.rank("The of and", sentences).order) == list(range(len(sentences)))


def test_equal_sentences_keep_the_pages_order():
    assert passages.rank("Wheat prices fell.", ["Wheat fell."] * 4).order == (0, 1, 2, 3)
