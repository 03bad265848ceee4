"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def newsroom(request: HttpRequest) -> dict[str, Any]:
    """The newsroom's identity, for header, footer and markup."""
    return {"newsroom": settings.NEWSROOM}
