"""What some routes answer besides plain JSON; a problem is JSON on every route."""

from __future__ import annotations

from rest_framework.renderers import JSONRenderer


class LinkedDataRenderer(JSONRenderer):
    media_type = "application/ld+json"


class CsvRenderer(JSONRenderer):
    """For the choice of the form alone: the route streams its lines itself."""

    media_type = "text/csv"


class JsonLinesRenderer(JSONRenderer):
    """As CsvRenderer."""

    media_type = "application/jsonl"
