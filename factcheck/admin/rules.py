"""Evidence rules: what verdicts have to rest on, at a desk or on a scale."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from factcheck.admin.access import Administering
from factcheck.workflow.evidence_rules import EvidenceRule


@admin.register(EvidenceRule)
class EvidenceRuleAdmin(Administering):
    list_display = ("__str__", "min_independent", "min_primary", "max_age_days", "enforcement")
    list_select_related = ("desk", "scale")
    fields = (("desk", "scale"), ("min_independent", "min_primary", "max_age_days"), "enforcement")

    def has_delete_permission(self, request: HttpRequest, obj: EvidenceRule | None = None) -> bool:
        return self.has_change_permission(request, obj)
