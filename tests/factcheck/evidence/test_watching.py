"""A later capture tells what became of accepted passages; what counts as a change is told of once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from factcheck.evidence import services, watching
from factcheck.evidence.drift import PassageOutcome
from factcheck.evidence.models import Drift, Evidence
from sources.models import Fetch
from sources.services import note_life
from tests.factories import a_claim, a_journalist, a_look, an_article, some_evidence

pytestmark = pytest.mark.django_db
PASSAGE = "Spending on roads rose 15% in 2023."
FIRST = datetime(2024, 1, 13, 9, 0, tzinfo=UTC)


@pytest.fixture
def accepted() -> Evidence:
    sam = a_journalist()
    claim = a_claim(article=an_article(by=sam), by=sam)
    return services.accept(evidence=some_evidence(claim=claim, text=PASSAGE), stance="contradicts", by=sam)


def look(
    evidence: Evidence, text: str = "", *, hours: float = 0, quality: str = "ok", outcome: str = "fetched"
) -> list[Drift]:
    """One more fetch, so many hours after the first; returns what is news."""
    source = evidence.snapshot.source
    fetch = a_look(source, at=FIRST + timedelta(hours=hours), text=text, quality=quality, outcome=outcome)
    if death := note_life(source=source):
        return watching.record_death(fetch=death)
    if outcome != "fetched":
        return watching.confirm_lasting(source=source)
    earlier = watching.accepted_before(fetch.snapshot)
    reading = fetch.snapshot.readings.get()
    return watching.record(fetch=fetch, checked=watching.check(earlier, reading=reading))


def outcomes(evidence: Evidence) -> list[str]:
    return [drift.outcome for drift in reversed(evidence.drifts.all())]


def test_a_passage_that_still_stands_there_is_no_news(accepted: Evidence) -> None:
    assert look(accepted, f"Advertisement. {PASSAGE} Read more.") == []
    assert outcomes(accepted) == ["same"]


def test_a_changed_figure_is_news_with_the_words_that_came(accepted: Evidence) -> None:
    [drift] = look(accepted, "Spending on roads rose 12% in 2023.")
    assert (drift.outcome, drift.changes) == ("altered", [["15", "12"]])
    assert (drift.found, drift.evidence) == ("Spending on roads rose 12% in 2023.", accepted)
    assert drift.confirmed_at is not None


def test_a_change_is_told_of_once_and_the_next_one_again(accepted: Evidence) -> None:
    for hours, figure, news in [
        (0, "12%", 1),
        (24, "12%", 0),
        (48, "11%", 1),
        (72, "15%", 0),
        (96, "11%", 1),
    ]:
        assert len(look(accepted, f"Spending on roads rose {figure} in 2023.", hours=hours)) == news


@pytest.mark.parametrize(
    "quality", ["consent_wall", "login", "paywall", "captcha", "near_empty", "script_only"]
)
def test_a_capture_that_is_not_the_page_says_nothing_of_it(accepted: Evidence, quality: str) -> None:
    assert look(accepted, "We value your privacy.", quality=quality) == []
    assert outcomes(accepted) == ["unverifiable"]
    assert watching.has_doubtful(accepted.snapshot.source)


def test_words_count_as_gone_after_three_looks_over_three_days(accepted: Evidence) -> None:
    assert look(accepted, "Something else stands here.", hours=0) == []
    assert watching.has_doubtful(accepted.snapshot.source)
    assert look(accepted, "Something else stands here.", hours=48) == []
    [drift] = look(accepted, "Something else stands here.", hours=72)
    assert drift.fetch.started_at == FIRST, "it names the capture in which they were first seen missing"
    assert look(accepted, "Something else stands here.", hours=96) == []
    assert watching.missing_since(accepted.pk) == drift


def test_a_site_that_says_nothing_changed_confirms_what_is_missing(accepted: Evidence) -> None:
    assert look(accepted, "Something else stands here.") == []
    assert look(accepted, hours=40, outcome="not_modified") == []
    assert len(look(accepted, hours=80, outcome="not_modified")) == 1


def test_words_that_come_back_in_between_were_not_gone(accepted: Evidence) -> None:
    for hours, text in [
        (0, "Nothing."),
        (30, "Nothing."),
        (60, PASSAGE),
        (90, "Nothing."),
        (120, "Nothing."),
    ]:
        assert look(accepted, text, hours=hours) == []


def test_a_wall_in_between_neither_counts_nor_starts_anew(accepted: Evidence) -> None:
    news = [
        look(accepted, "Something else.", hours=0),
        look(accepted, "Log in.", hours=30, quality="login"),
        look(accepted, "Something else.", hours=60),
        look(accepted, "Something else.", hours=90),
    ]
    assert [len(one) for one in news] == [0, 0, 0, 1]


def test_a_source_is_dead_after_three_failures_over_three_days(accepted: Evidence) -> None:
    source = accepted.snapshot.source
    assert look(accepted, hours=0, outcome="gone") == []
    assert look(accepted, hours=1, outcome="gone") == []
    [drift] = look(accepted, hours=73, outcome="dns_failed")
    assert drift.outcome == PassageOutcome.DEAD
    source.refresh_from_db()
    assert source.dead_since == FIRST
    assert look(accepted, hours=90, outcome="gone") == [], "it dies once"
    assert look(accepted, PASSAGE, hours=100) == []
    source.refresh_from_db()
    assert source.dead_since is None


@pytest.mark.parametrize("outcome", ["robots_denied", "client_error", "too_large", "refused_address"])
def test_what_says_nothing_of_the_page_kills_no_source(accepted: Evidence, outcome: str) -> None:
    for hours in (0, 40, 80, 120):
        look(accepted, hours=hours, outcome=outcome)
    assert note_life(source=accepted.snapshot.source) is None
    assert outcomes(accepted) == []


def test_only_accepted_passages_are_watched(accepted: Evidence) -> None:
    suggested = some_evidence(claim=accepted.claim)
    assert look(suggested, "Something else.") == []
    assert not Drift.objects.exists()


def test_checking_a_capture_twice_tells_nothing_new(accepted: Evidence) -> None:
    look(accepted, "Spending on roads rose 12% in 2023.")
    fetch = Fetch.objects.latest("pk")
    checked = watching.check([accepted], reading=fetch.snapshot.readings.get())
    assert watching.record(fetch=fetch, checked=checked) == []
    assert Drift.objects.count() == 1


@pytest.mark.parametrize("quality", ["not_found", "login", "consent_wall", "near_empty"])
def test_a_page_that_stays_hidden_is_told_of_once(accepted: Evidence, quality: str) -> None:
    news = [look(accepted, "Sorry.", hours=hours, quality=quality) for hours in (0, 48, 72, 96)]
    assert [len(one) for one in news] == [0, 0, 1, 0]
    [drift] = news[2]
    assert drift.fetch.started_at == FIRST, "since the capture that hid it first"
    assert set(watching.hidden_by(drift)) == {quality}
    assert not watching.has_doubtful(accepted.snapshot.source), "settled: no need to look daily"


def test_a_site_that_says_nothing_changed_confirms_what_hides_the_page(accepted: Evidence) -> None:
    assert look(accepted, "Log in.", quality="login") == []
    assert look(accepted, hours=40, outcome="not_modified") == []
    assert len(look(accepted, hours=80, outcome="not_modified")) == 1


def test_a_page_that_is_seen_in_between_was_not_hidden(accepted: Evidence) -> None:
    for hours, text, quality in [
        (0, "Log in.", "login"),
        (30, "Log in.", "login"),
        (60, PASSAGE, "ok"),
        (90, "Log in.", "login"),
        (120, "Log in.", "login"),
    ]:
        assert look(accepted, text, hours=hours, quality=quality) == []


def test_words_that_stand_before_a_paywall_are_still_there(accepted: Evidence) -> None:
    for hours in (0, 40, 80):
        assert look(accepted, f"{PASSAGE} Subscribe to go on.", hours=hours, quality="paywall") == []
    assert outcomes(accepted) == ["same"] * 3


def test_captures_that_cant_be_read_hide_the_page_as_well(accepted: Evidence) -> None:
    news = []
    for hours in (0, 40, 80):
        fetch = a_look(accepted.snapshot.source, at=FIRST + timedelta(hours=hours))
        fetch.snapshot.readings.all().delete()
        news.append(watching.record(fetch=fetch, checked=watching.unreadable(fetch.snapshot)))
    assert [len(one) for one in news] == [0, 0, 1]
    assert watching.hidden_by(news[2][0]) == [None, None, None]


def test_a_change_that_was_told_of_is_no_news_behind_a_wall(accepted: Evidence) -> None:
    changed = PASSAGE.replace("15%", "12%")
    assert len(look(accepted, changed)) == 1
    assert look(accepted, "Log in.", hours=24, quality="login") == []
    assert look(accepted, changed, hours=48) == []


def test_words_that_stand_there_again_say_since_when(accepted: Evidence) -> None:
    look(accepted, PASSAGE.replace("15%", "12%"))
    assert watching.stand_there_since([accepted.pk]) == {}
    look(accepted, PASSAGE, hours=24)
    look(accepted, "Log in.", hours=48, quality="login")
    assert watching.stand_there_since([accepted.pk]) == {accepted.pk: FIRST + timedelta(hours=24)}
