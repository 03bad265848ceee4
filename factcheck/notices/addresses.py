"""Where somebody who is told of something goes to act on it."""

from __future__ import annotations

from django.urls import reverse

from factcheck.notices.audience import WAITS_FOR_AN_ANSWER
from factcheck.notices.models import Notice


def address_of(notice: Notice) -> str:
    """The claim's page; for what a reader reports, the reports at the reviewers' page of the case."""
    if notice.event in WAITS_FOR_AN_ANSWER:
        return reverse("admin:factcheck_factcheck_change", args=[notice.factcheck_id]) + "#reports-title"
    return reverse("claim", args=[notice.factcheck.claim_id])
