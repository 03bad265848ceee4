"""The page on which a reviewer decides: the claim in its paragraph, evidence, verdict, history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim
from factcheck.accounts.invitations import who_invited_whom
from factcheck.accounts.models import User
from factcheck.admin.acts import COMMENT, Act, Asked, Offer, offers
from factcheck.evidence.models import Decision, Evidence, numbered
from factcheck.publication.models import ErrorReport
from factcheck.publication.policies import check_can_preview
from factcheck.publication.readers import readers_of
from factcheck.watch import unsettled_changes
from factcheck.workflow import policies
from factcheck.workflow.models import Assignment, FactCheck, Signoff, Verdict
from factcheck.workflow.priority import band, priority
from factcheck.workflow.requirements import checklist
from factcheck.workflow.services import content_sha256, since_return


@dataclass(frozen=True)
class InParagraph:
    """A claim's words and what stands around them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Event:
    at: datetime
    who: str
    what: str
    words: str


def factchecks_to_read(factchecks: QuerySet[FactCheck]) -> QuerySet[FactCheck]:
    return factchecks.select_related("claim__article__desk", "claim__speaker", "assignee").prefetch_related(
        "verdicts__rating",
        "verdicts__proposed_by",
        "verdicts__signoffs__by",
        "comments__by",
        "assignments__to",
        "assignments__by",
    )


def page(
    factcheck: FactCheck, user: User, *, refused: tuple[Act, Asked, str] | None = None
) -> dict[str, Any]:
    """All that the page shows. refused: an act that was tried, with what was written and why it failed."""
    evidence = _evidence(factcheck.claim)
    readers = readers_of(factcheck)
    shown = offers(factcheck, user, published_before=readers.is_correction)
    comment = Offer(COMMENT, policies.why_not(COMMENT.check, factcheck, user))
    return {
        "since": since_return(factcheck),
        "priority": band(
            priority(
                due_at=factcheck.due_at,
                importance=factcheck.importance,
                checkworthiness=factcheck.claim.checkworthiness,
                now=timezone.now(),
            )
        ),
        "factcheck": factcheck,
        "claim": factcheck.claim,
        "paragraph": _paragraph(factcheck.claim),
        "verdict": factcheck.verdict,
        "acquainted": who_invited_whom(factcheck.verdict.proposed_by, user) if factcheck.verdict else "",
        "accepted": numbered(evidence),
        "unjudged": [one for one in evidence if one.decision == Decision.SUGGESTED],
        "rejected": [one for one in evidence if one.decision == Decision.REJECTED],
        "readers": readers,
        "may_preview": policies.why_not(check_can_preview, factcheck, user) == "",
        "checklist": checklist(factcheck),
        "source_changes": unsettled_changes(factcheck),
        "reports": _reports(factcheck),
        "offers": _with_refusal(shown, refused),
        "comment": _with_refusal([comment], refused)[0],
        "history": history(factcheck),
        "content_sha256": content_sha256(factcheck) if factcheck.verdict else "",
        "refusal": refused[2] if refused else "",
        "handed_back": _handed_back([*shown, comment], refused),
    }


def paragraph_around(text: str, start: int, end: int) -> InParagraph:
    """The paragraph, or paragraphs, in which a span stands. Offsets are code points."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    return InParagraph(text[first:start], text[start:end], text[end:last])


def history(factcheck: FactCheck) -> list[Event]:
    """Who did what, the newest first."""
    verdicts = factcheck.verdicts.all()
    proposals = [
        Event(one.proposed_at, one.proposed_by.name, _proposed(one), one.conclusion) for one in verdicts
    ]
    decisions = [
        Event(signoff.at, signoff.by.name, _decided(verdict, signoff), signoff.note)
        for verdict in verdicts
        for signoff in verdict.signoffs.all()
    ]
    comments = [Event(one.at, one.by.name, _("commented"), one.text) for one in factcheck.comments.all()]
    assignments = [
        Event(one.at, one.by.name, _assigned(one), one.reason) for one in factcheck.assignments.all()
    ]
    return sorted([*proposals, *decisions, *comments, *assignments], key=lambda event: event.at, reverse=True)


def _proposed(verdict: Verdict) -> str:
    return _("proposed “{rating}”").format(rating=verdict.rating)


def _decided(verdict: Verdict, signoff: Signoff) -> str:
    acquainted = who_invited_whom(verdict.proposed_by, signoff.by)
    return f"{signoff.get_decision_display().lower()}{acquainted and f' ({acquainted})'}"


def _assigned(assignment: Assignment) -> str:
    return _("assigned it to {name}").format(name=assignment.to.name if assignment.to else _("nobody"))


def _paragraph(claim: Claim) -> InParagraph | None:
    anchor = claim.anchors.select_related("version").order_by("-version__number", "start").first()
    return paragraph_around(anchor.version.text, anchor.start, anchor.end) if anchor else None


def _evidence(claim: Claim) -> list[Evidence]:
    return list(
        claim.evidence.select_related("snapshot__source__publisher", "snapshot__erasure", "decided_by")
    )


def _reports(factcheck: FactCheck) -> QuerySet[ErrorReport]:
    """What readers report, unsettled first."""
    reports = ErrorReport.objects.filter(publication__factcheck=factcheck)
    return reports.order_by(F("settled_at").desc(nulls_first=True), "-pk")


def _handed_back(shown: list[Offer], refused: tuple[Act, Asked, str] | None) -> str:
    """What the person wrote for an act that is not possible any more, whose form is gone from the page."""
    if refused is None:
        return ""
    act, asked, _sentence = refused
    has_its_form = any(offer.act is act and not offer.why_not for offer in shown)
    return "" if has_its_form else asked.words.strip()


def _with_refusal(shown: list[Offer], refused: tuple[Act, Asked, str] | None) -> list[Offer]:
    """Keep what the person wrote beside the button that did not work."""
    if refused is None:
        return shown
    act, asked, sentence = refused
    return [
        replace(offer, words=asked.words, wrong=sentence) if offer.act is act else offer for offer in shown
    ]
