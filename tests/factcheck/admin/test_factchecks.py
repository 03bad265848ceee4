import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from factcheck.admin.case import InParagraph, paragraph_around
from factcheck.publication import services as publication
from factcheck.publication.models import Publication
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck, Signoff
from factcheck.workflow.statuses import State

LIST = "/admin/factcheck/factcheck/"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("One.\n\nTwo is here.\n\nThree.", "is", ("Two ", "is", " here.")),
        ("Only words", "Only", ("", "Only", " words")),
        ("Ends so", "so", ("Ends ", "so", "")),
        ("One a\nb two\nthree", "a\nb", ("One ", "a\nb", " two")),
        ("Ünï 🙂 cödé", "🙂", ("Ünï ", "🙂", " cödé")),
    ],
)
def test_shows_a_claim_in_its_paragraph(text, words, expected):
    start = text.index(words)
    assert paragraph_around(text, start, start + len(words)) == InParagraph(*expected)


def address(factcheck):
    return reverse("admin:factcheck_factcheck_change", args=[factcheck.pk])


def press(client, factcheck, act, **values):
    return client.post(address(factcheck), {"act": act, **values})


def state_of(factcheck):
    factcheck.refresh_from_db()
    return factcheck.state


def seen(response):
    return response.content.decode()


@pytest.mark.django_db
def test_the_page_shows_what_there_is_to_decide_on(ana, newsroom):
    page = seen(ana.get(address(newsroom.proposed())))
    for words in [
        "<mark>Spending on roads doubled in 2025</mark>",
        "Spending on roads rose from 100 to 112 million.",
        "Accepted by Sam",
        "Captured 13 January 2026, 09:14 UTC",
        "Spending on roads rose by 12%.",
        "Proposed by Sam",
        "Sign off",
        "Return for changes",
    ]:
        assert words in page


@pytest.mark.django_db
def test_signs_off_exactly_what_was_on_the_screen(ana, newsroom):
    factcheck = newsroom.proposed()
    sha256 = ana.get(address(factcheck)).context["content_sha256"]
    assert press(ana, factcheck, "sign_off", content_sha256=sha256).status_code == 302
    assert state_of(factcheck) == State.SIGNED_OFF
    assert Signoff.objects.get().content_sha256 == sha256


@pytest.mark.django_db
@pytest.mark.parametrize("hash_of_another_screen", ["0" * 64, ""])
def test_refuses_to_sign_off_what_was_not_on_the_screen(ana, newsroom, hash_of_another_screen):
    factcheck = newsroom.proposed()
    response = press(ana, factcheck, "sign_off", content_sha256=hash_of_another_screen)
    assert response.status_code == 422
    assert "Something changed since you opened this page" in seen(response)
    assert state_of(factcheck) == State.IN_REVIEW


@pytest.mark.django_db
def test_shows_why_not_where_the_button_would_be(client, newsroom):
    factcheck = newsroom.open()
    newsroom.ana.refresh_from_db()
    workflow.propose_verdict(
        factcheck=factcheck, rating=newsroom.rating("true"), conclusion="So it is.", by=newsroom.ana
    )
    client.force_login(newsroom.ana)
    page = seen(client.get(address(factcheck)))
    assert "You proposed this. Someone else must sign off." in page
    assert 'value="sign_off"' not in page
    response = press(client, factcheck, "sign_off")
    assert response.status_code == 422
    assert state_of(factcheck) == State.IN_REVIEW


@pytest.mark.django_db
def test_returning_needs_a_reason_and_keeps_the_page(ana, newsroom):
    factcheck = newsroom.proposed()
    response = press(ana, factcheck, "return", words=" ")
    assert response.status_code == 422
    assert "<title>Error: " in seen(response)
    assert "Write what has to change." in seen(response)
    assert state_of(factcheck) == State.IN_REVIEW


@pytest.mark.django_db
def test_a_note_for_what_left_the_queue_meanwhile_is_handed_back(ana, newsroom):
    factcheck = newsroom.proposed()
    workflow.withdraw_proposal(factcheck=factcheck, by=newsroom.sam)
    page = seen(press(ana, factcheck, "return", words="Ask the ministry too."))
    assert "Only a claim in review or signed off can be returned." in page
    assert "Ask the ministry too.</textarea>" in page


