"""Claims are found by rules alone until an operator names a model; a very long page is searched in part."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from claims.conf import claims_settings
from claims.models import Article
from factcheck import pipeline, work
from sources import services as sources
from tests.factories import a_journalist
from tests.fakes.language_model import claiming, serving
from tests.inline import run_jobs

pytestmark = pytest.mark.django_db
TEXT = "The council approved a budget of $4 million on Tuesday."
CLAIM = {
    "sentence": 0,
    "quote": "approved a budget of $4 million",
    "text": "The council approved a budget of $4 million.",
    "speaker": "",
    "kind": "event",
}


@pytest.fixture(autouse=True)
def settings_anew():
    """They are read once a process."""
    yield
    claims_settings.cache_clear()


def use(settings: Any, **values: Any) -> None:
    settings.CLAIMS = {**settings.CLAIMS, **values}
    claims_settings.cache_clear()


def added() -> Article:
    sam = a_journalist()
    article = pipeline.start(text=TEXT, desk_id=sam.desks.get().pk, by=sam)
    run_jobs()
    article.refresh_from_db()
    return article


def test_no_model_is_asked_unless_one_is_set(settings):
    assert claims_settings().endpoint is None
    assert added().notices == []


def test_the_model_that_an_operator_set_finds_the_claims_and_its_cost_is_shown(settings):
    with serving(claiming(CLAIM)) as server:
        use(settings, MODEL_ADDRESS=server.base, MODEL_NAME="test-model", MODEL_PRICE_IN=2.0)
        article = added()
    assert article.claims.get().text == CLAIM["text"]
    assert "which cost about 0.0002" in article.notices[0]


@pytest.mark.parametrize(
    "values", [{"MODEL_ADDRESS": "file:///etc", "MODEL_NAME": "m"}, {"MODEL_ADDRESS": "http://x"}]
)
def test_half_a_setting_is_refused_with_what_to_do(settings, values):
    use(settings, **values)
    with pytest.raises(ImproperlyConfigured, match="FACTCHECK_MODEL_NAME"):
        _ = claims_settings().endpoint


def test_a_page_as_long_as_a_library_is_read_whole_and_searched_as_far_as_it_says(demo_site, monkeypatch):
    monkeypatch.setattr(work, "SEARCHED_AT_MOST", 2)
    source = sources.add_source(address=f"{demo_site.base}/defense/arms-notification-23-71.html", by=None)
    sources.request_fetch(source=source)
    run_jobs()
    reading = source.snapshots.get().readings.get()
    end = max(reading.passages.values_list("end", flat=True))
    assert reading.passages.count() == 2 and end < len(reading.text)
    assert reading.cause.startswith(f"Only its first {end} characters are searched")
    assert reading.quality == "ok"
