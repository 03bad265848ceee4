"""Errors as HTTP problems (RFC 9457): the one table of which refusal is which status."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions as drf
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import set_rollback

from claims.exceptions import BadAnchor, BadArticle, ClaimsError, PutAway
from factcheck.api.problems import Problem, about_field, invalid
from factcheck.exceptions import Incomplete, NotAllowed, Stale, TransitionDenied
from factcheck.integrations.exceptions import Exists, InFlight, KeyReused
from jobs.exceptions import JobsError, NotRetryable
from sources.exceptions import BadAddress, NothingCaptured, SourcesError

log = structlog.get_logger(__name__)

# Domain refusal -> status and the problem's name. An error's nearest base class in the table answers.
STATUSES: dict[type[BaseException], tuple[HTTPStatus, str]] = {
    ClaimsError: (HTTPStatus.BAD_REQUEST, "invalid"),
    SourcesError: (HTTPStatus.BAD_REQUEST, "invalid"),
    Incomplete: (HTTPStatus.BAD_REQUEST, "invalid"),
    NotAllowed: (HTTPStatus.FORBIDDEN, "not-allowed"),
    BadAnchor: (HTTPStatus.CONFLICT, "bad-anchor"),
    PutAway: (HTTPStatus.CONFLICT, "put-away"),
    NothingCaptured: (HTTPStatus.CONFLICT, "nothing-captured"),
    TransitionDenied: (HTTPStatus.CONFLICT, "transition-denied"),
    Stale: (HTTPStatus.CONFLICT, "stale"),
    NotRetryable: (HTTPStatus.CONFLICT, "not-retryable"),
    JobsError: (HTTPStatus.CONFLICT, "job-refused"),
    Exists: (HTTPStatus.CONFLICT, "exists"),
    InFlight: (HTTPStatus.CONFLICT, "in-flight"),
    KeyReused: (HTTPStatus.UNPROCESSABLE_ENTITY, "key-reused"),
}
# The field that a refusal is about, where its class alone says so.
FIELDS: dict[type[BaseException], str] = {BadArticle: "text", BadAddress: "address"}
# The framework's refusals that are not DRF's own: their messages are for the log, not for the caller.
FRAMEWORK: dict[type[BaseException], tuple[HTTPStatus, str, Any]] = {
    Http404: (
        HTTPStatus.NOT_FOUND,
        "not-found",
        lambda: _("There is nothing at this address that you may see."),
    ),
    PermissionDenied: (HTTPStatus.FORBIDDEN, "not-allowed", lambda: _("You may not do this.")),
    RequestDataTooBig: (
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "too-large",
        lambda: _("The body is too large."),
    ),
    SuspiciousOperation: (HTTPStatus.BAD_REQUEST, "invalid", lambda: _("This request can't be read.")),
    **dict.fromkeys(
        (OperationalError, InterfaceError),
        (
            HTTPStatus.SERVICE_UNAVAILABLE,
            "unavailable",
            lambda: _("The database can't be reached. Try again in a minute."),
        ),
    ),
}


def database_away() -> Problem:
    status, name, sentence = FRAMEWORK[OperationalError]
    return Problem(status, name, sentence())


def unexpected() -> Problem:
    detail = _("Something went wrong on our side. It was logged; try again later.")
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "unexpected", detail)


def problem(error: Exception, context: dict[str, Any]) -> Response:
    """DRF's exception handler: every error of the API leaves as a problem."""
    set_rollback()
    if request := context.get("request"):
        # Whatever the view would have answered in, YAML or CSV: a problem is JSON.
        request.accepted_renderer = JSONRenderer()
        request.accepted_media_type = JSONRenderer.media_type
    if isinstance(error, drf.ValidationError):
        return invalid(error).as_response()
    if isinstance(error, drf.APIException):
        return _from_drf(error).as_response(_headers(error))
    return (_from_domain(error) or _from_framework(error) or _unexpected(error, context)).as_response()


def _from_domain(error: Exception) -> Problem | None:
    found = next((STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES), None)
    if found is None:
        return None
    status, name = found
    field = getattr(error, "field", "") or FIELDS.get(type(error), "")
    return Problem(status, name, str(error), about_field(field, str(error)))


def _from_framework(error: Exception) -> Problem | None:
    found = next((FRAMEWORK[kind] for kind in type(error).__mro__ if kind in FRAMEWORK), None)
    if found is None:
        return None
    status, name, sentence = found
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("api unavailable", exc_info=error)
    return Problem(status, name, sentence())


def _from_drf(error: drf.APIException) -> Problem:
    name = str(error.default_code).replace("_", "-")
    return Problem(error.status_code, name, str(error.detail))


def _unexpected(error: Exception, context: dict[str, Any]) -> Problem:
    """A fault of ours: logged and announced as Django would, and told without its insides."""
    log.error("api failed", exc_info=error)
    got_request_exception.send(sender=problem, request=context["request"]._request)
    return unexpected()


def _headers(error: drf.APIException) -> dict[str, str]:
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers
