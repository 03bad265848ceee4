"""The library: what is followed, for everybody to read and for reviewers to change."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck import library
from factcheck.api.filters import SubscriptionFilters
from factcheck.api.idempotency import idempotent
from factcheck.api.preconditions import check_seen, etag_of
from factcheck.api.serializers.jobs import JobSerializer
from factcheck.api.serializers.library import (
    ListedPageSerializer,
    SubscriptionEdit,
    SubscriptionInput,
    SubscriptionSerializer,
)
from factcheck.api.views.resource import ReadableResource
from sources.models import Subscription


class SubscriptionViews(ReadableResource):
    """Pages, feeds and sitemaps that are followed, newest first. Only reviewers change them."""

    queryset = Subscription.objects.none()
    serializer_class = SubscriptionSerializer
    filterset_class = SubscriptionFilters

    def rows(self) -> QuerySet[Subscription]:
        return Subscription.objects.select_related("source__publisher")

    @extend_schema(request=SubscriptionInput, responses={201: SubscriptionSerializer})
    @idempotent
    def create(self, request: Request) -> Response:
        """Follow an address; what is new there is archived from now on."""
        made = library.add_subscription(by=self.person, **self.body(SubscriptionInput))
        return self.created(self.get_serializer(self.rows().get(pk=made.pk)))

    @extend_schema(request=SubscriptionEdit, responses={200: SubscriptionSerializer})
    @transaction.atomic
    def partial_update(self, request: Request, pk: int) -> Response:
        """Switch it on or off, change its limits."""
        given = self.body(SubscriptionEdit)
        subscription = get_object_or_404(self.rows().select_for_update(of=("self",)), pk=pk)
        check_seen(request, self.get_serializer(subscription).data)
        is_on = given.pop("is_on", None)
        library.change_subscription(subscription=subscription, by=self.person, **given)
        if is_on is not None:
            library.switch_subscriptions(subscriptions=[subscription], is_on=is_on, by=self.person)
        shown = self.get_serializer(self.rows().get(pk=pk)).data
        return Response(shown, headers={"ETag": etag_of(shown)})

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: int) -> Response:
        """Take it out of the library; what was archived stays."""
        library.remove_subscription(subscription=self.get_object(), by=self.person)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=None, responses={202: JobSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def check(self, request: Request, pk: int) -> Response:
        """Look at it now, on or off."""
        job = library.check_now(subscription=self.get_object(), by=self.person)
        return self.accepted(JobSerializer(job, context=self.get_serializer_context()).data, job=job.pk)

    @extend_schema(responses=ListedPageSerializer(many=True), filters=False)
    @action(detail=True, filterset_class=None)
    def pages(self, request: Request, pk: int) -> Response:
        """What its feed or sitemap listed, newest first, archived or waiting."""
        return self.listed(self.get_object().items.order_by("-pk"), ListedPageSerializer)
