"""What a machine that watches the newsroom's machines asks for: numbers in Prometheus' text format."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from factcheck.audit.models import ChainLink
from factcheck.audit.services import verify_audit
from jobs import memory
from jobs import services as jobs
from sources import services as sources
from sources.models import Snapshot

COUNTED_FOR = timedelta(hours=1)
# A few at a time: over the days every capture has its turn, and no check takes the disk for long.
CAPTURES_AT_ONCE = 50
PROOFS = "metrics:proofs"
PROOFS_KEPT_SECONDS = 7 * 24 * 3600


def as_text() -> bytes:
    """All metrics of this moment, read from the database and the workers' store."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Newsroom(now=timezone.now()))
    return generate_latest(registry)


def check_proofs(*, now: datetime) -> dict[str, bool]:
    """Check the audit and some captures, and remember how that ended for the metrics. For beat."""
    holds = {"audit": not verify_audit().findings, "captures": all(map(_holds, _some_captures()))}
    cache.set(PROOFS, {"holds": holds, "at": now.timestamp()}, timeout=PROOFS_KEPT_SECONDS)
    return holds


def _some_captures() -> list[Snapshot]:
    ids = list(Snapshot.objects.values_list("pk", flat=True))
    picked = random.sample(ids, min(CAPTURES_AT_ONCE, len(ids)))
    return list(Snapshot.objects.filter(pk__in=picked))


def _holds(snapshot: Snapshot) -> bool:
    return sources.verify_snapshot(snapshot=snapshot).ok


class Newsroom(Collector):
    """Reads everything when it is asked, so that any web process answers for all."""

    def __init__(self, *, now: datetime) -> None:
        self._now = now

    def collect(self) -> Iterator[Metric]:
        yield from self._jobs()
        yield from self._fetching()
        yield from self._workers()
        yield from self._proofs()

    def _jobs(self) -> Iterator[Metric]:
        live = _gauge("jobs", "Live jobs.", "queue", "state")
        for queue, state, count in jobs.count_live():
            live.add_metric([queue, state], count)
        ended = _gauge("jobs_ended_last_hour", "Jobs that ended in the last hour.", "queue", "state")
        for queue, state, count in jobs.count_ended(since=self._now - COUNTED_FOR):
            ended.add_metric([queue, state], count)
        oldest = _gauge("jobs_oldest_due_seconds", "How long the job that waits longest is due.", "queue")
        for queue, due_since in jobs.oldest_due():
            oldest.add_metric([queue], (self._now - due_since).total_seconds())
        yield from (live, ended, oldest)

    def _fetching(self) -> Iterator[Metric]:
        outcomes = _gauge("fetches_last_hour", "Fetches of the last hour by how they ended.", "outcome")
        for outcome, count in sources.count_outcomes(since=self._now - COUNTED_FOR):
            outcomes.add_metric([outcome], count)
        hosts = _gauge("hosts", "Hosts: paused by a person, resting after failures, or open.", "state")
        for state, count in sources.count_hosts(now=self._now).items():
            hosts.add_metric([state], count)
        yield from (outcomes, hosts)

    def _workers(self) -> Iterator[Metric]:
        held = _gauge("worker_resident_bytes", "Memory that a worker's processes hold.", "worker", "process")
        for one in memory.processes():
            held.add_metric([one.worker, one.process], one.resident_bytes)
        yield held

    def _proofs(self) -> Iterator[Metric]:
        last = ChainLink.objects.order_by("-pk").values_list("pk", flat=True).first()
        yield GaugeMetricFamily("factcheck_audit_seals", "Seals of the audit's chain.", value=last or 0)
        yield GaugeMetricFamily("factcheck_captures", "Captures on record.", value=Snapshot.objects.count())
        holds = _gauge("proof_holds", "1 when the last check found it unchanged, else 0.", "what")
        checked = cache.get(PROOFS)
        for what, held in (checked["holds"] if checked else {}).items():
            holds.add_metric([what], int(held))
        yield holds
        if checked:
            yield GaugeMetricFamily(
                "factcheck_proof_checked_timestamp_seconds", "When that was checked.", value=checked["at"]
            )


def _gauge(name: str, says: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"factcheck_{name}", says, labels=labels)
