import pytest
from django.contrib.admin.utils import quote
from django.urls import reverse
from pghistory.models import Events

from factcheck.admin.audit import _in_words

pytestmark = pytest.mark.django_db

LIST = "/admin/pghistory/events/"


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (None, ""),
        ({}, ""),
        ({"state": ["open", "in_review"]}, "state: 'open' → 'in_review'"),
        ({"a": [1, 2], "b": [None, "x"]}, "a: 1 → 2; b: None → 'x'"),
    ],
)
def test_says_what_changed(difference, words):
    assert _in_words(difference) == words


def test_lists_what_was_written_by_whom_and_by_which_door(kim, newsroom):
    factcheck = newsroom.proposed()
    page = reverse("admin:factcheck_factcheck_change", args=[factcheck.pk])
    kim.post(page, {"act": "comment", "words": "Which accounts?"})
    shown = kim.get(LIST, {"what": "Comment"})
    (event,) = shown.context["cl"].result_list
    assert (event.person, event.pgh_context["door"]) == ("Kim", "admin")
    assert kim.get(LIST).context["cl"].result_count == Events.objects.count()


def test_shows_one_event_and_lets_nobody_change_it(kim, newsroom):
    event = Events.objects.first()
    page = reverse("admin:pghistory_events_change", args=[quote(event.pgh_slug)])
    assert kim.get(page).status_code == 200
    assert kim.post(page, {"pgh_label": "other"}).status_code == 403
