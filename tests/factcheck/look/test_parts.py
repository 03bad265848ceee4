"""The parts say what they must without colour, script or mouse."""

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string

from .styleguide import VerdictForm, render


def part(name: str, **context: object) -> str:
    return render_to_string(f"factcheck/parts/{name}.html", context)


def test_a_tag_says_that_it_is_only_suggested() -> None:
    assert "Suggested: False" in part("tag", family="refuted", label="False", suggested=True)
    assert "Suggested" not in part("tag", family="refuted", label="False")


@pytest.mark.parametrize("stance", ["supports", "contradicts", "context"])
def test_a_stance_is_a_word_and_says_whether_it_is_suggested(stance: str) -> None:
    assert stance.capitalize() in part("stance", stance=stance)
    assert f"Suggested: {stance}" in part("stance", stance=stance, suggested=True)


def make_job(**changes: object) -> dict[str, object]:
    return {"id": 7, "title": "Fetching sources", "done": 14, "total": 20, "failed": 0, "now": "", **changes}


def test_progress_is_a_bar_with_its_words() -> None:
    html = part("progress", job=make_job(failed=1))
    assert "Fetching sources: 14 of 20 done, 1 failed" in html
    assert 'max="20" value="14"' in html
    assert "hx-get" not in html


def test_progress_polls_only_while_the_server_says_where() -> None:
    assert 'hx-get="/jobs/7/"' in part("progress", job=make_job(), poll_address="/jobs/7/")


def test_progress_without_a_total_has_no_value() -> None:
    html = part("progress", job=make_job(total=None, done=0))
    assert "still counting" in html
    assert "value=" not in html


def test_the_error_summary_takes_the_focus_and_links_to_each_field() -> None:
    html = part("error_summary", form=VerdictForm({}))
    assert "autofocus" in html
    assert 'href="#id_rating_0"' in html
    assert 'href="#id_conclusion"' in html
    assert html.count("Write a conclusion.") == 1


def test_a_form_without_errors_has_no_summary() -> None:
    assert part("error_summary", form=VerdictForm()).strip() == ""


def test_a_wrong_field_is_described_by_its_hint_and_its_error() -> None:
    html = part("field", field=VerdictForm({})["conclusion"])
    assert 'aria-describedby="id_conclusion_helptext id_conclusion_error"' in html
    assert 'id="id_conclusion_helptext"' in html
    assert 'id="id_conclusion_error"' in html
    assert 'aria-invalid="true"' in html


def test_one_page_has_no_pagination() -> None:
    assert part("pagination", page=Paginator([1], 50).page(1)).strip() == ""


def test_the_title_says_that_there_is_an_error() -> None:
    assert "<title>Error: Style guide" in render("styleguide")
    assert "<title>Style guide" in render("styleguide", form=VerdictForm())


def test_public_pages_load_no_script_but_the_colour_schemes() -> None:
    html = render("publication")
    assert html.count("<script") == 1
    assert "theme.js" in html
    assert "CSRF" not in html
