"""How readers find a check: by words, verdict, speaker and date."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from factcheck.publication.models import Publication, PublicationQuerySet
from factcheck.workflow.statuses import Family

MAX_QUERY_CHARACTERS = 300


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Search fact-checks"),
        required=False,
        max_length=MAX_QUERY_CHARACTERS,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    verdict = forms.ChoiceField(
        label=_("Verdict"), required=False, choices=[("", _("Any verdict")), *Family.choices]
    )
    speaker = forms.CharField(label=_("Who said it"), required=False, max_length=MAX_QUERY_CHARACTERS)
    since = forms.DateField(
        label=_("Published from"),
        required=False,
        error_messages={"invalid": _("“From” is not a date. Write it as in 2026-05-12.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("Published until"),
        required=False,
        error_messages={"invalid": _("“Until” is not a date. Write it as in 2026-05-12.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def add_prefix(self, field_name: str) -> str:
        """The addresses say from and to; from is a word of Python."""
        return {"since": "from", "until": "to"}.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("“Until” lies before “from”. Swap the two dates."))
        return cleaned

    @property
    def asks(self) -> bool:
        """True when something is looked for; False on the bare front page."""
        return any(self.data.get(self.add_prefix(name)) for name in self.fields)


def found(form: SearchForm) -> PublicationQuerySet:
    """The public checks that a valid form asks for: best match first, else newest first."""
    checks = Publication.objects.public()
    wanted = form.cleaned_data
    if wanted["verdict"]:
        checks = checks.filter(rating__family=wanted["verdict"])
    if wanted["speaker"]:
        checks = checks.filter(speaker_name__icontains=wanted["speaker"])
    if wanted["since"]:
        checks = checks.filter(published_at__date__gte=wanted["since"])
    if wanted["until"]:
        checks = checks.filter(published_at__date__lte=wanted["until"])
    return _by_words(checks, wanted["q"]) if wanted["q"] else checks


def _by_words(checks: PublicationQuerySet, words: str) -> PublicationQuerySet:
    query = SearchQuery(words, config="english", search_type="websearch")
    return (
        checks.filter(words=query)
        .annotate(match=SearchRank(F("words"), query))
        .order_by("-match", "-published_at", "-id")
    )
