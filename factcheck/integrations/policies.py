"""What a program may not do, whatever its owner may. `check_can_…` raises the sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.accounts.policies import desk_ids_of
from factcheck.exceptions import NotAllowed, TransitionDenied
from factcheck.integrations.models import MarkupPage, Webhook
from factcheck.workflow.models import FactCheck
from factcheck.workflow.statuses import IN_WORK, State


def check_can_edit_by_program(factcheck: FactCheck) -> None:
    """A person's sign-off is never undone by a program's edit."""
    if State(factcheck.state) not in IN_WORK:
        raise TransitionDenied(
            _("This claim is “{state}”: a person must change it, in the newsroom's pages.").format(
                state=factcheck.get_state_display()
            )
        )


def check_can_suggest_verdict(factcheck: FactCheck) -> None:
    """A suggestion helps whoever still works on the verdict."""
    if State(factcheck.state) not in IN_WORK:
        raise TransitionDenied(
            _("A verdict can be suggested while the claim is open. It is “{state}” now.").format(
                state=factcheck.get_state_display()
            )
        )


def check_can_manage_webhook(webhook: Webhook, user: User) -> None:
    if not (user.is_superuser or webhook.owner_id == user.pk):
        raise NotAllowed(_("Only its owner or an administrator can do this with a webhook."))


def check_can_change_page(page: MarkupPage, user: User) -> None:
    if not (user.is_superuser or page.written_by_id == user.pk):
        raise NotAllowed(_("Only who wrote this page's mark-up, or an administrator, can change it."))


def check_can_import(user: User) -> None:
    if not (user.is_superuser or desk_ids_of(user)):
        raise NotAllowed(
            _("Only people of a desk import fact-checks. Ask an administrator to add you to one.")
        )
