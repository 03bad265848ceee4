"""Which claims an article has: pick several to dismiss or merge them, split one, move its words."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from claims.models import Article, Claim
from factcheck import pipeline
from factcheck.exceptions import Incomplete
from factcheck.models import FactCheck
from factcheck.web.newsroom import bench
from factcheck.web.newsroom.access import article_for, claim_for
from factcheck.web.newsroom.acts import Refusal, act, done
from factcheck.web.newsroom.claims import on_article, on_claim
from factcheck.web.newsroom.requests import PersonsRequest, number
from factcheck.web.newsroom.words import END, START, stretch
from factcheck.workflow import services as workflow
from factcheck.workflow.policies import is_published
from factcheck.workflow.statuses import State


def draw_merge(request: PersonsRequest, article: Article, refusal: Refusal | None = None) -> HttpResponse:
    """Which of the picked claims stays? There is no merge without the answer."""
    picked = _cases(article, _asked(request).getlist("claim"))
    if len(picked) < 2:
        refusal = Refusal("merge", article.pk, _("Pick at least two claims to merge."))
        return bench.draw(request, article, refusal=refusal)
    context = {"article": article, "picked": picked, "refusal": refusal}
    return render(request, "factcheck/newsroom/merge.html", context, status=_status(refusal))


def draw_dismiss(request: PersonsRequest, article: Article, refusal: Refusal | None = None) -> HttpResponse:
    """Every suggestion, the least check-worthy first; those that were picked are chosen."""
    suggestions = FactCheck.objects.filter(
        claim__article=article, claim__merged_into=None, state=State.SUGGESTED
    ).select_related("claim")
    context = {
        "article": article,
        "suggestions": suggestions.order_by(F("claim__checkworthiness").asc(nulls_last=True), "claim_id"),
        "chosen": {number(one) for one in _asked(request).getlist("claim")},
        "refusal": refusal,
    }
    return render(request, "factcheck/newsroom/dismiss.html", context, status=_status(refusal))


@require_safe
@login_required
def choose_survivor(request: PersonsRequest, pk: int) -> HttpResponse:
    return draw_merge(request, article_for(request.user, pk))


@require_safe
@login_required
def choose_dismissed(request: PersonsRequest, pk: int) -> HttpResponse:
    return draw_dismiss(request, article_for(request.user, pk))


@act(find=article_for, refused=draw_merge)
def merge(request: PersonsRequest, article: Article) -> HttpResponse:
    picked = _cases(article, request.POST.getlist("claim"))
    survivor = next((one for one in picked if str(one.claim_id) == request.POST.get("survivor")), None)
    if survivor is None:
        raise Incomplete(_("Choose the claim that stays."), field="survivor")
    others = [one for one in picked if one.pk != survivor.pk]
    workflow.merge(survivor=survivor, others=others, by=request.user)
    said = ngettext("One claim merged.", "{n} claims merged.", len(others)).format(n=len(others))
    return done(
        request, bench.address_of(survivor.claim), said,
        undo=reverse("separate", args=[article.pk]), claims=_ids(others),
    )  # fmt: skip


@on_claim
def join_elsewhere(request: PersonsRequest, claim: Claim) -> HttpResponse:
    """Another claim of the desk says the same: both are checked once, as the one that is published, else as
    the older of the two."""
    if not number(request.POST.get("other")):
        raise Incomplete(_("Choose the claim that says the same."), field="other")
    other = claim_for(request.user, number(request.POST.get("other")))
    kept, merged = sorted([claim, other], key=lambda one: (not is_published(one.factcheck), one.pk))
    workflow.merge(survivor=kept.factcheck, others=[merged.factcheck], by=request.user)
    said = _("The same claim: the published verdict is shown here too.")
    return done(
        request,
        bench.address_of(claim),
        said if is_published(kept.factcheck) else _("The same claim: both are checked once."),
        undo=reverse("separate", args=[merged.article_id]), claims=_ids([merged.factcheck]),
    )  # fmt: skip


@on_article
def separate(request: PersonsRequest, article: Article) -> HttpResponse:
    """Take merges back."""
    apart = _listed(article, request)
    for one in apart:
        workflow.separate(factcheck=one, by=request.user)
    said = ngettext(
        "The claim stands for itself again.", "The claims stand for themselves again.", len(apart)
    )
    return done(request, bench.address_of(apart[0].claim), said)


@act(find=article_for, refused=draw_dismiss)
def dismiss_picked(request: PersonsRequest, article: Article) -> HttpResponse:
    """Dismiss the suggestions among the picked claims, for one reason; the others are left and counted."""
    picked = _cases(article, request.POST.getlist("claim"))
    if not picked:
        raise Incomplete(_("Choose the claims to dismiss first."), field="claim")
    suggested = [one for one in picked if one.state == State.SUGGESTED]
    for one in suggested:
        workflow.dismiss(factcheck=one, reason=request.POST.get("reason", ""), by=request.user)
    undo = reverse("reopen-listed", args=[article.pk]) if suggested else ""
    to = reverse("workbench", args=[article.pk])
    return done(request, to, _dismissed(suggested, picked), undo=undo, claims=_ids(suggested))


@on_article
def reopen_listed(request: PersonsRequest, article: Article) -> HttpResponse:
    listed = _listed(article, request)
    for one in listed:
        workflow.reopen(factcheck=one, by=request.user)
    said = ngettext("The claim is open again.", "{n} claims are open again.", len(listed))
    return done(request, reverse("workbench", args=[article.pk]), said.format(n=len(listed)))


@on_claim
def split(request: PersonsRequest, claim: Claim) -> HttpResponse:
    before = claim.text
    text, rest = request.POST.get("text", ""), request.POST.get("rest", "")
    split_off = workflow.split(
        factcheck=claim.factcheck, text=text, rest=rest, by=request.user,
        row_version=number(request.POST.get("row_version")) or None,
    )  # fmt: skip
    for one in (Claim.objects.get(pk=claim.pk), split_off.claim):
        pipeline.check_again(claim=one, by=request.user)
    return done(
        request, bench.address_of(claim), _("Split into two claims."),
        undo=reverse("join-again", args=[split_off.claim_id]), text=before,
        row_version=str(claim.factcheck.row_version),
    )  # fmt: skip


@on_claim
def join_again(request: PersonsRequest, claim: Claim) -> HttpResponse:
    """Take a split back."""
    joined = workflow.join_again(
        split_off=claim.factcheck, text=request.POST.get("text", ""), by=request.user,
        row_version=number(request.POST.get("row_version")) or None,
    )  # fmt: skip
    pipeline.check_again(claim=Claim.objects.get(pk=joined.claim_id), by=request.user)
    return done(request, bench.address_of(joined.claim), _("The claim is whole again."))


@on_claim
def move_words(request: PersonsRequest, claim: Claim) -> HttpResponse:
    """Give a claim other words of the article: the selected ones, or one word more or less."""
    version = claim.article.current_version
    before = claim.anchors.filter(version=version).first()
    start, end = number(request.POST.get("start")), number(request.POST.get("end"))
    quote = request.POST.get("quote", "")
    if before and request.POST.get("edge") in (START, END):
        step = -1 if request.POST.get("step") == "-1" else 1
        start, end = stretch(version.text, before.start, before.end, edge=request.POST["edge"], step=step)
        quote = version.text[start:end]
    workflow.move_words(factcheck=claim.factcheck, start=start, end=end, quote=quote, by=request.user)
    undo = {"start": str(before.start), "end": str(before.end), "quote": before.quote} if before else {}
    address = reverse("move-words", args=[claim.pk]) if before else ""
    return done(request, bench.address_of(claim), _("The claim's words were moved."), undo=address, **undo)


def _asked(request: HttpRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _status(refusal: Refusal | None) -> int | None:
    return refusal.status if refusal else None


def _listed(article: Article, request: HttpRequest) -> list[FactCheck]:
    """The fact-checks that an undo names. Raises Incomplete when there is none."""
    listed = _cases(article, request.POST.get("claims", "").split())
    if not listed:
        raise Incomplete(_("There is nothing to undo any more."))
    return listed


def _cases(article: Article, ids: list[str]) -> list[FactCheck]:
    found = FactCheck.objects.filter(claim__article=article, claim__in=[number(one) for one in ids])
    return list(found.select_related("claim__article", "claim__speaker").order_by("claim_id"))


def _dismissed(suggested: list[FactCheck], picked: list[FactCheck]) -> str:
    said = ngettext("One claim dismissed.", "{n} claims dismissed.", len(suggested)).format(n=len(suggested))
    left = len(picked) - len(suggested)
    if not left:
        return said
    skipped = ngettext(
        "One was left: it is being checked.", "{n} were left: they are being checked.", left
    ).format(n=left)
    return f"{said} {skipped}"


def _ids(factchecks: list[FactCheck]) -> str:
    return " ".join(str(one.claim_id) for one in factchecks)
