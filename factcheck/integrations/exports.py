"""What a desk takes elsewhere: its claims as CSV and JSON Lines, and its public checks as a DataFeed.

Everything streams: a desk's ten thousand claims cost the memory of a few hundred.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import F, OuterRef, Prefetch, Subquery, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Greatest

from claims.models import ClaimAnchor, ClaimQuerySet
from factcheck.integrations.spreadsheet import csv_lines
from factcheck.publication import claimreview
from factcheck.publication.models import Publication
from factcheck.workflow.models import FactCheck, Verdict
from factcheck.workflow.statuses import UNCHECKED, State

CHUNK = 500
# Newest version first, then as they stand in the text.
ANCHORS = Prefetch(
    "anchors",
    ClaimAnchor.objects.annotate(number=F("version__number")).order_by("-number", "start", "id"),
    to_attr="newest_anchors",
)
COLUMNS = (
    "id",
    "article",
    "article_title",
    "article_address",
    "text",
    "quote",
    "start",
    "end",
    "version",
    "speaker",
    "kind",
    "checkworthiness",
    "state",
    "verification_status",
    "rating",
    "conclusion",
    "page",
    "changed_at",
    "checked_as",
)


def claims_as_csv(claims: ClaimQuerySet) -> Iterator[str]:
    """Line by line, with cells that no spreadsheet runs. claims: those that the person may see."""
    return csv_lines(COLUMNS, (list(row.values()) for row in _rows(claims)))


def claims_as_json_lines(claims: ClaimQuerySet) -> Iterator[str]:
    """One object a line, with the columns of the CSV."""
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in _rows(claims))


def checks_as_feed(claims: ClaimQuerySet) -> dict[str, Any]:
    """The public checks of these claims as a DataFeed: nothing that readers can't see."""
    public = Publication.objects.public().filter(factcheck__claim__in=claims.cases())
    return claimreview.feed(list(public.values_list("document", flat=True)))


def _rows(claims: ClaimQuerySet) -> Iterator[dict[str, Any]]:
    case = FactCheck.objects.filter(claim=OuterRef("case_of"))
    signed = Verdict.objects.filter(factcheck__claim=OuterRef("case_of"), signed_off=True)
    public = Publication.objects.public().filter(factcheck__claim=OuterRef("case_of"))
    rows = claims.with_case().annotate(
        its_state=Coalesce(Subquery(case.values("state")[:1]), Value(State.SUGGESTED.value)),
        its_status=Coalesce(Subquery(signed.values("rating__family")[:1]), Value(UNCHECKED)),
        its_rating=Subquery(signed.values("rating__label")[:1]),
        its_conclusion=Subquery(signed.values("conclusion")[:1]),
        its_changed_at=Greatest(
            "updated_at", Coalesce(Subquery(case.values("updated_at")[:1]), "updated_at")
        ),
        its_page=Subquery(public.annotate(url=KT("document__url")).values("url")[:1], TextField()),
    )
    found = rows.select_related("article", "speaker").prefetch_related(ANCHORS).order_by("pk")
    return (_row(claim) for claim in found.iterator(chunk_size=CHUNK))


def _row(claim: Any) -> dict[str, Any]:
    """In the order of the columns."""
    anchor = claim.newest_anchors[0] if claim.newest_anchors else None
    return {
        "id": claim.pk,
        "article": claim.article_id,
        "article_title": claim.article.title,
        "article_address": claim.article.address,
        "text": claim.text,
        "quote": anchor.quote if anchor else None,
        "start": anchor.start if anchor else None,
        "end": anchor.end if anchor else None,
        "version": anchor.number if anchor else None,
        "speaker": claim.speaker.name if claim.speaker else None,
        "kind": claim.kind,
        "checkworthiness": claim.checkworthiness,
        "state": claim.its_state,
        "verification_status": claim.its_status,
        "rating": claim.its_rating,
        "conclusion": claim.its_conclusion,
        "page": claim.its_page,
        "changed_at": claim.its_changed_at.isoformat(),
        "checked_as": claim.merged_into_id,
    }
