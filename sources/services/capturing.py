"""One fetch of a source: get it, archive it, record how it ended."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from redis import Redis
from redis.exceptions import RedisError

from jobs.endings import Postponed
from sources import archive
from sources.conf import sources_settings
from sources.exceptions import NothingCaptured
from sources.fetching import http
from sources.fetching.address import canonical
from sources.fetching.archive import Capture, write_capture
from sources.fetching.copies import archived_copy
from sources.fetching.politeness import STORE_RETRY_SECONDS, RedisTurns
from sources.fetching.robots import KEPT_FOR, RobotsFile, RobotsGuard
from sources.fetching.storage import content_name
from sources.fetching.types import Fetched, FetchPolicy, FetchStopped, Outcome, Validators
from sources.fetching.types import Postponed as NotOurTurn
from sources.models import Fetch, Host, Manifest, Snapshot, Source, Way
from sources.services.library import count_failure, host_at

BODY_SUFFIX = ".body"
# A host that a person paused is looked at again this soon.
PAUSED_SECONDS = 300.0
# An archive that can't be written (a full disk) is tried again this soon; somebody has to make room.
UNWRITABLE_SECONDS = 300.0


@dataclass(frozen=True)
class Captured:
    """A fetch and, when something came, where it was archived. way: fetched, or copy of an archive."""

    fetched: Fetched
    capture: Capture | None = None
    body_name: str = ""
    way: Way = Way.FETCHED


def fetch(
    source: Source, *, copy_address: str = "", policy: FetchPolicy | None = None
) -> Captured | Postponed:
    """Get the source and archive what came, before anything is written to the database.

    copy_address: where an archive has a copy, to be fetched in the source's place. policy: instead of the
    settings' own, for what is no page.

    Postponed when the host is paused, rests after failures, it is another worker's turn there, the store of
    turns and robots.txt files is away, or the archive can't be written.
    """
    address = copy_address or source.address or ""
    way = Way.ARCHIVED_COPY if copy_address else Way.FETCHED
    try:
        host = host_at(address)
    except FetchStopped as refusal:
        return Captured(_refused(address, refusal), way=way)
    validators = None if copy_address else _validators(source)
    policy = _politely(policy or sources_settings().policy(), host)
    return _left_alone(host) or _get_and_archive(address, policy=policy, validators=validators, way=way)


def _politely(policy: FetchPolicy, host: Host) -> FetchPolicy:
    return policy if host.delay_seconds is None else replace(policy, delay_seconds=host.delay_seconds)


def _left_alone(host: Host) -> Postponed | None:
    """Whether the host is not to be asked now: paused by a person, or resting."""
    if host.paused:
        return Postponed(PAUSED_SECONDS, f"{host.name} is paused by a person: {host.pause_reason}")
    rest = (host.open_until - timezone.now()).total_seconds() if host.open_until else 0
    if rest > 0:
        return Postponed(
            rest, f"{host.name} failed several times and rests until {host.open_until:%H:%M} UTC."
        )
    return None


def _get_and_archive(
    address: str, *, policy: FetchPolicy, validators: Validators | None, way: Way
) -> Captured | Postponed:
    try:
        return _archived(_get(address, policy, validators), way)
    except NotOurTurn as later:
        return Postponed(later.seconds, later.cause)
    except RedisError:
        return Postponed(
            STORE_RETRY_SECONDS,
            _("The store of robots.txt files does not answer: the fetch waits until it is back."),
        )
    except OSError as failure:
        return Postponed(UNWRITABLE_SECONDS, _unwritable(failure))


def _unwritable(failure: OSError) -> str:
    return _(
        "The page came, but the archive can't be written ({reason}), so it is fetched again later: make room "
        "on the archive's disk."
    ).format(reason=failure.strerror or failure)


def record_fetch(
    *, source: Source, captured: Captured, job_id: int | None, attempt: int, by_id: int | None = None
) -> Fetch:
    """Write the fetch, its snapshot and its link in the chain; call it inside a transaction.

    by_id: who asked for it; whoever names an archive's copy answers for it.
    """
    fetched = captured.fetched
    host = None if fetched.outcome is Outcome.REFUSED_ADDRESS else host_at(fetched.address)
    row = Fetch.objects.create(
        source=source,
        host=host,
        job_id=job_id,
        attempt=attempt,
        of_copy=captured.way == Way.ARCHIVED_COPY,
        outcome=fetched.outcome.value,
        cause=fetched.cause,
        status=fetched.status,
        final_address=fetched.final_address[:2000],
        etag=fetched.validators.etag or "",
        last_modified=fetched.validators.last_modified or "",
        warc_sha256=captured.capture.warc_sha256 if captured.capture and not captured.body_name else "",
        wire_bytes=fetched.wire_bytes,
        elapsed_ms=fetched.elapsed_ms,
        started_at=fetched.started_at or timezone.now(),
    )
    if host is not None:
        count_failure(host=host, fetched=fetched)
    if captured.capture and captured.body_name:
        _record_snapshot(source, row, captured, captured.capture, by_id=by_id)
    return row


def _get(address: str, policy: FetchPolicy, validators: Validators | None) -> Fetched:
    gate = sources_settings().gate()
    # No retries: while the store is away the fetch waits in its row, not in a worker.
    client = Redis.from_url(settings.REDIS_URL, socket_timeout=5, socket_connect_timeout=2, retry=None)
    turns = RedisTurns(client)
    return http.get(
        address,
        policy=policy,
        gate=gate,
        validators=validators,
        robots=RobotsGuard(policy=policy, gate=gate, cache=_RobotsInCache(), turns=turns),
        turns=turns,
    )


def _validators(source: Source) -> Validators | None:
    """Ask "has it changed?" only when what came last time is in the archive."""
    brought = source.fetches.of_page().filter(outcome=Outcome.FETCHED.value, snapshot__isnull=False)
    last = brought.select_related("snapshot__clearing").first()
    if last is None or hasattr(last.snapshot, "clearing"):
        return None
    return Validators(etag=last.etag or None, last_modified=last.last_modified or None)


def _archived(fetched: Fetched, way: Way) -> Captured:
    if not fetched.hops:
        return Captured(fetched, way=way)
    capture = write_capture(
        fetched,
        store=archive.store(),
        key=archive.signing_key(),
        software=sources_settings().policy().user_agent,
        now=timezone.now(),
    )
    if not fetched.ok:
        return Captured(fetched, capture, way=way)
    body_name = content_name(capture.body_sha256, BODY_SUFFIX)
    archive.store().keep(body_name, BytesIO(fetched.body))
    return Captured(fetched, capture, body_name, way)


def _record_snapshot(
    source: Source, row: Fetch, captured: Captured, capture: Capture, *, by_id: int | None
) -> None:
    fetched, is_copy = captured.fetched, captured.way != Way.FETCHED
    snapshot = Snapshot.objects.create(
        source=source,
        fetch=row,
        way=captured.way,
        handed_in_by_id=by_id if is_copy else None,
        saved_at=archived_copy(canonical(fetched.final_address)).saved_at if is_copy else None,
        captured_at=fetched.started_at or timezone.now(),
        address=fetched.final_address[:2000],
        content_type=fetched.content_type[:200],
        body_sha256=capture.body_sha256,
        body_bytes=len(fetched.body),
        body_name=captured.body_name,
        warc_name=capture.warc_name,
        warc_sha256=capture.warc_sha256,
    )
    chain(snapshot, capture)


def chain(snapshot: Snapshot, capture: Capture) -> None:
    """Append the manifest to the chain. Raises NothingCaptured when the snapshot's file is gone.

    A body that was there already may have been cleared away since, as one that no row named.
    """
    lock_chain()
    if not archive.store().holds(snapshot.body_name):
        raise NothingCaptured(
            _("The archive was cleared of this page's file before its row came; it is fetched again.")
        )
    last = Manifest.objects.order_by("-id").values_list("sha256", flat=True).first() or ""
    Manifest.objects.create(
        snapshot=snapshot,
        previous_sha256=last,
        sha256=link_sha256(last, capture.manifest.sha256),
        signed=json.loads(capture.manifest.as_bytes()),
        file_name=capture.manifest_name,
    )


def lock_chain() -> None:
    """Until the transaction ends nobody else adds to the chain, and no file leaves the archive."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('manifest_chain'))")


def link_sha256(previous: str, manifest_sha256: str) -> str:
    """The hash of a link: over the link before it and the manifest's own hash."""
    return hashlib.sha256(f"{previous}|{manifest_sha256}".encode()).hexdigest()


def _refused(address: str, refusal: FetchStopped) -> Fetched:
    return Fetched(
        address=address,
        final_address=address,
        outcome=refusal.outcome,
        cause=refusal.cause,
        started_at=timezone.now(),
    )


class _RobotsInCache:
    """robots.txt files kept in Django's cache, shared by all workers."""

    def load(self, origin: str) -> RobotsFile | None:
        kept: dict[str, Any] | None = cache.get(f"robots:{origin}")
        return RobotsFile.from_dict(kept) if kept else None

    def keep(self, file: RobotsFile) -> None:
        cache.set(f"robots:{file.origin}", file.as_dict(), timeout=int(KEPT_FOR.total_seconds()))
