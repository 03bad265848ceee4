"""The one door to what the public sees."""

from factcheck.publication.services.articles import hide_article, publish_article
from factcheck.publication.services.drafting import Preview, preview
from factcheck.publication.services.leaving import lift_takedown, mark_overtaken, take_down, withdraw
from factcheck.publication.services.publishing import (
    abandon_correction,
    publish,
    set_embargo,
    start_correction,
)
from factcheck.publication.services.reports import (
    ask_for_correction,
    close_correction_request,
    report_error,
    settle_report,
)

__all__ = [
    "Preview",
    "abandon_correction",
    "ask_for_correction",
    "close_correction_request",
    "hide_article",
    "lift_takedown",
    "mark_overtaken",
    "preview",
    "publish",
    "publish_article",
    "report_error",
    "set_embargo",
    "settle_report",
    "start_correction",
    "take_down",
    "withdraw",
]
