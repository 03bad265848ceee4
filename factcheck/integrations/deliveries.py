"""Telling webhooks what happened: at least once each, in no promised order, for three days.

A delivery's body is written when its notice leaves the newsroom, and its job in the same transaction. A
worker that dies after sending sends again: receivers know a repeated message by its webhook-id.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any
from urllib.parse import urljoin
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.accounts.policies import is_member_of
from factcheck.exceptions import TransitionDenied
from factcheck.integrations.models import Delivery, DeliveryAttempt, Webhook
from factcheck.integrations.policies import check_can_manage_webhook
from factcheck.integrations.signing import signed_headers
from factcheck.integrations.webhooks import disable
from factcheck.notices.models import Notice
from factcheck.publication.models import Publication
from factcheck.workflow.models import FactCheck
from jobs import services as jobs
from jobs.endings import Again, Ending, GaveUp
from jobs.leases import Lease
from jobs.models import Job, Priority
from jobs.steps import Step
from sources.conf import sources_settings
from sources.fetching.post import Posted, post

KIND = "deliver_webhook"
DEADLINE_SECONDS = 20.0
# Seconds to wait after each failed attempt: the specification's example schedule, 75 hours in all.
RETRY_AFTER_SECONDS = (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
ATTEMPTS = len(RETRY_AFTER_SECONDS) + 1
GONE = 410


def announce(notice: Notice) -> list[Delivery]:
    """A delivery, with its job, for every webhook that listens to this and whose owner may know of it."""
    desk_id = notice.factcheck.claim.article.desk_id
    listening = Webhook.objects.live().filter(events__contains=[notice.event]).select_related("owner")
    told = [webhook for webhook in listening if is_member_of(webhook.owner, desk_id)]
    return [_queued(_delivery(webhook, notice)) for webhook in told]


def resend(*, delivery: Delivery, by: User) -> Job:
    """Send the same message again now, under its old id. Raises NotAllowed, TransitionDenied."""
    check_can_manage_webhook(delivery.webhook, by)
    if delivery.webhook.disabled_at is not None:
        raise TransitionDenied(_("The webhook is disabled, so nothing is sent. Enable it first."))
    job = _job(delivery, by_id=by.pk, priority=Priority.PERSON)
    jobs.bring_forward(job=job)
    return job


def send(lease: Lease) -> Posted | GaveUp:
    """One attempt, over the network: signed now, answered within 20 seconds, redirects not followed.

    Nothing is sent to a webhook that was disabled or removed, or whose owner left the desk, since it was
    written.
    """
    live = Delivery.objects.filter(webhook__in=Webhook.objects.live())
    of_desk = live.select_related("webhook__owner", "notice__factcheck__claim__article")
    delivery = of_desk.filter(pk=lease.payload["delivery_id"]).first()
    if delivery is None:
        return GaveUp(_("The webhook was disabled or removed, so nothing more is sent to it."))
    if not is_member_of(delivery.webhook.owner, delivery.notice.factcheck.claim.article.desk_id):
        return GaveUp(_("The webhook's owner left the desk, so nothing more is sent to it."))
    now = timezone.now().astimezone(UTC)
    headers = signed_headers(
        message_id=delivery.message_id,
        at=now,
        body=delivery.body,
        secrets=delivery.webhook.secrets_at(now),
    )
    conf = sources_settings()
    return post(
        delivery.webhook.address,
        delivery.body.encode(),
        headers={"Content-Type": "application/json", **headers},
        gate=conf.gate(),
        user_agent=conf.policy().user_agent,
        deadline_seconds=DEADLINE_SECONDS,
    )


def record_attempt(lease: Lease, posted: Posted) -> Ending | None:
    """Log how it went, and say what follows. Only 2xx is an arrival; 410 disables the webhook."""
    delivery = _of(lease)
    DeliveryAttempt.objects.create(
        delivery=delivery,
        status=posted.status,
        cause=posted.cause,
        answer=posted.answer,
        elapsed_ms=posted.elapsed_ms,
    )
    if posted.status is not None and 200 <= posted.status < 300:
        delivery.delivered_at = timezone.now()
        delivery.save(update_fields=["delivered_at"])
        return None
    if posted.status == GONE:
        disable(delivery.webhook, reason=_("The receiver answered 410: it wants no more."))
        return GaveUp(_("The receiver answered 410, so the webhook was disabled."))
    cause = posted.cause or _("The receiver answered {status}.").format(status=posted.status)
    if posted.refused:
        return GaveUp(cause)
    wait = RETRY_AFTER_SECONDS[min(lease.attempt, len(RETRY_AFTER_SECONDS)) - 1]
    return Again(cause, after_seconds=wait)


STEP = Step(work=send, store=record_attempt, queue="notification", seconds=60, attempts=ATTEMPTS)


def _of(lease: Lease) -> Delivery:
    return Delivery.objects.select_related("webhook").get(pk=lease.payload["delivery_id"])


def _delivery(webhook: Webhook, notice: Notice) -> Delivery:
    made, _created = Delivery.objects.get_or_create(
        webhook=webhook,
        notice=notice,
        defaults={
            "message_id": f"msg_{uuid4().hex}",
            "event": notice.event,
            "body": json.dumps(_body(notice), ensure_ascii=False, separators=(",", ":")),
        },
    )
    return made


def _queued(delivery: Delivery) -> Delivery:
    _job(delivery, by_id=None, priority=Priority.PIPELINE)
    return delivery


def _job(delivery: Delivery, *, by_id: int | None, priority: int) -> Job:
    """Nobody's job and about nothing by itself: a webhook's owner sees it in the log, the desk does not."""
    return jobs.add(
        kind=KIND,
        key=f"delivery:{delivery.pk}",
        payload={"delivery_id": delivery.pk},
        priority=priority,
        by_id=by_id,
    )


def _body(notice: Notice) -> dict[str, Any]:
    """Thin on purpose: what happened to which, and where to read the rest with a token."""
    claim = notice.factcheck.claim
    # What is said of a claim that is joined with another is what that one's case says.
    case: Any = FactCheck.objects.with_status().get(claim=claim.checked_as)
    return {
        "type": notice.event,
        "timestamp": notice.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "data": {
            # Grows with every event: what arrives with a smaller number than you have seen is older news.
            "sequence": notice.pk,
            "fact_check": notice.factcheck_id,
            "fact_check_url": _address("api:factcheck-detail", notice.factcheck_id),
            "claim": claim.pk,
            "claim_url": _address("api:claim-detail", claim.pk),
            "state": case.state,
            "verification_status": case.verification_status,
            "page": _page(case),
        },
    }


def _page(factcheck: FactCheck) -> str | None:
    public = Publication.objects.public().filter(factcheck=factcheck).first()
    return str(public.document["url"]) if public else None


def _address(name: str, number: int) -> str:
    return urljoin(settings.NEWSROOM["ADDRESS"], reverse(name, args=[number]))
