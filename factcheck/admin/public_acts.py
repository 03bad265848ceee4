"""What is done about a publication: each act has a form for its shape, a policy and a service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck.accounts.models import User
from factcheck.exceptions import FactcheckError
from factcheck.publication import policies, services
from factcheck.publication.models import Publication

Check = Callable[[Publication, User], None]
Run = Callable[[Publication, User, Mapping[str, Any]], object]
DAY = {"type": "date"}


class Nothing(forms.Form):
    """An act that asks for nothing but the press of its button."""


class Overtaken(forms.Form):
    on = forms.DateField(label=_("Otherwise since"), required=False, widget=forms.DateInput(attrs=DAY))
    note = forms.CharField(
        label=_("What happened. Readers see this"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class TakeDown(forms.Form):
    reason = forms.CharField(
        label=_("Reason, as readers see it"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    basis = forms.CharField(label=_("Legal basis, for the record"), required=False, max_length=300)
    demanded_by = forms.CharField(label=_("Demanded by, for the record"), required=False, max_length=300)
    reference = forms.CharField(label=_("File reference (not needed)"), required=False, max_length=200)


class Lift(forms.Form):
    because = forms.CharField(
        label=_("Why it may be shown again"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class Ask(forms.Form):
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=300)
    sent_to = forms.CharField(label=_("Sent to (not needed)"), required=False, max_length=300)
    asked = forms.CharField(
        label=_("What was asked"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    asked_on = forms.DateField(label=_("Asked on"), required=False, widget=forms.DateInput(attrs=DAY))
    due_on = forms.DateField(
        label=_("Answer due on (not needed)"), required=False, widget=forms.DateInput(attrs=DAY)
    )


@dataclass(frozen=True)
class PublicAct:
    name: str
    label: str | Promise
    done: str | Promise
    form: type[forms.Form]
    check: Check
    run: Run
    look: str = ""


def _ask(publication: Publication, by: User, given: Mapping[str, Any]) -> object:
    asked_on = given["asked_on"] or timezone.localdate()
    return services.ask_for_correction(
        factcheck=publication.factcheck, by=by, **{**given, "asked_on": asked_on}
    )


def _article_of(publication: Publication) -> Any:
    return publication.factcheck.claim.article


ACTS = {
    act.name: act
    for act in (
        PublicAct(
            "overtaken", _("Note that events overtook it"), _("Noted. Readers see it above the claim."),
            Overtaken, lambda publication, by: policies.check_can_mark_overtaken(publication.factcheck, by),
            lambda publication, by, given: services.mark_overtaken(publication=publication, by=by, **given),
        ),
        PublicAct(
            "ask", _("Note a correction request"), _("Noted, with the day on which an answer is due."),
            Ask, lambda publication, by: policies.check_can_ask_for_correction(publication.factcheck, by),
            _ask,
        ),
        PublicAct(
            "publish_article", _("Show the whole article"), _("Readers find the article with its marks."),
            Nothing,
            lambda publication, by: policies.check_can_publish_article(_article_of(publication), by),
            lambda publication, by, given: services.publish_article(
                article=_article_of(publication), by=by
            ),
        ),
        PublicAct(
            "hide_article", _("Hide the whole article"), _("The article is hidden; its checks stay."),
            Nothing,
            lambda publication, by: policies.check_can_hide_article(_article_of(publication), by),
            lambda publication, by, given: services.hide_article(article=_article_of(publication), by=by),
        ),
        PublicAct(
            "take_down", _("Take down for legal reasons"), _("Taken down. Its address answers 451 now."),
            TakeDown, lambda publication, by: policies.check_can_take_down(publication.factcheck, by),
            lambda publication, by, given: services.take_down(
                factcheck=publication.factcheck, by=by, **given
            ),
            look="danger",
        ),
        PublicAct(
            "lift_takedown", _("Lift the takedown"), _("Readers see it again, as it was."),
            Lift, lambda publication, by: policies.check_can_lift_takedown(publication.factcheck, by),
            lambda publication, by, given: services.lift_takedown(
                factcheck=publication.factcheck, by=by, **given
            ),
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Offer:
    """An act as the page shows it: its form, or the sentence that says why not."""

    act: PublicAct
    form: forms.Form
    why_not: str


def offers(publication: Publication, user: User, *, tried: forms.Form | None = None) -> list[Offer]:
    """tried: the form of an act that was refused, with what was written and why."""
    shown = []
    for act in ACTS.values():
        form = tried if tried and tried.prefix == act.name else act.form(prefix=act.name)
        shown.append(Offer(act, form, _why_not(act, publication, user)))
    return shown


def perform(act: PublicAct, publication: Publication, by: User, sent: Any) -> forms.Form:
    """Do it. The form that comes back has errors when it was refused."""
    form = act.form(sent, prefix=act.name)
    if form.is_valid():
        try:
            act.run(publication, by, form.cleaned_data)
        except FactcheckError as refusal:
            field = getattr(refusal, "field", "")
            form.add_error(field if field in form.fields else None, str(refusal))
    return form


def _why_not(act: PublicAct, publication: Publication, user: User) -> str:
    try:
        act.check(publication, user)
    except FactcheckError as refusal:
        return str(refusal)
    return ""
