"""Readers report errors. Kept from spam without a third party, without cookies, without keeping who they are.

What keeps robots out: a field that people don't see, a stamp that is some seconds old (a form that was
never opened has none), few addresses in the text, and a limit for each sender and for each check.
"""

from __future__ import annotations

import re
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from factcheck.publication import services
from factcheck.publication.tombstones import tombstone_of
from factcheck.web.public.flood import Limit, allows, sender_of
from factcheck.web.public.frame import frame
from factcheck.web.public.standing import gone_page, newest_at

HOUR = 3600
FROM_ONE_SENDER = Limit("report-sender", times=5, seconds=HOUR)
# Above what a check that goes round the world gets in an hour; below what fills a reviewers' day.
ABOUT_ONE_CHECK = Limit("report-check", times=60, seconds=HOUR)
# Nobody reads the page and writes a sentence faster.
FASTEST = timedelta(seconds=3)
STAMP_LIVES = timedelta(days=1)
STAMP_SALT = "error-report"
ADDRESSES_AT_MOST = 5
ADDRESS = re.compile(r"https?://", re.IGNORECASE)


class ReportForm(forms.Form):
    """slug: the check that it is about; a stamp of another check's form is none."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("What is wrong?"),
        max_length=4000,
        help_text=_("Quote the words, and say how you know: an address, a document, a date."),
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write what is wrong.")},
    )
    contact = forms.CharField(
        label=_("How can we reach you?"),
        required=False,
        max_length=200,
        help_text=_("It may stay empty. Only this newsroom sees it, to ask back."),
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, slug: str, sent: QueryDict | None = None) -> None:
        super().__init__(sent, initial={"stamp": signing.dumps(slug, salt=STAMP_SALT)})
        self._slug = slug

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(ADDRESS.findall(text)) > ADDRESSES_AT_MOST:
            raise forms.ValidationError(_("Leave at most five addresses: the ones that show it best."))
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self._was_opened(cleaned.get("stamp", "")):
            raise forms.ValidationError(_("This form is too old or was sent too fast. Send it once more."))
        return cleaned

    @property
    def is_from_a_robot(self) -> bool:
        """It filled the field that people don't see."""
        return bool(self.cleaned_data["website"])

    def renewed(self) -> ReportForm:
        """The same words with a fresh stamp, so that sending once more works."""
        self.data = {**self.data.dict(), "stamp": self.initial["stamp"]}  # type: ignore[attr-defined]
        return self

    def _was_opened(self, stamp: str) -> bool:
        try:
            about = signing.loads(stamp, salt=STAMP_SALT, max_age=STAMP_LIVES)
        except signing.BadSignature:
            return False
        try:
            signing.loads(stamp, salt=STAMP_SALT, max_age=FASTEST)
        except signing.SignatureExpired:
            return bool(about == self._slug)
        return False


# No session stands behind this form, so there is none to ride on; and a CSRF token would set a cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponse:
    check = newest_at(slug)
    if stone := tombstone_of(check):
        return gone_page(request, stone)
    form = ReportForm(slug, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _draw(request, form, check=check)
    if not form.is_valid():
        return _draw(request, form.renewed(), check=check, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if form.is_from_a_robot:
        return redirect("report-thanks", slug)
    if not (allows(FROM_ONE_SENDER, sender_of(request)) and allows(ABOUT_ONE_CHECK, slug)):
        form.add_error(None, _("Too many reports came in. Yours is still here: send it again in an hour."))
        response = _draw(request, form.renewed(), check=check, status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(HOUR)
        return response
    services.report_error(
        publication=check, text=form.cleaned_data["text"], contact=form.cleaned_data["contact"]
    )
    return redirect("report-thanks", slug)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    check = newest_at(slug)
    if stone := tombstone_of(check):
        return gone_page(request, stone)
    return render(request, "factcheck/public/report_thanks.html", {"publication": check} | frame())


def _draw(
    request: HttpRequest, form: ReportForm, *, check: Any, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context = {"form": form, "publication": check} | frame()
    return render(request, "factcheck/public/report.html", context, status=status)
