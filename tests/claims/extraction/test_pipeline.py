"""The walk on an article of our own, and on input that nobody should send."""

from datetime import date
from pathlib import Path

import pytest

from claims.extraction.pipeline import READERS, find_claims
from claims.extraction.types import ExtractedClaim, Extraction

ARTICLE = (Path(__file__).parents[2] / "data" / "articles" / "river_bridge.txt").read_text(encoding="utf8")
PUBLISHED = date(2024, 3, 4)


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return find_claims(ARTICLE, published=PUBLISHED)


def claim(extraction: Extraction, *parts: str) -> ExtractedClaim:
    found = [c for c in extraction.claims if all(p in c.text for p in parts)]
    assert found, f"no claim with {parts} among {[c.text for c in extraction.claims]}"
    return found[0]


def assert_anchored(text: str, extraction: Extraction) -> None:
    assert all(text[c.start : c.end] == c.quote for c in extraction.claims)
    edges = [0, *(s.end for s in extraction.sentences)]
    assert [s.start for s in extraction.sentences] == edges[:-1]
    assert edges[-1] == len(text)


def test_quotes_are_exact_and_every_sentence_is_accounted_for(extraction):
    assert_anchored(ARTICLE, extraction)
    told = {c.group for c in extraction.claims}
    assert all(s.set_aside or i in told for i, s in enumerate(extraction.sentences))


def test_two_times_of_one_meeting_are_two_claims(extraction):
    assert "Tuesday" not in claim(extraction, "Helen Okafor will meet", "eve of the county election").text
    tuesday = claim(extraction, "Helen Okafor will meet", "Tuesday")
    assert [w.value for w in tuesday.when] == ["2024-03-05"]


def test_an_aside_is_a_claim_of_its_own(extraction):
    claim(extraction, "Helen Okafor is a former engineer")


def test_a_label_keeps_the_one_who_gave_it(extraction):
    label = claim(extraction, "Tom Brandt", "walking disaster")
    assert label.speaker is not None
    assert label.speaker.name == "The Marlow Gazette"


def test_a_verb_that_looks_like_a_noun_is_read_as_a_verb(extraction):
    claim(extraction, "funds Marlow")


def test_quoted_content_has_its_speaker_and_its_amount(extraction):
    cost = claim(extraction, "$4.5 million")
    assert cost.speaker is not None
    assert cost.speaker.name == "Helen Okafor"
    assert [(q.value, q.unit) for q in cost.quantities] == [("4500000", "USD")]


def test_according_to_names_the_speaker_and_a_month_stays_a_month(extraction):
    ferries = claim(extraction, "12,000 passengers")
    assert ferries.speaker is not None
    assert ferries.speaker.name == "the Harbour Board"
    assert [w.value for w in ferries.when] == ["2023-11"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Council approves", "heading"),
        ("By Paula", "by-line"),
        ("Who will pay", "question"),
        ("Related Articles", "page furniture"),
        ("Back to top", "page furniture"),
        ("proud of it", "opinion"),
    ],
)
def test_what_makes_no_claim_says_why(extraction, words, reason):
    sentence = next(s for s in extraction.sentences if words in ARTICLE[s.start : s.end])
    assert sentence.set_aside == reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\x00\x01\x02",
        "😀 Anna Lee won 3 seats. 👩‍👩‍👧‍👦 Tom Roe lost.\r\n\r\nHe said: “It is 5%.”\r",
        "قال الوزير إن الاتفاق وقع. \u200fThe minister signed it on Monday.",
        "e\u0301le\u0300ve Zoë said “yes",
        "((((((((((",
        "\ud800 lone surrogate stays where it is, said Anna Lee.",
        "a" * 20_000,
        "word " * 5_000,
        "\n" * 5_000,
        '"' * 2_000,
    ],
    ids=lambda t: repr(t[:12]),
)
def test_any_text_is_read_without_a_crash(text):
    assert_anchored(text, find_claims(text, published=PUBLISHED)) if text else find_claims(text)


def test_an_empty_text_says_what_to_do():
    assert "no words" in find_claims("").notices[0]


def test_another_language_is_split_but_not_taken_apart():
    found = find_claims("Der Rat hat getagt. Er beschloss nichts.", language="de")
    assert not found.claims
    assert len(found.sentences) == 2
    assert "“de”" in found.notices[0]


def test_quoted_words_never_lose_their_speaker_to_a_broken_parse():
    article = "Anna Lee said it failed: “The plan [...] the bridge cost 9 million.”"
    told = [c for c in find_claims(article).claims if "9 million" in c.text]
    assert told
    assert {c.speaker.name if c.speaker else None for c in told} == {"Anna Lee"}


GERMAN = (
    "Der Rat hat am Dienstag den Haushalt beschlossen. Die Ausgaben für die Straßen sind um 3 % gestiegen."
)


