"""What people do: each act redirects back, says what happened, offers its undo, and refuses in place."""

import re
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.models import Article
from factcheck.models import FactCheck
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from jobs.models import Job
from tests.factcheck.web.newsroom.conftest import article_with
from tests.factories import TEXT, a_claim, an_article, some_evidence


@pytest.fixture
def claim(sam):
    return article_with(1, by=sam).claims.get()


def state_of(claim) -> str:
    return FactCheck.objects.get(claim=claim).state


def test_a_pasted_article_is_added_and_its_claims_are_looked_for(sams):
    page = "https://news.example/roads"
    values = {"title": "", "text": TEXT, "published_on": "2024-01-12", "page": page}
    answer = sams.post(reverse("new-article"), values)
    article = Article.objects.get()
    assert answer.url == reverse("workbench", args=[article.pk])
    assert (article.current_version.text, str(article.published_on)) == (TEXT, "2024-01-12")
    assert article.address == page
    assert Job.objects.about(article.subject).get().kind == "extract_claims"


@pytest.mark.parametrize(
    ("way", "values", "sentence"),
    [
        ("text", {"text": ""}, "Paste the article&#x27;s text."),
        ("text", {"text": "A text.", "published_on": "yesterday"}, "Enter a valid date."),
        ("url", {"address": "http://127.0.0.1/"}, "127.0.0.1"),
        (
            "file",
            {"file": SimpleUploadedFile("tool.exe", b"MZ")},
            "The selected file must be a TXT, HTML, DOCX or PDF.",
        ),
    ],
)
def test_an_article_that_cant_be_used_is_refused_in_place(sams, way, values, sentence):
    answer = sams.post(f"{reverse('new-article')}?from={way}", {"title": "Kept", **values})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: " in page
    assert "There is a problem" in page
    assert sentence in page
    assert not Article.objects.exists()


def test_what_was_typed_is_kept_after_a_refusal(sams):
    page = sams.post(reverse("new-article"), {"title": "Kept", "text": ""}).content.decode()
    assert 'value="Kept"' in page


def test_an_address_leads_to_its_job_which_leads_to_the_article(sams, settings):
    settings.SOURCES = {**settings.SOURCES}
    answer = sams.post(f"{reverse('new-article')}?from=url", {"address": "https://news.example/report"})
    job = Job.objects.get()
    assert answer.url == reverse("job", args=[job.pk])
    assert "Fetching a page" in sams.get(answer.url).content.decode()


def test_a_file_becomes_an_article(sams):
    file = SimpleUploadedFile("budget.txt", TEXT.encode())
    sams.post(f"{reverse('new-article')}?from=file", {"file": file, "title": "Budget"})
    assert Article.objects.get().title == "Budget"


def test_selected_words_become_a_claim(sam, sams):
    article = an_article(by=sam)
    quote = "spending on roads rose 12% in 2023"
    at = TEXT.index(quote)
    sams.post(reverse("add-claim", args=[article.pk]), {"quote": quote, "start": at, "end": at + len(quote)})
    added = article.claims.get()
    assert added.anchors.get().quote == quote
    assert added.factcheck.state == State.OPEN


def test_words_that_are_not_in_the_article_are_refused_with_what_was_typed(sam, sams):
    article = an_article(by=sam)
    answer = sams.post(reverse("add-claim", args=[article.pk]), {"quote": "never written"})
    assert answer.status_code == 422
    assert "never written" in answer.content.decode()


@pytest.mark.parametrize("stance", ["supports", "contradicts", "context"])
def test_a_passage_is_accepted_with_its_stance_and_the_act_can_be_undone(sams, claim, stance):
    evidence = claim.evidence.get()
    sams.post(reverse("accept", args=[evidence.pk]), {"stance": stance})
    evidence.refresh_from_db()
    assert (evidence.decision, evidence.stance_accepted) == ("accepted", stance)
    page = sams.get(reverse("workbench", args=[claim.article_id])).content.decode()
    assert "Passage accepted" in page
    assert f'action="{reverse("reconsider", args=[evidence.pk])}"' in page
    sams.post(reverse("reconsider", args=[evidence.pk]))
    evidence.refresh_from_db()
    assert evidence.decision == "suggested"


