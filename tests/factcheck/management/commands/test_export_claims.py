"""Exporting from a shell."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from tests.factcheck.publication.cases import QUOTE, Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


def test_every_form_comes_to_standard_output(newsroom, capsys):
    article = str(newsroom.published().factcheck.claim.article_id)

    call_command("export_claims", "jsonl", "--desk", "politics")
    assert json.loads(capsys.readouterr().out)["quote"] == QUOTE
    call_command("export_claims", "csv", "--article", article)
    assert QUOTE in capsys.readouterr().out
    call_command("export_claims", "claimreview")
    assert len(json.loads(capsys.readouterr().out)["dataFeedElement"]) == 1
    call_command("export_claims", "annotations", "--article", article)
    assert json.loads(capsys.readouterr().out)["items"][0]["id"].startswith(
        "http://localhost:8000/api/v1/claims/"
    )
    call_command("export_claims", "jsonl", "--desk", "science")
    assert capsys.readouterr().out == ""


def test_a_file_is_never_overwritten(newsroom, tmp_path):
    newsroom.claim()
    path = tmp_path / "claims.csv"

    call_command("export_claims", "csv", "--into", str(path))
    assert path.read_bytes().count(b"\r\n") == 2
    with pytest.raises(CommandError, match="can't be written"):
        call_command("export_claims", "csv", "--into", str(path))


@pytest.mark.parametrize("given", [["annotations"], ["csv", "--article", "99"], ["csv", "--desk", "nowhere"]])
def test_what_there_is_not_is_refused(newsroom, given):
    with pytest.raises(CommandError):
        call_command("export_claims", *given)
