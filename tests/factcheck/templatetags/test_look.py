import pytest
from django.template import engines

from factcheck.templatetags.look import BAR_GAP, BAR_WIDTH, Share, icon, stripes


def test_an_icon_is_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in icon("link")
    assert "icons.svg#link" in icon("link")


def test_an_icon_name_cannot_break_out() -> None:
    assert "<script>" not in icon('"><script>')


@pytest.mark.parametrize("counts", [(1,), (3, 1), (1, 1, 1), (200, 1)])
def test_stripes_fill_the_bar_in_proportion(counts: tuple[int, ...]) -> None:
    laid = stripes([Share("supported", count, "true") for count in counts])
    room = BAR_WIDTH - BAR_GAP * (len(counts) - 1)
    assert laid[-1].x + laid[-1].width == pytest.approx(BAR_WIDTH, abs=0.2)
    for stripe, count in zip(laid, counts, strict=True):
        assert stripe.width == pytest.approx(room * count / sum(counts), abs=0.1)


def test_the_bar_leaves_out_what_is_not_there_and_says_the_rest_in_words() -> None:
    template = engines["django"].from_string("{% load look %}{% status_bar shares %}")
    html = template.render({"shares": [Share("supported", 3, "true"), Share("refuted", 0, "false")]})
    assert "3 true" in html
    assert "false" not in html.replace('focusable="false"', "")
    assert html.count("<rect") == 1


def test_no_claims_draw_an_empty_bar() -> None:
    template = engines["django"].from_string("{% load look %}{% status_bar shares %}")
    assert "<rect" not in template.render({"shares": []})