def test_whoever_has_to_log_in_first_comes_back_to_the_page_with_the_act(client, claim):
    back = f"/articles/{claim.article_id}/?claim={claim.pk}"
    answer = client.post(reverse("comment", args=[claim.pk]), {"back": back, "text": "Look."})
    assert answer.url == f"{reverse('login')}?{urlencode({'next': back}, safe='/')}"


def test_a_form_from_before_the_last_log_in_is_refused_with_what_to_do(sam, claim):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(sam)
    answer = strict.post(reverse("comment", args=[claim.pk]), {"text": "Look."})
    assert answer.status_code == 403
    assert "load that page anew, then send it again" in answer.content.decode()


def test_what_happened_is_said_once(sams, claim):
    sams.post(reverse("accept", args=[claim.evidence.get().pk]), {"stance": "supports"})
    address = reverse("workbench", args=[claim.article_id])
    assert "Passage accepted" in sams.get(address).content.decode()
    assert "Passage accepted" not in sams.get(address).content.decode()


def test_a_rejection_needs_its_reason(sams, claim):
    evidence = claim.evidence.get()
    refused = sams.post(reverse("reject", args=[evidence.pk]), {"reason": ""})
    assert refused.status_code == 422
    assert "Choose why the passage is rejected." in refused.content.decode()
    sams.post(reverse("reject", args=[evidence.pk]), {"reason": "outdated"})
    evidence.refresh_from_db()
    assert evidence.rejection_reason == "outdated"


def test_a_verdict_is_proposed_and_withdrawn(sams, scale, claim):
    values = {"rating": scale[0].pk, "conclusion": "It rose by that much."}
    sams.post(reverse("propose", args=[claim.pk]), values)
    assert state_of(claim) == State.IN_REVIEW
    sams.post(reverse("withdraw-proposal", args=[claim.pk]))
    assert state_of(claim) == State.OPEN


def test_a_proposal_without_a_rating_is_refused_and_keeps_the_conclusion(sams, scale, claim):
    refused = sams.post(reverse("propose", args=[claim.pk]), {"conclusion": "It rose by that much."})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Choose a rating." in page
    assert "It rose by that much.</textarea>" in page
    assert state_of(claim) == State.OPEN


def test_a_conclusion_that_came_second_is_handed_back_with_the_refusal(sam, sams, ana, scale, claim):
    workflow.propose_verdict(factcheck=claim.factcheck, rating=scale[0], conclusion="It fell.", by=ana)
    values = {
        "rating": scale[0].pk,
        "conclusion": "It rose by that much.",
        "reasoning": "The budget says so.",
    }
    refused = sams.post(reverse("propose", args=[claim.pk]), values)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert re.search(r'id="written"[^>]*>It rose by that much\.\s+The budget says so\.</textarea>', page)


def test_words_for_an_act_that_is_over_are_handed_back(sam, ana, client_of, scale, claim):
    workflow.propose_verdict(factcheck=claim.factcheck, rating=scale[0], conclusion="It rose.", by=sam)
    workflow.withdraw_proposal(factcheck=claim.factcheck, by=sam)
    address = reverse("return-for-changes", args=[claim.pk])
    page = client_of(ana).post(address, {"note": "Say by how much."}).content.decode()
    assert "Say by how much.</textarea>" in page


