"""Which moves of an address are the page's own, and which lead elsewhere."""

from __future__ import annotations

import pytest

from sources.fetching.rot import leads_elsewhere

PAGE = "http://www.stats.example.co.uk/news/2024/prices?id=7"


@pytest.mark.parametrize(
    ("answered", "elsewhere"),
    [
        (PAGE, False),
        ("", False),
        ("https://stats.example.co.uk/news/2024/prices/", False),
        ("https://archive.stats.example.co.uk/prices", False),
        ("https://www.stats.example.co.uk/", True),
        ("https://www.stats.example.co.uk/?page=prices", False),
        ("https://www.other.co.uk/news/2024/prices?id=7", True),
    ],
)
def test_another_site_or_the_front_page_is_elsewhere(answered: str, elsewhere: bool) -> None:
    assert leads_elsewhere(PAGE, answered) is elsewhere


def test_a_front_page_that_stays_one_is_no_rot() -> None:
    assert not leads_elsewhere("http://stats.example/", "https://stats.example/")
