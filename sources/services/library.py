"""Adding sources and asking for them to be fetched."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jobs import services as jobs
from jobs.models import Job, Priority
from sources.conf import sources_settings
from sources.exceptions import BadAddress
from sources.fetching.address import Address
from sources.fetching.hosts import is_ip_literal, registrable_host
from sources.fetching.politeness import HostState, after_fetch
from sources.fetching.types import Fetched, FetchStopped
from sources.models import Host, Publisher, Source, SourceKind

# How soon a source that evidence rests on is looked at again.
FOLLOW_EVERY = timedelta(hours=24)


def add_source(
    *,
    by: Any,
    address: str,
    title: str = "",
    kind: str = SourceKind.UNKNOWN,
) -> Source:
    """The source at an address: one each, in canonical form.

    Raises BadAddress when the address is malformed or leads to a private place.
    """
    found = _admitted(address)
    source, _created = Source.objects.get_or_create(
        address=str(found),
        defaults={"title": title, "kind": kind, "added_by": by, "publisher": _publisher_at(found)},
    )
    return source


def request_fetch(
    *,
    source: Source,
    by_id: int | None = None,
    priority: int = Priority.PERSON,
    about: str = "",
    payload: dict[str, Any] | None = None,
) -> Job:
    """Queue a fetch. A source that is being fetched already is not fetched twice. Raises BadAddress."""
    if source.address is None:
        raise BadAddress(
            _("This source has no address, so there is nothing to fetch. Hand in a file instead.")
        )
    return jobs.add(
        kind="fetch_source",
        key=f"source:{source.pk}",
        payload={"source_id": source.pk, **(payload or {})},
        about=about,
        priority=priority,
        by_id=by_id,
    )


def schedule(*, source: Source, at: datetime | None) -> None:
    """When to fetch it again; None: not by itself."""
    Source.objects.filter(pk=source.pk).update(next_fetch_at=at)


def follow(*, source: Source) -> None:
    """Look at a source again by itself from now on: something rests on what it says."""
    if source.address and source.next_fetch_at is None:
        schedule(source=source, at=timezone.now() + FOLLOW_EVERY)


def set_delay(*, source: Source, seconds: float) -> None:
    """How long to wait between requests to this source's host, instead of the newsroom's setting."""
    Host.objects.filter(pk=host_of(source).pk).update(delay_seconds=seconds)


def count_failure(*, host: Host, fetched: Fetched) -> None:
    """Keep what a fetch taught about its host: failures in a row open the breaker, a success closes it."""
    state = after_fetch(
        HostState(failures_in_a_row=host.failures, closed_until=host.open_until),
        outcome=fetched.outcome,
        now=timezone.now(),
        retry_after_seconds=fetched.retry_after_seconds,
    )
    Host.objects.filter(pk=host.pk).update(failures=state.failures_in_a_row, open_until=state.closed_until)


def host_of(source: Source) -> Host:
    """The host row of a source with an address."""
    return host_at(source.address or "")


def host_at(address: str) -> Host:
    """The host row of an address. Raises FetchStopped(refused_address)."""
    admitted = sources_settings().gate().admit(address)
    return Host.objects.get_or_create(name=admitted.host_header)[0]


def _admitted(text: str) -> Address:
    try:
        return sources_settings().gate().admit(text.strip())
    except FetchStopped as refusal:
        raise BadAddress(refusal.cause) from refusal


def _publisher_at(address: Address) -> Publisher:
    site = address.host_header if is_ip_literal(address.host) else registrable_host(address.host)
    return Publisher.objects.get_or_create(site=site, defaults={"name": site})[0]
