"""Who may do what at a desk."""

from __future__ import annotations

import pytest

from factcheck.accounts import policies
from factcheck.accounts.models import User
from factcheck.accounts.services import add_desk, command_line_person
from factcheck.exceptions import NotAllowed
from tests.factories import a_desk, a_journalist, a_person, a_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return a_desk("Politics")


@pytest.mark.parametrize(
    ("make", "works", "reviews"), [(a_journalist, True, False), (a_reviewer, True, True)]
)
def test_a_role_is_held_at_a_desk(desk, make, works, reviews):
    person, elsewhere = make(desk=desk), a_desk("Science")
    assert policies.is_member_of(person, desk.pk) is works
    assert policies.is_reviewer_at(person, desk.pk) is reviews
    assert not policies.is_member_of(person, elsewhere.pk)
    assert policies.desk_ids_of(person) == [desk.pk]


def test_refusals_say_whom_to_ask(desk):
    lou = a_journalist("lou", desk=a_desk("Science"))
    with pytest.raises(NotAllowed, match="You are not a member of this desk"):
        policies.check_can_work_at(lou, desk.pk)
    with pytest.raises(NotAllowed, match="Only a reviewer of this desk"):
        policies.check_can_review_at(a_journalist("sam", desk=desk), desk.pk)


def test_an_administrator_sees_every_desk(desk):
    other = a_desk("Science")
    kim = a_person("kim", desk=desk, is_administrator=True)
    assert set(policies.desk_ids_of(kim)) == {desk.pk, other.pk}


def test_somebody_who_left_may_nothing(desk):
    sam = a_journalist("sam", desk=desk)
    User.objects.filter(pk=sam.pk).update(is_active=False)
    assert policies.desk_ids_of(User.objects.get(pk=sam.pk)) == []


def test_commands_act_for_an_account_that_cannot_log_in(desk):
    person = command_line_person()
    assert not person.has_usable_password()
    assert person.desks.get() == desk
    assert command_line_person() == person


def test_a_desk_is_there_once():
    assert add_desk(name="One", slug="one") == add_desk(name="Uno", slug="one")
