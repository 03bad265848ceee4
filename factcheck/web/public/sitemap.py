"""What search engines should know of, and what not."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from factcheck.publication.models import PublicArticle, Publication

PAGES = ("front-page", "about-ratings", "about-corrections", "about-method")
# The protocol's own limit for one file (sitemaps.org).
ADDRESSES_AT_MOST = 50_000


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    checks = Publication.objects.public().values_list("document__url", "published_at")
    context = {
        "pages": [urljoin(settings.NEWSROOM["ADDRESS"], reverse(name)) for name in PAGES],
        "articles": PublicArticle.objects.filter(is_shown=True),
        "home": settings.NEWSROOM["ADDRESS"].rstrip("/"),
        "checks": checks[: ADDRESSES_AT_MOST - len(PAGES)],
    }
    return render(request, "factcheck/public/sitemap.xml", context, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    address = urljoin(settings.NEWSROOM["ADDRESS"], reverse("sitemap"))
    return render(request, "factcheck/public/robots.txt", {"sitemap": address}, content_type="text/plain")
