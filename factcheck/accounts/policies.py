"""Who may do what at a desk. `check_can_…` raises NotAllowed with the sentence; `can_…` answers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from factcheck.accounts.models import Desk, Membership, Role, User
from factcheck.exceptions import NotAllowed


def is_reviewer_at(user: User, desk_id: int) -> bool:
    return user.is_superuser or _role_at(user, desk_id) == Role.REVIEWER


def is_member_of(user: User, desk_id: int) -> bool:
    return user.is_superuser or _role_at(user, desk_id) is not None


def check_can_work_at(user: User, desk_id: int) -> None:
    """Journalists and reviewers of the desk write and judge there."""
    if not is_member_of(user, desk_id):
        raise NotAllowed(_("You are not a member of this desk. Ask an administrator to add you."))


def check_can_review_at(user: User, desk_id: int) -> None:
    """Only reviewers of the desk sign off, return and publish."""
    if not is_reviewer_at(user, desk_id):
        raise NotAllowed(_("Only a reviewer of this desk can do this. Ask an administrator for that role."))


def can_keep_library(user: User) -> bool:
    """What the library follows is everybody's: reviewers of any desk and administrators decide it."""
    return user.is_superuser or Role.REVIEWER in _roles(user).values()


def check_can_keep_library(user: User) -> None:
    if not can_keep_library(user):
        raise NotAllowed(_("Only reviewers change the library of sources. Ask one, or an administrator."))


def _role_at(user: User, desk_id: int) -> str | None:
    return _roles(user).get(desk_id)


def _roles(user: User) -> dict[int, str]:
    """Read once per user object: a page asks for many claims of the same few desks."""
    if not hasattr(user, "_desk_roles"):
        rows = Membership.objects.filter(user_id=user.pk, user__is_active=True)
        user._desk_roles = dict(rows.values_list("desk_id", "role"))  # type: ignore[attr-defined]
    return user._desk_roles  # type: ignore[attr-defined]


def is_at_a_desk(user: User) -> bool:
    """Whether there is any desk whose work this person sees."""
    return Desk.objects.exists() if user.is_superuser else bool(_roles(user))


def desk_ids_of(user: User) -> list[int]:
    """The desks whose unpublished work this person sees; an administrator sees all."""
    if user.is_superuser:
        return list(Desk.objects.values_list("pk", flat=True))
    return list(_roles(user))
