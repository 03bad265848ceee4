"""Invitations by mail: who may send them, what the link says, and that it works once."""

import re

import pytest
from django.apps import apps
from django.core import mail, signing
from django.test import Client
from django.urls import reverse

from factcheck.accounts.invitations import SALT, Invited, make_token, read_token
from factcheck.accounts.models import Role, User
from tests.factories import PASSWORD, a_desk, a_journalist, a_person, a_reviewer
from tests.inline import run_jobs

JOINING = {"username": "nora", "first_name": "Nora", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def desk(db):
    return a_desk()


def invited_by(client, user, desk):
    client.force_login(user)
    values = {"email": "nora@newsroom.example", "desk": desk.pk, "role": Role.JOURNALIST}
    return client.post(reverse("invite"), values)


def test_a_reviewer_invites_and_the_person_joins_the_desk_once(client, desk):
    assert invited_by(client, a_reviewer(desk=desk), desk).status_code == 302
    address = re.search(r"http://testserver(/\S+)", mail.outbox[0].body).group(1)
    client.logout()
    assert "Join Newsroom" in client.get(address).content.decode()
    client.post(address, JOINING)
    nora = User.objects.get(username="nora")
    assert (nora.email, nora.memberships.get().desk, nora.memberships.get().role) == (
        "nora@newsroom.example",
        desk,
        Role.JOURNALIST,
    )
    assert client.get(address).status_code == 410


def test_a_journalist_cant_invite_and_reads_who_can(client, desk):
    refused = invited_by(client, a_journalist(desk=desk), desk)
    assert refused.status_code == 403
    assert "Only a reviewer or an administrator can invite people." in refused.content.decode()
    assert mail.outbox == []


def test_a_reviewer_cant_invite_to_another_desk(client, desk):
    other = a_desk("Sports")
    assert invited_by(client, a_reviewer(desk=desk), other).status_code == 422
    assert mail.outbox == []


def test_who_has_an_account_gets_no_link_that_would_not_work(client, desk):
    a_person("Nora", desk=a_desk("Sports"))
    refused = invited_by(client, a_reviewer(desk=desk), desk)
    assert refused.status_code == 422
    assert "This person has an account already." in refused.content.decode()
    assert mail.outbox == []


def test_an_invitation_that_could_not_be_sent_says_so(client, desk, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nothing listens there
    unsent = invited_by(client, a_reviewer(desk=desk), desk)
    assert unsent.status_code == 503
    assert "The mail could not be sent. An administrator can invite" in unsent.content.decode()
    assert 'value="nora@newsroom.example"' in unsent.content.decode()


def test_an_administrator_sees_the_link_once_and_it_works(client, desk):
    kim = a_reviewer("kim", desk=desk, is_administrator=True)
    assert invited_by(client, kim, desk).status_code == 302
    page = client.get(reverse("invite")).content.decode()
    address = re.search(r'id="new-invitation">http://testserver(/\S+?)</p>', page).group(1)
    assert "It is on its way by mail, too." in page
    assert "new-invitation" not in client.get(reverse("invite")).content.decode()
    assert Client().post(address, JOINING).status_code == 302


def test_without_a_mail_server_only_an_administrator_can_invite(client, desk, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert invited_by(client, a_reviewer(desk=desk), desk).status_code == 503
    assert invited_by(client, a_reviewer("kim", desk=desk, is_administrator=True), desk).status_code == 302
    assert "No mail was sent: give it to them yourself." in client.get(reverse("invite")).content.decode()


def test_who_invited_somebody_is_on_record(client, desk):
    ana = a_reviewer(desk=desk)
    invited_by(client, ana, desk)
    address = re.search(r"http://testserver(/\S+)", mail.outbox[0].body).group(1)
    Client().post(address, JOINING)
    nora = User.objects.get(username="nora")
    assert nora.invited_by == ana
    recorded = apps.get_model("audit", "UserEvent").objects.get(pgh_obj=nora.pk, pgh_label="insert")
    assert recorded.invited_by_id == ana.pk


def test_an_invitation_sent_before_inviters_were_recorded_still_works(client, desk):
    said = {"email": "nora@newsroom.example", "desk_id": desk.pk, "role": Role.JOURNALIST}
    token = signing.dumps(said, salt=SALT, compress=True)
    assert client.post(reverse("join", args=[token]), JOINING).status_code == 302
    assert User.objects.get(username="nora").invited_by is None


def test_nobody_joins_under_a_name_that_differs_in_capitals_alone(client, desk):
    a_journalist(desk=desk)
    token = make_token(Invited(email="nora@newsroom.example", desk_id=desk.pk, role=Role.JOURNALIST))
    refused = client.post(reverse("join", args=[token]), JOINING | {"username": "SAM"})
    assert refused.status_code == 422
    assert not User.objects.filter(username="SAM").exists()


def test_an_invitation_to_a_desk_that_is_gone_no_longer_works(client, desk):
    token = make_token(Invited(email="nora@newsroom.example", desk_id=desk.pk, role=Role.JOURNALIST))
    desk.delete()
    assert client.post(reverse("join", args=[token]), JOINING).status_code == 410


def test_a_link_that_was_changed_is_refused(client, db):
    token = make_token(Invited(email="nora@newsroom.example", desk_id=1, role=Role.REVIEWER))
    assert read_token(token) == Invited("nora@newsroom.example", 1, Role.REVIEWER)
    assert read_token(token[:-1] + ("a" if token[-1] != "a" else "b")) is None
    assert client.get(reverse("join", args=["nonsense"])).status_code == 410


def test_a_password_is_reset_by_mail(client, desk):
    a_journalist(desk=desk)
    client.post(reverse("password-reset"), {"email": "sam@newsroom.example"})
    run_jobs()
    address = re.search(r"http://localhost:8000(/\S+)", mail.outbox[0].body).group(1)
    chosen = client.get(address, follow=True)
    values = {"new_password1": "a new long password 7", "new_password2": "a new long password 7"}
    client.post(chosen.redirect_chain[-1][0], values)
    assert client.login(username="sam", password="a new long password 7")


@pytest.mark.parametrize("is_switched_off", [True, False])
def test_an_invitation_ends_with_the_rights_of_who_invited(client, desk, is_switched_off):
    """Else who leaves could have invited themselves under another name before."""
    ana = a_reviewer(desk=desk)
    said = Invited("nora@newsroom.example", desk.pk, Role.REVIEWER, by_id=ana.pk)
    address = reverse("join", args=[make_token(said)])
    assert client.get(address).status_code == 200
    if is_switched_off:
        User.objects.filter(pk=ana.pk).update(is_active=False)
    else:
        ana.memberships.update(role=Role.JOURNALIST)
    assert client.post(address, JOINING).status_code == 410
    assert not User.objects.filter(username="nora").exists()
