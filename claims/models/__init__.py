"""Articles, claims and who speaks in them."""

from claims.models.article import Article, ArticleSentence, ArticleVersion, Topic
from claims.models.claim import (
    JOINED_ELSEWHERE,
    TOLD,
    Claim,
    ClaimAnchor,
    ClaimKind,
    ClaimQuerySet,
    Speaker,
)
from claims.models.fate import AnchorFate, FateDecision

__all__ = [
    "JOINED_ELSEWHERE",
    "TOLD",
    "AnchorFate",
    "Article",
    "ArticleSentence",
    "ArticleVersion",
    "Claim",
    "ClaimAnchor",
    "ClaimKind",
    "ClaimQuerySet",
    "FateDecision",
    "Speaker",
    "Topic",
]
