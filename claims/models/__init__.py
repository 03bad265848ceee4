"""Articles, claims and who speaks in them."""

from claims.models.article import Article, ArticleSentence, ArticleVersion, Topic
from claims.models.claim import Claim, ClaimAnchor, ClaimKind, Speaker

__all__ = [
    "Article",
    "ArticleSentence",
    "ArticleVersion",
    "Claim",
    "ClaimAnchor",
    "ClaimKind",
    "Speaker",
    "Topic",
]
