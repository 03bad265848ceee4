"""Feeds of ClaimReview in the forms that they come in."""

from __future__ import annotations

import gzip
import io
import json

import pytest

from factcheck.integrations.importing.feeds import read_feed
from factcheck.integrations.importing.items import Item, Unreadable

ONE, TWO = ({"@type": "ClaimReview", "claimReviewed": text} for text in ("One.", "Two."))
FEED = {
    "@type": "DataFeed",
    "dataFeedElement": [
        {"item": [ONE, TWO]},
        {"item": None},
        {"item": ONE},
        {"item": None, "dateDeleted": "2026-01-01", "url": "https://checks.example/gone"},
        {"item": []},
        "noise",
    ],
}
FOUND = [
    Item(1, review=ONE),
    Item(1, review=TWO),
    Item(3, review=ONE),
    Item(4, gone="https://checks.example/gone"),
    Item(6, review="noise"),
]


def read(data: bytes) -> list[Item]:
    return list(read_feed(io.BytesIO(data)))


@pytest.mark.parametrize("indent", [None, 1])
def test_a_data_commons_feed_is_read_element_by_element(indent):
    assert read(json.dumps(FEED, indent=indent).encode()) == FOUND


def test_a_gzipped_feed_is_read_too():
    assert read(gzip.compress(json.dumps(FEED).encode())) == FOUND


def test_a_list_and_json_lines_are_read_with_their_lines():
    assert read(json.dumps([ONE, TWO], indent=1).encode()) == [Item(1, review=ONE), Item(2, review=TWO)]
    lines = f"{json.dumps(ONE)}\n\nnot json\n{json.dumps(TWO)}\n".encode()
    assert read(lines) == [
        Item(1, review=ONE),
        Item(3, problem="The line is not JSON in UTF-8."),
        Item(4, review=TWO),
    ]


def test_our_own_feed_is_read_back():
    from factcheck.publication.claimreview import feed

    assert read(json.dumps(feed([], gone=[("https://a.example/", "2026-01-01T00:00:00Z")])).encode()) == [
        Item(1, gone="https://a.example/")
    ]


def test_one_object_or_a_graph_is_read_too():
    assert read(json.dumps(ONE, indent=1).encode()) == [Item(1, review=ONE)]
    assert read(json.dumps({"@graph": [{"@type": "WebPage"}, TWO]}, indent=1).encode()) == [
        Item(1, review=TWO)
    ]


def test_a_feed_that_breaks_off_says_after_which_item():
    whole = json.dumps(FEED, indent=1).encode()
    items = read_feed(io.BytesIO(whole[: whole.index(b'"dateDeleted"')]))
    assert [next(items) for _ in range(3)] == FOUND[:3]
    with pytest.raises(Unreadable, match="after item 3"):
        next(items)


CUT_OFF = gzip.compress(json.dumps(FEED).encode(), mtime=0)[:60]


@pytest.mark.parametrize("data", [b"", b"  \n", b"[1, 2", CUT_OFF], ids=["empty", "blank", "open", "cut off"])
def test_what_is_no_feed_is_refused(data):
    with pytest.raises(Unreadable):
        read(data)


def test_memory_does_not_grow_with_the_feed(tmp_path):
    import tracemalloc

    element = json.dumps({"item": [{**ONE, "text": "x" * 2000}]})
    path = tmp_path / "feed.json"
    path.write_text('{"dataFeedElement": [' + ",\n".join([element] * 5000) + "]}")

    with path.open("rb") as stream:
        tracemalloc.start()
        count = sum(1 for _ in read_feed(stream))
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert count == 5000
    assert most < path.stat().st_size / 5
