"""What an act on fact-checks has to know first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.accounts.models import User
from factcheck.workflow.forms import DueForm, ImportanceForm, MomentField, PersonField
from factcheck.workflow.models import FactCheck


class ReturnForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What has to change"),
        help_text=gettext_lazy("Each journalist sees this beside the claim."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what has to change.")},
    )


class AssignForm(forms.Form):
    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = PersonField(
            label=_("Assign to"), queryset=people, error_messages={"required": _("Choose a person.")}
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why (not needed)"), required=False, help_text=_("The person reads this.")
        )


class PlanForm(DueForm, ImportanceForm):
    """Of one fact-check: by when, how important, and from when on readers may see it."""

    embargo_until = MomentField(label=gettext_lazy("Embargo until"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["embargo_until"].help_text = _(
            "What is published next is hidden until then, by the clocks of {zone}. What readers see already"
            " stays. Empty: no embargo."
        ).format(zone=timezone.get_current_timezone_name())


class DuplicateForm(forms.Form):
    def __init__(self, *args: Any, candidates: QuerySet[FactCheck], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["survivor"] = forms.ModelChoiceField(
            label=_("Number of the claim that stays"),
            queryset=candidates,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            help_text=_("The number in the address of its page here, as in …/factcheck/12/change/."),
            error_messages={
                "required": _("Write the number of the claim that stays."),
                "invalid_choice": _("No fact-check of your desks has this number."),
            },
        )
