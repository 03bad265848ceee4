"""The newsroom's library: who keeps it, when each subscription is looked at, what is new for open claims."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.accounts.policies import check_can_keep_library, desk_ids_of
from factcheck.evidence.models import Lead
from factcheck.exceptions import NotAllowed
from jobs import services as jobs
from jobs.endings import Ending
from jobs.leases import Lease
from jobs.models import Job, Priority
from sources import services as sources
from sources.fetching.types import CaptureQuality
from sources.models import Reading, Source, Subscription

# Looks that one sweep queues at most: after a pause the rest follows a minute later.
CHECKS_PER_SWEEP = 200


def correct_source(*, source: Source, by: User, **given: str | None) -> Source:
    """As sources.correct_source; evidence rules go by kind and publisher from now on.

    What is published stays as it was published. Raises NotAllowed, BadSource.
    """
    check_can_correct_source(source, by)
    return sources.correct_source(source=source, **given)


def check_can_correct_source(source: Source, user: User) -> None:
    """Whoever's desk reads it, and who added it; what the library follows is kept by reviewers.

    Raises NotAllowed.
    """
    if Subscription.objects.filter(source=source).exists():
        check_can_keep_library(user)
    elif not (user.is_superuser or source.added_by_id == user.pk or _is_read_by(source, user)):
        raise NotAllowed(_("Only people whose desk reads this source correct it. Add it to a claim first."))


def _is_read_by(source: Source, user: User) -> bool:
    return Lead.objects.filter(source=source, claim__article__desk_id__in=desk_ids_of(user)).exists()


def why_not_correct_source(source: Source, user: User) -> str:
    """The sentence that says why this person can't; "" when they can."""
    try:
        check_can_correct_source(source, user)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


def add_subscription(*, by: User, **values: Any) -> Subscription:
    """Follow what stands at an address. Raises NotAllowed, BadAddress, BadSubscription."""
    check_can_keep_library(by)
    return sources.add_subscription(by=by, **values)


def change_subscription(*, subscription: Subscription, by: User, **changes: Any) -> Subscription:
    """Other limits, another title or kind. Raises NotAllowed, BadSubscription."""
    check_can_keep_library(by)
    return sources.change_subscription(subscription=subscription, **changes)


@transaction.atomic
def switch_subscriptions(*, subscriptions: Sequence[Subscription], is_on: bool, by: User) -> None:
    """Follow these from now on, or leave them alone. Raises NotAllowed."""
    check_can_keep_library(by)
    for subscription in subscriptions:
        sources.switch_subscription(subscription=subscription, is_on=is_on)


def remove_subscription(*, subscription: Subscription, by: User) -> None:
    """Take it out; what was archived stays. Raises NotAllowed."""
    check_can_keep_library(by)
    sources.remove_subscription(subscription=subscription)


@transaction.atomic
def check_now(*, subscription: Subscription, by: User) -> Job:
    """Look at it now, whether it is due or not, on or off. Raises NotAllowed."""
    check_can_keep_library(by)
    return sources.request_check(subscription=subscription, by_id=by.pk, priority=Priority.PERSON)


def load_starter_list(*, by: User) -> int:
    """Add the public primary sources that ship, off. Returns how many were new. Raises NotAllowed."""
    check_can_keep_library(by)
    return sources.load_starter_list(by=by)


def follow_due(*, now: datetime) -> int:
    """Queue a look at every subscription that is due. Returns how many."""
    due = list(Subscription.objects.due(at=now).select_related("source")[:CHECKS_PER_SWEEP])
    for subscription in due:
        with transaction.atomic():
            sources.request_check(subscription=subscription)
    return len(due)


def store_list(lease: Lease, checked: sources.Checked) -> Ending | None:
    """What a look at a feed or sitemap brought. What follows never goes before what people wait for."""
    return sources.record_check(
        subscription_id=lease.payload["subscription_id"],
        checked=checked,
        job_id=lease.job_id,
        attempt=lease.attempt,
        priority=max(lease.priority, Priority.PIPELINE),
        by_id=lease.by_id,
    )


def look_up_claims(reading: Reading, lease: Lease) -> None:
    """Set a page of the library beside every claim in work: nobody may have known of it."""
    if reading.quality == CaptureQuality.OK.value and sources.is_followed(reading.snapshot.source):
        jobs.add(
            kind="look_up",
            key=f"reading:{reading.pk}",
            payload={"reading_id": reading.pk},
            about=lease.about,
            priority=max(lease.priority, Priority.PIPELINE),
            by_id=lease.by_id,
        )
