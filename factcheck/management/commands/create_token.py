"""Makes a token for an integration, where no one is signed in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Incomplete
from factcheck.integrations.models import Scope
from factcheck.integrations.services import create_token


class Command(BaseCommand):
    help = "Create an API token that acts for a person; its secret is printed once, alone on a line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help=_("whose token it is"))
        parser.add_argument("--name", required=True, help=_("where it will be used"))
        parser.add_argument(
            "--scope",
            dest="scopes",
            action="append",
            choices=Scope.values,
            help=_("may be given more than once; read"),
        )
        parser.add_argument("--days", type=int, help=_("how long it lasts; without it, until it is revoked"))

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            _token, secret = create_token(
                owner=_person(options["username"]),
                name=options["name"],
                scopes=options["scopes"] or [Scope.READ],
                expires_at=_in_days(options["days"]),
            )
        except Incomplete as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(secret)
        self.stderr.write(_("Keep it now: it can't be shown again."))


def _person(username: str) -> User:
    try:
        return User.objects.get(username=username, is_active=True)
    except User.DoesNotExist:
        raise CommandError(_("There is no active person “{name}”.").format(name=username)) from None


def _in_days(days: int | None) -> Any:
    return None if days is None else timezone.now() + timedelta(days=days)
