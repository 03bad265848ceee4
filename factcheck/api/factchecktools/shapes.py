"""What the routes answer. As with every Google API, a field that is empty is left out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from factcheck.integrations.search import Checked
from factcheck.publication.document import moment


def found(checks: list[Checked], next_page: str) -> dict[str, Any]:
    """FactCheckedClaimSearchResponse."""
    return known({"claims": [_claim(check) for check in checks], "nextPageToken": next_page})


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