@pytest.mark.django_db
def test_returns_with_the_reason(ana, newsroom):
    factcheck = newsroom.proposed()
    press(ana, factcheck, "return", words="Ask the ministry too.")
    assert state_of(factcheck) == State.RETURNED
    assert factcheck.state_reason == "Ask the ministry too."


@pytest.mark.django_db
def test_undoes_a_sign_off(ana, newsroom):
    factcheck = newsroom.signed_off()
    press(ana, factcheck, "undo")
    assert state_of(factcheck) == State.IN_REVIEW


@pytest.mark.django_db
def test_only_the_signer_undoes(client, newsroom):
    factcheck = newsroom.signed_off()
    client.force_login(newsroom.rae)
    assert "Only who signed this off can undo it." in seen(client.get(address(factcheck)))


@pytest.mark.django_db
def test_publishes_then_withdraws_with_a_reason(ana, newsroom):
    factcheck = newsroom.signed_off()
    press(ana, factcheck, "publish")
    assert state_of(factcheck) == State.PUBLISHED
    assert "readers see the reason" in seen(press(ana, factcheck, "withdraw", words=""))
    press(ana, factcheck, "withdraw", words="It was staged.")
    assert state_of(factcheck) == State.WITHDRAWN
    assert Publication.objects.get().withdrawal_reason == "It was staged."


@pytest.mark.django_db
def test_a_correction_is_published_with_its_note(ana, newsroom):
    factcheck = newsroom.published().factcheck
    press(ana, factcheck, "start_correction")
    assert state_of(factcheck) == State.CORRECTING
    newsroom.propose(factcheck, rating="half-true")
    press(ana, factcheck, "sign_off", content_sha256=workflow.content_sha256(factcheck))
    assert "readers see the note" in seen(press(ana, factcheck, "publish_correction", words=""))
    press(ana, factcheck, "publish_correction", words="The accounts were revised.")
    assert Publication.objects.public().get().correction_note == "The accounts were revised."


@pytest.mark.django_db
def test_an_unknown_act_is_not_found(ana, newsroom):
    assert press(ana, newsroom.proposed(), "delete").status_code == 404


@pytest.mark.django_db
def test_comments_and_assigns(ana, newsroom):
    factcheck = newsroom.proposed()
    press(ana, factcheck, "comment", words="Which accounts?")
    ana.post(address(factcheck), {"assignee": newsroom.rae.pk})
    factcheck.refresh_from_db()
    assert factcheck.assignee == newsroom.rae
    page = seen(ana.get(address(factcheck)))
    assert "Which accounts?" in page
    assert "assigned it to Rae" in page
    ana.post(address(factcheck), {"assignee": "", "had": newsroom.rae.pk})
    factcheck.refresh_from_db()
    assert factcheck.assignee is None


@pytest.mark.django_db
def test_what_somebody_has_since_the_page_was_read_is_not_given_away(ana, newsroom):
    factcheck = newsroom.proposed()
    workflow.assign(factcheck=factcheck, to=newsroom.rae, by=newsroom.rae)
    page = ana.post(address(factcheck), {"assignee": newsroom.sam.pk, "had": ""}, follow=True)
    assert "Rae has “" in seen(page)
    factcheck.refresh_from_db()
    assert factcheck.assignee == newsroom.rae
    assert f'name="had" value="{newsroom.rae.pk}"' in ana.get(address(factcheck)).content.decode()


@pytest.mark.django_db
def test_a_person_of_another_desk_is_never_the_assignee(ana, newsroom):
    factcheck = newsroom.proposed()
    assert ana.post(address(factcheck), {"assignee": newsroom.lou.pk}).status_code == 404


def act_on(client, factchecks, action, **values):
    picked = {"action": action, "_selected_action": [one.pk for one in factchecks], "index": 0}
    return client.post(f"{LIST}?tab=all", {**picked, **values}, follow=True)


@pytest.mark.django_db
def test_returns_many_with_one_comment_and_says_what_it_skipped(ana, newsroom):
    picked = [newsroom.proposed(text="One."), newsroom.proposed(text="Two."), newsroom.open(text="Open.")]
    asked = act_on(ana, picked, "return_many")
    assert "3 picked" in seen(asked)
    wrong = act_on(ana, picked, "return_many", apply="1", note=" ")
    assert "There is a problem" in seen(wrong)
    assert "Write what has to change." in seen(wrong)
    done = seen(act_on(ana, picked, "return_many", apply="1", note="Add a second source."))
    assert "2 returned." in done
    assert "1 skipped: Only a claim in review or signed off can be returned." in done
    assert [state_of(one) for one in picked] == [State.RETURNED, State.RETURNED, State.OPEN]


