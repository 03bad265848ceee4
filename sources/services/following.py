"""Following a subscription: fetch its list, keep what is new, have as much of it archived as a day allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.utils import timezone

from jobs import services as jobs
from jobs.endings import Ending, GaveUp, Postponed
from jobs.models import Job, Priority
from sources.conf import sources_settings
from sources.fetching.hosts import registrable_host
from sources.fetching.listing.reading import read_listing
from sources.fetching.listing.types import Item, Listing
from sources.fetching.types import FetchPolicy, FetchStopped, Outcome
from sources.models import Source, Subscription, SubscriptionForm, SubscriptionItem
from sources.models.library import CHECK_EVERY
from sources.services.capturing import Captured, fetch, record_fetch
from sources.services.library import add_source, request_fetch

ACCEPT = (
    "application/atom+xml,application/rss+xml,application/feed+json;q=0.9,"
    "application/xml;q=0.8,text/xml;q=0.8,*/*;q=0.5"
)
DAY = timedelta(hours=24)
# Listed pages that wait for their day; a sitemap of fifty thousand is taken up as these are worked off.
MOST_WAITING = 1000
# Sitemaps of one index that are read at a look, the newest first.
MOST_SITEMAPS = 20
# A list that fails is looked at half as often each time, and at last once a week.
LONGEST_PAUSE = timedelta(days=7)
MOST_DOUBLINGS = 8


@dataclass(frozen=True)
class Checked:
    """One look at a list: how its fetch ended and what it lists; cause: why it lists nothing."""

    source: Source
    captured: Captured
    listing: Listing | None = None
    cause: str = ""


def request_check(
    *, subscription: Subscription, by_id: int | None = None, priority: int = Priority.SCHEDULED
) -> Job:
    """Queue a look at a subscription: at its list, or for a page the page itself."""
    Subscription.objects.filter(pk=subscription.pk).update(
        next_check_at=timezone.now() + CHECK_EVERY[SubscriptionForm(subscription.form)]
    )
    if subscription.form == SubscriptionForm.PAGE:
        Subscription.objects.filter(pk=subscription.pk).update(checked_at=timezone.now())
        return request_fetch(
            source=subscription.source, by_id=by_id, priority=priority, about=subscription.subject
        )
    return _request_list(subscription, subscription.source, by_id=by_id, priority=priority)


def _request_list(subscription: Subscription, source: Source, *, by_id: int | None, priority: int) -> Job:
    return jobs.add(
        kind="check_list",
        key=f"subscription:{subscription.pk}:{source.pk}",
        payload={"subscription_id": subscription.pk, "source_id": source.pk},
        about=subscription.subject,
        priority=priority,
        by_id=by_id,
    )


def check(source: Source) -> Checked | Postponed:
    """Fetch a feed or sitemap, archive it and read it. Writes no row."""
    captured = fetch(source, policy=_list_policy())
    if isinstance(captured, Postponed):
        return captured
    fetched = captured.fetched
    if fetched.outcome is Outcome.NOT_MODIFIED:
        return Checked(source, captured)
    if not fetched.ok:
        return Checked(source, captured, cause=fetched.cause)
    try:
        listing = read_listing(fetched.body, content_type=fetched.content_type, address=fetched.final_address)
    except FetchStopped as stopped:
        return Checked(source, captured, cause=stopped.cause)
    return Checked(source, captured, listing=listing)


def _list_policy() -> FetchPolicy:
    """Any type: sitemaps come as gzip files, and feeds under every name there is."""
    return replace(sources_settings().policy(), any_type=True, accept=ACCEPT)


def record_check(
    *, subscription_id: int, checked: Checked, job_id: int, attempt: int, priority: int, by_id: int | None
) -> Ending | None:
    """Write what a look brought and ask for what a day has room for; call it inside a transaction.

    Gives up, with its cause, when the list could not be had or read.
    """
    record_fetch(source=checked.source, captured=checked.captured, job_id=job_id, attempt=attempt)
    subscription = (
        Subscription.objects.select_for_update(of=("self",))
        .select_related("source")
        .filter(pk=subscription_id)
        .first()
    )
    if subscription is None:
        return None
    if checked.listing is not None:
        _keep_new(subscription, checked.listing.items)
        _follow_sitemaps(subscription, checked, by_id=by_id, priority=priority)
    if subscription.is_on:
        _request_waiting(subscription, by_id=by_id, priority=priority)
    _note(subscription, checked)
    return GaveUp(checked.cause) if checked.cause else None


def _note(subscription: Subscription, checked: Checked) -> None:
    now = timezone.now()
    failures = subscription.failures + 1 if checked.cause else 0
    Subscription.objects.filter(pk=subscription.pk).update(
        checked_at=now,
        failures=failures,
        cause=checked.cause,
        next_check_at=next_check(subscription, failures=failures, now=now) if subscription.is_on else None,
        listed=len(checked.listing.items) if checked.listing else subscription.listed,
    )


def next_check(subscription: Subscription, *, failures: int, now: datetime) -> datetime:
    """When to look again: at its pace, half as often after each failure in a row."""
    pause = CHECK_EVERY[SubscriptionForm(subscription.form)] * 2 ** min(failures, MOST_DOUBLINGS)
    return now + min(pause, max(LONGEST_PAUSE, CHECK_EVERY[SubscriptionForm(subscription.form)]))


def _keep_new(subscription: Subscription, items: Iterable[Item]) -> None:
    """Listed pages that were not known, the newest first, as long as there is room among the waiting."""
    room = MOST_WAITING - subscription.items.waiting().count()
    known = set(subscription.items.values_list("address", flat=True)) | {subscription.source.address}
    wanted = {
        item.address: item
        for item in _newest_first(items)
        if item.address not in known and _is_wanted(subscription, item)
    }
    SubscriptionItem.objects.bulk_create(
        [
            SubscriptionItem(
                subscription=subscription,
                address=item.address,
                title=item.title[:500],
                published_at=item.published,
            )
            for item in list(wanted.values())[: max(0, room)]
        ],
        ignore_conflicts=True,
    )


def _newest_first(items: Iterable[Item]) -> list[Item]:
    """Those without a date last, in the list's own order."""
    return sorted(items, key=lambda item: -item.published.timestamp() if item.published else 0.0)


