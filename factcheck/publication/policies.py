"""Who may change what readers find. `check_can_…` raises the sentence; the states' rules are workflow's."""

from __future__ import annotations

from django.utils.translation import gettext as _

from claims.models import Article
from factcheck.accounts.models import User
from factcheck.accounts.policies import check_can_review_at, check_can_work_at
from factcheck.exceptions import NotAllowed, TransitionDenied
from factcheck.publication.models import CorrectionRequest, ErrorReport, PublicArticle, Publication
from factcheck.workflow.models import FactCheck
from factcheck.workflow.statuses import UNFINISHED, State


def check_can_preview(factcheck: FactCheck, user: User) -> None:
    """Whoever works at the desk, while readers don't see it yet."""
    check_can_work_at(user, factcheck.claim.article.desk_id)
    if factcheck.claim.merged_into_id is not None:
        raise TransitionDenied(_("This claim was merged into another one. Preview that one."))
    if factcheck.state == State.PUBLISHED:
        if factcheck.publications.visible().filter(is_current=True).exists():
            raise TransitionDenied(_("Readers see it already, on its public page."))
    elif factcheck.state not in UNFINISHED:
        raise TransitionDenied(_("Nobody works on it, so nothing of it is published next."))


def check_can_take_down(factcheck: FactCheck, user: User) -> None:
    """The law decides, not the desk: an administrator answers for it."""
    _check_administrator(user)
    if not factcheck.publications.exists():
        raise TransitionDenied(_("This was never published, so there is nothing to take down."))
    if factcheck.takedowns.standing().exists():
        raise TransitionDenied(_("It is taken down already."))


def check_can_lift_takedown(factcheck: FactCheck, user: User) -> None:
    _check_administrator(user)
    if not factcheck.takedowns.standing().exists():
        raise TransitionDenied(_("It is not taken down."))


def check_can_mark_overtaken(factcheck: FactCheck, user: User) -> None:
    check_can_review_at(user, factcheck.claim.article.desk_id)
    if not factcheck.publications.public().exists():
        raise TransitionDenied(_("Only a public fact-check can be overtaken by events."))


def check_can_settle_report(report: ErrorReport, user: User) -> None:
    check_can_review_at(user, report.publication.factcheck.claim.article.desk_id)
    if report.settled_at is not None:
        raise TransitionDenied(_("This report is settled already."))


def check_can_ask_for_correction(factcheck: FactCheck, user: User) -> None:
    check_can_work_at(user, factcheck.claim.article.desk_id)
    if not factcheck.publications.public().exists():
        raise TransitionDenied(_("Publish the check first: a publisher must be able to read it."))


def check_can_close_request(request: CorrectionRequest, user: User) -> None:
    check_can_work_at(user, request.factcheck.claim.article.desk_id)
    if request.closed_at is not None:
        raise TransitionDenied(_("This request is closed already."))


def check_can_publish_article(article: Article, user: User) -> None:
    check_can_review_at(user, article.desk_id)
    if not Publication.objects.public().filter(factcheck__claim__in=article.claims.cases()).exists():
        raise TransitionDenied(_("None of its claims has a public check yet. Publish one first."))


def check_can_hide_article(article: Article, user: User) -> None:
    check_can_review_at(user, article.desk_id)
    if not PublicArticle.objects.filter(article=article, is_shown=True).exists():
        raise TransitionDenied(_("Its text is not public."))


def _check_administrator(user: User) -> None:
    if not user.is_superuser:
        raise NotAllowed(
            _("Only an administrator takes a fact-check down for legal reasons. A reviewer can withdraw it.")
        )
