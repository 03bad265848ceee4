import re
from html.parser import HTMLParser

import pytest
from django.utils.html import conditional_escape

from factcheck.web.marked_text import Mark, mark_text, span_list


class ReadText(HTMLParser):
    """The text as a browser would count it: without what carries data-skip."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped or "data-skip" in dict(attrs):
            self._skipped.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._skipped.pop()

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.text += data


def read(html: str) -> str:
    reader = ReadText()
    reader.feed(html)
    return reader.text


def make_mark(text: str, quote: str, **changes: object) -> Mark:
    start = text.index(quote)
    values = {
        "number": 1,
        "family": "refuted",
        "start": start,
        "end": start + len(quote),
        "label": "False, signed off",
        "suggested": False,
        "address": "?claim=1#c1",
    }
    return Mark(**(values | changes))


TEXTS = [
    "One line.",
    "First.\n\nSecond.",
    "Windows.\r\n\r\nLine\r\nbreaks.",
    "A 🛰️ flew; cafe\u0301 & <b>bold</b> \u202eright\u202c.",
    "\n\nLeading and trailing.  \n \n",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("spoken", [False, True])
def test_the_text_is_kept_code_point_for_code_point(text: str, spoken: bool) -> None:
    middle = (len(text) // 3, len(text) // 3 + 3)
    marks = [
        make_mark(text, text[middle[0] : middle[1]], start=middle[0], end=middle[1]),
        make_mark(text, text, number=2, family="unchecked", start=0, end=len(text)),
    ]
    assert read(mark_text(text, marks, set_aside=[(0, 2)], spoken=spoken)) == text


def test_a_claim_is_marked_and_its_pill_follows() -> None:
    text = "Crime has doubled since May."
    html = mark_text(text, [make_mark(text, "Crime has doubled")])
    assert '<mark class="hl f-refuted" data-claims="1">Crime has </mark>' in html
    assert 'aria-label="Claim 1: False, signed off"' in html
    assert 'href="?claim=1#c1"' in html


def test_the_last_word_and_the_pill_stay_on_one_line() -> None:
    text = "Crime has doubled since May."
    html = mark_text(text, [make_mark(text, "Crime has doubled")])
    last = '<mark class="hl f-refuted" data-claims="1">doubled</mark><a class="hl-ref f-refuted"'
    assert f'<span class="keep">{last}' in html
    assert html.index("</a></span>") < html.index(" since May.")


def test_a_suggestion_has_its_pattern_and_no_tint() -> None:
    text = "Crime has doubled."
    html = mark_text(text, [make_mark(text, "Crime", suggested=True)])
    assert 'class="hl f-refuted is-open"' in html
    assert 'class="hl-ref f-refuted is-open"' in html


def test_where_claims_overlap_the_more_serious_one_draws_the_line() -> None:
    text = "He said that crime has doubled."
    marks = [
        make_mark(text, "He said that crime", number=1, family="supported"),
        make_mark(text, "crime has doubled", number=2, family="refuted"),
    ]
    html = mark_text(text, marks)
    assert '<mark class="hl f-refuted is-two two-supported" data-claims="1 2">crime</mark>' in html
    assert re.findall(r'<a class="hl-ref[^>]*data-claim="(\d)"', html) == ["1", "2"]


def test_a_claim_over_two_paragraphs_is_marked_in_both_with_one_pill() -> None:
    text = "It began.\n\nIt ended."
    html = mark_text(text, [make_mark(text, text)])
    assert re.findall(r"<mark[^>]*>([^<]*)", html) == ["It began.", "It ", "ended."]
    assert html.count("hl-ref ") == 1
    assert html.count("<p dir") == 2


def test_markup_in_the_article_is_shown_not_run() -> None:
    html = mark_text("<script>alert(1)</script>", [])
    assert "<script>" not in html
    assert conditional_escape(html) == html


def test_sentences_without_a_claim_are_quieter() -> None:
    text = "Fact.\n\nRelated Articles"
    html = mark_text(text, [], set_aside=[(7, len(text))])
    assert '<span class="set-aside">Related Articles</span>' in html


def test_hints_for_screen_readers_stand_around_the_claim() -> None:
    text = "Crime has doubled."
    html = mark_text(text, [make_mark(text, "Crime", number=7)], spoken=True)
    assert html.index("start claim 7") < html.index("Crime") < html.index("end claim 7")


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (0, 99)])
def test_a_span_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    text = "Short."
    with pytest.raises(ValueError, match="lies outside the text of 6 code points"):
        mark_text(text, [make_mark(text, "Short", start=span[0], end=span[1])])


def test_spans_are_written_for_the_browser() -> None:
    assert span_list([(0, 14), (15, 60)]) == "0-14 15-60"
