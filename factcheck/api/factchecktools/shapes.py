"""What the routes answer. As with every Google API, a field that is empty is left out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from factcheck.integrations.models import MarkupPage
from factcheck.integrations.search import Checked
from factcheck.publication.document import moment


def found(checks: list[Checked], next_page: str) -> dict[str, Any]:
    """FactCheckedClaimSearchResponse."""
    return known({"claims": [_claim(check) for check in checks], "nextPageToken": next_page})


def listed(pages: list[MarkupPage], next_page: str) -> dict[str, Any]:
    """ListClaimReviewMarkupPagesResponse."""
    return known({"claimReviewMarkupPages": [page_shape(page) for page in pages], "nextPageToken": next_page})


def page_shape(page: MarkupPage) -> dict[str, Any]:
    """ClaimReviewMarkupPage: what was written, with its name, its address in one form and its version."""
    written = {**page.markup, "pageUrl": page.url}
    return {"name": f"pages/{page.pk}", "versionId": str(page.version), **written}


def _claim(check: Checked) -> dict[str, Any]:
    review = {
        "publisher": known({"name": check.publisher, "site": check.site}),
        "url": check.url,
        "title": check.title,
        "reviewDate": _date(check.reviewed_at),
        "textualRating": check.rating,
        "languageCode": check.language,
    }
    return known(
        {
            "text": check.claim,
            "claimant": check.claimant,
            "claimDate": _date(check.claimed_at),
            "claimReview": [known(review)],
        }
    )


def known(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty; zero and False are values."""
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


def _date(at: datetime | None) -> str:
    return moment(at) if at else ""
