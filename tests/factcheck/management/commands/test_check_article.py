"""The whole walk from a shell: what it prints, how it ends, and what it says when it can't."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_httpserver import HTTPServer

from claims.models import Article
from demo.site import DemoSite
from sources.conf import sources_settings

pytestmark = pytest.mark.django_db
ARMS_PAGE = "/defense/arms-notification-23-71.html"
TEXT = (
    "The State Department approved a sale to Taiwan of $500 million for its command systems in December 2023."
)


class Said:
    """What a run printed and how it ended."""

    def __init__(self, *arguments: str) -> None:
        out, error = io.StringIO(), io.StringIO()
        self.status = 0
        try:
            call_command("check_article", *arguments, stdout=out, stderr=error)
        except SystemExit as ended:
            self.status = int(ended.code or 0)
        self.out, self.error = out.getvalue(), error.getvalue()


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture
def broken(settings: Any, own_archive: Path, httpserver: HTTPServer) -> Iterator[str]:
    """A site whose every page is an error of the server's."""
    httpserver.expect_request("/robots.txt").respond_with_data(status=404)
    httpserver.expect_request("/a.html").respond_with_data(status=500)
    settings.SOURCES = {**settings.SOURCES, "ALLOWED_ADDRESSES": [f"127.0.0.1:{httpserver.port}"]}
    sources_settings.cache_clear()
    yield f"http://127.0.0.1:{httpserver.port}/a.html"


def test_prints_claims_sources_and_evidence_as_json(demo_site: DemoSite, article: str) -> None:
    said = Said(article, "--json", "--source", demo_site.base + ARMS_PAGE, "--published", "2024-01-12")
    assert said.status == 0, said.error
    report = json.loads(said.out)
    [claim] = [one for one in report["claims"] if "$500 million" in one["text"]]
    assert TEXT[claim["start"] : claim["end"]] == claim["quote"]
    assert (claim["state"], claim["verification_status"]) == ("suggested", "unchecked")
    assert any("$300 million" in one["exact"] for one in claim["evidence"])
    assert [one["outcome"] for one in report["sources"]] == ["fetched"]


def test_a_source_that_fails_is_reported_beside_the_rest(demo_site: DemoSite, article: str) -> None:
    said = Said(article, "--source", demo_site.base + "/news/early-poll.html")
    assert said.status == 1
    assert "$500 million" in said.out
    assert "fetch_source: " in said.error


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty"),
        (b" \n ", "The article is empty"),
        (b"\xff\xfe\x00\x01", "not text in UTF-8"),
        (b"words\0words", "binary data"),
        (b"x" * 5_000_001, "5.0 MB are accepted"),
    ],
    ids=["empty", "blank", "not UTF-8", "binary", "too large"],
)
def test_refuses_a_file_that_is_no_article(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(data)
    with pytest.raises(CommandError, match=sentence):
        Said(str(path))
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["no-such-file.txt"], "can't be read"),
        (["http://127.0.0.1:9/"], "127.0.0.1"),
        (["http://169.254.169.254/latest/meta-data/"], "169.254.169.254"),
        (["http://"], r"\w+ \w+"),
        (["FILE", "--source", "file:///etc/passwd"], r"\w+ \w+"),
        (["FILE", "--source", "http://10.0.0.1/"], "10.0.0.1"),
        (["FILE", "--published", "yesterday"], "“yesterday” is not a date"),
        (["FILE", "--by", "nobody"], "There is no person “nobody”"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_refuses_with_a_sentence(article: str, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        Said(*(article if one == "FILE" else one for one in arguments))
    assert not Article.objects.exists()


def test_an_address_whose_site_has_an_error_is_no_article(broken: str) -> None:
    with pytest.raises(CommandError, match="500"):
        Said(broken)


def test_an_address_becomes_an_article(demo_site: DemoSite) -> None:
    said = Said(demo_site.base + ARMS_PAGE, "--json")
    assert said.status == 0, said.error
    assert "$300 million" in said.out
