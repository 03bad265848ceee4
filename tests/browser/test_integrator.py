"""The journeys of an integrator: a program that speaks HTTP, and the pages of who answers for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from drf_spectacular.validation import validate_schema
from playwright.sync_api import APIResponse, Page, expect
from pytest_httpserver import HTTPServer
from standardwebhooks.webhooks import Webhook as Verifier
from werkzeug import Request, Response

from claims.models import Article
from factcheck.accounts.models import User
from factcheck.integrations import deliveries, webhooks
from factcheck.integrations.models import Scope
from factcheck.integrations.services import create_token
from factcheck.models import FactCheck
from factcheck.workflow import scales
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from jobs.models import Job
from jobs.models import State as JobState
from tests.browser.conftest import Visitor
from tests.browser.test_accessibility import violations
from tests.factories import a_factcheck, a_journalist
from tests.inline import run_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "🌉 The bridge opened. In 2023 the council spent $5 million on roads. The mayor cut taxes by 3% in 2024."
)
Open = Callable[..., Visitor]


class Program:
    """Talks to the API with a token."""

    def __init__(self, window: Visitor, secret: str) -> None:
        self._http, self._secret = window.context.request, secret

    def get(self, path: str, **headers: str) -> APIResponse:
        return self._http.get(path, headers=self._headers(headers))

    def post(self, path: str, body: Any, **headers: str) -> APIResponse:
        return self._http.post(path, data=body, headers=self._headers(headers))

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return {"Authorization": f"Bearer {self._secret}", **named}


@pytest.fixture
def sam(transactional_db: Any) -> User:
    scales.load("five-point")
    return a_journalist("sam")


@pytest.fixture
def program(sam: User, visitor: Open) -> Callable[..., Program]:
    def start(*scopes: Scope) -> Program:
        _token, secret = create_token(owner=sam, name="archive-bot", scopes=scopes)
        return Program(visitor(), secret)

    return start


def test_i1_a_token_is_shown_once_and_opens_nothing_once_it_is_revoked(sam: User, visitor: Open) -> None:
    window = visitor().log_in("sam")
    page = window.page
    page.goto("/settings/tokens/")
    page.get_by_label("Name").fill("archive-bot")
    page.get_by_label("Read articles, claims, sources and fact-checks").check()
    page.get_by_role("button", name="Create token").click()
    secret = page.locator("#new-token").inner_text()
    robot = Program(visitor(), secret)
    assert robot.get("/api/v1/whoami/").json()["token"]["name"] == "archive-bot"

    page.goto("/settings/tokens/")
    expect(page.locator("#new-token")).to_have_count(0)
    row = page.get_by_role("row", name="archive-bot")
    expect(row).to_contain_text(secret[:12])
    assert secret not in page.content()
    row.get_by_role("button", name="Revoke archive-bot").click()
    expect(page.get_by_role("row", name="archive-bot")).to_contain_text("revoked")
    assert robot.get("/api/v1/whoami/").status == 401
    assert window.said == []


def test_i2_an_article_is_handed_in_and_its_claims_stand_at_their_words(program: Any) -> None:
    robot = program(Scope.READ, Scope.CLAIMS_WRITE)
    taken = robot.post("/api/v1/articles/", {"text": TEXT})
    assert taken.status == 202
    assert robot.get(taken.headers["location"]).json()["state"] == JobState.QUEUED

    run_jobs()

    job = robot.get(taken.headers["location"]).json()
    assert job["state"] == JobState.DONE
    article = robot.get(taken.json()["article"]).json()
    claims = robot.get(f"/api/v1/claims/?article={article['id']}").json()["results"]
    assert len(claims) >= 2
    for claim in claims:
        assert article["text"][claim["start"] : claim["end"]] == claim["quote"]


def test_i3_the_same_key_twice_makes_one_article(program: Any) -> None:
    robot = program(Scope.READ, Scope.CLAIMS_WRITE)
    first, again = (
        robot.post("/api/v1/articles/", {"text": TEXT}, Idempotency_Key="7d0f6a3e") for _ in range(2)
    )

    assert first.json() == again.json()
    assert again.headers["idempotent-replayed"] == "true"
    assert Article.objects.count() == 1


def test_i4_a_missing_scope_is_named(program: Any) -> None:
    answer = program(Scope.READ).post("/api/v1/articles/", {"text": TEXT})

    assert answer.status == 403
    assert "claims:write" in answer.json()["detail"]


def test_i5_lists_are_narrowed_paged_and_answered_again_only_when_they_changed(
    sam: User, program: Any
) -> None:
    for _ in range(3):
        a_factcheck(by=sam)
    a_factcheck(by=sam, state=State.SUGGESTED)
    robot, seen, address = program(Scope.READ), list[int](), "/api/v1/claims/?state=open&page_size=2"
    while address:
        page = robot.get(address)
        seen += [claim["id"] for claim in page.json()["results"]]
        address = page.json()["next"]
    assert len(seen) == len(set(seen)) == 3
    assert len(robot.get("/api/v1/claims/?q=budget").json()["results"]) == 4

    etag = robot.get("/api/v1/claims/").headers["etag"]
    unchanged = robot.get("/api/v1/claims/", If_None_Match=etag)
    assert (unchanged.status, unchanged.body()) == (304, b"")
    a_factcheck(by=sam)
    assert robot.get("/api/v1/claims/", If_None_Match=etag).status == 200


def test_i5_what_is_wrong_and_too_much_is_told_as_a_problem(program: Any, settings: Any) -> None:
    robot = program(Scope.READ, Scope.CLAIMS_WRITE)
    wrong = robot.post("/api/v1/claims/", {"article": 1, "start": 0})
    assert wrong.status == 400
    assert wrong.headers["content-type"] == "application/problem+json"
    names = {error["field"]: error["name"] for error in wrong.json()["errors"]}
    assert names == {"quote": "As written", "end": "End"}

    cache.clear()
    settings.API = {**settings.API, "REQUESTS_PER_MINUTE": 2}
    answers = [robot.get("/api/v1/whoami/") for _ in range(5)]
    assert answers[-1].status == 429
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert answers[-1].json()["type"].endswith(":throttled")


def test_i6_a_verdict_of_a_program_is_shown_as_its_suggestion_and_decides_nothing(
    sam: User, program: Any, visitor: Open
) -> None:
    factcheck = a_factcheck(by=sam)
    robot = program(Scope.READ, Scope.CLAIMS_WRITE)
    made = robot.post(
        f"/api/v1/fact-checks/{factcheck.pk}/verdict-suggestions/",
        {"rating": "false", "conclusion": "The budget was not approved.", "reasoning": "The minutes say so."},
    )
    assert made.status == 201
    assert FactCheck.objects.get().state == State.OPEN

    window = visitor().log_in("sam")
    window.page.goto(f"/claims/{factcheck.claim_id}/")
    suggestion = window.page.get_by_role("region", name="Suggested verdict")
    expect(suggestion).to_contain_text("Suggested by archive-bot")
    expect(suggestion).to_contain_text("Suggested: False")
    expect(suggestion).to_contain_text("The budget was not approved.")
    window.page.get_by_text("Propose a verdict").click()
    expect(window.page.locator("input[name=rating]:checked")).to_have_count(0)
    assert violations(window.page) == []
    assert window.said == []


def test_i7_a_failed_webhook_is_tried_again_and_its_log_offers_to_resend(
    sam: User, receiver: HTTPServer, visitor: Open
) -> None:
    received, statuses = list[Request](), [500, 200, 200]

    def answer(request: Request) -> Response:
        request.get_data()
        received.append(request)
        return Response("Thanks", statuses[len(received) - 1])

    receiver.expect_request("/hook", method="POST").respond_with_handler(answer)
    webhook = webhooks.create_webhook(owner=sam, address=receiver.url_for("/hook"), events=["claim.opened"])
    workflow.open_factcheck(factcheck=a_factcheck(by=sam, state=State.SUGGESTED), by=sam)
    run_jobs()
    assert Job.objects.get(kind=deliveries.KIND).state == JobState.WAITING
    log = visitor().log_in("sam").page
    open_log(log, webhook.pk)
    expect(log.locator(".delivery li")).to_have_count(1)
    expect(log.locator(".delivery")).to_contain_text("not delivered")

    log.get_by_role("button", name="Resend").click()
    run_jobs()
    open_log(log, webhook.pk)
    expect(log.locator(".delivery li")).to_have_count(2)
    assert violations(log) == []
    assert len({request.headers["webhook-id"] for request in received}) == 1
    for request in received:
        assert Verifier(webhook.secret).verify(request.data, dict(request.headers))["type"] == "claim.opened"


def open_log(page: Page, number: int) -> None:
    page.goto(f"/settings/webhooks/{number}/")
    page.locator(".delivery summary").click()


def test_i8_the_schema_is_valid_and_its_page_passes_axe(transactional_db: Any, visitor: Open) -> None:
    window = visitor()
    schema = window.context.request.get("/api/schema/", headers={"Accept": "application/json"}).json()
    validate_schema(schema)
    assert schema["openapi"] == "3.1.0"

    window.page.goto("/api/docs/")
    assert violations(window.page) == []
    assert window.said == []
