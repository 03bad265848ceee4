"""What the public sees, what was taken from it, and what readers and publishers say to it."""

from factcheck.publication.models.article import PublicArticle
from factcheck.publication.models.publication import Publication, PublicationQuerySet, Severity
from factcheck.publication.models.report import (
    CorrectionRequest,
    ErrorReport,
    ReportOutcome,
    RequestOutcome,
)
from factcheck.publication.models.takedown import Takedown

__all__ = [
    "CorrectionRequest",
    "ErrorReport",
    "PublicArticle",
    "Publication",
    "PublicationQuerySet",
    "ReportOutcome",
    "RequestOutcome",
    "Severity",
    "Takedown",
]
