"""If-Match: nobody overwrites what they have not seen (RFC 9110, 13.1.1; RFC 6585, 3)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.cache import set_response_etag
from django.utils.http import parse_etags
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

PARAMETER = OpenApiParameter(
    "If-Match",
    location=OpenApiParameter.HEADER,
    required=True,
    description="The ETag that reading it gave, or * to write whatever it is now.",
)


class PreconditionRequired(APIException):
    """A change without If-Match could overwrite what somebody else wrote."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_code = "precondition_required"
    default_detail = _("Read it first, then send its ETag back as If-Match.")


_WEAK = _(
    "This ETag is weak (W/…): something between you and us changed the answer on its way, so it does not "
    "prove what you saw. Read it again without compression."
)


class PreconditionFailed(APIException):
    """It changed since the caller read it."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_code = "precondition_failed"
    default_detail = _("It changed since you read it. Read it again, then send the change anew.")


def check_seen(request: Request, newest: Any) -> None:
    """newest: what reading it now would answer, with its row locked. Raises both of the above."""
    given = request.headers.get("If-Match")
    if given is None:
        raise PreconditionRequired
    seen, now = parse_etags(given), etag_of(newest)
    if given.strip() == "*" or now in seen:
        return
    # RFC 9110, 13.1.1: compared strongly, so a weak one never matches, not even its own.
    raise PreconditionFailed(_WEAK if f"W/{now}" in seen else None)


def etag_of(shown: Any) -> str:
    """The ETag that a read of this answer carries."""
    response = HttpResponse(JSONRenderer().render(shown))
    set_response_etag(response)
    return response["ETag"]
