"""A person's own e-mail address: a link to the new one confirms it, and the old one is told."""

from __future__ import annotations

from http import HTTPStatus

import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from factcheck.accounts.email_changes import make_token, read_token
from factcheck.accounts.invitations import mail_is_sent
from factcheck.accounts.services import change_email
from factcheck.web.account_forms import NewEmail
from factcheck.web.newsroom.acts import SAID
from factcheck.web.newsroom.requests import PersonsRequest
from factcheck.web.public.flood import Limit, allows

log = structlog.get_logger(__name__)

HOUR = 3600
BY_ONE_PERSON = Limit("email-change", times=5, seconds=HOUR)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: PersonsRequest) -> HttpResponse:
    """A link goes to the new address; until it is opened nothing changes."""
    form = NewEmail(request.POST or None, person=request.user)
    if not form.is_bound:
        return _draw(request, form, HTTPStatus.OK)
    if not form.is_valid():
        return _draw(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not allows(BY_ONE_PERSON, str(request.user.pk)):
        form.add_error(None, _("Too many links were asked for. Try again in an hour."))
        return _draw(request, form, HTTPStatus.TOO_MANY_REQUESTS)
    email = form.cleaned_data["email"]
    address = request.build_absolute_uri(reverse("confirm-email", args=[make_token(request.user, email)]))
    if not _mailed(email, _("Confirm your new address"), "confirm", request, address=address):
        form.add_error(None, _("The mail could not be sent. An administrator can change your address."))
        return _draw(request, form, HTTPStatus.SERVICE_UNAVAILABLE)
    request.session[SAID] = _("A link is on its way to {email}. Open it within a day.").format(email=email)
    return redirect("profile")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def confirm(request: PersonsRequest, token: str) -> HttpResponse:
    """Changed by a button, so that no program which follows the mail's links does it."""
    change = read_token(token, person=request.user)
    if change is None:
        return render(request, "factcheck/account/email_gone.html", status=HTTPStatus.GONE)
    if request.method != "POST":
        return render(request, "factcheck/account/email_confirm.html", {"change": change})
    change_email(person=request.user, email=change.email)
    if change.before:
        _mailed(change.before, _("Your address was changed"), "changed", request, email=change.email)
    request.session[SAID] = _("Your address is {email} now.").format(email=change.email)
    return redirect("profile")


def _mailed(to: str, subject: str, letter: str, request: PersonsRequest, **said: str) -> bool:
    context = {"person": request.user, "newsroom": settings.NEWSROOM, **said}
    try:
        send_mail(
            subject, render_to_string(f"factcheck/account/email_{letter}_mail.txt", context), None, [to]
        )
    except OSError:  # smtplib's own errors are among them
        log.exception("email_letter_not_sent", letter=letter)
        return False
    return mail_is_sent()


def _draw(request: PersonsRequest, form: NewEmail, status: HTTPStatus) -> HttpResponse:
    return render(request, "factcheck/account/email_change.html", {"form": form}, status=status)
