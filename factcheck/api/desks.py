"""At which desk a request works."""

from __future__ import annotations

from django.utils.translation import gettext as _

from factcheck.accounts.models import Desk, User
from factcheck.api import visible
from factcheck.exceptions import Incomplete


def chosen_desk(user: User, slug: str | None) -> Desk:
    """The named desk of this person, or the only one. Raises Incomplete."""
    desks = list(visible.desks(user))
    chosen = [desk for desk in desks if slug in (desk.slug, None)]
    if len(chosen) == 1:
        return chosen[0]
    if not desks:
        raise Incomplete(
            _("You belong to no desk yet. Ask an administrator to add you to one."), field="desk"
        )
    yours = ", ".join(desk.slug for desk in desks)
    raise Incomplete(_("Name one of your desks: {desks}.").format(desks=yours), field="desk")
