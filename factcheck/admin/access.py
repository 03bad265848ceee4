"""Who sees what in the admin: memberships decide, not Django's model permissions."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar, NoReturn, cast

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.accounts.policies import desk_ids_of, is_reviewer_at
from factcheck.evidence.policies import read_by


def reviews_somewhere(user: User) -> bool:
    return user.is_superuser or any(is_reviewer_at(user, desk_id) for desk_id in desk_ids_of(user))


def person_of(request: HttpRequest) -> User:
    """Who asks. The admin lets nobody in who is not logged in."""
    return cast(User, request.user)


class Looking(admin.ModelAdmin):
    """Reviewers look; nobody adds, changes or deletes here but through a service.

    desk_lookup: the way from the model to its desk, so that another desk's rows don't exist; None where
    all desks share them. administrators_only: reviewers don't see these.
    """

    desk_lookup: ClassVar[str | None] = None
    administrators_only: ClassVar[bool] = False
    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._may_look(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_look(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        if self.desk_lookup is None or request.user.is_superuser:
            return rows
        return rows.filter(**{f"{self.desk_lookup}__in": desk_ids_of(person_of(request))})

    def _may_look(self, request: HttpRequest) -> bool:
        user = person_of(request)
        return user.is_superuser if self.administrators_only else reviews_somewhere(user)

    def _get_obj_does_not_exist_redirect(self, *args: Any) -> NoReturn:
        """Another desk's row is not found, as on every other door."""
        raise Http404


class Administering(Looking):
    """Reviewers look; administrators may also add and change."""

    # An address without a scheme is taken for https, as Django 6 will.
    formfield_overrides = {
        models.URLField: {"form_class": partial(forms.URLField, assume_scheme="https")},
    }

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)


def readable(rows: models.QuerySet[Any], request: HttpRequest, *, source: str = "") -> models.QuerySet[Any]:
    """Of rows about sources, what this person may read; administrators read everything.

    source: the way to the source, as in "source__".
    """
    return rows if request.user.is_superuser else rows.filter(read_by(person_of(request), source=source))


def tell(request: HttpRequest, *, done: int, done_words: str, refused: list[str]) -> None:
    """One message for an act on many rows: how many were done, and why the others were not."""
    if done:
        messages.success(request, done_words.format(count=done))
    if refused:
        reasons = " ".join(dict.fromkeys(refused))
        skipped = _("{count} skipped: {reasons}").format(count=len(refused), reasons=reasons)
        messages.warning(request, skipped)
