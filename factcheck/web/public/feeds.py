"""Feeds for machines: what is public, in the forms that they read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from factcheck.publication import claimreview
from factcheck.publication.document import moment
from factcheck.publication.feeds import ENTRIES, json_feed, newest
from factcheck.publication.models import Publication
from factcheck.publication.tombstones import newest_tombstones

INDENT = {"indent": 1, "ensure_ascii": False}


def checks_json(request: HttpRequest) -> HttpResponse:
    feed = json_feed(
        newest(),
        newest_tombstones(ENTRIES),
        home=request.build_absolute_uri(reverse("front-page")),
        address=request.build_absolute_uri(),
    )
    return JsonResponse(feed, content_type="application/feed+json", json_dumps_params=INDENT)


def claimreview_json(request: HttpRequest) -> HttpResponse:
    """Every public check, and what is no longer one: archives take this feed whole."""
    documents = list(Publication.objects.public().values_list("document", flat=True))
    gone = [(stone.url, moment(stone.at)) for stone in newest_tombstones()]
    feed = claimreview.feed(documents, gone)
    return JsonResponse(feed, content_type="application/ld+json", json_dumps_params=INDENT)
