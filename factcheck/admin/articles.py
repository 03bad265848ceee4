"""Articles: looked at here, worked on in the newsroom's pages."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.models import Article, Topic
from factcheck.admin.access import Administering, Looking


@admin.register(Article)
class ArticleAdmin(Looking):
    desk_lookup = "desk"
    list_display = ("title", "desk", "published_on", "claims_found", "created_by", "created_at")
    list_filter = ("desk", "language", "created_at")
    list_select_related = ("desk", "created_by")
    search_fields = ("title", "byline", "address")
    search_help_text = _("Searches titles, by-lines and addresses.")
    fields = ("title", "byline", "desk", "address", "published_on", "language", "in_queue", "notices", "text",
              "created_by", "created_at")  # fmt: skip
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).annotate(claim_count=Count("claims"))

    @admin.display(description=_("claims"), ordering="claim_count")
    def claims_found(self, article: Article) -> int:
        return article.claim_count  # type: ignore[attr-defined]

    @admin.display(description=_("fact-checks"))
    def in_queue(self, article: Article) -> SafeString:
        queue = reverse("admin:factcheck_factcheck_changelist")
        return format_html('<a href="{}?tab=all&amp;article={}">{}</a>', queue, article.pk, _("Show them"))

    @admin.display(description=_("text"))
    def text(self, article: Article) -> SafeString:
        return format_html('<div class="read">{}</div>', article.current_version.text)


@admin.register(Topic)
class TopicAdmin(Administering):
    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
