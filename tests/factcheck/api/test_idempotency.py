"""A request that is sent twice under one key is done once."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from claims.models import Article
from factcheck.integrations.answers import Asked, forget_answers, keep_answer, kept_answer
from factcheck.integrations.models import ApiToken, KeptAnswer
from jobs.models import Job
from tests.factcheck.api.conftest import client_of
from tests.factories import TEXT

PATH = "/api/v1/articles/"
KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"


def add(api, text: str = TEXT, key: str = KEY):
    return api.post(PATH, {"text": text}, format="json", headers={"Idempotency-Key": key})


@pytest.mark.django_db
def test_the_same_request_again_makes_one_article_and_gets_the_same_answer(api):
    first, second = add(api), add(api)

    assert Article.objects.count() == Job.objects.count() == 1
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert second["Location"] == first["Location"]
    assert second["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first


@pytest.mark.django_db
def test_another_body_under_the_same_key_is_refused(api):
    add(api)
    answer = add(api, text="Another article altogether.")

    assert answer.status_code == 422
    assert answer.json()["type"].endswith(":key-reused")
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_a_refused_request_can_be_mended_and_sent_under_its_key(api):
    assert add(api, text="   ").status_code == 400
    assert add(api).status_code == 202
    assert KeptAnswer.objects.count() == 1


@pytest.mark.django_db
def test_two_programs_of_one_person_may_choose_the_same_key(api, sam):
    other = client_of(sam, name="second-bot")

    assert add(api).json()["id"] != add(other).json()["id"]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb"])
def test_a_key_that_cannot_be_one_is_refused(api, key):
    answer = add(api, key=key)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"


@pytest.mark.django_db
def test_an_answer_is_forgotten_after_a_day(api):
    add(api)
    KeptAnswer.objects.update(created_at=timezone.now() - timedelta(hours=23))
    assert forget_answers(now=timezone.now()) == 0

    KeptAnswer.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert forget_answers(now=timezone.now()) == 1


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_at_once_is_told_that_the_first_is_at_work(api):
    taken, go_on = threading.Event(), threading.Event()

    caller = f"token:{ApiToken.objects.get().pk}"

    def first() -> None:
        with transaction.atomic():
            kept_answer(Asked(caller=caller, key=KEY, fingerprint="x"))
            taken.set()
            go_on.wait(10)
        connections.close_all()

    thread = threading.Thread(target=first)
    thread.start()
    assert taken.wait(10)
    answer = add(api)
    go_on.set()
    thread.join()

    assert answer.status_code == 409
    assert answer.json()["type"].endswith(":in-flight")
    assert add(api).status_code == 202


@pytest.mark.django_db(transaction=True)
def test_work_that_dies_leaves_neither_an_answer_nor_a_key_that_is_taken():
    asked = Asked(caller="token:1", key=KEY, fingerprint="x")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        kept_answer(asked)
        keep_answer(asked, status=201, location="", body={})
        raise ZeroDivisionError

    with transaction.atomic():
        assert kept_answer(asked) is None


# Their answers hold a secret, which is kept nowhere.
SECRET = {"/api/v1/webhooks/", "/api/v1/webhooks/{id}/rotate/"}
# They take files, which are too long to compare.
FILES = {"/api/v1/imports/", "/api/v1/sources/{id}/copies/"}


def test_every_route_that_adds_something_takes_a_key():
    schema = SchemaGenerator().get_schema(request=None, public=True)
    without = {
        path
        for path, operations in schema["paths"].items()
        if "post" in operations
        and "Idempotency-Key" not in [one["name"] for one in operations["post"].get("parameters", [])]
    }
    assert without == SECRET | FILES
