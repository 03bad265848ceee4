"""Adding people and desks."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db import transaction
from django.db.models import QuerySet

from factcheck.accounts.models import Desk, Membership, Role, User

COMMAND_LINE = "command-line"


@transaction.atomic
def add_person(
    *,
    username: str,
    password: str,
    desk: Desk,
    role: str = Role.JOURNALIST,
    first_name: str = "",
    email: str = "",
    is_administrator: bool = False,
    invited_by: User | None = None,
) -> User:
    """A person with a role at a desk. Reviewers and administrators may enter the admin."""
    user = User.objects.create_user(
        username=username,
        password=password,
        email=email,
        first_name=first_name,
        is_staff=is_administrator or role == Role.REVIEWER,
        is_superuser=is_administrator,
        invited_by=invited_by,
    )
    Membership.objects.create(desk=desk, user=user, role=role)
    return user


def change_email(*, person: User, email: str) -> User:
    """The address was confirmed by whoever reads its mail."""
    person.email = email
    person.save(update_fields=["email"])
    return person


def add_desk(*, name: str, slug: str) -> Desk:
    """The desk with this slug, made when it is missing."""
    return Desk.objects.get_or_create(slug=slug, defaults={"name": name})[0]


@transaction.atomic
def command_line_person() -> User:
    """On whose behalf commands act when nobody is named: an account that can't log in, at the first desk."""
    user, created = User.objects.get_or_create(
        username=COMMAND_LINE, defaults={"first_name": "Command line", "password": make_password(None)}
    )
    if created:
        desk = Desk.objects.order_by("pk").first() or add_desk(name="Newsroom", slug="newsroom")
        Membership.objects.create(desk=desk, user=user, role=Role.JOURNALIST)
    return user


@transaction.atomic
def add_service_account(*, name: str, desk: Desk) -> User:
    """A program's own account: tokens act for it at this desk, and nobody can log in as it."""
    user = User.objects.create_user(username=name, password=None, first_name=name)
    Membership.objects.create(desk=desk, user=user, role=Role.JOURNALIST)
    return user


def who_can_log_in() -> QuerySet[User]:
    """People: work is assigned to them, not to the accounts of programs."""
    return User.objects.filter(is_active=True).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def people_at(desk_ids: Iterable[int]) -> QuerySet[User]:
    """Who can be given work of these desks: the people who belong to every one of them."""
    people = who_can_log_in()
    for desk_id in desk_ids:
        people = people.filter(memberships__desk=desk_id)
    return people.order_by("first_name", "pk")


def admit_to_admin(*, user: User) -> User:
    """Reviewers and administrators may enter the admin, others not: called when roles change."""
    reviews = user.memberships.filter(role=Role.REVIEWER).exists()
    user.is_staff = user.is_superuser or reviews
    user.save(update_fields=["is_staff"])
    return user
