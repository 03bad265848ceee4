"""Verdicts and stances as the lists draw them: shape, colour and word."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from factcheck.workflow.models import Rating


def verdict_tag(rating: Rating) -> SafeString:
    return render_to_string("factcheck/parts/tag.html", {"family": rating.family, "label": rating.label})
