"""Makes the account of a program: tokens act for it, and nobody logs in as it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from factcheck.accounts.models import Desk, User
from factcheck.accounts.services import add_service_account


class Command(BaseCommand):
    help = "Create an account for a program at a desk. create_token then makes its token."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help=_("its user name, as in archive-bot"))
        parser.add_argument("--desk", required=True, help=_("the desk it works for, by its slug"))

    def handle(self, *_args: Any, **options: Any) -> None:
        desk = Desk.objects.filter(slug=options["desk"]).first()
        if desk is None:
            known = ", ".join(Desk.objects.values_list("slug", flat=True))
            raise CommandError(_("There is no such desk. There are: {desks}.").format(desks=known))
        if User.objects.filter(username=options["name"]).exists():
            raise CommandError(_("Somebody has this name already. Choose another."))
        add_service_account(name=options["name"], desk=desk)
        self.stdout.write(_("Made {name} at {desk}.").format(name=options["name"], desk=desk.name))
