"""A frozen document as schema.org ClaimReview, in JSON-LD. Plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

CONTEXT = "https://schema.org"


def claimreview(document: dict[str, Any]) -> dict[str, Any]:
    """The one ClaimReview of a publication.

    Takes `Publication.document`; returns JSON-LD as search engines, archives and other fact-checkers
    read it (schema.org/ClaimReview). What is not known is left out: an empty value would be a statement.
    """
    return _known(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "url": document["url"],
            "claimReviewed": document["claim"],
            "datePublished": document["first_published_at"],
            "dateModified": document["published_at"],
            "inLanguage": document["language"],
            "author": _newsroom(document["newsroom"]),
            "itemReviewed": _claim(document),
            "reviewRating": _rating(document["rating"], document["conclusion"]),
            "correction": [_correction(entry) for entry in document["corrections"]],
        }
    )


def feed(documents: Sequence[dict[str, Any]], gone: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
    """Many publications as one DataFeed, in the form of the Data Commons fact-check feed.

    gone: address and moment of what is no longer public, so that archives drop it.
    """
    return {
        "@context": "http://schema.org",
        "@type": "DataFeed",
        "dataFeedElement": [
            {
                "@type": "DataFeedItem",
                "dateCreated": document["first_published_at"],
                "dateModified": document["published_at"],
                "url": document["url"],
                "item": [claimreview(document)],
            }
            for document in documents
        ]
        + [{"@type": "DataFeedItem", "dateDeleted": at, "url": url, "item": None} for url, at in gone],
    }


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


def _newsroom(newsroom: dict[str, str]) -> dict[str, Any]:
    return _known(
        {
            "@type": "Organization",
            "name": newsroom["name"],
            "url": newsroom["address"],
            "logo": newsroom["logo"],
            "correctionsPolicy": newsroom["corrections_policy"],
        }
    )


def _claim(document: dict[str, Any]) -> dict[str, Any]:
    return _known(
        {
            "@type": "Claim",
            "author": _speaker(document["speaker"]),
            "datePublished": document["article"]["published_on"],
            "appearance": _appearance(document["article"]),
        }
    )


def _speaker(speaker: dict[str, str] | None) -> dict[str, Any] | None:
    if speaker is None:
        return None
    organisation = speaker["kind"] == "organisation"
    return _known(
        {
            "@type": "Organization" if organisation else "Person",
            "name": speaker["name"],
            "jobTitle": "" if organisation else speaker["job_title"],
            "sameAs": speaker["same_as"],
        }
    )


def _appearance(article: dict[str, str]) -> dict[str, Any] | None:
    if not article["address"]:
        return None
    return _known({"@type": "CreativeWork", "url": article["address"], "headline": article["title"]})


def _rating(rating: dict[str, Any], conclusion: str) -> dict[str, Any]:
    """A rating without a number has no ends either: they would place it on a line it is not on."""
    named = conclusion if rating.get("conclusion_only") else rating["label"]
    worded = {"@type": "Rating", "alternateName": named, "ratingExplanation": conclusion}
    if rating["value"] is None:
        return worded
    return {
        **worded,
        "ratingValue": rating["value"],
        "worstRating": rating["worst"],
        "bestRating": rating["best"],
    }


def _correction(entry: dict[str, Any]) -> dict[str, Any]:
    """What was changed when, with the wording that stood there before."""
    before = f"“{entry['claim']}” {entry['rating']}: {entry['conclusion']}"
    return {
        "@type": "CorrectionComment",
        "datePublished": entry["at"],
        "text": f"{entry['note']} Before: {before}",
    }
