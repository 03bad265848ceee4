"""What planning asks of people, the same in the newsroom and in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.accounts.models import User
from factcheck.workflow.priority import Importance

MOMENT = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """A day and a time in the person's zone, as the browser's own control sends it."""

    def __init__(self, **given: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        super().__init__(required=False, widget=widget, input_formats=[MOMENT, "%Y-%m-%d %H:%M"], **given)


def name_of(person: User) -> str:
    """For a list to choose from: who is away is said there."""
    if person.absent_until is None:
        return person.name
    return _("{name}, away until {day}").format(name=person.name, day=person.absent_until)


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: Any) -> str:
        return name_of(person)


class DueForm(forms.Form):
    due_at = MomentField(label=gettext_lazy("Due"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["due_at"].help_text = _(
            "By when it should be decided, by the clocks of {zone}. Empty: no deadline."
        ).format(zone=timezone.get_current_timezone_name())


class ImportanceForm(forms.Form):
    importance = forms.TypedChoiceField(
        label=gettext_lazy("Importance"),
        choices=Importance.choices,
        coerce=int,
        error_messages={"required": gettext_lazy("Choose how important it is.")},
    )
