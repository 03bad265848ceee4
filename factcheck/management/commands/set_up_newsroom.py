"""From an empty database to somebody who can log in: a desk, a rating scale, the first administrator."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from factcheck.accounts.invitations import Invited, mail_is_sent, make_token
from factcheck.accounts.models import Desk, Role, User
from factcheck.accounts.services import add_desk, add_person, who_can_log_in
from factcheck.workflow import scales
from factcheck.workflow.models import RatingScale

DESK = "Newsroom"
SCALE = "five-point"


class Command(BaseCommand):
    help = (
        "Set up a fresh newsroom: a desk, a rating scale and the first administrator, who also reviews. "
        "What is there already stays as it is, so it may be run again. Says what to do next."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--desk", default="", help=_("name of the desk (Newsroom)"))
        parser.add_argument(
            "--scale", choices=sorted(scales.PRESETS), default="", help=_("rating scale (five-point)")
        )
        who = parser.add_mutually_exclusive_group()
        who.add_argument("--invite", metavar="EMAIL", default="", help=_("print a link to join by"))
        who.add_argument("--username", default="", help=_("make the account now; asks for the password"))

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        desk = self._desk(options["desk"])
        self._scale(options["scale"])
        self._administrator(desk, invite=options["invite"], username=options["username"])
        self._say_what_is_next()

    def _desk(self, name: str) -> Desk:
        desk = Desk.objects.order_by("pk").first() if not name else None
        desk = desk or add_desk(name=name or DESK, slug=slugify(name or DESK) or "desk")
        self.stdout.write(_("Desk: {desk}").format(desk=desk))
        return desk

    def _scale(self, slug: str) -> None:
        scale = RatingScale.objects.filter(is_default=True).first() if not slug else None
        scale = scale or scales.load(slug or SCALE)
        said = _("Rating scale: {scale}") if scale.is_default else _("Rating scale: {scale}, not in use yet")
        self.stdout.write(said.format(scale=scale))

    def _administrator(self, desk: Desk, *, invite: str, username: str) -> None:
        there = who_can_log_in().filter(is_superuser=True).order_by("pk").first()
        if there is not None:
            said = _("Administrator: {name}. Others are invited in the settings, under Invite.")
            self.stdout.write(said.format(name=there.username))
        elif invite:
            self.stdout.write(_("Administrator: whoever opens this link, once, within a week:"))
            self.stdout.write(_link(desk, invite))
        elif username:
            self._add(desk, username)
        else:
            raise CommandError(
                _("Who administers it? Add --invite EMAIL for a link to join by, or --username NAME.")
            )

    def _add(self, desk: Desk, username: str) -> None:
        if User.objects.filter(username__iexact=username).exists():
            raise CommandError(_("Somebody has this name already. Choose another."))
        add_person(
            username=username,
            password=_asked_password(username),
            desk=desk,
            role=Role.REVIEWER,
            is_administrator=True,
        )
        self.stdout.write(_("Administrator: {name}").format(name=username))

    def _say_what_is_next(self) -> None:
        address = settings.NEWSROOM["ADDRESS"]
        steps = [
            _("Log in at {address}.").format(address=urljoin(address, reverse("login"))),
            _("Invite a second person in the settings, under Invite: nobody signs off their own proposal."),
            _("Hand in an article, judge its passages, propose a verdict; the other signs it off."),
        ]
        if not mail_is_sent():
            steps.append(_("No mail is sent: set EMAIL_URL, or hand out the links that Invite shows."))
        if not settings.SOURCES["CONTACT"]:
            steps.append(_("Nothing on the open web is fetched: set FACTCHECK_CONTACT to who answers."))
        self.stdout.write("\n" + _("What to do next:"))
        self.stdout.write("\n".join(f"  {number}. {step}" for number, step in enumerate(steps, start=1)))


def _link(desk: Desk, email: str) -> str:
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(_("“{email}” is no e-mail address.").format(email=email)) from error
    if User.objects.filter(email__iexact=email).exists():
        raise CommandError(_("Somebody has this address already. Name another, or use --username."))
    token = make_token(Invited(email=email, desk_id=desk.pk, role=Role.REVIEWER, is_administrator=True))
    return urljoin(settings.NEWSROOM["ADDRESS"], reverse("join", args=[token]))


def _asked_password(username: str) -> str:
    """Asked twice at a terminal; else the first line of standard input, as a script gives it."""
    password = getpass(_("Password: ")) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if sys.stdin.isatty() and password != getpass(_("Once more: ")):
        raise CommandError(_("The two passwords are not the same. Start again."))
    try:
        validate_password(password, User(username=username))
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password
