"""Invitations by mail: a signed link that says who may join which desk, and in which role."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import structlog
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from factcheck.accounts.models import Desk, Role, User
from factcheck.accounts.policies import check_can_review_at
from factcheck.accounts.services import add_person
from factcheck.exceptions import NotAllowed
from factcheck.web.account_forms import Invitation, Join
from factcheck.web.newsroom.acts import FORBIDDEN, SAID, UNPROCESSABLE
from factcheck.web.newsroom.requests import PersonsRequest

log = structlog.get_logger(__name__)

SALT = "invitation"
LASTS_SECONDS = 7 * 24 * 3600
GONE, UNSENT = 410, 503
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Invited:
    """What the link says."""

    email: str
    desk_id: int
    role: str


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite(request: PersonsRequest) -> HttpResponse:
    """Reviewers invite to their desks, administrators to all."""
    desks = desks_to_invite_to(request.user)
    form = Invitation(request.POST or None, desks=desks)
    if form.is_bound and form.is_valid():
        return _send(request, form)
    status = FORBIDDEN if not desks.exists() else UNPROCESSABLE if form.errors else 200
    return render(
        request, "factcheck/account/invite.html", {"form": form, "may": desks.exists()}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a name and a password; works once, for a week."""
    invited = read_token(token)
    desk = Desk.objects.filter(pk=invited.desk_id).first() if invited else None
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


def make_token(invited: Invited) -> str:
    return signing.dumps(asdict(invited), salt=SALT, compress=True)


def read_token(token: str) -> Invited | None:
    """None when it was changed, or is older than a week."""
    try:
        return Invited(**signing.loads(token, salt=SALT, max_age=LASTS_SECONDS))
    except signing.BadSignature:
        return None


def _send(request: PersonsRequest, form: Invitation) -> HttpResponse:
    desk, email = form.cleaned_data["desk"], form.cleaned_data["email"]
    try:
        check_can_review_at(request.user, desk.pk)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return render(request, "factcheck/account/invite.html", {"form": form, "may": True}, status=FORBIDDEN)
    token = make_token(Invited(email=email, desk_id=desk.pk, role=form.cleaned_data["role"]))
    context = {
        "by": request.user,
        "desk": desk,
        "newsroom": settings.NEWSROOM,
        "address": request.build_absolute_uri(reverse("join", args=[token])),
    }
    text = render_to_string("factcheck/account/invitation_mail.txt", context)
    subject = _("{name} invites you to check facts").format(name=request.user.name)
    try:
        send_mail(subject, text, None, [email])
    except OSError:  # smtplib's own errors are among them
        log.exception("invitation_not_sent")
        form.add_error(
            None, _("The mail could not be sent. Try again later; if it stays so, tell an administrator.")
        )
        return render(request, "factcheck/account/invite.html", {"form": form, "may": True}, status=UNSENT)
    request.session[SAID] = _("An invitation is on its way to {email}.").format(email=email)
    return redirect("invite")


def _welcome(request: HttpRequest, invited: Invited, form: Join) -> HttpResponse:
    user = add_person(
        username=form.cleaned_data["username"],
        password=form.cleaned_data["password1"],
        desk=Desk.objects.get(pk=invited.desk_id),
        role=invited.role,
        first_name=form.cleaned_data["first_name"],
        email=invited.email,
    )
    login(request, user, backend=MODEL_BACKEND)
    request.session[SAID] = _("Welcome, {name}.").format(name=user.name)
    return redirect("inbox")
