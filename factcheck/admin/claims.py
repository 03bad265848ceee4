"""Claims and who speaks in them."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Speaker
from factcheck.admin.access import Administering, Looking


@admin.register(Claim)
class ClaimAdmin(Looking):
    desk_lookup = "article__desk"
    list_display = ("text", "kind", "speaker", "article", "checkworthiness")
    list_filter = ("kind", "article__desk")
    list_select_related = ("speaker", "article")
    search_fields = ("text", "anchors__quote", "article__title", "speaker__name")
    search_help_text = _("Searches wordings, quotes, article titles and speakers.")
    fields = ("text", "as_written", "kind", "speaker", "article", "checkworthiness", "reasons", "ambiguous",
              "extracted_text", "case", "added_by", "edited_by", "edited_at")  # fmt: skip
    readonly_fields = fields

    @admin.display(description=_("as written"))
    def as_written(self, claim: Claim) -> SafeString:
        return format_html_join("\n", "<p>“{}”</p>", ((anchor.quote,) for anchor in claim.anchors.all()))

    @admin.display(description=_("fact-check"))
    def case(self, claim: Claim) -> SafeString | str:
        factcheck = getattr(claim, "factcheck", None)
        if factcheck is None:
            return "–"
        address = reverse("admin:factcheck_factcheck_change", args=[factcheck.pk])
        return format_html('<a href="{}">{}</a>', address, factcheck.get_state_display())


@admin.register(Speaker)
class SpeakerAdmin(Administering):
    """Shared by all desks: how a person or organisation is named in public."""

    list_display = ("name", "kind", "job_title", "same_as")
    list_filter = ("kind",)
    search_fields = ("name",)
