"""The library's pages: what is followed, with how it goes; only reviewers change it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck import library
from jobs.models import Job
from sources.models import Subscription

pytestmark = pytest.mark.django_db
FORM = {"address": "https://stats.example/feed", "form": "feed", "kind": "primary", "items_a_day": 5,
        "publisher": "Office of figures", "country": "gb"}  # fmt: skip


@pytest.fixture
def anas(ana, client_of):
    return client_of(ana)


@pytest.fixture
def subscription(ana) -> Subscription:
    return library.add_subscription(
        address="https://stats.example/feed", form="feed", title="Figures", by=ana
    )


def text(answer) -> str:
    return answer.content.decode()


def test_an_empty_library_says_what_it_is_for(sams):
    assert "The library is empty" in text(sams.get("/sources/library/"))


def test_a_reviewer_follows_an_address(anas):
    page = anas.post("/sources/library/new/", FORM, follow=True)
    subscription = Subscription.objects.get()

    assert page.request["PATH_INFO"] == reverse("subscription", args=[subscription.pk])
    assert (subscription.country, subscription.items_a_day, subscription.is_on) == ("GB", 5, True)
    assert "Office of figures" in text(anas.get("/sources/library/"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"address": "http://10.0.0.8/"}, "not on the public Internet"), ({"address": ""}, "Write the address"),
     ({"items_a_day": 0}, "greater than or equal to 1"), ({"path_prefix": "news"}, "starts with a slash")],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field(anas, changed, said):
    page = anas.post("/sources/library/new/", {**FORM, **changed})

    assert page.status_code == 422
    assert said in text(page)
    assert not Subscription.objects.exists()


def test_a_journalist_reads_and_changes_nothing(sams, subscription):
    page = reverse("subscription", args=[subscription.pk])
    assert "Figures" in text(sams.get("/sources/library/"))
    assert "Switch off" not in text(sams.get("/sources/library/")) + text(sams.get(page))
    for act in ("off", "look", "remove", "limits"):
        answer = sams.post(f"{page}{act}/", {"items_a_day": 3})
        assert answer.status_code == 403
        assert "Only reviewers change the library" in text(answer)
    assert sams.post("/sources/library/starter-list/").status_code == 403
    assert sams.post("/sources/library/new/", FORM).status_code == 422
    assert Subscription.objects.get().is_on


def test_it_is_switched_off_and_that_undone(anas, subscription):
    page = reverse("subscription", args=[subscription.pk])
    answer = anas.post(f"{page}off/", {"back": "/sources/library/"}, follow=True)
    assert "Off: “Figures”" in text(answer)
    assert f"{page}on/" in text(answer)
    assert not Subscription.objects.get().is_on
    anas.post(f"{page}on/")
    assert Subscription.objects.get().is_on


def test_limits_are_changed_and_refused_in_place(anas, subscription):
    page = reverse("subscription", args=[subscription.pk])
    anas.post(f"{page}limits/", {"title": "Prices", "items_a_day": 7, "path_prefix": "/news/"})
    found = Subscription.objects.get()
    assert (found.source.title, found.items_a_day, found.path_prefix) == ("Prices", 7, "/news/")
    answer = anas.post(f"{page}limits/", {"items_a_day": 7, "path_prefix": "news"})
    assert answer.status_code == 422
    assert "starts with a slash" in text(answer)


def test_a_look_is_asked_for_and_its_progress_shown(anas, subscription):
    page = reverse("subscription", args=[subscription.pk])
    anas.post(f"{page}look/")
    assert Job.objects.get().kind == "check_list"
    shown = text(anas.get(page))
    assert "One page is being fetched" in shown and "hx-trigger" in shown
    part = text(anas.get(page, headers={"HX-Request": "true"}))
    assert part.startswith("<section") and "<input" not in part


def test_what_does_not_work_is_told_and_can_be_picked_out(anas, subscription):
    Subscription.objects.update(cause="This feed can't be read.", failures=2)
    assert "This feed can&#x27;t be read." in text(anas.get("/sources/library/?show=broken"))
    assert "Figures" not in text(anas.get("/sources/library/?show=off"))
    assert "failed 2 times" in text(anas.get(reverse("subscription", args=[subscription.pk])))


def test_the_starter_list_is_added_once_and_off(anas, subscription):
    answer = anas.post("/sources/library/starter-list/", follow=True)
    count = Subscription.objects.count()
    assert f"{count - 1} added, switched off." in text(answer)
    anas.post("/sources/library/starter-list/")
    assert Subscription.objects.count() == count
    assert list(Subscription.objects.filter(is_on=True)) == [subscription]


def test_it_is_taken_out(anas, subscription):
    answer = anas.post(f"{reverse('subscription', args=[subscription.pk])}remove/", follow=True)
    assert "Taken out of the library" in text(answer)
    assert not Subscription.objects.exists()
