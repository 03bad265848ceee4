"""What the routes take in their query, and the tokens of their pages."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from factcheck.api.factchecktools.authentication import PARAMETER as KEY

# What every Google API takes, and what changes nothing here.
STANDARD = {KEY, "alt", "prettyPrint", "quotaUser", "$.xgafv", "uploadType", "upload_protocol"}
DEFAULT_SIZE = 10
MAX_SIZE = 100
MAX_OFFSET = 100_000
# A century: whatever is asked beyond it is everything.
MAX_AGE_DAYS = 36_500
# Which page it is, and not what is looked for.
OF_THE_PAGE = {"pageToken", "pageSize", "offset", "start"}
SALT = "factchecktools.page"


class PagedParameters(serializers.Serializer[Any]):
    pageSize = serializers.IntegerField(min_value=0, default=DEFAULT_SIZE)  # noqa: N815 # Google's names
    pageToken = serializers.CharField(allow_blank=True, default="")  # noqa: N815
    offset = serializers.IntegerField(min_value=0, max_value=MAX_OFFSET, default=0)

    def validate_pageSize(self, value: int) -> int:  # noqa: N802
        """0 asks for the default; more than the most gets the most."""
        return min(value, MAX_SIZE) or DEFAULT_SIZE


class PageParameters(PagedParameters):
    url = serializers.CharField(max_length=2000, allow_blank=True, default="")
    organization = serializers.CharField(max_length=300, allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if bool(attrs["url"]) == bool(attrs["organization"]):
            raise ValidationError({"url": [_("Give a url or an organization, and not both.")]})
        return attrs


class NoParameters(serializers.Serializer[Any]):
    """One thing by its name: nothing to choose."""


class ImageParameters(PagedParameters):
    imageUri = serializers.CharField(allow_blank=True, default="")  # noqa: N815
    languageCode = serializers.CharField(allow_blank=True, default="")  # noqa: N815


class SearchParameters(PagedParameters):
    query = serializers.CharField(max_length=2000, allow_blank=True, default="")
    languageCode = serializers.RegexField(  # noqa: N815
        r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
        allow_blank=True,
        default="",
        error_messages={"invalid": _("Write a BCP-47 code, such as en or sr-Latn.")},
    )
    reviewPublisherSiteFilter = serializers.CharField(max_length=300, allow_blank=True, default="")  # noqa: N815
    maxAgeDays = serializers.IntegerField(min_value=0, max_value=MAX_AGE_DAYS, required=False)  # noqa: N815

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs["query"].strip() and not attrs["reviewPublisherSiteFilter"].strip():
            raise ValidationError({"query": [_("Give a query, or a reviewPublisherSiteFilter.")]})
        return attrs


def read_page_parameters(request: Request, shape: type[PagedParameters]) -> dict[str, Any]:
    """The query in this shape, and `start`: where its page begins. Raises ValidationError."""
    asked = read_parameters(request, shape)
    token = asked["pageToken"]
    return {**asked, "start": _start(token, asked) if token else asked["offset"]}


def read_parameters(request: Request, shape: type[serializers.Serializer[Any]]) -> dict[str, Any]:
    """The query in this shape. Raises ValidationError, also for what the shape doesn't have."""
    given = {name: value for name, value in request.query_params.items() if name not in STANDARD}
    parameters = shape(data=given)
    unknown = [name for name in given if name not in parameters.fields]
    if unknown:
        raise ValidationError({unknown[0]: [_("There is no parameter of this name.")]})
    if request.query_params.get("alt", "json") != "json":
        raise ValidationError({"alt": [_("Only json is answered.")]})
    parameters.is_valid(raise_exception=True)
    asked: dict[str, Any] = parameters.validated_data
    return asked


def next_token(asked: dict[str, Any], *, start: int) -> str:
    """The token of the page that begins at start, good for this very search only."""
    return signing.dumps([start, _fingerprint(asked)], salt=SALT)


def _start(token: str, asked: dict[str, Any]) -> int:
    try:
        start, fingerprint = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        fingerprint = ""
    if fingerprint != _fingerprint(asked):
        raise ValidationError(
            {"pageToken": [_("This token is of another search. Keep everything else as it was.")]}
        )
    return int(start)


def _fingerprint(asked: dict[str, Any]) -> str:
    """All that is asked but the page itself."""
    kept = {name: value for name, value in asked.items() if name not in OF_THE_PAGE}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]
