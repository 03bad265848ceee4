"""Thirty rows cost as many queries as three."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Claim
from factcheck.evidence import services as evidence
from factcheck.evidence.models import Origin
from factcheck.integrations.models import ApiToken
from factcheck.publication.services import publish
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from jobs.models import Job
from tests.factories import a_claim, a_rating, an_article, some_evidence

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 30


def published(sam, ana, number: int):
    """One claim all the way to its publication, with everything that a list shows."""
    claim = Claim.objects.get(pk=a_claim(article=an_article(by=sam), by=sam).pk)
    passage = some_evidence(claim=claim)
    evidence.add_lead(claim=claim, source=passage.snapshot.source, origin=Origin.PERSON, by=sam)
    evidence.accept(evidence=passage, stance="contradicts", by=sam)
    workflow.propose_verdict(
        factcheck=claim.factcheck, rating=a_rating(), conclusion=f"It is {number}.", by=sam
    )
    workflow.sign_off(factcheck=claim.factcheck, by=ana)
    publish(factcheck=claim.factcheck, by=ana)
    Job.objects.create(kind="extract_claims", key=f"{number}", about=claim.article.subject, by=sam)
    return claim


def count(api, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = api.get(path, {"page_size": 200})
    assert answer.status_code == 200
    return len(queries)


@pytest.fixture
def few(sam, ana, api):
    # Noting the use of a token is a write of its own, once a minute; here it is noted for long.
    ApiToken.objects.update(last_used_at=timezone.now() + timedelta(days=1))
    return [published(sam, ana, number) for number in range(FEW)]


LISTS = ["articles", "claims", "sources", "evidence", "fact-checks", "publications", "jobs"]


def test_lists_take_as_many_queries_for_thirty_rows_as_for_three(api, sam, ana, few):
    with_few = {name: count(api, f"/api/v1/{name}/") for name in LISTS}
    for number in range(FEW, MANY):
        published(sam, ana, number)
    with_many = {name: count(api, f"/api/v1/{name}/") for name in LISTS}

    assert {len(api.get(f"/api/v1/{name}/", {"page_size": 200}).json()["results"]) for name in LISTS} == {
        MANY
    }
    assert with_many == with_few
    assert max(with_few.values()) <= 7


def test_a_claim_with_many_anchors_takes_no_more_queries(api, sam, few):
    path = f"/api/v1/claims/{few[0].pk}/"
    before = count_plain(api, path)
    version = few[0].article.current_version
    for start in range(5, 15):
        few[0].anchors.create(
            version=version, start=start, end=start + 3, quote=version.text[start : start + 3]
        )

    assert count_plain(api, path) == before


def count_plain(api, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert api.get(path).status_code == 200
    return len(queries)


def test_states_are_shown_as_the_workflow_has_them(api, few):
    shown = api.get("/api/v1/claims/").json()["results"]

    assert {claim["state"] for claim in shown} == {State.PUBLISHED}
    assert {claim["verification_status"] for claim in shown} == {"refuted"}
