"""What comes first: deadline × importance × check-worthiness, as one number and as a word.

The number is computed twice, in Python for one row and in SQL for the order of a list; a test holds the
two together.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import (
    BooleanField,
    Case,
    DateTimeField,
    ExpressionWrapper,
    F,
    FloatField,
    Q,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest
from django.db.models.lookups import GreaterThanOrEqual, LessThan
from django.utils.translation import gettext_lazy as _

from factcheck.workflow.statuses import UNFINISHED


class Importance(models.IntegerChoices):
    """What an editor says a check matters to readers; the factor itself."""

    LOW = 1, _("Low")
    NORMAL = 2, _("Normal")
    HIGH = 3, _("High")


class Band(models.TextChoices):
    URGENT = "urgent", _("Urgent")
    HIGH = "high", _("High")
    NORMAL = "normal", _("Normal")
    LOW = "low", _("Low")


# What is due within this counts so many times as much as what has time; overdue: within nothing.
DEADLINE_FACTORS = ((timedelta(0), 4.0), (timedelta(hours=24), 3.0), (timedelta(hours=72), 2.0))
# A claim that a person added was never scored; and a low score lowers a claim's place, it never hides it.
UNSCORED, LEAST_WORTH = 0.5, 0.1
# The least number of each band, of 12 at most. A claim of normal importance without a deadline is normal
# from a check-worthiness of 0.5 on; due within a day it is urgent from 1.0, and an important one from 0.67.
BANDS = ((Band.URGENT, 6.0), (Band.HIGH, 3.0), (Band.NORMAL, 1.0), (Band.LOW, 0.0))


def priority(
    *, due_at: datetime | None, importance: int, checkworthiness: float | None, now: datetime
) -> float:
    """How urgent a check is: above 0, at most 12."""
    worth = max(UNSCORED if checkworthiness is None else checkworthiness, LEAST_WORTH)
    return _deadline_factor(due_at, now) * importance * worth


def band(number: float) -> Band:
    return next(band for band, least in BANDS if number >= least)


def in_band(wanted: Band, *, at: datetime) -> Q:
    """The fact-checks of a band, by their number."""
    above = {band: least for (band, _least), (_above, least) in zip(BANDS[1:], BANDS[:-1], strict=True)}
    number = priority_in_sql(at)
    condition = Q(GreaterThanOrEqual(number, Value(dict(BANDS)[wanted])))
    return condition & Q(LessThan(number, Value(above[wanted]))) if wanted in above else condition


def overdue(now: datetime) -> Q:
    """The fact-checks whose deadline has passed while somebody has still to do something."""
    return Q(due_at__lt=now, state__in=UNFINISHED)


def is_overdue(*, due_at: datetime | None, state: str, now: datetime) -> bool:
    """The same of one fact-check."""
    return due_at is not None and due_at < now and state in UNFINISHED


def most_urgent_first(now: datetime) -> tuple[Any, ...]:
    """The order of a list: overdue first, then by priority, then what waits longest."""
    late = Coalesce(ExpressionWrapper(overdue(now), BooleanField()), Value(False))
    return late.desc(), priority_in_sql(now).desc(), "waiting_since", "pk"


def priority_in_sql(now: datetime) -> ExpressionWrapper:
    """The same number of a fact-check, for annotate() and order_by()."""
    due = [
        When(due_at__lte=Value(now + within, output_field=DateTimeField()), then=Value(factor))
        for within, factor in DEADLINE_FACTORS
    ]
    worth = Greatest(
        Coalesce(F("claim__checkworthiness"), Value(UNSCORED), output_field=FloatField()), Value(LEAST_WORTH)
    )
    deadline = Case(*due, default=Value(1.0), output_field=FloatField())
    return ExpressionWrapper(deadline * F("importance") * worth, output_field=FloatField())


def _deadline_factor(due_at: datetime | None, now: datetime) -> float:
    if due_at is None:
        return 1.0
    return next((factor for within, factor in DEADLINE_FACTORS if due_at <= now + within), 1.0)
