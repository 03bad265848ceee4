"""Forms to log in, to invite, and to join."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UserCreationForm
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from factcheck.accounts.email_changes import is_taken
from factcheck.accounts.models import Desk, Role, User


class LogIn(AuthenticationForm):
    use_required_attribute = False

    error_messages = {
        "invalid_login": _("This user name and password don't belong together. Both mind capital letters."),
        "inactive": _("This account is switched off. Ask an administrator."),
    }


class Invitation(forms.Form):
    use_required_attribute = False

    email = forms.EmailField(
        label=_("E-mail address"), error_messages={"required": _("Write the address to invite.")}
    )
    desk = forms.ModelChoiceField(Desk.objects.none(), label=_("Desk"), empty_label=None)
    role = forms.ChoiceField(
        label=_("Role"), choices=Role.choices, widget=forms.RadioSelect, initial=Role.JOURNALIST
    )

    def __init__(self, *given: Any, desks: QuerySet[Desk]) -> None:
        super().__init__(*given)
        self.fields["desk"].queryset = desks  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        """The link would be of no use to somebody who has an account."""
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(
                _("This person has an account already. Ask an administrator to add them to the desk.")
            )
        return email


class NewEmail(forms.Form):
    """Another address; the password, because mail to it opens the account."""

    use_required_attribute = False

    email = forms.EmailField(
        label=_("New e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write the new address.")},
    )
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Write your password.")},
    )

    def __init__(self, *given: Any, person: User) -> None:
        super().__init__(*given)
        self._person = person

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if is_taken(email):
            raise forms.ValidationError(_("There is an account with this address already."))
        return email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self._person.check_password(password):
            raise forms.ValidationError(_("This is not your password."))
        return password


class Join(UserCreationForm):
    """Name and password of somebody who was invited. No name differs from another's in capitals alone."""

    use_required_attribute = False

    class Meta:
        model = User
        fields = ["username", "first_name"]
        help_texts = {"username": _("What you log in with.")}
