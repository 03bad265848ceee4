"""Forms about who has claims and by when they are due: shape only, the services decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from factcheck.accounts.models import User
from factcheck.workflow.forms import DueForm, ImportanceForm, name_of
from factcheck.workflow.priority import Importance

NOBODY = "nobody"


class HandOver(forms.Form):
    """person: whom `to` names; None: nobody."""

    use_required_attribute = False

    to = forms.ChoiceField(
        label=_("Who gets it"),
        error_messages={
            "required": _("Choose who gets it."),
            "invalid_choice": _("Choose somebody of this desk."),
        },
    )
    reason = forms.CharField(
        label=_("A word of why"),
        required=False,
        help_text=_("Who gets it and who had it read this. It may stay empty."),
    )

    def __init__(self, *given: Any, people: QuerySet[User], me: User) -> None:
        super().__init__(*given)
        first_me = sorted(people, key=lambda person: person != me)
        self._people = {str(person.pk): person for person in first_me}
        named = [
            (key, _("{name} (you)").format(name=me.name) if person == me else name_of(person))
            for key, person in self._people.items()
        ]
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a person")),
            *named,
            (NOBODY, _("Nobody")),
        ]

    @property
    def person(self) -> User | None:
        return self._people.get(self.cleaned_data["to"])


class PlanOfOne(DueForm, ImportanceForm):
    use_required_attribute = False
    field_order = ["due_at", "importance"]


class PlanOfMany(DueForm):
    """What is left empty stays as each claim has it."""

    due_help = _("By the clocks of {zone}. Empty: each keeps its deadline.")
    no_deadline = forms.BooleanField(label=_("No deadline any more"), required=False)
    importance = forms.TypedChoiceField(
        label=_("Importance"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("As it is")), *Importance.choices],
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Write a deadline, or choose an importance."))
        return cleaned
