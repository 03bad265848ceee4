"""The commands of docs/api.md, as they stand, against a running server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from claims.models import Article, Claim
from demo.site import DemoSite
from factcheck.evidence.models import Evidence, Stance
from factcheck.integrations.models import Scope
from factcheck.integrations.services import create_token
from factcheck.workflow import scales
from factcheck.workflow.statuses import State
from jobs import services
from tests.factories import a_journalist

PAGE = Path(__file__).resolve().parents[3] / "docs" / "api.md"
COMMANDS = "\n".join(re.findall(r"^```bash\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE))
LONGEST_SECONDS = 120

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(shutil.which("curl") is None, reason="the page's commands need curl"),
]


def test_the_commands_of_the_page_work(live_server, worker, demo_site: DemoSite) -> None:
    sam = a_journalist("sam")
    scales.load("five-point")
    _token, secret = create_token(owner=sam, name="archive-bot", scopes=[Scope.READ, Scope.CLAIMS_WRITE])
    names = {"FACTCHECK": live_server.url, "TOKEN": secret, "SITE": demo_site.base}

    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", COMMANDS],
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **names},
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )

    assert run.returncode == 0, run.stderr + run.stdout[-2000:]
    article = Article.objects.get()
    suggested = Claim.objects.get(added_by=sam)
    assert suggested.anchors.get(version__number=1).quote == "praises the people of Taiwan"
    assert suggested.factcheck.state == State.SUGGESTED
    passage = Evidence.objects.get(suggested_by="archive-bot")
    assert passage.exact == "The estimated cost is $300 million."
    assert (passage.stance_suggested, passage.decision) == (Stance.CONTRADICTS, "suggested")
    assert "$500 million" in passage.claim.text
    assert Evidence.objects.exclude(suggested_by="archive-bot").filter(claim=passage.claim).exists()
    assert passage.claim.text.endswith("$500 million in December 2023.")
    assert passage.claim.factcheck.verdict_suggestions.get().suggested_by == "archive-bot"
    assert passage.claim.factcheck.comments.count() == 1
    assert services.live_about(article.subject) == 0
