"""What happened is read by those whose work it is, and by nobody else."""

import pghistory
import pytest

from factcheck.audit.activity import activity
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from tests.factcheck.publication.cases import Newsroom

pytestmark = pytest.mark.django_db
PAGE = "/activity/"


@pytest.fixture
def newsroom(db):
    return Newsroom()


@pytest.fixture
def factcheck(newsroom):
    with pghistory.context(by=newsroom.sam.pk, door="web"):
        factcheck = newsroom.proposed()
    with pghistory.context(by=newsroom.ana.pk, door="admin"):
        workflow.sign_off(factcheck=FactCheck.objects.get(pk=factcheck.pk), by=newsroom.ana)
        workflow.undo_sign_off(factcheck=FactCheck.objects.get(pk=factcheck.pk), by=newsroom.ana)
    return factcheck


def test_a_claims_activity_has_every_act_with_who_by_which_door_and_what_changed(newsroom, factcheck):
    deeds = activity(desk_ids=[newsroom.desk.pk], claim_id=factcheck.claim_id, limit=100)
    assert {deed.claim_id for deed in deeds} == {factcheck.claim_id}
    assert [deed.at for deed in deeds] == sorted((deed.at for deed in deeds), reverse=True)
    states = [
        (deed.who, deed.door, change.before, change.after)
        for deed in reversed(deeds)
        for change in deed.changes
        if change.field == "state"
    ]
    assert states == [
        ("Sam", "web", "open", "in_review"),
        ("Ana", "admin", "in_review", "signed_off"),
        ("Ana", "admin", "signed_off", "in_review"),
    ]


def test_an_undo_is_an_event_of_its_own(newsroom, factcheck):
    deeds = activity(desk_ids=[newsroom.desk.pk], claim_id=factcheck.claim_id, limit=100)
    signoffs = [deed for deed in deeds if deed.what == "sign-off"]
    assert [deed.act for deed in signoffs] == ["insert", "insert"]


def test_a_persons_activity_is_theirs_alone(newsroom, factcheck):
    deeds = activity(desk_ids=[newsroom.desk.pk], person_id=newsroom.ana.pk, limit=100)
    assert {deed.who for deed in deeds} == {"Ana"}


def test_what_workers_did_is_told_apart_and_left_out_until_asked_for(client, newsroom, factcheck):
    with pghistory.context(by=newsroom.sam.pk, door="job:extract_claims"):
        newsroom.proposed(text="A claim that a worker found.")
    client.force_login(newsroom.sam)
    people = client.get(PAGE).context["deeds"]
    assert people
    assert not any(deed.by_machine for deed in people)
    answer = client.get(PAGE, {"machine": 1})
    assert any(deed.by_machine for deed in answer.context["deeds"])
    assert 'The machine</strong> <span class="quiet">for Sam' in answer.content.decode()


def test_the_page_of_a_claim_is_read_by_its_desk_and_does_not_exist_for_another(client, newsroom, factcheck):
    address = f"{PAGE}?claim={factcheck.claim_id}"
    client.force_login(newsroom.sam)
    page = client.get(address).content.decode()
    assert "signed_off" in page
    assert "Ana" in page
    client.force_login(newsroom.lou)
    assert client.get(address).status_code == 404


def test_a_journalist_reads_their_own_and_a_reviewer_everybodys(client, newsroom, factcheck):
    client.force_login(newsroom.sam)
    assert {deed.who for deed in client.get(PAGE).context["deeds"]} == {"Sam"}
    assert client.get(f"{PAGE}?person={newsroom.ana.pk}").status_code == 404
    client.force_login(newsroom.ana)
    assert {"Sam", "Ana"} <= {deed.who for deed in client.get(PAGE).context["deeds"]}
    assert client.get(f"{PAGE}?person={newsroom.sam.pk}").status_code == 200
    assert client.get(f"{PAGE}?person={newsroom.lou.pk}").status_code == 404


def test_a_desks_activity_is_its_own(client, newsroom, factcheck):
    client.force_login(newsroom.kim)
    assert client.get(f"{PAGE}?desk={newsroom.other_desk.pk}").context["deeds"] == []
    assert client.get(f"{PAGE}?desk={newsroom.desk.pk}").context["deeds"]
    client.force_login(newsroom.sam)
    assert client.get(f"{PAGE}?desk={newsroom.other_desk.pk}").status_code == 404


@pytest.mark.parametrize("asked", ["claim=x", "person=½", "desk=" + "9" * 30, "claim=-1"])
def test_a_number_that_is_none_is_not_found(client, newsroom, asked):
    client.force_login(newsroom.ana)
    assert client.get(f"{PAGE}?{asked}").status_code == 404


def test_older_deeds_are_a_page_away(client, newsroom):
    client.force_login(newsroom.ana)
    for number in range(8):
        newsroom.proposed(text=f"Claim {number}.")
    first, older = client.get(PAGE).context, client.get(PAGE, {"page": 2}).context
    assert (len(first["deeds"]), first["older"]) == (50, 2)
    assert older["deeds"]
    everything = activity(desk_ids=[newsroom.desk.pk], limit=100)
    assert [*first["deeds"], *older["deeds"]] == everything