def test_a_proposal_that_was_taken_back_or_returned_is_where_the_next_begins(sam, sams, ana, scale, claim):
    values = {"rating": scale[1].pk, "conclusion": "It rose by that much.", "in_short": "It rose.\nMuch."}
    sams.post(reverse("propose", args=[claim.pk]), values)
    sams.post(sams.session["undo"]["action"])
    taken_back = sams.get(reverse("claim", args=[claim.pk])).content.decode()
    sams.post(reverse("propose", args=[claim.pk]), values)
    workflow.return_for_changes(factcheck=FactCheck.objects.get(claim=claim), note="By how much?", by=ana)
    returned = sams.get(reverse("claim", args=[claim.pk])).content.decode()
    for page in (taken_back, returned):
        assert re.search(rf'value="{scale[1].pk}" checked', page)
        assert ">It rose by that much.</textarea>" in page
        assert ">It rose.\nMuch.</textarea>" in page
        assert "It begins with what Sam proposed last." in page


def test_a_verdict_on_other_words_than_were_read_waits(sam, sams, ana, scale, claim):
    page = sams.get(reverse("claim", args=[claim.pk])).content.decode()
    assert f'name="wording" value="{claim.text}"' in page
    workflow.edit_wording(factcheck=claim.factcheck, text="Spending on roads fell.", by=ana)
    values = {"rating": scale[0].pk, "conclusion": "It rose by that much.", "wording": claim.text}
    refused = sams.post(reverse("propose", args=[claim.pk]), values)
    assert refused.status_code == 409
    assert ">It rose by that much.</textarea>" in refused.content.decode()
    assert state_of(claim) == State.OPEN
    values["wording"] = "Spending on\r\n roads fell."
    assert sams.post(reverse("propose", args=[claim.pk]), values).status_code == 302


def test_an_undone_edit_leaves_what_somebody_else_wrote_since(sams, ana, claim):
    sams.post(reverse("edit", args=[claim.pk]), {"text": "Road spending rose."})
    undo = sams.session["undo"]
    workflow.edit_wording(factcheck=claim.factcheck, text="Road spending rose by a tenth.", by=ana)
    assert sams.post(undo["action"], undo["fields"]).status_code == 409
    claim.refresh_from_db()
    assert claim.text == "Road spending rose by a tenth."


def test_a_split_and_its_undo_leave_what_somebody_else_wrote_since(sams, ana, claim):
    parts = {"text": "Spending rose.", "rest": "It was on roads."}
    seen = claim.factcheck.row_version
    workflow.edit_wording(factcheck=claim.factcheck, text="Spending on roads rose, in 2023.", by=ana)
    stale = sams.post(reverse("split", args=[claim.pk]), parts | {"row_version": seen})
    assert stale.status_code == 409
    sams.post(reverse("split", args=[claim.pk]), parts | {"row_version": claim.factcheck.row_version})
    undo = sams.session["undo"]
    workflow.edit_wording(factcheck=claim.factcheck, text="Spending rose in 2023.", by=ana)
    assert sams.post(undo["action"], undo["fields"]).status_code == 409
    claim.refresh_from_db()
    assert claim.text == "Spending rose in 2023."


def test_no_rating_is_chosen_beforehand(sams, scale, claim):
    page = sams.get(reverse("workbench", args=[claim.article_id]), {"claim": claim.pk}).content.decode()
    assert 'name="rating"' in page
    assert not re.search(r"<input[^>]* checked", page)


def test_the_proposer_cant_sign_off_and_reads_why(sams, ana, client_of, scale, claim):
    some = claim.evidence.get()
    sams.post(reverse("accept", args=[some.pk]), {"stance": "supports"})
    sams.post(reverse("propose", args=[claim.pk]), {"rating": scale[0].pk, "conclusion": "It rose."})
    assert sams.post(reverse("sign-off", args=[claim.pk])).status_code == 403
    assert state_of(claim) == State.IN_REVIEW
    page = client_of(ana).get(reverse("claim", args=[claim.pk])).content.decode()
    assert 'id="sign-off"' in page
    assert client_of(ana).post(reverse("sign-off", args=[claim.pk])).status_code == 409, "nothing was seen"
    seen = workflow.content_sha256(FactCheck.objects.get(claim=claim))
    client_of(ana).post(reverse("sign-off", args=[claim.pk]), {"content_sha256": seen})
    assert state_of(claim) == State.SIGNED_OFF


