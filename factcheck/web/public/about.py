"""How we work: what ratings mean, how mistakes are corrected, how a check is made."""

from __future__ import annotations

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.publication.models import Publication
from factcheck.web.public.frame import frame
from factcheck.workflow.models import RatingScale
from sources.archive import signing_key
from sources.fetching.manifest import key_id

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
    """With the public key that captures and dossiers are signed with, for who checks them."""
    key = signing_key().public_key()
    context = {
        "key_id": key_id(key),
        "key": key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
    }
    return render(request, "factcheck/public/method.html", context | frame())
