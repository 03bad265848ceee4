"""Where Django finds the slices' models."""

from factcheck.evidence.models import Contradiction, Drift, Evidence, Lead
from factcheck.integrations.models import (
    ApiToken,
    Delivery,
    DeliveryAttempt,
    FactCheckImport,
    KeptAnswer,
    MarkupPage,
    Webhook,
)
from factcheck.matching.models import KnownFactCheck, KnownMatch
from factcheck.notices.models import InboxEntry, Notice, NoticePreference
from factcheck.publication.models import CorrectionRequest, ErrorReport, PublicArticle, Publication, Takedown
from factcheck.workflow.evidence_rules import EvidenceRule
from factcheck.workflow.models import (
    Assignment,
    Comment,
    FactCheck,
    Rating,
    RatingScale,
    Signoff,
    SourceChange,
    Verdict,
)
from factcheck.workflow.verdict_suggestions import VerdictSuggestion

__all__ = [
    "ApiToken",
    "Assignment",
    "Comment",
    "Contradiction",
    "CorrectionRequest",
    "Delivery",
    "DeliveryAttempt",
    "Drift",
    "ErrorReport",
    "Evidence",
    "EvidenceRule",
    "FactCheck",
    "FactCheckImport",
    "InboxEntry",
    "KeptAnswer",
    "KnownFactCheck",
    "KnownMatch",
    "Lead",
    "MarkupPage",
    "Notice",
    "NoticePreference",
    "PublicArticle",
    "Publication",
    "Rating",
    "RatingScale",
    "Signoff",
    "SourceChange",
    "Takedown",
    "Verdict",
    "VerdictSuggestion",
    "Webhook",
]
