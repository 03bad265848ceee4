"""Adding sources and asking for them to be fetched."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jobs import services as jobs
from jobs.models import Job, Priority
from sources.conf import sources_settings
from sources.exceptions import BadAddress, BadSource
from sources.fetching.address import Address
from sources.fetching.hosts import is_ip_literal, registrable_host
from sources.fetching.politeness import HostState, after_fetch
from sources.fetching.types import Fetched, FetchStopped
from sources.models import Form, Host, Publisher, Source, SourceKind

# How soon a source that evidence rests on is looked at again.
FOLLOW_EVERY = timedelta(hours=24)


def add_source(
    *,
    by: Any,
    address: str | None = None,
    title: str = "",
    form: str = Form.WEB_PAGE,
    kind: str = SourceKind.UNKNOWN,
    note: str = "",
) -> Source:
    """The source at an address (one each, in canonical form), or a new one without an address.

    Raises BadAddress when the address is malformed or leads to a private place, or when a source without
    one says neither what it is nor what it holds.
    """
    if not address and not (title.strip() and note.strip()):
        raise BadAddress(_("Give an address, or a title and a note that says who said what, when and how."))
    if not address:
        return Source.objects.create(title=title, form=form, kind=kind, note=note, added_by=by)
    found = _admitted(address)
    source, _created = Source.objects.get_or_create(
        address=str(found),
        defaults={
            "title": title,
            "form": form,
            "kind": kind,
            "note": note,
            "added_by": by,
            "publisher": _publisher(found),
        },
    )
    return source


def correct_source(*, source: Source, title: str | None = None, kind: str | None = None) -> Source:
    """Put right what is said of a source; None leaves it as it is. Raises BadSource.

    An empty title is filled by the page's own at its next reading. What was frozen with it stays.
    """
    changes = {}
    if title is not None:
        changes["title"] = _checked_title(source, title)
    if kind is not None:
        changes["kind"] = _checked_kind(kind)
    Source.objects.filter(pk=source.pk).update(**changes)
    source.refresh_from_db(fields=["title", "kind"])
    return source


def _checked_title(source: Source, title: str) -> str:
    title, longest = " ".join(title.split()), Source._meta.get_field("title").max_length or 0
    if not title and not source.address:
        raise BadSource(_("Write what it is: without an address only its title says so."), field="title")
    if len(title) > longest:
        raise BadSource(_("Write at most {n} characters.").format(n=longest), field="title")
    return title


def _checked_kind(kind: str) -> str:
    if kind not in SourceKind.values:
        raise BadSource(_("Choose what kind of source it is."), field="kind")
    return kind


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
            _("This source has no address, so there is nothing to fetch. Upload a copy instead.")
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


def _publisher(address: Address) -> Publisher:
    site = address.host_header if is_ip_literal(address.host) else registrable_host(address.host)
    return Publisher.objects.get_or_create(site=site, defaults={"name": site})[0]
