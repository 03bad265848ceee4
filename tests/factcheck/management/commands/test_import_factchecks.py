"""Importing from a shell."""

from __future__ import annotations

import json

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command

from factcheck.matching.models import KnownFactCheck

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.IMPORTS = {**configured.IMPORTS, "DIR": str(tmp_path / "imports")}


def a_line(number: int, **changed) -> str:
    review = {
        "@type": "ClaimReview",
        "url": f"https://checks.example/{number}",
        "claimReviewed": f"Claim {number}.",
        "reviewRating": {"alternateName": "False"},
    }
    return json.dumps(review | changed) + "\n"


def test_a_file_is_imported_and_told_of(tmp_path, capsys):
    path = tmp_path / "checks.jsonl"
    path.write_text(a_line(1) + a_line(2))

    call_command("import_factchecks", str(path))
    call_command("import_factchecks", str(path))

    assert capsys.readouterr().out.splitlines() == [
        "2 read: 2 added, 0 changed, 0 known already, 0 taken back, 0 not imported.",
        "2 read: 0 added, 0 changed, 2 known already, 0 taken back, 0 not imported.",
    ]
    assert KnownFactCheck.objects.count() == 2


def test_bad_lines_are_named_and_end_it_with_1(tmp_path, capsys):
    path = tmp_path / "checks.jsonl"
    path.write_text(a_line(1) + "no json\n" + a_line(3, url="") + a_line(4))

    with pytest.raises(SystemExit) as ended:
        call_command("import_factchecks", str(path))

    assert ended.value.code == 1
    printed = capsys.readouterr()
    assert printed.out == "4 read: 2 added, 0 changed, 0 known already, 0 taken back, 2 not imported.\n"
    assert printed.err.splitlines() == [
        "checks.jsonl:2: The line is not JSON in UTF-8.",
        "checks.jsonl:3: It has no address (url).",
    ]


def test_a_table_is_known_by_its_ending(tmp_path, capsys):
    path = tmp_path / "checks.CSV"
    path.write_text("claim,url,rating\nOne.,https://checks.example/1,True\n")

    call_command("import_factchecks", str(path))

    assert KnownFactCheck.objects.get().family == "supported"


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (["nowhere.json"], "can't be read"),
        (["http://10.0.0.1/feed.json"], "not on the public Internet"),
        (["https://checks.example", "--form", "api"], "what to search for"),
        (["feed.json", "--by", "nobody"], "no person"),
        (["feed.json", "--form", "page"], "A file is a feed or a table"),
    ],
)
def test_what_cannot_be_imported_is_refused(given, complaint, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feed.json").write_text("[]")
    with pytest.raises(CommandError, match=complaint):
        call_command("import_factchecks", *given)


def test_a_file_that_is_no_feed_fails_with_its_cause(tmp_path):
    path = tmp_path / "feed.json"
    path.write_text("")
    with pytest.raises(CommandError, match="empty"):
        call_command("import_factchecks", str(path))
