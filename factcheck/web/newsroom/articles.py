"""The list of articles, and handing one in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from claims.models import JOINED_ELSEWHERE, Article, Claim
from factcheck import pipeline
from factcheck.accounts.models import Desk, User
from factcheck.accounts.policies import desk_ids_of
from factcheck.intake import IntakeText, read_file
from factcheck.web.newsroom.access import articles_of
from factcheck.web.newsroom.acts import REFUSALS, SAID, UNPROCESSABLE
from factcheck.web.newsroom.forms import AddressIntake, FileIntake, Intake, TextIntake
from factcheck.web.newsroom.requests import PersonsRequest
from factcheck.web.newsroom.shares import shares
from factcheck.workflow.statuses import UNCHECKED, Family, State
from sources.exceptions import BadAddress

ROWS_A_PAGE = 25
# A claim that somebody set aside is none of the article's.
KEPT = [state for state in State.values if state not in (State.DISMISSED, State.DROPPED)]
# Claims that a search names under their article: enough to find one's way, of an article and of a page.
CLAIMS_OF_ONE, CLAIMS_OF_ALL = 5, 250
INTAKES: dict[str, type[Intake]] = {"text": TextIntake, "url": AddressIntake, "file": FileIntake}
LABELS = {
    "text": gettext_lazy("Paste text"),
    "url": gettext_lazy("Web address"),
    "file": gettext_lazy("File"),
}
WHOSE = {"": gettext_lazy("Everyone’s"), "mine": gettext_lazy("Yours")}
# Whoever searches for words finds what was put away as well.
SHELVES = {
    "": gettext_lazy("At hand, all in a search"),
    "away": gettext_lazy("Put away"),
    "both": gettext_lazy("Both"),
}
STATES = {
    "": gettext_lazy("Any"),
    "suggested": gettext_lazy("With suggestions"),
    "open": gettext_lazy("With open claims"),
    "in_review": gettext_lazy("In review"),
    "published": gettext_lazy("With published checks"),
}


@require_safe
@login_required
def articles(request: PersonsRequest) -> HttpResponse:
    found = _filtered(request.user, request.GET)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    words = request.GET.get("q", "").split()
    claims = _claims_with(words, list(page)) if words else {}
    rows = [
        {"article": article, "shares": _shares(article), "claims": claims.get(article.pk, [])}
        for article in page
    ]
    context = {
        "page": page,
        "rows": rows,
        "query": request.GET.get("q", ""),
        "whose": request.GET.get("whose", ""),
        "state": request.GET.get("state", ""),
        "whose_choices": WHOSE.items(),
        "state_choices": STATES.items(),
        "shelf": request.GET.get("shelf", ""),
        "shelf_choices": SHELVES.items(),
        "is_filtered": any(request.GET.get(name) for name in ("q", "whose", "state", "shelf")),
        "here": request.get_full_path(),
    }
    return render(request, "factcheck/newsroom/articles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_article(request: PersonsRequest) -> HttpResponse:
    way = request.GET.get("from", "text")
    way = way if way in INTAKES else "text"
    desks = Desk.objects.filter(pk__in=desk_ids_of(request.user))
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = INTAKES[way](*given, desks=desks)
    if form.is_bound and form.is_valid():
        try:
            return _hand_in(request, form.cleaned_data)
        except BadAddress as refusal:
            form.add_error("links" if "links" in form.fields else form.content, str(refusal))
        except REFUSALS as refusal:
            form.add_error(form.content, str(refusal))
    tabs = [{"slug": slug, "label": LABELS[slug], "current": slug == way} for slug in INTAKES]
    status = UNPROCESSABLE if form.errors else 200
    return render(
        request,
        "factcheck/newsroom/new_article.html",
        {"form": form, "tabs": tabs, "way": way},
        status=status,
    )


def _hand_in(request: PersonsRequest, data: dict[str, Any]) -> HttpResponse:
    if data.get("address"):
        job = pipeline.start_from_address(
            address=data["address"],
            desk_id=data["desk"].pk,
            by=request.user,
            published_on=data["published_on"],
        )
        return redirect("job", pk=job.pk)
    given = _given(data)
    article = pipeline.start(
        text=given.text,
        desk_id=data["desk"].pk,
        by=request.user,
        title=data["title"] or given.title,
        published_on=data["published_on"] or given.published_on,
        address=data["page"],
        byline=given.byline,
        language=given.language,
        source_addresses=data.get("links", ()),
    )
    request.session[SAID] = _("Article added. Its claims are being found.")
    return redirect("workbench", pk=article.pk)


def _given(data: dict[str, Any]) -> IntakeText:
    if data.get("file"):
        return read_file(name=data["file"].name, data=data["file"].read())
    return IntakeText(text=data["text"])


def _filtered(user: User, asked: Any) -> QuerySet[Article]:
    found = articles_of(user).filter(
        _on_shelf(asked.get("shelf"), searching=bool(asked.get("q", "").split()))
    )
    if asked.get("whose") == "mine":
        found = found.filter(created_by=user)
    if asked.get("state") in State.values:
        found = found.filter(pk__in=_told_in(asked["state"]).values("article"))
    for word in asked.get("q", "").split():
        found = found.filter(Q(title__icontains=word) | Q(claims__text__icontains=word))
    counted = Article.objects.filter(pk__in=found.values("pk"))
    return (
        counted.select_related("created_by", "desk", "put_away_by")
        .annotate(**_family_counts())
        .order_by("-created_at", "-pk")
    )


def _on_shelf(shelf: str | None, *, searching: bool) -> Q:
    if shelf == "away":
        return Q(put_away_at__isnull=False)
    return Q() if shelf == "both" or searching else Q(put_away_at=None)


def _told_in(state: str) -> QuerySet[Claim]:
    """The claims whose case is in this state; of a claim that is joined with another, that one's case."""
    own = Q(merged_into=None, factcheck__state=state)
    return Claim.objects.told().filter(own | Q(merged_into__factcheck__state=state))


def _claims_with(words: list[str], articles: list[Article]) -> dict[int, list[Claim]]:
    """By article, its first claims that have all the words."""
    found = Claim.objects.told().filter(article__in=articles, factcheck__isnull=False)
    for word in words:
        found = found.filter(text__icontains=word)
    hits: dict[int, list[Claim]] = {}
    for claim in found.select_related("factcheck", "merged_into__factcheck").order_by("pk")[:CLAIMS_OF_ALL]:
        of_article = hits.setdefault(claim.article_id, [])
        if len(of_article) < CLAIMS_OF_ONE:
            of_article.append(claim)
    return hits


def _family_counts() -> dict[str, Count]:
    """Claims by the family of the verdict that was signed off for them, or for the claim of another article
    that they are joined with; set-aside ones left out."""
    own = Q(claims__merged_into=None, claims__factcheck__state__in=KEPT)
    joined = JOINED_ELSEWHERE & Q(claims__merged_into__factcheck__state__in=KEPT)
    cases = [(own, "claims__factcheck__verdicts"), (joined, "claims__merged_into__factcheck__verdicts")]
    of_family = {
        family: Count("claims", filter=_any(_signed(*case, family) for case in cases), distinct=True)
        for family in Family.values
    }
    return {**of_family, "claims_kept": Count("claims", filter=own | joined, distinct=True)}


def _signed(whose: Q, verdicts: str, family: str) -> Q:
    return whose & Q(**{f"{verdicts}__signed_off": True, f"{verdicts}__rating__family": family})


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def _shares(article: Any) -> Any:
    counts = {family: getattr(article, family) for family in Family.values}
    return shares({**counts, UNCHECKED: article.claims_kept - sum(counts.values())})
