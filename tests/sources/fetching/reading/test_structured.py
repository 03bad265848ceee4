"""What a page says of itself is kept with its reading, as far as there is room and a database can hold it."""

from __future__ import annotations

import json
from typing import Any

from sources.fetching.reading.structured import MAX_JSON_LD_BYTES, MAX_META, MAX_META_CHARACTERS, to_keep


def test_what_an_article_says_is_kept_as_it_is() -> None:
    said = {
        "json_ld": [{"@type": "NewsArticle", "headline": "Roads", "author": [{"name": "A. Writer"}]}],
        "meta": {"og:title": "Roads", "author": "A. Writer"},
    }

    assert to_keep(said) == said


def test_a_page_that_says_nothing_of_itself_keeps_nothing() -> None:
    assert to_keep({}) == {}
    assert to_keep({"json_ld": [], "meta": {}}) == {}


def test_an_object_that_is_too_large_is_left_out_and_not_the_next() -> None:
    large, small = {"@type": "ItemList", "text": "x" * MAX_JSON_LD_BYTES}, {"@type": "NewsArticle"}

    assert to_keep({"json_ld": [large, small], "meta": {}})["json_ld"] == [small]


def test_many_objects_fill_the_room_and_no_more() -> None:
    found = {"text": "é" * 500}
    size = len(json.dumps(found, ensure_ascii=False).encode())

    kept = to_keep({"json_ld": [found] * 1000, "meta": {}})["json_ld"]

    assert len(kept) == MAX_JSON_LD_BYTES // size


def test_meta_elements_are_counted_and_cut() -> None:
    kept = to_keep({"json_ld": [], "meta": {f"name{at}": "x" * 9000 for at in range(1000)}})["meta"]

    assert len(kept) == MAX_META
    assert {len(content) for content in kept.values()} == {MAX_META_CHARACTERS}


def test_what_no_database_stores_is_replaced() -> None:
    said: dict[str, Any] = {
        "json_ld": [{"a\0": "b\ud800", "far": float("inf"), "none": float("nan"), "number": 3}],
        "meta": {"c\0": "d\0"},
    }

    assert to_keep(said) == {
        "json_ld": [{"a\ufffd": "b\ufffd", "far": None, "none": None, "number": 3}],
        "meta": {"c\ufffd": "d\ufffd"},
    }


def test_what_goes_too_deep_ends_there() -> None:
    deep: Any = "the bottom"
    for _level in range(900):
        deep = [deep]

    (kept,) = to_keep({"json_ld": [{"about": deep}], "meta": {}})["json_ld"]
    assert "the bottom" not in json.dumps(kept)
