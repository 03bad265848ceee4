"""What a person sets for themselves: profile and tokens."""

from __future__ import annotations

from datetime import datetime, time

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from factcheck.accounts.models import User
from factcheck.integrations import services
from factcheck.models import ApiToken
from factcheck.web.newsroom.acts import SAID, UNPROCESSABLE, Refusal, act, done
from factcheck.web.newsroom.forms import NewToken, Profile
from factcheck.web.newsroom.requests import PersonsRequest

NEW_TOKEN = "new_token"  # noqa: S105 - the session's key, not a secret


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request: PersonsRequest) -> HttpResponse:
    form = Profile(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if form.is_bound and form.is_valid():
        form.save()
        request.session[SAID] = _("Settings saved.")
        return redirect("profile")
    return _draw_form(request, "profile", form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def tokens(request: PersonsRequest) -> HttpResponse:
    form = NewToken(request.POST or None)
    if form.is_bound and form.is_valid():
        token, secret = services.create_token(
            owner=request.user,
            name=form.cleaned_data["name"],
            scopes=form.cleaned_data["scopes"],
            expires_at=_end_of(form.cleaned_data["expires_on"]),
        )
        request.session[NEW_TOKEN] = {"name": token.name, "secret": secret}
        return redirect("tokens")
    return _draw_tokens(request, form)


def _token_for(user: User, pk: int) -> ApiToken:
    return get_object_or_404(ApiToken, pk=pk, owner=user)


def _refused(request: PersonsRequest, _token: ApiToken, refusal: Refusal) -> HttpResponse:
    return _draw_tokens(request, NewToken(), refusal)


@act(find=_token_for, refused=_refused)
def revoke_token(request: PersonsRequest, token: ApiToken) -> HttpResponse:
    services.revoke_token(token=token, by=request.user)
    return done(request, reverse("tokens"), _("Token revoked. It no longer opens anything."))


def _draw_tokens(request: PersonsRequest, form: NewToken, refusal: Refusal | None = None) -> HttpResponse:
    own = ApiToken.objects.filter(owner=request.user)
    created = request.session.pop(NEW_TOKEN, None)
    return _draw_form(request, "tokens", form=form, tokens=own, created=created, refusal=refusal)


def _draw_form(request: PersonsRequest, name: str, **context: object) -> HttpResponse:
    form, refusal = context["form"], context.get("refusal")
    failed = form.errors or refusal  # type: ignore[attr-defined]
    page = f"factcheck/newsroom/{name}.html"
    return render(request, page, {**context, "here": name}, status=UNPROCESSABLE if failed else 200)


def _end_of(day: object) -> datetime | None:
    """The last moment of the day, in the person's time zone."""
    return timezone.make_aware(datetime.combine(day, time.max)) if day else None  # type: ignore[arg-type]
