"""By-line and date are read where they stand as lines of their own, and never guessed."""

from datetime import date

import pytest

from claims.extraction.masthead import read_masthead

STORY = "\n\nThe council met on 3 March 2021 and approved the budget. It was the first since May 2, 2019."


@pytest.mark.parametrize(
    "line",
    [
        "12 January 2024",
        "January 12, 2024",
        "Friday, Jan. 12, 2024, 9:30 a.m. EST",
        "Published: 12 Jan 2024 09:30 UTC",
        "Published on January 12th, 2024. Updated January 14, 2024",
        "First published 2024-01-12T09:30:00Z",
        "By Ana Vale | 12 January 2024",
        "12.01.2024",
        "12. 1. 2024",
        "TAIPEI, Jan. 12, 2024 (Reuters) — The polls opened.",
        "LONDON · 12 January 2024 · BBC News",
    ],
)
def test_reads_the_day_that_a_text_says_it_is_of(line):
    assert read_masthead(f"Council approves budget\n{line}{STORY}").published == date(2024, 1, 12)


def test_reads_a_day_that_can_be_only_one():
    assert read_masthead("25/01/2024" + STORY).published == date(2024, 1, 25)
    assert read_masthead("01/25/2024" + STORY).published == date(2024, 1, 25)


@pytest.mark.parametrize(
    "text",
    [
        "Council approves budget" + STORY,
        "3/4/2024" + STORY,
        "Updated 14 January 2024" + STORY,
        "12 January 2024\n13 January 2024" + STORY,
        "31 February 2024" + STORY,
        "On January 12, 2024, the council met." + STORY,
        "The bridge of 12 January 2024 and everything that came of it in the years since" + STORY,
        "",
        "\0\n🌉",
    ],
    ids=["none", "two ways", "updated", "two days", "no day", "sentence", "heading", "empty", "odd"],
)
def test_says_nothing_when_in_doubt(text):
    assert read_masthead(text).published is None


def test_the_day_of_publication_goes_before_others():
    assert read_masthead("14 January 2024\nPublished 12 January 2024" + STORY).published == date(2024, 1, 12)


def test_reads_a_day_at_the_foot():
    assert read_masthead("Title\n" + "A line.\n" * 20 + "Published 12 January 2024").published is not None
    assert (
        read_masthead("Title\n" + "A line.\n" * 20 + "12 January 2024\n" + "A line.\n" * 20).published is None
    )


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ana Vale", "Ana Vale"),
        ("BY ANA VALE AND BO HILL", "ANA VALE AND BO HILL"),
        ("By Ana Vale, Bo Hill and Cy Ode | Reuters", "Ana Vale, Bo Hill and Cy Ode"),
        ("By Ana Vale, 12 January 2024", "Ana Vale"),
        ("Text: Zoë O’Hara-Smith", "Zoë O’Hara-Smith"),
        ("By the end of the year all was well", ""),
        ("By Friday, 12 people had died.", ""),
        ("Bylaws Committee", ""),
    ],
)
def test_reads_who_wrote_it(line, byline):
    assert read_masthead(f"Council approves budget\n{line}{STORY}").byline == byline


@pytest.mark.parametrize(
    "text", ["BY " + "A " * 50_000, "By " + "Ab, " * 50_000, "9" * 100_000, "A." * 50_000 + " —"]
)
def test_any_line_is_read_in_no_time(text):
    assert read_masthead(text).published is None
