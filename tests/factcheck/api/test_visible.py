"""Another desk's work does not exist, on any route."""

from __future__ import annotations

import pytest

from claims.models import Claim
from factcheck.api import visible
from factcheck.evidence import services as evidence
from factcheck.evidence.models import Origin
from jobs.models import Job
from sources.models import Source
from tests.factcheck.api.conftest import client_of
from tests.factories import a_claim, a_desk, a_person, a_snapshot, an_article, some_evidence

pytestmark = pytest.mark.django_db
LISTS = ["articles", "claims", "sources", "evidence", "fact-checks", "jobs"]


@pytest.fixture
def work(sam):
    """One of everything at sam's desk: route -> number."""
    article = an_article(by=sam)
    claim = Claim.objects.get(pk=a_claim(article=article, by=sam).pk)
    passage = some_evidence(claim=claim)
    source = passage.snapshot.source
    evidence.add_lead(claim=claim, source=source, origin=Origin.PERSON, by=sam)
    job = Job.objects.create(kind="fetch_source", key="one", about=article.subject, by=sam)
    return {
        "articles": article.pk,
        "claims": claim.pk,
        "sources": source.pk,
        "snapshots": passage.snapshot_id,
        "evidence": passage.pk,
        "fact-checks": claim.factcheck.pk,
        "jobs": job.pk,
    }


def routes(work):
    items = [("get", f"/api/v1/{route}/{number}/") for route, number in work.items()]
    return [
        *items,
        ("get", f"/api/v1/sources/{work['sources']}/snapshots/"),
        ("post", f"/api/v1/jobs/{work['jobs']}/cancel/"),
        ("post", f"/api/v1/jobs/{work['jobs']}/retry/"),
    ]


def writes(work):
    span = {"start": 0, "end": 3, "quote": "The"}
    return [
        ("claims", {"article": work["articles"], **span}),
        ("sources", {"address": "https://stats.example/", "claims": [work["claims"]]}),
        ("evidence", {"claim": work["claims"], "snapshot": work["snapshots"], **span}),
    ]


def test_the_desk_sees_its_own_on_every_route(api, work):
    seen = {path: getattr(api, method)(path).status_code for method, path in routes(work) if method == "get"}

    assert set(seen.values()) == {200}, seen


def test_every_route_is_empty_for_another_desk(other_desk, work):
    seen = {path: getattr(other_desk, method)(path).status_code for method, path in routes(work)}

    assert set(seen.values()) == {404}, seen


def test_no_list_shows_anything_of_another_desk(other_desk, work):
    shown = [other_desk.get(f"/api/v1/{name}/").json()["results"] for name in LISTS]

    assert shown == [[]] * len(LISTS)


def test_nothing_can_be_added_to_another_desks_work(other_desk, work):
    for path, body in writes(work):
        assert other_desk.post(f"/api/v1/{path}/", body, format="json").status_code == 404, path


def test_an_article_can_not_be_put_at_another_desk(other_desk, work):
    answer = other_desk.post("/api/v1/articles/", {"text": "A text.", "desk": "newsroom"}, format="json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "desk"


def test_nobody_sees_nothing_on_any_route(nobody, work):
    paths = [path for method, path in routes(work) if method == "get"] + [
        f"/api/v1/{name}/" for name in LISTS
    ]

    assert {nobody.get(path).status_code for path in paths} == {401}


def test_a_colleague_sees_the_same(work, sam):
    colleague = client_of(a_person("kim", desk=sam.desks.get()))

    assert {colleague.get(path).status_code for method, path in routes(work) if method == "get"} == {200}


def test_a_colleague_does_not_cancel_ones_jobs(work, sam):
    colleague = client_of(a_person("kim", desk=sam.desks.get()))

    assert colleague.post(f"/api/v1/jobs/{work['jobs']}/cancel/").status_code == 404


def test_an_administrator_sees_every_desk(work):
    administrator = a_person("root", is_administrator=True)

    client = client_of(administrator)

    assert {client.get(path).status_code for method, path in routes(work) if method == "get"} == {200}


def test_a_person_without_a_desk_sees_nothing_and_is_told_so(work, stranger):
    stranger.memberships.all().delete()
    client = client_of(stranger)

    assert client.get("/api/v1/claims/").json()["results"] == []
    refused = client.post("/api/v1/articles/", {"text": "A text."}, format="json")
    assert "no desk" in refused.json()["detail"]


def test_a_source_that_one_added_is_seen_before_it_is_used(sam):
    snapshot = a_snapshot()
    assert not visible.sources(sam).exists()

    snapshot.source.added_by = sam
    snapshot.source.save()
    assert list(visible.sources(sam)) == [snapshot.source]
    assert list(visible.snapshots(sam)) == [snapshot]


@pytest.mark.parametrize("narrowed_by", ["claim", "article"])
def test_a_filter_doesnt_tell_what_another_desk_reads(api, work, narrowed_by):
    """A source that two desks read is seen by both, but not which claims of the other it is read for."""
    nia = a_person("Nia", desk=a_desk("Sports"))
    own = a_claim(article=an_article(by=nia), by=nia)
    evidence.add_lead(claim=own, source=Source.objects.get(pk=work["sources"]), origin=Origin.PERSON, by=nia)
    number = work[f"{narrowed_by}s"]
    assert len(api.get(f"/api/v1/sources/?{narrowed_by}={number}").json()["results"]) == 1
    hers = client_of(nia)
    assert len(hers.get("/api/v1/sources/").json()["results"]) == 1
    assert hers.get(f"/api/v1/sources/?{narrowed_by}={number}").json()["results"] == []
