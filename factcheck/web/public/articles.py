"""A whole article, its checked claims marked and numbered. ClaimReview stands on each check's page only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.models import ClaimAnchor
from factcheck.publication.models import PublicArticle, Publication
from factcheck.web.marked_text import Mark, mark_text
from factcheck.web.public.frame import frame


@dataclass(frozen=True)
class Numbered:
    """A check, and the number of its mark in the text."""

    number: int
    check: Publication


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    pages = PublicArticle.objects.select_related("article", "version")
    page = get_object_or_404(pages, slug=slug, is_shown=True)
    numbered, marks = _marked(page)
    context = {
        "page": page,
        "numbered": numbered,
        "text": mark_text(page.version.text, marks, spoken=True),
    }
    return render(request, "factcheck/public/article.html", context | frame())


def _marked(page: PublicArticle) -> tuple[list[Numbered], list[Mark]]:
    """The public checks in the order in which their claims stand in the text, each with its marks.

    A claim that was merged into another, of this article or not, bears that one's check.
    """
    public = Publication.objects.public().filter(factcheck__claim__in=page.article.claims.cases())
    checks = {check.factcheck.claim_id: check for check in public.select_related("factcheck")}
    checked = Q(claim__in=checks) | Q(claim__merged_into__in=checks)
    anchors = ClaimAnchor.objects.filter(checked, version=page.version)
    numbers: dict[int, int] = {}
    places: Counter[int] = Counter()
    marks = []
    for anchor in anchors.select_related("claim").order_by("start", "end"):
        case = anchor.claim.merged_into_id or anchor.claim_id
        number = numbers.setdefault(case, len(numbers) + 1)
        places[case] += 1
        marks.append(_mark(anchor, number, places[case], checks[case]))
    return [Numbered(number, checks[claim]) for claim, number in numbers.items()], marks


def _mark(anchor: ClaimAnchor, number: int, place: int, check: Publication) -> Mark:
    rating = check.document["rating"]
    return Mark(
        number=number,
        place=place,
        family=rating["family"],
        start=anchor.start,
        end=anchor.end,
        label=rating["label"],
        suggested=False,
        address=reverse("publication", args=[check.slug]),
    )
