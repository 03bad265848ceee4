"""How we work: what ratings mean, how mistakes are corrected, how a check is made."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.publication.models import Publication
from factcheck.web.public.frame import frame
from factcheck.workflow.models import RatingScale

CORRECTIONS_SHOWN = 20


@require_safe
def ratings(request: HttpRequest) -> HttpResponse:
    """The scale in use, and the earlier ones that published checks still carry."""
    scales = (
        RatingScale.objects.filter(Q(is_default=True) | Q(locked_at__isnull=False))
        .prefetch_related("ratings")
        .order_by("-is_default", "-locked_at")
    )
    return render(request, "factcheck/public/ratings.html", {"scales": scales} | frame())


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    latest = Publication.objects.public().filter(version__gt=1)[:CORRECTIONS_SHOWN]
    return render(request, "factcheck/public/corrections.html", {"latest": latest} | frame())


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    return render(request, "factcheck/public/method.html", frame())
