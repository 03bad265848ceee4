from datetime import date

import pytest

from factcheck.exceptions import Incomplete, NotAllowed, TransitionDenied
from factcheck.publication import services
from factcheck.publication.models import ErrorReport

pytestmark = pytest.mark.django_db


def a_report(newsroom, text="The accounts say 15%."):
    return services.report_error(publication=newsroom.published(), text=text)


def test_a_report_waits_for_the_reviewers(newsroom):
    report = a_report(newsroom)
    assert list(ErrorReport.objects.unsettled()) == [report]


def test_the_same_words_twice_are_one_report(newsroom):
    publication = newsroom.published()
    one = services.report_error(publication=publication, text="It is wrong.")
    assert services.report_error(publication=publication, text=" It is wrong. ") == one


def test_a_settled_report_says_what_came_of_it_why_and_who_settled_it(newsroom):
    settled = services.settle_report(
        report=a_report(newsroom), outcome="stands", answer="15% is 2024.", by=newsroom.ana
    )
    assert (settled.outcome, settled.answer, settled.settled_by) == ("stands", "15% is 2024.", newsroom.ana)
    assert not ErrorReport.objects.unsettled().exists()
    with pytest.raises(TransitionDenied, match="settled already"):
        services.settle_report(report=settled, outcome="spam", answer="", by=newsroom.ana)


@pytest.mark.parametrize(("outcome", "answer", "field"), [("", "Why.", "outcome"), ("stands", " ", "answer")])
def test_settling_needs_an_outcome_and_a_reason(newsroom, outcome, answer, field):
    with pytest.raises(Incomplete) as refused:
        services.settle_report(report=a_report(newsroom), outcome=outcome, answer=answer, by=newsroom.ana)
    assert refused.value.field == field


@pytest.mark.parametrize("person", ["sam", "lou"])
def test_only_reviewers_of_the_desk_settle(newsroom, person):
    with pytest.raises(NotAllowed):
        services.settle_report(
            report=a_report(newsroom), outcome="spam", answer="", by=getattr(newsroom, person)
        )


def asked(newsroom, **values):
    given = {"publisher": "The Herald", "asked": "Correct the figure.", "asked_on": date(2026, 2, 1)}
    return services.ask_for_correction(
        factcheck=newsroom.published().factcheck, by=newsroom.sam, **{**given, **values}
    )


def test_a_publisher_is_asked_answers_and_the_outcome_stays(newsroom):
    request = asked(newsroom, due_on=date(2026, 2, 15))
    closed = services.close_correction_request(
        request=request, outcome="corrected", reply="Fixed online.", by=newsroom.sam
    )
    assert (closed.outcome, closed.reply, closed.due_on) == ("corrected", "Fixed online.", date(2026, 2, 15))
    with pytest.raises(TransitionDenied, match="closed already"):
        services.close_correction_request(request=closed, outcome="refused", reply="", by=newsroom.sam)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"publisher": ""}, "publisher"), ({"asked": " "}, "asked"), ({"due_on": date(2026, 1, 1)}, "due_on")],
)
def test_a_request_names_the_publisher_what_was_asked_and_a_later_day(newsroom, values, field):
    with pytest.raises(Incomplete) as refused:
        asked(newsroom, **values)
    assert refused.value.field == field


def test_nobody_is_asked_to_correct_what_they_cannot_read(newsroom):
    with pytest.raises(TransitionDenied, match="Publish the check first"):
        services.ask_for_correction(
            factcheck=newsroom.signed_off(),
            publisher="The Herald",
            asked="Correct it.",
            asked_on=date(2026, 2, 1),
            by=newsroom.sam,
        )