def test_what_changed_since_a_return_is_beside_the_reviewers_words(sam, sams, ana, scale, claim):
    some = claim.evidence.get()
    sams.post(reverse("accept", args=[some.pk]), {"stance": "supports"})
    workflow.propose_verdict(factcheck=claim.factcheck, rating=scale[0], conclusion="It rose.", by=sam)
    workflow.return_for_changes(factcheck=claim.factcheck, note="By how much?", by=ana)
    workflow.propose_verdict(factcheck=claim.factcheck, rating=scale[0], conclusion="It rose 15%.", by=sam)
    page = sams.get(reverse("claim", args=[claim.pk])).content.decode()
    since = page[page.index('id="since"') :]
    assert since.index("By how much?") < since.index("It rose.") < since.index("It rose 15%.")


def test_a_refusal_on_the_claims_own_page_is_shown_there(sams, claim):
    refused = sams.post(
        reverse("dismiss", args=[claim.pk]), {"back": reverse("claim", args=[claim.pk]), "reason": "x"}
    )
    assert refused.status_code == 422
    assert "claim-page" in refused.content.decode()


@pytest.mark.parametrize("back", ["nowhere", "//evil.example/", "https://evil.example/", "\u00b2"])
def test_one_goes_back_to_a_page_of_this_site_only(sam, sams, back):
    claim = a_claim(article=an_article(by=sam), by=sam, state=State.SUGGESTED)
    answer = sams.post(reverse("take-on", args=[claim.pk]), {"back": back})

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("workbench", args=[claim.article_id]))


@pytest.mark.parametrize(
    ("start", "act", "end"),
    [
        (State.SUGGESTED, "take-on", State.OPEN),
        (State.SUGGESTED, "dismiss", State.DISMISSED),
        (State.OPEN, "drop", State.DROPPED),
    ],
)
def test_a_claim_is_taken_on_dismissed_or_dropped(sam, sams, start, act, end):
    claim = a_claim(article=an_article(by=sam), by=sam, state=start)
    sams.post(reverse(act, args=[claim.pk]), {"reason": "trivial"})
    assert state_of(claim) == end


def test_a_dropped_claim_can_be_opened_again(sam, sams, claim):
    workflow.drop(factcheck=claim.factcheck, reason="settled", by=sam)
    sams.post(reverse("reopen", args=[claim.pk]))
    assert state_of(claim) == State.OPEN


def test_an_edit_is_kept_and_its_undo_brings_the_old_wording_back(sams, claim):
    before = claim.text
    sams.post(reverse("edit", args=[claim.pk]), {"text": "Spending on roads rose 10% in 2023."})
    assert Job.objects.filter(kind="find_evidence", payload__claim_id=claim.pk).count() == 1
    claim.refresh_from_db()
    assert claim.text == "Spending on roads rose 10% in 2023."
    assert sams.session["undo"]["fields"]["text"] == before


def test_who_says_it_is_put_right_and_the_undo_brings_the_old_name_back(sam, sams, ana, scale, claim):
    edit = {"text": claim.text, "speaker": " Jo   Harbor "}
    sams.post(reverse("edit", args=[claim.pk]), edit)
    claim.refresh_from_db()
    assert claim.speaker.name == "Jo Harbor"
    assert 'value="Jo Harbor"' in sams.get(reverse("claim", args=[claim.pk])).content.decode()
    undo = sams.session["undo"]
    sams.post(undo["action"], undo["fields"])
    claim.refresh_from_db()
    assert claim.speaker is None


