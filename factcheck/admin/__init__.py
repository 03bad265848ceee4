"""The reviewers' admin: Django's own, with access by membership and every write through a service.

One file a topic. All of it is here, because what a person may see depends on desks, and the apps below
know none: access.py says who sees what, the rest says what is shown.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from factcheck.admin import (
    articles,
    audit,
    captures,
    claims,
    factchecks,
    hosts,
    jobs,
    library,
    people,
    publications,
    reports,
    rules,
    scales,
    tokens,
)

__all__ = [
    "articles",
    "audit",
    "captures",
    "claims",
    "factchecks",
    "hosts",
    "jobs",
    "library",
    "people",
    "publications",
    "reports",
    "rules",
    "scales",
    "tokens",
]

admin.site.site_title = _("Factcheck")
admin.site.site_header = _("Factcheck, for reviewers")
admin.site.index_title = _("Review")
