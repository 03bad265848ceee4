"""A frozen document as its page reads it: moments parsed, evidence numbers linked, markup escaped."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from factcheck.publication.models import Severity

MOMENTS = ("proposed_at", "signed_off_at", "published_at", "first_published_at")
PARAGRAPHS = re.compile(r"\n\s*\n")
EVIDENCE_NUMBER = re.compile(r"\[(\d{1,3})\]")
# What would end a script element, or start one, inside JSON. The same that json_script escapes.
IN_SCRIPT = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def readable(document: dict[str, Any]) -> dict[str, Any]:
    """The document with its moments as datetimes and its reasoning as paragraphs of safe HTML."""
    parsed = {name: parse_datetime(document[name]) for name in MOMENTS}
    article = document["article"]
    evidence = document["evidence"]
    return {
        **document,
        **parsed,
        "article": {
            **article,
            "published_on": _date(article["published_on"]),
            "captured_at": parse_datetime(article.get("captured_at", "")),
        },
        "evidence": [
            {**passage, "captured_at": parse_datetime(passage["captured_at"])} for passage in evidence
        ],
        "corrections": [correction(entry) for entry in reversed(document["corrections"])],
        "paragraphs": paragraphs(document["reasoning"], evidence_count=len(evidence)),
    }


def correction(entry: dict[str, Any]) -> dict[str, Any]:
    """One entry of a document's corrections, with its moment and its severity in words."""
    severity = entry.get("severity", "")
    label = Severity(severity).label if severity else ""
    return {**entry, "at": parse_datetime(entry["at"]), "severity_label": label}


def paragraphs(text: str, *, evidence_count: int) -> list[SafeString]:
    """Text as paragraphs; [2] becomes a link to the second piece of evidence, when there is one."""
    return [
        _linked(paragraph.strip(), evidence_count)
        for paragraph in PARAGRAPHS.split(text)
        if paragraph.strip()
    ]


def json_ld(value: dict[str, Any]) -> SafeString:
    """JSON-LD for a page's head. It is data: a policy against inline scripts lets it be."""
    text = json.dumps(value, ensure_ascii=False).translate(IN_SCRIPT)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308


def _linked(paragraph: str, evidence_count: int) -> SafeString:
    def link(match: re.Match[str]) -> str:
        number = int(match[1])
        if not 1 <= number <= evidence_count:
            return match[0]
        return f'<a class="ref" href="#evidence-{number}">{number}</a>'

    return mark_safe(EVIDENCE_NUMBER.sub(link, escape(paragraph)))  # noqa: S308 - escaped first


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
