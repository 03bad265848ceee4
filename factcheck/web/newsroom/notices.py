"""A person's notices: the inbox's tab for them, and how they want to hear of things."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from factcheck.accounts.models import User
from factcheck.accounts.policies import desk_ids_of
from factcheck.notices import services
from factcheck.notices.addresses import address_of
from factcheck.notices.mail import preference_of
from factcheck.notices.models import InboxEntry, InboxEntryQuerySet
from factcheck.web.newsroom.acts import SAID, UNPROCESSABLE, done
from factcheck.web.newsroom.forms import NoticeSettings
from factcheck.web.newsroom.requests import PersonsRequest


def entries_of(user: User) -> InboxEntryQuerySet:
    """What the person was told, unread first; nothing of a desk they have left."""
    mine = InboxEntry.objects.filter(
        person=user, notice__factcheck__claim__article__desk__in=desk_ids_of(user)
    )
    return mine.select_related("notice__factcheck__claim__article", "notice__by").order_by(
        F("read_at").desc(nulls_first=True), "-pk"
    )


@require_POST
@login_required
def open_notice(request: PersonsRequest, pk: int) -> HttpResponse:
    """Read it: go to where one acts on it."""
    entry = get_object_or_404(entries_of(request.user), pk=pk)
    services.mark_read(person=request.user, entry=entry)
    return redirect(address_of(entry.notice))


@require_POST
@login_required
def read_notices(request: PersonsRequest) -> HttpResponse:
    read = services.mark_read(person=request.user)
    said = ngettext("One notice marked as read.", "{n} notices marked as read.", read).format(n=read)
    return done(request, f"{reverse('inbox')}?tab=notices", said)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notice_settings(request: PersonsRequest) -> HttpResponse:
    form = NoticeSettings(request.POST or None, preference=preference_of(request.user))
    if form.is_bound and form.is_valid():
        services.set_preference(person=request.user, mail=form.cleaned_data["mail"], muted=form.muted)
        request.session[SAID] = _("Settings saved.")
        return redirect("notice-settings")
    status = UNPROCESSABLE if form.errors else 200
    context = {"form": form, "here": "notice-settings", "address": request.user.email}
    return render(request, "factcheck/newsroom/notice_settings.html", context, status=status)