@pytest.mark.parametrize("language", [None, "en", "de"])
def test_another_language_is_cut_into_sentences_and_says_so(language):
    found = find_claims(GERMAN, language=language)
    assert (found.language, found.claims) == ("de", ())
    assert "English only" in found.notices[0]
    assert len(found.sentences) == 2
    assert {sentence.set_aside for sentence in found.sentences} == {"language not read"}


def test_english_that_a_page_declares_as_something_else_is_read():
    text = "The council approved the budget on Tuesday, and it said that the spending on roads is up by 3%."
    assert find_claims(text, language="de").claims


def test_a_language_takes_a_reader_of_its_own(monkeypatch):
    def read(text, view, pieces, *, title, published, language):
        return Extraction(language, (), (), (), (f"{len(pieces)} sentences",))

    monkeypatch.setitem(READERS, "de", read)
    assert find_claims(GERMAN, language="de-AT").notices == ("2 sentences",)


@pytest.mark.timeout(60)
def test_reports_that_hold_each_other_end() -> None:
    """Two wishes that the parser puts into each other went round for ever."""
    text = (
        "We started it basically, because I wanted to - I wanted to work with Isabel on a lot of projects "
        "that we had going on together."
    )
    assert find_claims(text, published=None).sentences


def test_a_title_between_the_sentences_is_set_aside_and_tells_nothing():
    found = find_claims("Anna Lee left the port in May.\n\nTom Roe Puts The Port On The Defensive Over Fees.")
    assert [c.text for c in found.claims] == ["Anna Lee left the port in May."]
    assert found.sentences[1].set_aside == "heading"


def test_an_office_is_told_once():
    found = find_claims("Mayor Anna Lee left the port in May. Mayor Anna Lee came back in June.")
    assert [c.text for c in found.claims].count("Anna Lee is Mayor.") == 1
    assert {c.group for c in found.claims} == {0, 1}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Tom Roe said that ferries should carry no cars.",
            "Tom Roe said that ferries should carry no cars.",
        ),
        (
            "“Those who sail must still register,” Anna Lee said.",
            "Anna Lee said that those who sail must still register.",
        ),
        ("It was not clear whether the ferry had sailed.", "It was not clear whether the ferry had sailed."),
        ("Anna Lee has been critical of the port.", "Anna Lee has been critical of the port."),
    ],
)
def test_what_somebody_demands_is_told_as_their_saying(text, told):
    assert [c.text for c in find_claims(text).claims] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "“We should sell the ferry,” Anna Lee said.",
        "“We need a new ferry,” Anna Lee said.",
        "Anna Lee thinks that ferries should carry no cars.",
        "“The ferry is good,” Anna Lee said.",
        "The history is clear.",
    ],
)
def test_what_cannot_be_checked_is_set_aside_as_opinion(text):
    assert [s.set_aside for s in find_claims(text).sentences] == ["opinion"]


def test_few_words_of_something_unnamed_are_set_aside():
    text = "“It doesn't work. They sold the ferry in May,” Anna Lee said."
    assert [c.text for c in find_claims(text).claims] == ["They sold the ferry in May."]


def test_few_words_whose_object_stands_elsewhere_are_set_aside():
    text = "The council keeps doing it. Nobody paid for them. Nobody paid for it in May 2020."
    assert [c.text for c in find_claims(text).claims] == ["Nobody paid for it in May 2020."]


def test_who_is_taken_for_a_company_is_a_person_when_a_pronoun_says_so():
    text = "For a year, Vanessa Oakden considered selling her boat. Oakden left the port in May."
    assert "Vanessa Oakden left the port in May." in [c.text for c in find_claims(text).claims]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Google defended its use of private data on Monday.", "Google used private data."),
        ("Britain lost trade after its decision to leave the union.", "Britain decided to leave the union."),
        ("Ann Lee won in May. Lee defended her use of a private server.", "Ann Lee used a private server."),
    ],
)  # fmt: skip
def test_a_deed_that_a_pronoun_owns_is_told_of_whom_it_means(text, told):
    assert told in [claim.text for claim in find_claims(text).claims]


def test_the_time_of_an_entry_is_set_aside_and_not_told():
    found = find_claims("14:20 The wind reached 151 km/h at List on Sylt, the weather service says.")
    assert [s.set_aside for s in found.sentences] == ["date line", None]
    assert [c.text for c in found.claims] == ["The wind reached 151 km/h at List on Sylt."]


def test_what_a_list_says_is_not_known_is_no_claim():
    assert not find_claims("What we don't know\n\n- Why no warning was given.\n- Who is liable.").claims


def test_an_answer_that_only_says_when_not_is_no_claim():
    assert not find_claims("Can you catch bird flu from eggs? Not if they are cooked.").claims
