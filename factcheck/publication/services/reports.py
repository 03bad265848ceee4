"""What readers report, and what other publishers are asked: each with its outcome."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Incomplete
from factcheck.notices.audience import WAITS_FOR_AN_ANSWER
from factcheck.notices.events import Event
from factcheck.notices.services import record, wait_no_longer
from factcheck.publication import policies
from factcheck.publication.models import (
    CorrectionRequest,
    ErrorReport,
    Publication,
    ReportOutcome,
    RequestOutcome,
)
from factcheck.publication.services.leaving import needed
from factcheck.workflow.models import FactCheck


@transaction.atomic
def report_error(*, publication: Publication, text: str, contact: str = "") -> ErrorReport:
    """A reader says what is wrong; the desk's reviewers are told. The same words twice are one report.

    Raises Incomplete("text").
    """
    text = needed(text, _("Write what is wrong."), field="text")
    # One at a time, so that a form sent twice at once is one report, too.
    factcheck = FactCheck.objects.select_for_update(no_key=True).get(pk=publication.factcheck_id)
    waiting = ErrorReport.objects.unsettled().filter(publication=publication, text=text).first()
    if waiting is not None:
        return waiting
    report = ErrorReport.objects.create(publication=publication, text=text, contact=contact.strip())
    record(event=Event.REPORTED, factcheck=factcheck, by=None, words=text)
    return report


@transaction.atomic
def settle_report(*, report: ErrorReport, outcome: str, answer: str, by: User) -> ErrorReport:
    """Say what came of a report, and why. Raises NotAllowed, TransitionDenied, Incomplete with the field."""
    locked = ErrorReport.objects.select_for_update(no_key=True).get(pk=report.pk)
    policies.check_can_settle_report(locked, by)
    if outcome not in ReportOutcome.values:
        raise Incomplete(_("Choose what came of it."), field="outcome")
    if outcome != ReportOutcome.SPAM:
        answer = needed(answer, _("Write why: an assessor will ask."), field="answer")
    locked.outcome, locked.answer = outcome, answer.strip()
    locked.settled_at, locked.settled_by = timezone.now(), by
    locked.save(update_fields=["outcome", "answer", "settled_at", "settled_by"])
    factcheck = locked.publication.factcheck
    if not ErrorReport.objects.unsettled().filter(publication__factcheck=factcheck).exists():
        wait_no_longer(factcheck=factcheck, events=WAITS_FOR_AN_ANSWER)
    return locked


def ask_for_correction(
    *,
    factcheck: FactCheck,
    publisher: str,
    asked: str,
    asked_on: date,
    by: User,
    sent_to: str = "",
    due_on: date | None = None,
) -> CorrectionRequest:
    """Note that a publisher was asked to correct. Raises NotAllowed, TransitionDenied, Incomplete."""
    policies.check_can_ask_for_correction(factcheck, by)
    if due_on is not None and due_on < asked_on:
        raise Incomplete(_("The answer is due before it was asked. Choose a later day."), field="due_on")
    return CorrectionRequest.objects.create(
        factcheck=factcheck,
        publisher=needed(publisher, _("Name the publisher."), field="publisher"),
        sent_to=sent_to.strip(),
        asked=needed(asked, _("Write what was asked."), field="asked"),
        asked_on=asked_on,
        asked_by=by,
        due_on=due_on,
    )


@transaction.atomic
def close_correction_request(
    *, request: CorrectionRequest, outcome: str, reply: str, by: User
) -> CorrectionRequest:
    """What the publisher said and what came of it. Raises NotAllowed, TransitionDenied, Incomplete."""
    locked = CorrectionRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    policies.check_can_close_request(locked, by)
    if outcome not in RequestOutcome.values:
        raise Incomplete(_("Choose what came of it."), field="outcome")
    locked.reply, locked.outcome = reply.strip(), outcome
    locked.closed_at, locked.closed_by = timezone.now(), by
    locked.save(update_fields=["reply", "outcome", "closed_at", "closed_by"])
    return locked
