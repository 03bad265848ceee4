"""The library's subscriptions: added, changed, switched, removed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sources.exceptions import BadSubscription
from sources.models import Publisher, Source, SourceKind, Subscription, SubscriptionForm
from sources.models.library import DEFAULT_ITEMS_A_DAY, MOST_ITEMS_A_DAY
from sources.services.describing import correct_source
from sources.services.library import add_source

LIMITS = ("items_a_day", "path_prefix")
FACTS = ("title", "kind")


@transaction.atomic
def add_subscription(
    *,
    address: str,
    form: str,
    by: Any,
    title: str = "",
    kind: str = SourceKind.UNKNOWN,
    publisher: str = "",
    country: str = "",
    items_a_day: int = DEFAULT_ITEMS_A_DAY,
    path_prefix: str = "",
    is_on: bool = True,
) -> Subscription:
    """Follow what stands at an address. Raises BadAddress, BadSubscription (also if it is there already)."""
    if form not in SubscriptionForm.values:
        raise BadSubscription(_("Say whether it is a page, a feed or a sitemap."), field="form")
    _check_limits(items_a_day, path_prefix)
    source = add_source(address=address, by=by, title=title, kind=kind)
    if Subscription.objects.filter(source=source).exists():
        raise BadSubscription(_("The library has this address already."), field="address")
    _name_publisher(source, publisher)
    return Subscription.objects.create(
        source=source,
        form=form,
        country=country.strip().upper(),
        items_a_day=items_a_day,
        path_prefix=path_prefix,
        is_on=is_on,
        next_check_at=timezone.now() if is_on else None,
    )


@transaction.atomic
def change_subscription(*, subscription: Subscription, **changes: Any) -> Subscription:
    """Change its limits (items_a_day, path_prefix) and what is said of its source (title, kind).

    Raises BadSubscription, BadSource.
    """
    limits = {name: changes[name] for name in LIMITS if name in changes}
    facts = {name: changes[name] for name in FACTS if name in changes}
    _check_limits(
        limits.get("items_a_day", subscription.items_a_day),
        limits.get("path_prefix", subscription.path_prefix),
    )
    Subscription.objects.filter(pk=subscription.pk).update(**limits)
    correct_source(source=subscription.source, **facts)
    return Subscription.objects.select_related("source").get(pk=subscription.pk)


def switch_subscription(*, subscription: Subscription, is_on: bool) -> None:
    """Follow it from now on, beginning at once; or leave it alone, what is archived stays."""
    Subscription.objects.filter(pk=subscription.pk).exclude(is_on=is_on).update(
        is_on=is_on, next_check_at=timezone.now() if is_on else None, failures=0, cause=""
    )


def remove_subscription(*, subscription: Subscription) -> None:
    """Take it out of the library; its source and what was archived stay."""
    subscription.delete()


def _check_limits(items_a_day: int, path_prefix: str) -> None:
    if not 1 <= items_a_day <= MOST_ITEMS_A_DAY:
        raise BadSubscription(
            _("Choose between 1 and {most} items a day.").format(most=MOST_ITEMS_A_DAY), field="items_a_day"
        )
    if path_prefix and not path_prefix.startswith("/"):
        raise BadSubscription(_("A path starts with a slash, as in /news/."), field="path_prefix")


def _name_publisher(source: Source, name: str) -> None:
    """A publisher that is only known by its site gets the name; one that a person named keeps theirs."""
    publisher = source.publisher
    if name.strip() and publisher is not None and publisher.name == publisher.site:
        Publisher.objects.filter(pk=publisher.pk).update(name=name.strip()[:200], kind=source.kind)
