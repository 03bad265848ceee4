"""What is public: every version, as it was, and what is done about it.

Correcting and withdrawing change a state, so they are done on the fact-check's own page.
"""

from __future__ import annotations

import json
import tempfile
from typing import Any

from django.contrib import admin, messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin import public_acts
from factcheck.admin.access import Looking, person_of
from factcheck.admin.marks import verdict_tag
from factcheck.dossier import check_can_export_dossier, export_dossier
from factcheck.exceptions import FactcheckError
from factcheck.publication.models import ErrorReport, Publication

# A larger dossier goes by way of a temporary file.
DOSSIER_IN_MEMORY_BYTES = 8 * 1024 * 1024


@admin.register(Publication)
class PublicationAdmin(Looking):
    desk_lookup = "factcheck__claim__article__desk"
    list_display = ("claim_text", "version", "verdict", "standing", "published_by", "published_at")
    list_filter = ("rating__family", "is_current", "published_at")
    list_select_related = ("rating", "published_by")
    search_fields = ("claim_text", "speaker_name", "slug")
    search_help_text = gettext_lazy("Searches claims, speakers and addresses.")
    fields = ("claim_text", "public_page", "case", "verdict", "version", "standing", "correction_note",
              "severity", "withdrawal_reason", "withdrawn_by", "withdrawn_at", "overtaken_on",
              "overtaken_note", "published_by", "published_at", "document_sha256", "frozen")  # fmt: skip
    readonly_fields = fields

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        publication = self.get_object(request, object_id)
        if publication is None:
            raise Http404
        tried = None
        if request.method == "POST":
            act = public_acts.ACTS.get(request.POST.get("act", ""))
            if act is None:
                raise Http404
            tried = public_acts.perform(act, publication, person_of(request), request.POST)
            if not tried.errors:
                messages.success(request, str(act.done))
                return redirect(request.path)
            request.method = "GET"  # What is read-only is drawn, with the refused form below it.
        context = {
            "offers": public_acts.offers(publication, person_of(request), tried=tried),
            "reports": ErrorReport.objects.filter(publication__factcheck=publication.factcheck_id),
            "requests": publication.factcheck.correction_requests.all(),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        dossier = self.admin_site.admin_view(self.dossier)
        return [path("<int:pk>/dossier/", dossier, name="factcheck_publication_dossier"), *super().get_urls()]

    def dossier(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file itself, or back to the page with why not."""
        publication = self.get_object(request, str(pk))
        if publication is None:
            raise Http404
        # FileResponse closes it.
        out = tempfile.SpooledTemporaryFile(max_size=DOSSIER_IN_MEMORY_BYTES)  # noqa: SIM115
        try:
            check_can_export_dossier(publication.factcheck, person_of(request))
            export_dossier(factcheck=publication.factcheck, out=out, now=timezone.now())
        except FactcheckError as refusal:
            out.close()
            messages.error(request, str(refusal))
            return redirect("admin:factcheck_publication_change", publication.pk)
        out.seek(0)
        return FileResponse(out, as_attachment=True, filename=f"dossier-{publication.slug}.zip")

    @admin.display(description=gettext_lazy("verdict"), ordering="rating__order")
    def verdict(self, publication: Publication) -> SafeString:
        return verdict_tag(publication.rating)

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, publication: Publication) -> str:
        if publication.withdrawn_at:
            return _("Withdrawn")
        return _("Current") if publication.is_current else _("Replaced")

    @admin.display(description=gettext_lazy("public page"))
    def public_page(self, publication: Publication) -> SafeString:
        address = reverse("publication", args=[publication.slug])
        return format_html('<a href="{}">{}</a>', address, address)

    @admin.display(description=gettext_lazy("fact-check"))
    def case(self, publication: Publication) -> SafeString:
        address = reverse("admin:factcheck_factcheck_change", args=[publication.factcheck_id])
        return format_html('<a href="{}#decide-title">{}</a>', address, _("Correct or withdraw it there"))

    @admin.display(description=gettext_lazy("document"))
    def frozen(self, publication: Publication) -> SafeString:
        text = json.dumps(publication.document, indent=2, ensure_ascii=False)
        return format_html('<pre class="read" tabindex="0">{}</pre>', text)
