"""The client of the documentation, as it stands, against a running server."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.integrations.models import Scope
from factcheck.integrations.services import create_token
from factcheck.models import VerdictSuggestion
from factcheck.workflow import scales
from tests.factories import TEXT, a_journalist

CLIENT = Path(__file__).resolve().parents[2] / "docs" / "examples" / "client.py"
LONGEST_SECONDS = 120

pytestmark = pytest.mark.django_db(transaction=True)


def run_client(address: str, secret: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", str(CLIENT), str(path), "2024-01-12"],
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "FACTCHECK": address, "TOKEN": secret},
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )


def test_it_hands_an_article_in_reads_its_claims_and_suggests_a_verdict(live_server, worker, tmp_path):
    scales.load("five-point")
    scopes = [Scope.READ, Scope.CLAIMS_WRITE]
    _token, secret = create_token(owner=a_journalist("sam"), name="client", scopes=scopes)
    path = tmp_path / "article.txt"
    path.write_text(f"🙂 {TEXT}", "utf-8")

    run = run_client(live_server.url, secret, path)

    assert run.returncode == 0, run.stderr
    assert "spending on roads rose 12% in 2023." in run.stdout
    assert "[unchecked]" in run.stdout
    assert "the claim is still “suggested”: people decide." in run.stdout
    suggestion = VerdictSuggestion.objects.get()
    assert (suggestion.suggested_by, suggestion.rating.slug) == ("client", "not-enough-evidence")


def test_it_says_what_the_api_says_when_it_is_refused(live_server, tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("A text.", "utf-8")

    run = run_client(live_server.url, "fct_unknown", path)

    assert run.returncode == 1
    assert "This token is unknown" in run.stderr
