"""What lists can be narrowed by."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import rest_framework as filters  # type: ignore[import-untyped]
from django_filters.fields import IsoDateTimeField  # type: ignore[import-untyped]
from rest_framework.exceptions import ValidationError

from claims.models import Article, Claim, ClaimKind, Speaker
from factcheck.api import visible
from factcheck.api.serializers.claims import VERIFICATION_STATUSES
from factcheck.evidence.models import Decision, Evidence, Lead, Stance
from factcheck.integrations.models import FactCheckImport, Webhook
from factcheck.publication.models import Publication
from factcheck.workflow.models import FactCheck
from factcheck.workflow.priority import overdue
from factcheck.workflow.statuses import Family, State
from jobs.models import Job
from jobs.models import State as JobState
from sources.fetching.address import canonical
from sources.fetching.types import FetchStopped
from sources.models import Form, Source, SourceKind, Subscription, SubscriptionForm

SEARCH_LANGUAGE = "english"
# What every list takes besides its filters.
PAGING = {"cursor", "page_size", "fields", "include"}
MAX_NUMBER = 9_223_372_036_854_775_807


class NumberFilter(filters.NumberFilter):
    """A number (id), no larger than the database's numbers."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=1, max_value=MAX_NUMBER, **kwargs)

    def get_max_validator(self) -> None:
        """The field has its own."""


class ReadForFilter(NumberFilter):
    """Sources that are read for claims which the person sees: what other desks read them for is not told.

    of_claim: which column of a claim has the number.
    """

    def __init__(self, *args: Any, of_claim: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._of_claim = of_claim

    def filter(self, sources: QuerySet[Source], number: int | None) -> QuerySet[Source]:
        if number is None:
            return sources
        claims = visible.claims(self.parent.request.user).filter(**{self._of_claim: number})
        return sources.filter(Exists(Lead.objects.filter(source=OuterRef("pk"), claim__in=claims)))


class MomentField(IsoDateTimeField):
    """A moment in UTC: PostgreSQL knows no offset of 16 hours or more, Python does."""

    def clean(self, value: Any) -> datetime | None:
        moment: datetime | None = super().clean(value)
        try:
            return moment.astimezone(UTC) if moment else None
        except OverflowError:
            raise forms.ValidationError(_("Enter a valid date/time."), code="invalid") from None


class MomentFilter(filters.IsoDateTimeFilter):
    field_class = MomentField


class KnownFilters(filters.FilterSet):
    """A misspelt filter is refused: ignored, it would answer with everything."""

    def is_valid(self) -> bool:
        unknown = sorted(set(self.data) - set(self.filters) - PAGING)
        if unknown:
            known = ", ".join(sorted(set(self.filters) | PAGING))
            refusal = _("There is no filter of this name. There are: {known}.").format(known=known)
            raise ValidationError({name: [refusal] for name in unknown})
        return super().is_valid()


class ArticleFilters(KnownFilters):
    address = filters.CharFilter(method="at_address", label=gettext_lazy("Address"))
    updated_since = MomentFilter("updated_at", "gte", label=gettext_lazy("Updated since"))
    desk = filters.CharFilter("desk__slug", label=gettext_lazy("Desk"))
    language = filters.CharFilter(label=gettext_lazy("Language"))
    put_away = filters.BooleanFilter("put_away_at", "isnull", exclude=True, label=gettext_lazy("Put away"))
    q = filters.CharFilter(method="with_words", label=gettext_lazy("Words"))

    class Meta:
        model = Article
        fields: list[str] = []

    def with_words(self, articles: QuerySet[Article], _name: str, words: str) -> QuerySet[Article]:
        """In the title, or in a claim of it."""
        titled = _with_words(Article.objects.all(), "title", words)
        claiming = _claims_with_words(words).values("article")
        return articles.filter(Q(pk__in=titled.values("pk")) | Q(pk__in=claiming))

    def at_address(self, articles: QuerySet[Article], _name: str, address: str) -> QuerySet[Article]:
        return articles.filter(address__in=_spellings(address))


class ClaimFilters(KnownFilters):
    article = NumberFilter(field_name="article", label=gettext_lazy("Article"))
    state = filters.MultipleChoiceFilter(choices=State.choices, label=gettext_lazy("State"))
    verification_status = filters.MultipleChoiceFilter(
        choices=VERIFICATION_STATUSES, label=gettext_lazy("Verification status")
    )
    kind = filters.MultipleChoiceFilter(choices=ClaimKind.choices, label=gettext_lazy("Kind"))
    speaker = filters.CharFilter("speaker__name", "iexact", label=gettext_lazy("Speaker"))
    updated_since = MomentFilter("changed_at", "gte", label=gettext_lazy("Updated since"))
    q = filters.CharFilter(method="with_words", label=gettext_lazy("Words"))

    class Meta:
        model = Claim
        fields: list[str] = []

    def with_words(self, claims: QuerySet[Claim], _name: str, words: str) -> QuerySet[Claim]:
        return claims.filter(pk__in=_claims_with_words(words).values("pk"))


class SourceFilters(KnownFilters):
    address = filters.CharFilter(method="at_address", label=gettext_lazy("Address"))
    claim = ReadForFilter("leads__claim", of_claim="pk", label=gettext_lazy("Claim"))
    article = ReadForFilter("leads__claim__article", of_claim="article", label=gettext_lazy("Article"))
    form = filters.ChoiceFilter(choices=Form.choices, label=gettext_lazy("Form"))
    kind = filters.ChoiceFilter(choices=SourceKind.choices, label=gettext_lazy("Kind"))

    class Meta:
        model = Source
        fields: list[str] = []

    def at_address(self, sources: QuerySet[Source], _name: str, address: str) -> QuerySet[Source]:
        return sources.filter(address__in=_spellings(address))


class EvidenceFilters(KnownFilters):
    claim = NumberFilter(field_name="claim", label=gettext_lazy("Claim"))
    article = NumberFilter(field_name="claim__article", label=gettext_lazy("Article"))
    decision = filters.MultipleChoiceFilter(choices=Decision.choices, label=gettext_lazy("Decision"))
    stance = filters.MultipleChoiceFilter(
        "stance_accepted", choices=Stance.choices, label=gettext_lazy("Stance")
    )
    decided_since = MomentFilter("decided_at", "gte", label=gettext_lazy("Decided since"))

    class Meta:
        model = Evidence
        fields: list[str] = []


class FactCheckFilters(KnownFilters):
    claim = NumberFilter(field_name="claim", label=gettext_lazy("Claim"))
    article = NumberFilter(field_name="claim__article", label=gettext_lazy("Article"))
    state = filters.MultipleChoiceFilter(choices=State.choices, label=gettext_lazy("State"))
    verification_status = filters.MultipleChoiceFilter(
        choices=VERIFICATION_STATUSES, label=gettext_lazy("Verification status")
    )
    assignee = filters.CharFilter("assignee__username", label=gettext_lazy("Assignee"))
    assigned = filters.BooleanFilter("assignee", "isnull", exclude=True, label=gettext_lazy("Assigned"))
    overdue = filters.BooleanFilter(method="is_overdue", label=gettext_lazy("Overdue"))
    source_changed = filters.BooleanFilter(
        "source_changed_at", "isnull", exclude=True, label=gettext_lazy("Source changed")
    )
    updated_since = MomentFilter("updated_at", "gte", label=gettext_lazy("Updated since"))
    q = filters.CharFilter(method="with_words", label=gettext_lazy("Words"))

    class Meta:
        model = FactCheck
        fields: list[str] = []

    def with_words(self, factchecks: QuerySet[FactCheck], _name: str, words: str) -> QuerySet[FactCheck]:
        return factchecks.filter(claim__in=_claims_with_words(words).values("pk"))

    def is_overdue(self, factchecks: QuerySet[FactCheck], _name: str, wanted: bool) -> QuerySet[FactCheck]:
        late = overdue(timezone.now())
        return factchecks.filter(late) if wanted else factchecks.exclude(late)


class PublicationFilters(KnownFilters):
    q = filters.CharFilter(method="with_words", label=gettext_lazy("Words"))
    family = filters.MultipleChoiceFilter(
        "rating__family", choices=Family.choices, label=gettext_lazy("Family")
    )
    speaker = filters.CharFilter("speaker_name", "iexact", label=gettext_lazy("Speaker"))
    article_address = filters.CharFilter(
        "document__article__address", label=gettext_lazy("Address of the article")
    )
    published_since = MomentFilter("published_at", "gte", label=gettext_lazy("Published since"))

    class Meta:
        model = Publication
        fields: list[str] = []

    def with_words(
        self, publications: QuerySet[Publication], _name: str, words: str
    ) -> QuerySet[Publication]:
        return publications.filter(words=_query(words))


class WebhookFilters(KnownFilters):
    class Meta:
        model = Webhook
        fields: list[str] = []


class ImportFilters(KnownFilters):
    class Meta:
        model = FactCheckImport
        fields: list[str] = []


class SubscriptionFilters(KnownFilters):
    is_on = filters.BooleanFilter(label=gettext_lazy("On"))
    form = filters.MultipleChoiceFilter(choices=SubscriptionForm.choices, label=gettext_lazy("What it is"))
    country = filters.CharFilter(lookup_expr="iexact", label=gettext_lazy("Country"))

    class Meta:
        model = Subscription
        fields: list[str] = []


class JobFilters(KnownFilters):
    about = filters.CharFilter(label=gettext_lazy("About"))
    state = filters.MultipleChoiceFilter(choices=JobState.choices, label=gettext_lazy("State"))

    class Meta:
        model = Job
        fields: list[str] = []


def _claims_with_words(words: str) -> QuerySet[Claim]:
    """By their wording or their speaker's name: two lookups in an index each, joined by number."""
    spoken = _with_words(Speaker.objects.all(), "name", words)
    worded = _with_words(Claim.objects.all(), "text", words)
    return Claim.objects.filter(Q(pk__in=worded.values("pk")) | Q(speaker__in=spoken.values("pk")))


def _with_words(rows: QuerySet[Any], column: str, words: str) -> QuerySet[Any]:
    """The expression is the index's own, or PostgreSQL would read every row."""
    vector = SearchVector(column, config=SEARCH_LANGUAGE)
    return rows.order_by().annotate(searched=vector).filter(searched=_query(words))


def _query(words: str) -> SearchQuery:
    return SearchQuery(words, config=SEARCH_LANGUAGE, search_type="websearch")


def _spellings(address: str) -> set[str]:
    """As it was typed and in the canonical form in which fetched pages are kept."""
    try:
        return {address, str(canonical(address))}
    except FetchStopped:
        return {address}
