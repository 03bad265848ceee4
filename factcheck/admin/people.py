"""Desks, people and what they do at which desk. Only administrators change them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from factcheck.accounts import services
from factcheck.accounts.models import Desk, Membership, User
from factcheck.admin.access import Administering, person_of
from factcheck.admin.queue import row_number

# Memberships give the rights here; groups would give none.
admin.site.unregister(Group)


class ByNumber(AutocompleteSelect):
    """Django's asks the database for what was chosen as it came: it fails on what is no number."""

    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> Any:
        return super().optgroups(name, [str(row_number(one) or "") for one in value], attrs)


class MembershipInline(admin.StackedInline):
    model = Membership
    extra = 0
    autocomplete_fields = ("user", "desk")
    fields = (("desk", "user", "role"),)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    has_change_permission = has_add_permission
    has_delete_permission = has_add_permission

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **given: Any) -> Any:
        return super().formfield_for_foreignkey(
            db_field, request, **(given | {"widget": ByNumber(db_field, self.admin_site)})
        )


@admin.register(Desk)
class DeskAdmin(Administering):
    administrators_only = True
    list_display = ("name", "slug", "time_zone")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (MembershipInline,)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        before = list(form.instance.members.all()) if change else []
        super().save_related(request, form, formsets, change)
        for person in {*before, *form.instance.members.all()}:
            services.admit_to_admin(user=person)


@admin.register(User)
class PersonAdmin(Administering, UserAdmin):
    administrators_only = True
    list_display = ("username", "name", "email", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser", "desks")
    search_fields = ("username", "first_name", "last_name", "email")
    inlines = (MembershipInline,)
    readonly_fields = ("last_login", "date_joined", "invited_by")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "time_zone")}),
        (_("Rights"), {"fields": ("is_active", "is_superuser")}),
        (_("Record"), {"fields": ("last_login", "date_joined", "invited_by")}),
    )

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.invited_by = person_of(request)
        super().save_model(request, obj, form, change)

    @admin.display(description=_("name"))
    def name(self, person: User) -> str:
        return person.name

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        services.admit_to_admin(user=form.instance)
