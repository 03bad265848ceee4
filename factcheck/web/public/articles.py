"""A whole article, its checked claims marked and numbered. ClaimReview stands on each check's page only."""

from __future__ import annotations

from dataclasses import dataclass

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
    page = get_object_or_404(
        PublicArticle.objects.select_related("article", "version"), slug=slug, is_shown=True
    )
    numbered, marks = _marked(page)
    context = {
        "page": page,
        "article": page.article,
        "numbered": numbered,
        "text": mark_text(page.version.text, marks, spoken=True),
    }
    return render(request, "factcheck/public/article.html", context | frame())


def _marked(page: PublicArticle) -> tuple[list[Numbered], list[Mark]]:
    """The public checks in the order in which their claims stand in the text, each with its marks."""
    public = Publication.objects.public().filter(factcheck__claim__article=page.article)
    checks = {check.factcheck.claim_id: check for check in public.select_related("factcheck", "rating")}
    anchors = ClaimAnchor.objects.filter(version=page.version, claim__in=checks).order_by("start", "end")
    numbers: dict[int, int] = {}
    marks = []
    for anchor in anchors:
        number = numbers.setdefault(anchor.claim_id, len(numbers) + 1)
        marks.append(_mark(anchor, number, checks[anchor.claim_id]))
    return [Numbered(number, checks[claim]) for claim, number in numbers.items()], marks


def _mark(anchor: ClaimAnchor, number: int, check: Publication) -> Mark:
    return Mark(
        number=number,
        family=check.rating.family,
        start=anchor.start,
        end=anchor.end,
        label=check.rating.label,
        suggested=False,
        address=reverse("publication", args=[check.slug]),
    )
