"""What planning asks of people, the same in the newsroom and in the admin."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from datetime import datetime, tzinfo
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.accounts.models import Desk, User
from factcheck.workflow.priority import Importance

MOMENT = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """A day and a time, as the browser's own control sends it.

    zone: by whose clocks; None: by the person's.
    """

    zone: tzinfo | None = None

    def prepare_value(self, value: Any) -> Any:
        with timezone.override(self.zone) if self.zone else nullcontext():
            return super().prepare_value(value)

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(self.zone) if self.zone else nullcontext():
            return super().to_python(value)

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


def zone_of(desks: Iterable[Desk]) -> tzinfo:
    """By whose clocks a deadline for claims of these desks is typed: theirs, else the person's."""
    zones = {desk.zone for desk in desks}
    return zones.pop() if len(zones) == 1 else timezone.get_current_timezone()


class DueForm(forms.Form):
    """zone: by whose clocks."""

    due_at = MomentField(label=gettext_lazy("Due"))
    due_help = gettext_lazy("By when it should be decided, by the clocks of {zone}. Empty: no deadline.")

    def __init__(self, *given: Any, zone: tzinfo, **named: Any) -> None:
        super().__init__(*given, **named)
        due = self.fields["due_at"]
        due.zone = zone  # type: ignore[attr-defined]
        due.help_text = str(self.due_help).format(zone=zone)


class ImportanceForm(forms.Form):
    importance = forms.TypedChoiceField(
        label=gettext_lazy("Importance"),
        choices=Importance.choices,
        coerce=int,
        error_messages={"required": gettext_lazy("Choose how important it is.")},
    )