def _is_wanted(subscription: Subscription, item: Item) -> bool:
    path = urlsplit(item.address).path
    if len(item.address) > 2000 or not path.startswith(subscription.path_prefix):
        return False
    if subscription.form == SubscriptionForm.SITEMAP and not _is_at_home(subscription, item.address):
        return False
    try:
        sources_settings().gate().admit(item.address)
    except FetchStopped:
        return False
    return True


def _is_at_home(subscription: Subscription, address: str) -> bool:
    """A sitemap speaks for its own site only (https://www.sitemaps.org/protocol.html#location)."""
    return _site(address) == _site(subscription.source.address or "")


def _site(address: str) -> str:
    return registrable_host((urlsplit(address).hostname or "").strip("[]"))


def _follow_sitemaps(
    subscription: Subscription, checked: Checked, *, by_id: int | None, priority: int
) -> None:
    """Look at the sitemaps that an index names; an index within an index is left alone."""
    if checked.listing is None or checked.source.pk != subscription.source_id:
        return
    named = [one for one in checked.listing.sitemaps if _is_at_home(subscription, one.address)]
    for one in _newest_first(named)[:MOST_SITEMAPS]:
        source = add_source(address=one.address, by=None, kind=subscription.source.kind)
        _request_list(subscription, source, by_id=by_id, priority=priority)


def _request_waiting(subscription: Subscription, *, by_id: int | None, priority: int) -> None:
    now = timezone.now()
    asked = subscription.items.filter(requested_at__gt=now - DAY).count()
    room = max(0, subscription.items_a_day - asked)
    for item in subscription.items.waiting()[:room]:
        source = add_source(address=item.address, by=None, title=item.title, kind=subscription.source.kind)
        SubscriptionItem.objects.filter(pk=item.pk).update(source=source, requested_at=now)
        if not source.snapshots.exists():
            request_fetch(source=source, by_id=by_id, priority=priority, about=subscription.subject)


def is_followed(source: Source) -> bool:
    """Whether the library has this source: as a page of its own, or as one that a list names."""
    return (
        Subscription.objects.filter(source=source, form=SubscriptionForm.PAGE).exists()
        or SubscriptionItem.objects.filter(source=source).exists()
    )
