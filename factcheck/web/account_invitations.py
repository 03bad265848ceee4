"""Inviting by mail, or by a link that an administrator hands over; and joining by it."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from factcheck.accounts.invitations import Invited, mail_is_sent, make_token, read_token, still_stands
from factcheck.accounts.models import Desk, Role, User
from factcheck.accounts.policies import check_can_review_at
from factcheck.accounts.services import add_person
from factcheck.exceptions import NotAllowed
from factcheck.web.account_forms import Invitation, Join
from factcheck.web.newsroom.acts import FORBIDDEN, SAID, UNPROCESSABLE
from factcheck.web.newsroom.requests import PersonsRequest

log = structlog.get_logger(__name__)

NEW_INVITATION = "new_invitation"
GONE, UNSENT = 410, 503
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite(request: PersonsRequest) -> HttpResponse:
    """Reviewers invite to their desks, administrators to all."""
    desks = desks_to_invite_to(request.user)
    form = Invitation(request.POST or None, desks=desks)
    if form.is_bound and form.is_valid():
        return _send(request, form)
    status = FORBIDDEN if not desks.exists() else UNPROCESSABLE if form.errors else 200
    return _draw(request, form, status=status, created=request.session.pop(NEW_INVITATION, None))


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a name and a password; works once, for a week."""
    invited = read_token(token)
    desk = Desk.objects.filter(pk=invited.desk_id).first() if invited and still_stands(invited) else None
    if invited is None or desk is None or User.objects.filter(email__iexact=invited.email).exists():
        return render(request, "factcheck/account/invitation_gone.html", status=GONE)
    form = Join(request.POST or None)
    if form.is_bound and form.is_valid():
        return _welcome(request, invited, form)
    context = {"form": form, "invited": invited, "desk": desk}
    return render(
        request, "factcheck/account/join.html", context, status=UNPROCESSABLE if form.errors else 200
    )


def desks_to_invite_to(user: User) -> QuerySet[Desk]:
    if user.is_superuser:
        return Desk.objects.all()
    return Desk.objects.filter(memberships__user=user, memberships__role=Role.REVIEWER)


def _send(request: PersonsRequest, form: Invitation) -> HttpResponse:
    desk, email = form.cleaned_data["desk"], form.cleaned_data["email"]
    try:
        check_can_review_at(request.user, desk.pk)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return _draw(request, form, status=FORBIDDEN)
    token = make_token(
        Invited(email=email, desk_id=desk.pk, role=form.cleaned_data["role"], by_id=request.user.pk)
    )
    address = request.build_absolute_uri(reverse("join", args=[token]))
    sent = mail_is_sent() and _mailed(request.user, desk, email, address)
    if not sent and not request.user.is_superuser:
        form.add_error(None, _("The mail could not be sent. An administrator can invite without mail."))
        return _draw(request, form, status=UNSENT)
    if request.user.is_superuser:
        request.session[NEW_INVITATION] = {"email": email, "address": address, "sent": sent}
    else:
        request.session[SAID] = _("An invitation is on its way to {email}.").format(email=email)
    return redirect("invite")


def _mailed(by: User, desk: Desk, email: str, address: str) -> bool:
    context = {"by": by, "desk": desk, "newsroom": settings.NEWSROOM, "address": address}
    text = render_to_string("factcheck/account/invitation_mail.txt", context)
    try:
        send_mail(_("{name} invites you to check facts").format(name=by.name), text, None, [email])
    except OSError:  # smtplib's own errors are among them
        log.exception("invitation_not_sent")
        return False
    return True


def _draw(request: PersonsRequest, form: Invitation, *, status: int, created: object = None) -> HttpResponse:
    may = form.fields["desk"].queryset.exists()  # type: ignore[attr-defined]
    context = {"form": form, "may": may, "created": created}
    return render(request, "factcheck/account/invite.html", context, status=status)


def _welcome(request: HttpRequest, invited: Invited, form: Join) -> HttpResponse:
    user = add_person(
        username=form.cleaned_data["username"],
        password=form.cleaned_data["password1"],
        desk=Desk.objects.get(pk=invited.desk_id),
        role=invited.role,
        first_name=form.cleaned_data["first_name"],
        email=invited.email,
        is_administrator=invited.is_administrator,
        invited_by=User.objects.filter(pk=invited.by_id or 0).first(),
    )
    login(request, user, backend=MODEL_BACKEND)
    request.session[SAID] = _("Welcome, {name}.").format(name=user.name)
    return redirect("inbox")
