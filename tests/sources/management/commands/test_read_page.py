from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

PAGES = Path(__file__).parents[3] / "data" / "pages"
FIELDS = {"title", "byline", "published", "language", "text", "canonical", "quality", "links"}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    call_command("read_page", *arguments)
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_reads_a_page_from_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    answer = run(capsys, str(PAGES / "article.html"), "--url", "https://courier.example/news/page")

    assert set(answer) >= FIELDS
    assert answer["title"] == "Board votes to deepen the channel"
    assert (answer["published"], answer["language"], answer["quality"]) == ("2025-02-12", "en", "ok")
    assert answer["canonical"] == "https://courier.example/news/channel"
    assert {"address": "https://board.example/minutes?no=7", "text": "the minutes"} in answer["links"]


def test_reads_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    body = (PAGES / "captcha_interstitial.html").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(body)))

    answer = run(capsys, "-", "--type", "html")

    assert answer["quality"] == "captcha"
    assert answer["cause"].startswith("The site asked whether we are a human")


@pytest.mark.parametrize("type_asked", [(), ("--type", "text")])
def test_reads_text_as_it_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, type_asked: tuple[str, ...]
) -> None:
    (tmp_path / "note.txt").write_text("Größe\nund Maß", encoding="utf-8")

    assert run(capsys, str(tmp_path / "note.txt"), *type_asked)["text"] == "Größe\nund Maß"


@pytest.mark.parametrize(
    ("content", "arguments", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", (), "cannot be read: give an HTML page"),
        (b"%PDF-1.4 and no more", (), "This PDF could not be read"),
        (b"no document", ("--type", "docx"), "This DOCX could not be read"),
    ],
)
def test_says_what_is_wrong_with_a_file(
    tmp_path: Path, content: bytes, arguments: tuple[str, ...], message: str
) -> None:
    (tmp_path / "given").write_bytes(content)

    with pytest.raises(CommandError, match=message):
        call_command("read_page", str(tmp_path / "given"), *arguments)


def test_says_when_there_is_no_such_file() -> None:
    with pytest.raises(CommandError, match="can't be read"):
        call_command("read_page", "/no/such/file.html")
