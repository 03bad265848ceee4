"""What a token may do. A signed-in person needs no scope: the services' policies decide."""

from __future__ import annotations

from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from factcheck.integrations.models import ApiToken, Scope


class MissingScope(APIException):
    """The token lacks the scope that this request needs."""

    status_code = status.HTTP_403_FORBIDDEN
    default_code = "missing_scope"

    def __init__(self, scope: str) -> None:
        super().__init__(
            _("This token lacks the scope “{scope}”. Create one that has it.").format(scope=scope)
        )
        self.scope = scope


class NeedsScope(BasePermission):
    """Reading needs `read`, writing `claims:write` unless the view names another. Raises MissingScope."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not request.user.is_authenticated:
            return False
        needed = getattr(view, "write_scope", Scope.CLAIMS_WRITE)
        scope = Scope.READ if request.method in SAFE_METHODS else needed
        if isinstance(request.auth, ApiToken) and scope not in request.auth.scopes:
            raise MissingScope(scope.value)
        return True


class NeedsPerson(BasePermission):
    """Anyone who is signed in or has a token, whatever its scopes."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return bool(request.user.is_authenticated)
