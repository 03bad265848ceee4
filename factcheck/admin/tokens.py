"""Tokens of integrations: never their secret; revoke them here."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin.access import Looking, person_of, tell
from factcheck.exceptions import FactcheckError
from factcheck.integrations import services
from factcheck.integrations.models import ApiToken


@admin.register(ApiToken)
class ApiTokenAdmin(Looking):
    administrators_only = True
    list_display = ("name", "owner", "prefix", "scopes", "last_used_at", "expires_at", "revoked_at")
    list_filter = ("revoked_at",)
    list_select_related = ("owner",)
    search_fields = ("name", "owner__username", "prefix")
    actions = ("revoke",)

    @admin.action(description=gettext_lazy("Revoke"))
    def revoke(self, request: HttpRequest, rows: QuerySet[ApiToken]) -> None:
        done, refused = 0, []
        for token in rows.filter(revoked_at=None):
            try:
                services.revoke_token(token=token, by=person_of(request))
            except FactcheckError as refusal:
                refused.append(str(refusal))
            else:
                done += 1
        tell(request, done=done, done_words=_("{count} revoked. They no longer work."), refused=refused)
