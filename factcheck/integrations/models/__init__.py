"""Tokens, webhooks, and the answers that are kept for a repeated request."""

from factcheck.integrations.models.answers import KeptAnswer
from factcheck.integrations.models.imports import FactCheckImport, ImportForm
from factcheck.integrations.models.pages import MarkupPage
from factcheck.integrations.models.tokens import ApiToken, Scope
from factcheck.integrations.models.webhooks import Delivery, DeliveryAttempt, Webhook

__all__ = [
    "ApiToken",
    "Delivery",
    "DeliveryAttempt",
    "FactCheckImport",
    "ImportForm",
    "KeptAnswer",
    "MarkupPage",
    "Scope",
    "Webhook",
]
