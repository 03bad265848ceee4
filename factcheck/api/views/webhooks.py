"""Webhooks: one's own, with the log of what they were told."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.filters import WebhookFilters
from factcheck.api.idempotency import idempotent
from factcheck.api.preconditions import check_seen, etag_of
from factcheck.api.serializers.jobs import JobSerializer
from factcheck.api.serializers.webhooks import (
    DeliverySerializer,
    NewSecret,
    WebhookEdit,
    WebhookInput,
    WebhookSerializer,
    WebhookWithSecret,
)
from factcheck.api.views.resource import ReadableResource
from factcheck.integrations import deliveries, webhooks
from factcheck.integrations.models import Scope, Webhook


class WebhookViews(ReadableResource):
    """Your webhooks, newest first. They are told of what happens at your desks."""

    queryset = Webhook.objects.none()
    serializer_class = WebhookSerializer
    filterset_class = WebhookFilters
    write_scope = Scope.WEBHOOKS_WRITE

    def rows(self) -> QuerySet[Webhook]:
        return Webhook.objects.filter(owner=self.person)

    # No Idempotency-Key: its answer holds a secret, which is kept nowhere but with the webhook.
    @extend_schema(request=WebhookInput, responses={201: WebhookWithSecret})
    def create(self, request: Request) -> Response:
        """Be told of events. The secret in the answer is shown this once."""
        webhook = webhooks.create_webhook(owner=self.person, **self.body(WebhookInput))
        return self.created(WebhookWithSecret(webhook, context=self.get_serializer_context()))

    @extend_schema(request=WebhookEdit, responses={200: WebhookSerializer})
    @transaction.atomic
    def partial_update(self, request: Request, pk: int) -> Response:
        """Another address, other events."""
        webhook = get_object_or_404(self.rows().select_for_update(), pk=pk)
        given = self.body(WebhookEdit)
        check_seen(request, self.get_serializer(webhook).data)
        shown = self.get_serializer(webhooks.change_webhook(webhook=webhook, by=self.person, **given)).data
        return Response(shown, headers={"ETag": etag_of(shown)})

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: int) -> Response:
        """Remove it, with its log."""
        webhooks.delete_webhook(webhook=self.get_object(), by=self.person)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=None, responses={200: NewSecret})
    @action(detail=True, methods=["post"])
    def rotate(self, request: Request, pk: int) -> Response:
        """A new secret, shown this once. For 24 hours messages are signed with the one before as well."""
        return Response({"secret": webhooks.rotate_secret(webhook=self.get_object(), by=self.person)})

    @extend_schema(request=None, responses={200: WebhookSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def enable(self, request: Request, pk: int) -> Response:
        """Tell it of what happens from now on."""
        webhook = webhooks.enable_webhook(webhook=self.get_object(), by=self.person)
        return Response(self.get_serializer(webhook).data)

    @extend_schema(request=None, responses={200: WebhookSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def disable(self, request: Request, pk: int) -> Response:
        """Tell it of nothing until it is enabled."""
        webhook = webhooks.disable_webhook(webhook=self.get_object(), by=self.person)
        return Response(self.get_serializer(webhook).data)

    @extend_schema(responses=DeliverySerializer(many=True), filters=False)
    @action(detail=True, filterset_class=None)
    def deliveries(self, request: Request, pk: int) -> Response:
        """What it was told, newest first, and how each attempt ended."""
        return self.listed(self.get_object().deliveries.prefetch_related("attempts"), DeliverySerializer)

    @extend_schema(request=None, responses={202: JobSerializer})
    @action(detail=True, methods=["post"], url_path="deliveries/<int:number>/resend")
    @idempotent
    def resend(self, request: Request, pk: int, number: int) -> Response:
        """Send the same message again, under its old id."""
        delivery = get_object_or_404(self.get_object().deliveries, pk=number)
        job = deliveries.resend(delivery=delivery, by=self.person)
        data = JobSerializer(job, context=self.get_serializer_context()).data
        return self.accepted(data, job=job.pk)
