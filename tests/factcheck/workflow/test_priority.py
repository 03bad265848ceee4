from datetime import UTC, datetime, timedelta

import pytest

from claims.models import Claim
from factcheck.workflow.models import FactCheck
from factcheck.workflow.priority import Band, band, priority
from tests.factories import a_factcheck, a_journalist

NOW = datetime(2026, 5, 12, 12, tzinfo=UTC)
# Due in, importance and check-worthiness; the number and its band.
CASES = [
    (None, 2, 0.5, 1.0, Band.NORMAL),
    (None, 2, None, 1.0, Band.NORMAL),
    (None, 1, 0.5, 0.5, Band.LOW),
    (None, 2, 0.0, 0.2, Band.LOW),
    (timedelta(hours=100), 3, 1.0, 3.0, Band.HIGH),
    (timedelta(hours=72), 2, 0.5, 2.0, Band.NORMAL),
    (timedelta(hours=24), 2, 1.0, 6.0, Band.URGENT),
    (timedelta(hours=-1), 3, 1.0, 12.0, Band.URGENT),
    (timedelta(0), 1, 0.5, 2.0, Band.NORMAL),
]


@pytest.mark.parametrize(("due", "importance", "worth", "expected", "word"), CASES)
def test_multiplies_deadline_importance_and_check_worthiness(due, importance, worth, expected, word):
    due_at = None if due is None else NOW + due
    number = priority(due_at=due_at, importance=importance, checkworthiness=worth, now=NOW)
    assert (number, band(number)) == (pytest.approx(expected), word)


@pytest.mark.django_db
@pytest.mark.parametrize(("due", "importance", "worth", "expected", "word"), CASES)
def test_the_database_comes_to_the_same(due, importance, worth, expected, word):
    factcheck = a_factcheck(by=a_journalist())
    Claim.objects.update(checkworthiness=worth)
    FactCheck.objects.update(due_at=None if due is None else NOW + due, importance=importance)
    row = FactCheck.objects.with_priority(at=NOW).get(pk=factcheck.pk)
    assert row.priority == pytest.approx(expected)