def test_a_claim_whose_speaker_is_put_right_has_to_be_signed_off_anew(sam, sams, ana, scale, claim):
    workflow.accept_passage(passage=claim.evidence.get(), stance="supports", by=sam)
    workflow.propose_verdict(factcheck=claim.factcheck, rating=scale[0], conclusion="It rose.", by=sam)
    workflow.sign_off(factcheck=FactCheck.objects.get(claim=claim), by=ana)
    sams.post(reverse("edit", args=[claim.pk]), {"text": claim.text, "speaker": "Jo Harbor"})
    assert state_of(claim) == State.OPEN


def test_who_takes_a_claim_on_is_shown_to_the_others_and_finds_it_in_their_inbox(sam, sams, ana, client_of):
    claim = a_claim(article=an_article(by=sam), by=sam, state=State.SUGGESTED)
    anas = client_of(ana)
    anas.post(reverse("take-on", args=[claim.pk]))
    for address in (reverse("claim", args=[claim.pk]), reverse("workbench", args=[claim.article_id])):
        assert "Ana checks it" in sams.get(address).content.decode()
    assert claim.text in anas.get("/?tab=yours").content.decode()
    assert claim.text not in sams.get("/?tab=yours").content.decode()


def test_what_was_assigned_stays_with_whom_it_was_assigned_to(sam, sams, ana):
    claim = a_claim(article=an_article(by=sam), by=sam, state=State.SUGGESTED)
    workflow.assign(factcheck=claim.factcheck, to=ana, by=ana)
    sams.post(reverse("take-on", args=[claim.pk]))
    assert FactCheck.objects.get(claim=claim).assignee == ana


def test_accepted_passages_have_the_numbers_by_which_the_reasoning_names_them(sam, sams, claim):
    later, first = claim.evidence.get(), some_evidence(claim=claim)
    second = some_evidence(claim=claim)
    for one in (first, second):
        workflow.accept_passage(passage=one, stance="supports", by=sam)
    workflow.accept_passage(passage=later, stance="supports", by=sam)
    page = sams.get(reverse("claim", args=[claim.pk])).content.decode()
    places = [page.index(mark) for mark in (f'id="e{first.pk}"', "[1]", f'id="e{second.pk}"', "[2]")]
    assert places == sorted(places)


def test_two_people_who_edit_at_once_lose_nothing(sams, claim):
    sams.post(
        reverse("edit", args=[claim.pk]), {"text": "First.", "row_version": claim.factcheck.row_version}
    )
    refused = sams.post(
        reverse("edit", args=[claim.pk]), {"text": "Second.", "row_version": claim.factcheck.row_version}
    )
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "First." in page
    assert "Second.</textarea>" in page


def test_a_private_address_is_refused_and_nothing_is_added(sams, claim):
    refused = sams.post(
        reverse("add-sources", args=[claim.pk]), {"addresses": "https://a.example/\nhttp://10.0.0.1/"}
    )
    assert refused.status_code == 422
    assert "10.0.0.1" in refused.content.decode()
    assert claim.leads.count() == 0


def test_a_passage_is_chosen_by_hand_in_a_snapshot(sams, claim):
    snapshot = claim.evidence.get().snapshot
    words = "roads rose 15%"
    sams.post(reverse("use-as-evidence", args=[snapshot.pk]), {"claim": claim.pk, "quote": words})
    assert claim.evidence.filter(exact=words, suggested_by="Sam").exists()
    refused = sams.post(
        reverse("use-as-evidence", args=[snapshot.pk]), {"claim": claim.pk, "quote": "zebras"}
    )
    assert refused.status_code == 422
    assert "zebras" in refused.content.decode()


def test_a_refused_page_leads_back_to_the_workbench_not_to_the_act(sams, scale, claim):
    refused = sams.post(reverse("propose", args=[claim.pk]), {"conclusion": "It rose."})
    page = refused.content.decode()
    workbench = reverse("workbench", args=[claim.article_id])
    assert f'name="back" value="{workbench}?claim={claim.pk}#c1"' in page
    assert refused.headers["HX-Replace-Url"] == f"{workbench}?claim={claim.pk}"
    assert 'href="?' not in page