@pytest.mark.django_db
def test_assigns_many(ana, newsroom):
    picked = [newsroom.proposed(text="One."), newsroom.proposed(text="Two.")]
    assert "2 assigned to you." in seen(act_on(ana, picked, "assign_to_me"))
    asked = act_on(ana, picked, "assign_to")
    assert seen(asked).count("Ana has it") == 2
    done = act_on(ana, picked, "assign_to", apply="1", to=newsroom.rae.pk, had=holders_on(asked))
    assert "2 assigned to Rae." in seen(done)
    assert "Choose a person." in seen(act_on(ana, picked, "assign_to", apply="1", to=""))


def holders_on(page) -> list[str]:
    """Who has each, as a page sends it along."""
    return re.findall(r'name="had" value="([^"]*)"', seen(page))


@pytest.mark.django_db
def test_what_somebody_took_since_the_page_was_read_is_skipped_and_named(ana, newsroom):
    taken, free = newsroom.open(text="One."), newsroom.open(text="Two.")
    page = ana.get(LIST, {"tab": "all"})
    asked = act_on(ana, [taken, free], "assign_to")
    workflow.assign(factcheck=taken, to=newsroom.sam, by=newsroom.sam)
    for answer, done in [
        (act_on(ana, [taken, free], "assign_to_me", had=holders_on(page)), "1 assigned to you."),
        (
            act_on(ana, [taken], "assign_to", apply="1", to=newsroom.rae.pk, had=holders_on(asked)),
            "1 skipped",
        ),
    ]:
        assert done in seen(answer)
        assert "Sam has “One.” now." in seen(answer)
    assert FactCheck.objects.get(pk=taken.pk).assignee == newsroom.sam
    assert FactCheck.objects.get(pk=free.pk).assignee == newsroom.ana


@pytest.mark.django_db
def test_what_was_not_on_the_page_is_taken_from_nobody(ana, newsroom):
    workflow.assign(factcheck=(one := newsroom.open()), to=newsroom.sam, by=newsroom.sam)
    assert "1 skipped" in seen(act_on(ana, [one], "assign_to_me"))
    assert FactCheck.objects.get(pk=one.pk).assignee == newsroom.sam


@pytest.mark.django_db
def test_nothing_signs_off_or_deletes_in_bulk(ana, newsroom):
    newsroom.proposed()
    offered = [name for name, _ in ana.get(LIST).context["action_form"].fields["action"].choices if name]
    assert offered == [
        "assign_to_me",
        "assign_to",
        "return_many",
        "set_due",
        "set_importance",
        "fetch_again",
        "mark_duplicates",
        "export_csv",
    ]


@pytest.mark.django_db
def test_reading_a_case_asks_as_often_for_much_evidence_as_for_little(
    ana, newsroom, django_assert_max_num_queries
):
    factcheck = newsroom.proposed()
    with django_assert_max_num_queries(30):
        ana.get(address(factcheck))


@pytest.mark.django_db
def test_what_is_under_an_embargo_says_so_and_links_to_no_page_that_is_not_there(ana, newsroom):
    hidden = newsroom.embargoed()
    page = seen(ana.get(address(hidden.factcheck)))
    assert "Version 1 is published and hidden from readers until its embargo ends" in page
    assert f"/checks/{hidden.slug}/" not in page


@pytest.mark.django_db
def test_a_correction_under_an_embargo_says_that_readers_see_the_version_before(ana, newsroom):
    first = newsroom.published()
    factcheck = newsroom.corrected_and_signed_off(first)
    publication.set_embargo(factcheck=factcheck, until=timezone.now() + timedelta(days=1), by=newsroom.ana)
    assert "What is published next is hidden from readers until" in seen(ana.get(address(factcheck)))
    publication.publish(factcheck=factcheck, by=newsroom.ana, correction_note="The year was wrong.")
    page = seen(ana.get(address(factcheck)))
    assert "Version 2 is published and hidden from readers until its embargo ends" in page
    assert "version 1: readers see it until then" in page
