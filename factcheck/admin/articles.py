"""Articles: looked at and added here, worked on in the newsroom's pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.exceptions import ClaimsError
from claims.models import TOLD, Article, Topic
from factcheck import pipeline, putting_away
from factcheck.accounts.models import Desk, User
from factcheck.accounts.policies import desk_ids_of
from factcheck.admin.access import Administering, Looking, person_of, tell
from factcheck.exceptions import FactcheckError


class ArticleForm(forms.Form):
    """What an article needs; the pipeline judges the text."""

    use_required_attribute = False

    title = forms.CharField(
        label=gettext_lazy("Title"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Empty: its first line."),
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": gettext_lazy("Paste the article's text.")},
    )
    published_on = forms.DateField(
        label=gettext_lazy("Published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Words such as “Thursday” are dated by it."),
    )
    address = forms.URLField(
        label=gettext_lazy("Address"), required=False, max_length=2000, assume_scheme="https"
    )
    desk = forms.ModelChoiceField(
        Desk.objects.none(),
        label=gettext_lazy("Desk"),
        error_messages={"required": gettext_lazy("Choose the desk that checks it.")},
    )

    def __init__(self, *given: Any, desks: QuerySet[Desk]) -> None:
        super().__init__(*given)
        self.fields["desk"].queryset = desks  # type: ignore[attr-defined]
        self.fields["desk"].initial = desks.first()


class ShelfFilter(admin.SimpleListFilter):
    title = gettext_lazy("kept")
    parameter_name = "kept"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("at-hand", _("At hand")), ("away", _("Put away"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if self.value() not in ("at-hand", "away"):
            return queryset
        return queryset.filter(put_away_at__isnull=self.value() == "at-hand")


@admin.register(Article)
class ArticleAdmin(Looking):
    desk_lookup = "desk"
    list_display = (
        "title",
        "desk",
        "published_on",
        "claims_found",
        "created_by",
        "created_at",
        "put_away_at",
    )
    list_filter = (ShelfFilter, "desk", "language", "created_at")
    list_select_related = ("desk", "created_by")
    actions = ("put_away", "take_back")
    search_fields = ("title", "byline", "address")
    search_help_text = gettext_lazy("Searches titles, by-lines and addresses.")
    fields = ("title", "byline", "desk", "address", "published_on", "language", "in_queue", "notices", "text",
              "created_by", "created_at", "put_away_at", "put_away_by")  # fmt: skip
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may_look(request)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Add an article and find its claims, as the newsroom's own page does."""
        user = person_of(request)
        if not self.has_add_permission(request):
            raise PermissionDenied
        desks = Desk.objects.filter(pk__in=desk_ids_of(user))
        form = ArticleForm(request.POST or None, desks=desks)
        article = _added(form, user) if form.is_bound and form.is_valid() else None
        if article is not None:
            messages.success(request, _("Added. Its claims are being found."))
            return redirect("admin:claims_article_change", article.pk)
        context = {
            **self.admin_site.each_context(request),
            "form": form,
            "opts": self.opts,
            "title": _("Add an article"),
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/claims/article/add.html", context, status=status)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).annotate(claim_count=Count("claims", filter=TOLD))

    @admin.action(description=gettext_lazy("Put away"))
    def put_away(self, request: HttpRequest, picked: QuerySet[Article]) -> None:
        _each(request, picked, putting_away.put_away, _("{count} put away."))

    @admin.action(description=gettext_lazy("Take back"))
    def take_back(self, request: HttpRequest, picked: QuerySet[Article]) -> None:
        _each(request, picked, putting_away.take_back, _("{count} taken back."))

    @admin.display(description=gettext_lazy("claims"), ordering="claim_count")
    def claims_found(self, article: Article) -> int:
        return article.claim_count  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("fact-checks"))
    def in_queue(self, article: Article) -> SafeString:
        queue = reverse("admin:factcheck_factcheck_changelist")
        return format_html('<a href="{}?tab=all&amp;article={}">{}</a>', queue, article.pk, _("Show them"))

    @admin.display(description=gettext_lazy("text"))
    def text(self, article: Article) -> SafeString:
        return format_html('<div class="read">{}</div>', article.current_version.text)


def _added(form: ArticleForm, user: User) -> Article | None:
    """None, with the form's error, when the text or its address is refused."""
    given = form.cleaned_data
    try:
        return pipeline.start(
            text=given["text"],
            title=given["title"],
            published_on=given["published_on"],
            address=given["address"],
            desk_id=given["desk"].pk,
            by=user,
        )
    except (ClaimsError, FactcheckError) as refusal:
        form.add_error("text", str(refusal))
    return None


def _each(
    request: HttpRequest, picked: QuerySet[Article], act: Callable[..., object], done_words: str
) -> None:
    """Do it to each that allows it; of the others say which, and why not."""
    done, refused = 0, []
    for article in picked:
        try:
            act(article=article, by=person_of(request))
        except FactcheckError as refusal:
            refused.append(f"{article.title}: {refusal}")
        else:
            done += 1
    tell(request, done=done, done_words=done_words, refused=refused)


@admin.register(Topic)
class TopicAdmin(Administering):
    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
