"""The schema as a file and as a page; both work without any other server."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.views import SpectacularAPIView


class SchemaView(SpectacularAPIView):
    """OpenAPI 3.1, for anyone: it tells what can be asked, nothing of what is stored."""


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Swagger UI from drf-spectacular's sidecar."""
    return render(request, "factcheck/api/docs.html")
