"""Metrics for whoever watches the machines. Not there for anybody else."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from factcheck.metrics import as_text


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """By the token of the settings. An address would say nothing: behind a proxy it is always the proxy's."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if not token or not constant_time_compare(given, f"Bearer {token}"):
        raise Http404
    return HttpResponse(as_text(), content_type=CONTENT_TYPE_LATEST)
