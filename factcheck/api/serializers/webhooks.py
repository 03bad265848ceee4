"""Webhooks without their secret, which is shown once, and the log of what was delivered."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.integrations.models import Delivery, DeliveryAttempt, Webhook
from factcheck.notices.events import Event


class WebhookSerializer(serializers.ModelSerializer[Webhook]):
    url = serializers.HyperlinkedIdentityField(view_name="api:webhook-detail")
    events = serializers.ListField(child=serializers.ChoiceField(choices=Event.choices), read_only=True)

    class Meta:
        model = Webhook
        fields = ["id", "url", "address", "events", "disabled_at", "disabled_reason", "created_at"]


class WebhookWithSecret(WebhookSerializer):
    """The answer to creating one, and the only one that holds its secret."""

    secret = serializers.CharField(read_only=True)

    class Meta:
        model = Webhook
        fields = [*WebhookSerializer.Meta.fields, "secret"]


class NewSecret(serializers.Serializer[Any]):
    secret = serializers.CharField(read_only=True)


class WebhookInput(serializers.Serializer[Any]):
    address = serializers.CharField(max_length=2000, label=_("Address"))
    events = serializers.ListField(
        child=serializers.ChoiceField(choices=Event.choices),
        allow_empty=False,
        max_length=len(Event),
        label=_("Events"),
    )


class WebhookEdit(WebhookInput):
    address = serializers.CharField(max_length=2000, required=False, label=_("Address"))
    events = serializers.ListField(
        child=serializers.ChoiceField(choices=Event.choices),
        required=False,
        allow_empty=False,
        max_length=len(Event),
        label=_("Events"),
    )


class AttemptSerializer(serializers.ModelSerializer[DeliveryAttempt]):
    class Meta:
        model = DeliveryAttempt
        fields = ["at", "status", "cause", "answer", "elapsed_ms"]


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    event = serializers.ChoiceField(choices=Event.choices, read_only=True)
    attempts = AttemptSerializer(many=True, read_only=True)
    body = serializers.SerializerMethodField()

    class Meta:
        model = Delivery
        fields = ["id", "message_id", "event", "body", "created_at", "delivered_at", "attempts"]

    @extend_schema_field({"type": "string"})
    def get_body(self, delivery: Delivery) -> str:
        """Exactly what is signed and sent."""
        return delivery.body
