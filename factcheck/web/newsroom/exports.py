"""An article's claims, to take elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.models import Article, Claim
from factcheck.accounts.policies import desk_ids_of
from factcheck.integrations.annotations import MEDIA_TYPE, annotation_page
from factcheck.integrations.exports import checks_as_feed, claims_as_csv, claims_as_json_lines
from factcheck.web.newsroom.access import article_for
from factcheck.web.newsroom.requests import PersonsRequest

INDENT = {"indent": 1, "ensure_ascii": False}
LINES: dict[str, tuple[Callable[[Any], Any], str]] = {
    "csv": (claims_as_csv, "text/csv; charset=utf-8"),
    "jsonl": (claims_as_json_lines, "application/jsonl; charset=utf-8"),
}


@dataclass(frozen=True)
class Export:
    label: str
    address: str


def exports_of_article(article: Article) -> list[Export]:
    forms = [*_of_claims(), ("annotations", _("W3C annotations"))]
    return [Export(label, reverse("export-article", args=[article.pk, form])) for form, label in forms]


def exports_of_desk() -> list[Export]:
    return [Export(label, reverse("export-desk", args=[form])) for form, label in _of_claims()]


def _of_claims() -> list[tuple[str, str]]:
    return [
        ("csv", _("Claims as CSV")),
        ("jsonl", _("Claims as JSON Lines")),
        ("claimreview", _("Published checks as ClaimReview")),
    ]


@require_safe
@login_required
def export_article(request: PersonsRequest, pk: int, form: str) -> HttpResponseBase:
    article = article_for(request.user, pk)
    if form == "annotations":
        return _annotations(request, article)
    return _export(article.claims.told(), form, f"article-{pk}")


@require_safe
@login_required
def export_desk(request: PersonsRequest, form: str) -> HttpResponseBase:
    """The claims of all one's desks."""
    claims = Claim.objects.told().filter(article__desk_id__in=desk_ids_of(request.user))
    return _export(claims, form, "claims")


def _export(claims: Any, form: str, name: str) -> HttpResponseBase:
    response: HttpResponseBase
    if form == "claimreview":
        response = JsonResponse(
            checks_as_feed(claims), content_type="application/ld+json", json_dumps_params=INDENT
        )
        return _as_file(response, f"{name}-claimreview", "json")
    if form not in LINES:
        raise Http404
    write, content_type = LINES[form]
    return _as_file(StreamingHttpResponse(write(claims), content_type=content_type), name, form)


def _annotations(request: PersonsRequest, article: Article) -> HttpResponseBase:
    def address(name: str, *args: Any) -> str:
        return request.build_absolute_uri(reverse(name, args=args))

    page = annotation_page(article, address=address)
    response: HttpResponse = JsonResponse(page, content_type=MEDIA_TYPE, json_dumps_params=INDENT)
    return _as_file(response, f"article-{article.pk}-annotations", "json")


def _as_file(response: HttpResponseBase, name: str, ending: str) -> HttpResponseBase:
    today = timezone.localdate()
    response["Content-Disposition"] = f'attachment; filename="{name}-{today}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response
