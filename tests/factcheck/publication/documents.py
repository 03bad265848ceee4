"""A document as publish() freezes it."""

from __future__ import annotations

from typing import Any

FALSE_ON_FIVE = {
    "label": "False",
    "family": "refuted",
    "definition": "The evidence contradicts the claim.",
    "value": 1,
    "best": 5,
    "worst": 1,
    "scale": "Five-point scale v1",
}
NOT_ENOUGH_EVIDENCE = {
    "label": "Not enough evidence",
    "family": "unproven",
    "definition": "What can be found does not decide it.",
    "value": None,
    "best": None,
    "worst": None,
    "scale": "Five-point scale v1",
}
SPEAKER = {"name": "Jo Harbor", "kind": "person", "job_title": "Mayor", "same_as": "https://city.example/jo"}


def a_document(**changed: Any) -> dict[str, Any]:
    document = {
        "claim": "Spending on roads doubled in 2025.",
        "kind": "quantity",
        "quote": "it has doubled",
        "speaker": SPEAKER,
        "article": {
            "title": "The council's budget",
            "address": "https://paper.example/budget",
            "published_on": "2026-01-12",
        },
        "language": "en",
        "rating": FALSE_ON_FIVE,
        "conclusion": "Spending on roads rose by 12%.",
        "reasoning": "The accounts say so.",
        "evidence": [
            {
                "exact": "Roads: 112 (100 the year before).",
                "stance": "contradicts",
                "source": {
                    "title": "Accounts 2025",
                    "address": "https://city.example/accounts",
                    "publisher": "The city",
                    "kind": "primary",
                },
                "captured_at": "2026-01-13T09:14:00Z",
                "sha256": "a" * 64,
            }
        ],
        "checked_by": "Sam Reporter",
        "proposed_at": "2026-01-14T10:00:00Z",
        "signed_off_by": "Ana Editor",
        "signed_off_at": "2026-01-14T11:00:00Z",
        "published_at": "2026-01-14T12:00:00Z",
        "first_published_at": "2026-01-14T12:00:00Z",
        "version": 1,
        "corrections": [],
        "newsroom": {
            "name": "The Paper",
            "address": "https://paper.example/",
            "logo": "https://paper.example/logo.svg",
            "corrections_policy": "https://paper.example/about/corrections/",
        },
        "url": "https://paper.example/checks/spending-on-roads/",
    }
    return {**document, **changed}
