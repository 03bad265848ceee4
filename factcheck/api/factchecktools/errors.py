"""Refusals in the shape that Google's clients read (google.rpc.Status)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.response import Response

# HTTP status -> google.rpc.Code, as cloud.google.com/apis/design/errors maps them.
CODES = {
    HTTPStatus.BAD_REQUEST: "INVALID_ARGUMENT",
    HTTPStatus.UNAUTHORIZED: "UNAUTHENTICATED",
    HTTPStatus.FORBIDDEN: "PERMISSION_DENIED",
    HTTPStatus.NOT_FOUND: "NOT_FOUND",
    HTTPStatus.METHOD_NOT_ALLOWED: "UNIMPLEMENTED",
    HTTPStatus.NOT_ACCEPTABLE: "INVALID_ARGUMENT",
    HTTPStatus.CONFLICT: "ABORTED",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "INVALID_ARGUMENT",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "INVALID_ARGUMENT",
    HTTPStatus.TOO_MANY_REQUESTS: "RESOURCE_EXHAUSTED",
    HTTPStatus.NOT_IMPLEMENTED: "UNIMPLEMENTED",
    HTTPStatus.SERVICE_UNAVAILABLE: "UNAVAILABLE",
}
BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"


class NotSupported(APIException):
    """This server does not do it."""

    status_code = status.HTTP_501_NOT_IMPLEMENTED
    default_code = "not_supported"


def as_google(problem: Response) -> Response:
    """A problem (RFC 9457) of the API as Google's error, its headers kept."""
    code = HTTPStatus(problem.status_code)
    told: dict[str, Any] = {
        "code": code.value,
        "message": _message(problem.data),
        "status": CODES.get(code, "INTERNAL"),
    }
    if fields := problem.data.get("errors"):
        violations = [{"field": each["field"], "description": each["detail"]} for each in fields]
        told["details"] = [{"@type": BAD_REQUEST, "fieldViolations": violations}]
    problem.data, problem.content_type = {"error": told}, "application/json"
    return problem


def _message(problem: dict[str, Any]) -> str:
    """Every complaint in one line: many clients show nothing else."""
    fields = problem.get("errors", ())
    if not fields:
        return str(problem["detail"])
    return " ".join(
        f"{each['field']}: {each['detail']}" if each["field"] else each["detail"] for each in fields
    )
