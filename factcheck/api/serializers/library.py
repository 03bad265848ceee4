"""Subscriptions of the library, and the pages that their feeds and sitemaps list."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from factcheck.api.serializers.sources import PublisherSerializer
from factcheck.api.serializers.sparse import SparseSerializer
from sources.models import SourceKind, Subscription, SubscriptionForm, SubscriptionItem
from sources.models.library import DEFAULT_ITEMS_A_DAY, MOST_ITEMS_A_DAY


class SubscriptionSerializer(SparseSerializer[Subscription]):
    url = serializers.HyperlinkedIdentityField(view_name="api:subscription-detail")
    pages_url = serializers.HyperlinkedIdentityField(view_name="api:subscription-pages")
    address = serializers.CharField(source="source.address", read_only=True)
    title = serializers.CharField(source="source.title", read_only=True)
    kind = serializers.ChoiceField(source="source.kind", choices=SourceKind.choices, read_only=True)
    publisher = PublisherSerializer(source="source.publisher", read_only=True, allow_null=True)

    class Meta:
        model = Subscription
        fields = [
            "id",
            "url",
            "address",
            "form",
            "title",
            "kind",
            "publisher",
            "country",
            "items_a_day",
            "path_prefix",
            "is_on",
            "checked_at",
            "next_check_at",
            "failures",
            "cause",
            "listed",
            "pages_url",
            "source",
            "created_at",
        ]
        read_only_fields = fields


class SubscriptionEdit(serializers.Serializer[Any]):
    """What may be changed; what is left out stays."""

    title = serializers.CharField(required=False, allow_blank=True, max_length=500, label=_("Title"))
    kind = serializers.ChoiceField(required=False, choices=SourceKind.choices, label=_("Kind"))
    items_a_day = serializers.IntegerField(
        required=False, min_value=1, max_value=MOST_ITEMS_A_DAY, label=_("Pages a day at most")
    )
    path_prefix = serializers.CharField(
        required=False, allow_blank=True, max_length=300, label=_("Only paths that start with")
    )
    is_on = serializers.BooleanField(required=False, label=_("On"))


class SubscriptionInput(serializers.Serializer[Any]):
    """What to follow."""

    address = serializers.CharField(max_length=2000, label=_("Address"))
    form = serializers.ChoiceField(choices=SubscriptionForm.choices, label=_("What it is"))
    title = serializers.CharField(required=False, default="", max_length=500, label=_("Title"))
    kind = serializers.ChoiceField(
        required=False, default=SourceKind.UNKNOWN, choices=SourceKind.choices, label=_("Kind")
    )
    publisher = serializers.CharField(required=False, default="", max_length=200, label=_("Publisher"))
    country = serializers.CharField(required=False, default="", max_length=3, label=_("Country"))
    items_a_day = serializers.IntegerField(
        required=False,
        default=DEFAULT_ITEMS_A_DAY,
        min_value=1,
        max_value=MOST_ITEMS_A_DAY,
        label=_("Pages a day at most"),
    )
    path_prefix = serializers.CharField(
        required=False, default="", max_length=300, label=_("Only paths that start with")
    )
    is_on = serializers.BooleanField(required=False, default=True, label=_("On"))


class ListedPageSerializer(serializers.ModelSerializer[SubscriptionItem]):
    """requested_at and source: null while it waits for its day."""

    class Meta:
        model = SubscriptionItem
        fields = ["id", "address", "title", "published_at", "found_at", "requested_at", "source"]
        read_only_fields = fields
