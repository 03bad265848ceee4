"""Idempotency-Key: a request that is sent twice is done once.

As draft-ietf-httpapi-idempotency-key-header-07 has it: the same request again gets the same answer, another
body under the same key 422, a second one while the first is at work 409. A refusal is not kept, so that a
request can be mended and sent under its key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.integrations.answers import Asked, keep_answer, kept_answer
from factcheck.integrations.models import ApiToken, KeptAnswer

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
MAX_CHARACTERS = 255
PARAMETER = OpenApiParameter(
    HEADER,
    location=OpenApiParameter.HEADER,
    description="A key of your own, as a UUID: the same request again is answered as the first time.",
)

Handler = Callable[..., Response]


def idempotent(handler: Handler) -> Handler:
    """Make a handler that writes safe to repeat, for callers who name a key."""

    @wraps(handler)
    def once(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get(HEADER)
        if key is None:
            return handler(view, request, *args, **kwargs)
        asked = Asked(caller=caller_of(request), key=_known(key), fingerprint=_fingerprint(request))
        with transaction.atomic():
            kept = kept_answer(asked)
            return _replayed(kept) if kept else _kept(asked, handler(view, request, *args, **kwargs))

    once.is_idempotent = True  # type: ignore[attr-defined]
    return once


def caller_of(request: Request) -> str:
    """Who asks, so that two programs of one person never meet: token:5, person:3, or the address."""
    if isinstance(request.auth, ApiToken):
        return f"token:{request.auth.pk}"
    return f"person:{request.user.pk}"


def _known(key: str) -> str:
    if not 0 < len(key) <= MAX_CHARACTERS or not key.isprintable():
        raise ValidationError({HEADER: [_("Use a key of 1 to 255 visible characters, such as a UUID.")]})
    return key


def _fingerprint(request: Request) -> str:
    """All that is asked: method, address and body, whatever the order of its keys, files by their content."""
    sent = dict(request.data.lists()) if isinstance(request.data, QueryDict) else request.data
    asked = [request.method, request.get_full_path(), sent]
    told = json.dumps(asked, sort_keys=True, default=_told)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _told(file: UploadedFile) -> list[str | None]:
    """A file by its name and content."""
    content = hashlib.sha256()
    for chunk in file.chunks():
        content.update(chunk)
    file.seek(0)
    return [file.name, content.hexdigest()]


def _kept(asked: Asked, response: Response) -> Response:
    body = json.loads(JSONRenderer().render(response.data))
    location = response.headers.get("Location", "")
    keep_answer(asked, status=response.status_code, location=location, body=body)
    return response


def _replayed(kept: KeptAnswer) -> Response:
    headers = {REPLAYED: "true"} | ({"Location": kept.location} if kept.location else {})
    return Response(kept.body, status=kept.status, headers=headers)
