"""The starter list of public primary sources that ships: read, and added switched off."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from sources.exceptions import BadSubscription
from sources.models import SourceKind
from sources.services.subscriptions import add_subscription

STARTER_LIST = Path(__file__).parents[1] / "data" / "starter_library.toml"


def starter_list() -> list[dict[str, Any]]:
    """Address, form, title, publisher and country of each."""
    with STARTER_LIST.open("rb") as file:
        return list(tomllib.load(file)["subscription"])


@transaction.atomic
def load_starter_list(*, by: Any) -> int:
    """Add what the library doesn't have yet, off; what is there stays as it is. Returns how many came."""
    return sum(_is_added(given, by) for given in starter_list())


def _is_added(given: dict[str, Any], by: Any) -> bool:
    try:
        add_subscription(**given, kind=SourceKind.PRIMARY, is_on=False, by=by)
    except BadSubscription:
        return False
    return True
