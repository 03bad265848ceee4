"""What an act on many rows needs to know first, asked on a page of its own."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


def answers(request: HttpRequest) -> Any:
    """What was filled in, or None on the way to the question."""
    return request.POST if "apply" in request.POST else None


def ask(
    model_admin: Any,
    request: HttpRequest,
    picked: QuerySet[Any],
    form: Form,
    *,
    action: str,
    label: str,
    beside: str = "",
) -> HttpResponse:
    """The form with the rows that it is about; sent, it comes back to the same action. 422 when refused.

    beside: the template of what stands beside each row, as `one`.
    """
    context = {
        **model_admin.admin_site.each_context(request),
        "title": label,
        "opts": model_admin.opts,
        "picked": picked,
        "form": form,
        "action": action,
        "label": label,
        "beside": beside,
        "checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/ask.html", context, status=422 if form.errors else 200)
