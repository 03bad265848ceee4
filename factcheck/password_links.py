"""Links to choose a new password, sent by a worker: an answer's time does not tell who has an account."""

from __future__ import annotations

from urllib.parse import urljoin
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from factcheck.accounts.models import User
from jobs import services as jobs
from jobs.endings import Again
from jobs.leases import Lease
from jobs.models import Job
from jobs.steps import Step, nothing_follows

KIND = "mail_password_links"
_TEMPLATES = "factcheck/account/password_reset"


@transaction.atomic
def ask(email: str) -> Job:
    """Queue a link for each account with the address, and an empty job where there is none."""
    people = [person.pk for person in PasswordResetForm().get_users(email)]
    return jobs.add(kind=KIND, key=uuid4().hex, payload={"person_ids": people})


def send(lease: Lease) -> Again | None:
    """Mail each of them. A server that refuses is asked again later."""
    try:
        for person in User.objects.filter(pk__in=lease.payload["person_ids"], is_active=True):
            _letter(person).send()
    except OSError as error:  # SMTPException is one
        return Again(str(error))
    return None


def _letter(person: User) -> EmailMessage:
    link = reverse(
        "password_reset_confirm",
        args=[urlsafe_base64_encode(force_bytes(person.pk)), default_token_generator.make_token(person)],
    )
    told = {"user": person, "link": urljoin(settings.NEWSROOM["ADDRESS"], link)}
    subject = render_to_string(f"{_TEMPLATES}_subject.txt", told).strip()
    return EmailMessage(subject, render_to_string(f"{_TEMPLATES}_mail.txt", told), to=[person.email])


STEP = Step(work=send, store=nothing_follows, queue="notification")
