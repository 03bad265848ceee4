"""What is said of a source: everything where it has no address, else its title and kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from sources.exceptions import BadSource
from sources.models import Form, Publisher, Source, SourceKind

FORMS_WITHOUT_ADDRESS = tuple(form for form in Form if form != Form.WEB_PAGE)
# A day, a month or a year: a book has no day, and a report often none.
DATED = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
MAX_TITLE_CHARACTERS, MAX_NAME_CHARACTERS, MAX_NOTE_CHARACTERS = 500, 200, 2000


@dataclass(frozen=True)
class Description:
    """A source without an address: what it is, who stands behind it, when it is from, how it reached us.

    form: of FORMS_WITHOUT_ADDRESS. publisher: a person or an organisation, by name. dated: 2026-03-14,
    2026-03 or 2026; "" where nobody knows.
    """

    form: str
    title: str
    publisher: str
    note: str
    dated: str = ""
    kind: str = SourceKind.UNKNOWN


def add_source_without_address(*, described: Description, by: Any) -> Source:
    """An interview, document, e-mail, book or data set. It is never fetched. Raises BadSource."""
    checked = {name: CHECKS[name](value) for name, value in asdict(described).items()}
    return Source.objects.create(**checked, added_by=by)


def correct_source(
    *,
    source: Source,
    title: str | None = None,
    kind: str | None = None,
    form: str | None = None,
    publisher: str | None = None,
    dated: str | None = None,
) -> Source:
    """Put right what is said of a source; None leaves it as it is. Raises BadSource.

    An empty title is filled by the page's own at its next reading. A page's form and publisher follow from
    its address, so they are put right only where there is none. What was frozen with it stays.
    """
    given = {"title": title, "kind": kind, "form": form, "publisher": publisher, "dated": dated}
    wanted = {name: value for name, value in given.items() if value is not None}
    changes = {name: _check(source, name)(value) for name, value in wanted.items()}
    Source.objects.filter(pk=source.pk).update(**changes)
    source.refresh_from_db(fields=list(given))
    return source


def _check(source: Source, name: str) -> Callable[[str], Any]:
    if source.address is None or name == "kind":
        return CHECKS[name]
    if name == "title":
        return _title_of_page
    raise BadSource(_("A page's address says what it is and whose. Correct its title or kind."), field=name)


def _title(title: str) -> str:
    if not title.strip():
        raise BadSource(_("Write what it is: without an address only its title says so."), field="title")
    return _title_of_page(title)


def _title_of_page(title: str) -> str:
    return _in_a_line(title, field="title", longest=MAX_TITLE_CHARACTERS)


def _publisher(name: str) -> Publisher:
    """Who has that name, or that site; somebody new where nobody has."""
    name = _in_a_line(name, field="publisher", longest=MAX_NAME_CHARACTERS)
    if not name:
        raise BadSource(_("Say who stands behind it: a person or an organisation."), field="publisher")
    of_site = Publisher.objects.filter(Q(name__iexact=name) | Q(site__iexact=name), site__isnull=False)
    known = of_site.order_by("pk").first()
    return known or Publisher.objects.get_or_create(name__iexact=name, site=None, defaults={"name": name})[0]


def _in_a_line(value: str, *, field: str, longest: int) -> str:
    value = " ".join(value.split())
    if len(value) > longest:
        raise BadSource(_("Write at most {n} characters.").format(n=longest), field=field)
    return value


def _kind(kind: str) -> str:
    if kind not in SourceKind.values:
        raise BadSource(_("Choose what kind of source it is."), field="kind")
    return kind


def _form(form: str) -> str:
    if form not in FORMS_WITHOUT_ADDRESS:
        raise BadSource(
            _("Choose whether it is an interview, a document, an e-mail, a book or a data set."), field="form"
        )
    return form


def _dated(dated: str) -> str:
    dated = dated.strip()
    try:
        known = not dated or bool(DATED.fullmatch(dated) and date.fromisoformat(f"{dated}-01-01"[:10]))
    except ValueError:
        known = False
    if not known:
        raise BadSource(_("Write the date as 2026-03-14, 2026-03 or 2026, or leave it empty."), field="dated")
    return dated


def _note(note: str) -> str:
    note = note.strip()
    if not note:
        raise BadSource(_("Say how it reached you, so that others can judge it."), field="note")
    if len(note) > MAX_NOTE_CHARACTERS:
        raise BadSource(_("Write at most {n} characters.").format(n=MAX_NOTE_CHARACTERS), field="note")
    return note


CHECKS: dict[str, Callable[[str], Any]] = {
    "form": _form,
    "title": _title,
    "publisher": _publisher,
    "dated": _dated,
    "note": _note,
    "kind": _kind,
}
