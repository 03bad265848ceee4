"""Who is calling, and what they may do."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from factcheck.accounts.models import Membership
from factcheck.integrations.models import ApiToken


class DeskRoleSerializer(serializers.ModelSerializer[Membership]):
    slug = serializers.CharField(source="desk.slug", read_only=True)
    name = serializers.CharField(source="desk.name", read_only=True)

    class Meta:
        model = Membership
        fields = ["slug", "name", "role"]


class TokenSerializer(serializers.ModelSerializer[ApiToken]):
    scopes = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = ApiToken
        fields = ["name", "prefix", "scopes", "expires_at"]


class WhoAmISerializer(serializers.Serializer[Any]):
    username = serializers.CharField(source="person.username")
    name = serializers.CharField(source="person.name")
    administrator = serializers.BooleanField(source="person.is_superuser")
    desks = DeskRoleSerializer(many=True)
    token = TokenSerializer(allow_null=True, help_text="Null with a session.")
