"""Numbers for whoever watches the machines, and nothing at all for everybody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from factcheck import metrics
from jobs import memory
from jobs.models import Job, State
from sources import services
from sources.models import Fetch, Host, Source
from sources.services.capturing import Captured

pytestmark = pytest.mark.django_db
TOKEN = "a-long-random-token"


@pytest.fixture(autouse=True)
def token(settings):
    settings.METRICS_TOKEN = TOKEN
    cache.delete(metrics.PROOFS)


def asked(client, given: str = f"Bearer {TOKEN}") -> dict[tuple[str, ...], float]:
    """Each sample by its name and the values of its labels, in the order of their names."""
    response = client.get("/metrics", headers={"Authorization": given})
    assert response.status_code == 200, response.status_code
    return {
        (sample.name.removeprefix("factcheck_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(response.content.decode())
        for sample in family.samples
    }


@pytest.mark.parametrize("given", ["", "Bearer wrong", TOKEN, "Bearer "])
def test_nobody_without_the_token_learns_that_it_is_there(client, given):
    assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


def test_without_a_token_in_the_settings_it_is_not_there(client, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_counts_jobs_by_queue_and_state(client):
    now = timezone.now()
    for key in ("1", "2"):
        Job.objects.create(kind="fetch_source", key=key, queue="fetching", next_at=now - timedelta(minutes=5))
    Job.objects.create(
        kind="read_snapshot", key="3", queue="reading", state=State.FAILED, cause="no", finished_at=now
    )
    found = asked(client)
    assert found["jobs", "fetching", "queued"] == 2
    assert found["jobs_ended_last_hour", "reading", "failed"] == 1
    assert 300 <= found["jobs_oldest_due_seconds", "fetching"] < 400


def test_counts_fetches_by_outcome_and_hosts_by_state(client):
    now = timezone.now()
    source = Source.objects.create(address="https://city.example/")
    for outcome, ago in (("fetched", 1), ("timed_out", 2), ("timed_out", 3), ("fetched", 90)):
        Fetch.objects.create(source=source, outcome=outcome, started_at=now - timedelta(minutes=ago))
    Host.objects.create(name="a.example", paused=True, pause_reason="They asked.")
    Host.objects.create(name="b.example", failures=5, open_until=now + timedelta(hours=1))
    Host.objects.create(name="c.example", failures=5, open_until=now - timedelta(hours=1))
    found = asked(client)
    assert found["fetches_last_hour", "fetched"] == 1
    assert found["fetches_last_hour", "timed_out"] == 2
    assert {state: found["hosts", state] for state in ("paused", "resting", "open")} == {
        "paused": 1, "resting": 1, "open": 1,
    }  # fmt: skip


def test_tells_what_memory_the_workers_hold(client):
    memory.tell("worker@here")
    found = asked(client)
    assert found["worker_resident_bytes", "parent", "worker@here"] > 10_000_000


def test_a_worker_that_says_nothing_any_more_is_forgotten(client, monkeypatch):
    memory.tell("worker@gone")
    monkeypatch.setattr(memory, "REPORT_LIVES_SECONDS", -1.0)
    assert not [key for key in asked(client) if "worker@gone" in key]


def test_tells_whether_audit_and_captures_hold(client, demo_site, own_archive):
    source = services.add_source(address=demo_site.base + "/law/relations-act.html", by=None)
    captured = services.fetch(source)
    assert isinstance(captured, Captured)
    services.record_fetch(source=source, captured=captured, job_id=None, attempt=1)
    assert ("proof_holds", "audit") not in asked(client), "nobody has checked yet"

    metrics.check_proofs(now=timezone.now())
    found = asked(client)
    assert (found["proof_holds", "audit"], found["proof_holds", "captures"]) == (1, 1)
    assert found["captures",] == 1

    (own_archive / source.snapshots.get().warc_name).unlink()
    metrics.check_proofs(now=timezone.now())
    assert asked(client)["proof_holds", "captures"] == 0


def test_asks_the_database_as_often_for_much_as_for_little(client, django_assert_max_num_queries):
    for number in range(20):
        Job.objects.create(kind="fetch_source", key=str(number), queue=f"queue{number}")
    with django_assert_max_num_queries(8):
        asked(client)
