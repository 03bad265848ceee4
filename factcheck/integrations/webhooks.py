"""The one door to webhooks: make, change, rotate, disable, remove."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Incomplete
from factcheck.integrations.models import Webhook
from factcheck.integrations.policies import check_can_manage_webhook
from factcheck.integrations.signing import new_secret
from factcheck.notices.events import Event
from sources.conf import sources_settings
from sources.exceptions import BadAddress
from sources.fetching.types import FetchStopped

# How long the secret before still signs beside the new one.
ROTATION_LASTS = timedelta(hours=24)
MAX_WEBHOOKS = 20
DISABLED_BY_PERSON = "Disabled by a person."


@transaction.atomic
def create_webhook(*, owner: User, address: str, events: Sequence[str]) -> Webhook:
    """Its secret is shown now and never again. Raises BadAddress, Incomplete."""
    if Webhook.objects.filter(owner=owner).count() >= MAX_WEBHOOKS:
        raise Incomplete(
            _("You have {count} webhooks already. Remove one first.").format(count=MAX_WEBHOOKS),
            field="address",
        )
    return Webhook.objects.create(
        owner=owner, address=_admitted(address), events=_known(events), secret=new_secret()
    )


def change_webhook(
    *, webhook: Webhook, by: User, address: str | None = None, events: Sequence[str] | None = None
) -> Webhook:
    """Another address, other events. Raises BadAddress, Incomplete, NotAllowed."""
    check_can_manage_webhook(webhook, by)
    if address is not None:
        webhook.address = _admitted(address)
    if events is not None:
        webhook.events = _known(events)
    webhook.save(update_fields=["address", "events"])
    return webhook


def rotate_secret(*, webhook: Webhook, by: User) -> str:
    """A new secret; for a day the one before signs too. Raises NotAllowed."""
    check_can_manage_webhook(webhook, by)
    webhook.previous_secret, webhook.secret = webhook.secret, new_secret()
    webhook.previous_until = timezone.now() + ROTATION_LASTS
    webhook.save(update_fields=["previous_secret", "secret", "previous_until"])
    return webhook.secret


def disable_webhook(*, webhook: Webhook, by: User) -> Webhook:
    """Nothing is sent any more until it is enabled. Raises NotAllowed."""
    check_can_manage_webhook(webhook, by)
    return disable(webhook, reason=DISABLED_BY_PERSON)


def enable_webhook(*, webhook: Webhook, by: User) -> Webhook:
    """What happens from now on is sent; what happened in between is not. Raises NotAllowed."""
    check_can_manage_webhook(webhook, by)
    webhook.disabled_at, webhook.disabled_reason = None, ""
    webhook.save(update_fields=["disabled_at", "disabled_reason"])
    return webhook


def delete_webhook(*, webhook: Webhook, by: User) -> None:
    """With its log. Raises NotAllowed."""
    check_can_manage_webhook(webhook, by)
    webhook.delete()


def disable(webhook: Webhook, *, reason: str) -> Webhook:
    """As a receiver asks for by 410."""
    if webhook.disabled_at is None:
        webhook.disabled_at, webhook.disabled_reason = timezone.now(), reason[:300]
        webhook.save(update_fields=["disabled_at", "disabled_reason"])
    return webhook


def _admitted(text: str) -> str:
    gate = sources_settings().gate()
    try:
        address = gate.admit(text.strip())
    except FetchStopped as refusal:
        raise BadAddress(refusal.cause) from refusal
    if address.scheme != "https" and not gate.is_exception(address.host, address.port):
        raise BadAddress(
            _("Use an address that begins with https://: what is sent is not for others to read.")
        )
    return str(address)


def _known(events: Sequence[str]) -> list[str]:
    chosen = [event for event in Event.values if event in events]
    if not chosen or len(chosen) != len(set(events)):
        raise Incomplete(
            _("Choose at least one event out of {events}.").format(events=", ".join(Event.values)),
            field="events",
        )
    return chosen
