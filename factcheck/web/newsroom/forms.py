"""The newsroom's forms: shape only, the services decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from claims.models import Article, Claim
from factcheck.accounts.models import Desk, Theme, User
from factcheck.integrations.models import ImportForm, Scope
from factcheck.notices.audience import NOBODY
from factcheck.notices.events import Event
from factcheck.notices.models import Mail, NoticePreference
from sources.models import SourceKind, SubscriptionForm
from sources.models.library import DEFAULT_ITEMS_A_DAY, MOST_ITEMS_A_DAY
from sources.services import FORMS_WITHOUT_ADDRESS, MAX_NOTE_CHARACTERS


class Intake(forms.Form):
    """What every way to hand in an article asks. content: the field that the services judge."""

    content = ""
    use_required_attribute = False

    published_on = forms.DateField(
        label=_("Published on"),
        required=False,
        help_text=_("Words such as “Thursday” are dated by it. Leave it empty if you don't know."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    desk = forms.ModelChoiceField(Desk.objects.none(), label=_("Desk"), empty_label=None)

    def __init__(self, *given: Any, desks: QuerySet[Desk]) -> None:
        super().__init__(*given)
        self.fields["desk"].queryset = desks  # type: ignore[attr-defined]
        known = list(desks)
        if len(known) == 1:
            self.fields["desk"].required = False
            self.fields["desk"].widget = forms.HiddenInput()
            self.fields["desk"].initial = known[0].pk
        self._only_desk = known[0] if len(known) == 1 else None

    def clean_desk(self) -> Desk | None:
        return self.cleaned_data.get("desk") or self._only_desk


class WebAddress(forms.URLField):
    default_validators = [URLValidator(schemes=["http", "https"])]


def its_address() -> WebAddress:
    return WebAddress(
        label=_("Address it was published at"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        help_text=_("Readers are led there. It may stay empty."),
        widget=forms.URLInput(attrs={"inputmode": "url", "placeholder": "https://"}),
        error_messages={"invalid": _("Write a web address, as in https://example.org/report.")},
    )


class ArticleDetails(forms.ModelForm):
    """What is known about an article besides its text."""

    use_required_attribute = False
    address = its_address()

    class Meta:
        model = Article
        fields = ["title", "byline", "address", "published_on"]
        error_messages = {
            "title": {"required": _("Write the article's title: readers find its checks by it.")}
        }
        help_texts = {
            "published_on": _("Readers see it. The dates that were found in the text stay as they are."),
        }
        widgets = {
            "title": forms.TextInput,
            "published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }


class TitledIntake(Intake):
    page = its_address()
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=500,
        help_text=_("Empty: the title that it names, or else its first line."),
    )


class TextIntake(TitledIntake):
    content = "text"
    field_order = ["text", "title", "published_on", "page", "links", "desk"]
    text = forms.CharField(
        label=_("Text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "The whole article. Menus, captions and by-lines may stay: they are set aside, with the reason."
        ),
        error_messages={"required": _("Paste the article's text.")},
    )
    links = forms.CharField(
        label=_("Addresses that it links to"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One a line. They are fetched and looked up for every claim. Text copied from a page brings "
            "its links along."
        ),
    )

    def clean_links(self) -> list[str]:
        return list(dict.fromkeys(self.cleaned_data["links"].split()))


class AddressIntake(Intake):
    content = "address"
    field_order = ["address", "published_on", "desk"]
    address = forms.CharField(
        label=_("Address"),
        max_length=2000,
        widget=forms.URLInput(attrs={"inputmode": "url", "placeholder": "https://"}),
        help_text=_("The page is fetched and archived; its text becomes the article."),
        error_messages={"required": _("Write the article's address.")},
    )


class FileIntake(TitledIntake):
    content = "file"
    field_order = ["file", "title", "published_on", "page", "desk"]
    file = forms.FileField(
        label=_("File"),
        help_text=_("TXT, HTML, DOCX or PDF, up to 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.html,.htm,.docx,.pdf"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Choose another one."),
        },
    )


class Profile(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = User
        fields = ["first_name", "last_name", "time_zone", "theme", "absent_until", "keyboard_shortcuts"]
        labels = {
            "theme": _("Colours"),
            "keyboard_shortcuts": _("Single keys press the buttons that show them"),
        }
        help_texts = {"time_zone": _("As in Europe/Berlin. Times are shown in it.")}
        widgets = {
            "theme": forms.RadioSelect(choices=Theme.choices),
            "absent_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }


class NewToken(forms.Form):
    use_required_attribute = False

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("Where it is used."),
        error_messages={"required": _("Say where the token is used.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("It may"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what the token may do.")},
    )
    expires_on = forms.DateField(
        label=_("Expires on"),
        required=False,
        help_text=_("Empty: never."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class NoticeSettings(forms.Form):
    """How often mail comes, and of what a person wants to hear at all."""

    use_required_attribute = False

    mail = forms.ChoiceField(
        label=_("Mail what I have not read"), choices=Mail.choices, widget=forms.RadioSelect
    )
    told = forms.MultipleChoiceField(
        label=_("Tell me when"),
        choices=[(event.value, event.label) for event in Event if event not in NOBODY],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("What you leave out comes neither to your inbox nor by mail."),
    )

    def __init__(self, data: Any = None, *, preference: NoticePreference) -> None:
        told = [event.value for event in Event if event.value not in preference.muted]
        super().__init__(data, initial={"mail": preference.mail, "told": told})

    @property
    def muted(self) -> set[Event]:
        return {event for event in set(Event) - NOBODY if event.value not in self.cleaned_data["told"]}


class NewWebhook(forms.Form):
    use_required_attribute = False

    address = forms.CharField(
        label=_("Address"),
        max_length=2000,
        help_text=_("Where to send, with https://."),
        error_messages={"required": _("Write the address that is told.")},
    )
    events = forms.MultipleChoiceField(
        label=_("Tell it of"),
        choices=Event.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what it is told of.")},
    )


class ClaimChoice(forms.ModelChoiceField):
    """A claim by its words, as many as a list has room for."""

    def label_from_instance(self, claim: Claim) -> str:
        return Truncator(claim.text).chars(90)


class NewSource(forms.Form):
    """A source without an address: what it is, whose, and what it says."""

    use_required_attribute = False

    form = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(form.value, form.label) for form in FORMS_WITHOUT_ADDRESS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=500,
        help_text=_("Readers see it, as in “Interview with the harbour master”."),
        error_messages={"required": _("Write a title: without an address only it says what this is.")},
    )
    publisher = forms.CharField(
        label=_("Who stands behind it"),
        max_length=200,
        help_text=_(
            "A person or an organisation; readers see it. Of one whose pages are sources, too, write the "
            "site, as in stats.example: both count as one where independent sources are asked for."
        ),
        error_messages={"required": _("Say who stands behind it: a person or an organisation.")},
    )
    dated = forms.CharField(
        label=_("Date"),
        required=False,
        max_length=10,
        help_text=_("As in 2026-03-14, 2026-03 or 2026. Leave it empty if nobody knows."),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=SourceKind.choices,
        initial=SourceKind.UNKNOWN,
        help_text=_("Primary: who saw, did or decided it. Evidence rules go by it."),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "PDF, DOCX, text, CSV, HTML, an e-mail (EML), a picture or WARC, up to 50 MB. "
            "Readers never get it, only what you quote."
        ),
    )
    transcript = forms.CharField(
        label=_("What it says"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Instead of a file: your notes, or the page of the book that you quote. With a file only if that "
            "is a picture or a scan."
        ),
    )
    note = forms.CharField(
        label=_("How it reached you"),
        max_length=MAX_NOTE_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For the newsroom alone, as in “Sent by the press office to Sam on 14 March”."),
        error_messages={"required": _("Say how it reached you, so that others can judge it.")},
    )
    claim = ClaimChoice(
        Claim.objects.none(), label=_("For"), required=False, empty_label=_("Every claim of the article")
    )

    def __init__(self, data: Any = None, files: Any = None, *, claims: QuerySet[Claim], chosen: str) -> None:
        super().__init__(data, files, initial={"claim": chosen})
        self.fields["claim"].queryset = claims  # type: ignore[attr-defined]


class NewImport(forms.Form):
    """A file or an address, in one of the forms; what to search for, with an API's."""

    use_required_attribute = False

    form = forms.ChoiceField(
        label=_("What it is"), choices=ImportForm.choices, widget=forms.RadioSelect, initial=ImportForm.FEED
    )
    file = forms.FileField(label=_("File"), required=False, help_text=_("A feed or a table."))
    address = forms.CharField(
        label=_("Or an address"), max_length=2000, required=False, help_text=_("With https://.")
    )
    query = forms.CharField(
        label=_("Words to search for"), max_length=2000, required=False, help_text=_("Only with an API.")
    )
    site = forms.CharField(
        label=_("Publisher's site"), max_length=300, required=False, help_text=_("Only with an API.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "file" in cleaned and bool(cleaned["file"]) == bool(cleaned.get("address")):
            self.add_error("file", _("Choose a file, or write an address."))
        return cleaned


class SubscriptionLimits(forms.Form):
    """What a subscription is called, and how much of it is archived."""

    use_required_attribute = False

    title = forms.CharField(
        label=_("Title"), required=False, max_length=500, help_text=_("Empty: its address.")
    )
    items_a_day = forms.IntegerField(
        label=_("Pages a day at most"),
        min_value=1,
        max_value=MOST_ITEMS_A_DAY,
        initial=DEFAULT_ITEMS_A_DAY,
        help_text=_("Of a feed or sitemap. The newest are archived first, the others wait."),
        error_messages={"required": _("Write how many pages a day are archived at most.")},
    )
    path_prefix = forms.CharField(
        label=_("Only paths that start with"),
        required=False,
        max_length=300,
        help_text=_("As in /news/. Empty: all that is listed."),
    )


class NewSubscription(SubscriptionLimits):
    field_order = ["address", "form", "title", "kind", "publisher", "country", "items_a_day", "path_prefix"]

    address = forms.CharField(
        label=_("Address"),
        max_length=2000,
        widget=forms.URLInput(attrs={"inputmode": "url", "placeholder": "https://"}),
        error_messages={"required": _("Write the address of the page, feed or sitemap.")},
    )
    form = forms.ChoiceField(
        label=_("What is it?"),
        choices=SubscriptionForm.choices,
        widget=forms.RadioSelect,
        initial=SubscriptionForm.FEED,
        help_text=_("Of a feed or sitemap the pages that it lists are archived, as they appear."),
        error_messages={"required": _("Say whether it is a page, a feed or a sitemap.")},
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=SourceKind.choices, initial=SourceKind.PRIMARY)
    publisher = forms.CharField(
        label=_("Publisher"), required=False, max_length=200, help_text=_("Empty: named by its site.")
    )
    country = forms.CharField(
        label=_("Country"), required=False, max_length=3, help_text=_("Two letters, as in GB; INT for none.")
    )
