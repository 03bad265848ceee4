import pytest
from django.urls import reverse

from factcheck.workflow import services as workflow
from tests.factcheck.admin.test_other_pages import act_on, seen

pytestmark = pytest.mark.django_db
LIST = "admin:claims_article_changelist"


def test_articles_are_put_away_and_taken_back_and_say_which_could_not(ana, newsroom):
    done, busy = newsroom.article(title="Roads"), newsroom.open().claim.article
    page = seen(act_on(ana, "claims_article", [done, busy], "put_away"))
    assert "1 put away." in page
    assert "1 skipped: The council&#x27;s budget: One claim of it is still being checked." in page
    done.refresh_from_db()
    assert done.put_away_by == newsroom.ana
    assert "1 taken back." in seen(act_on(ana, "claims_article", [done], "take_back"))
    done.refresh_from_db()
    assert done.put_away_at is None


def test_the_list_is_narrowed_to_what_is_at_hand_or_put_away(ana, newsroom):
    away, kept = newsroom.article(title="Roads"), newsroom.article(title="Bridges")
    act_on(ana, "claims_article", [away], "put_away")
    for value, found in [("away", {away}), ("at-hand", {kept}), ("else", {away, kept})]:
        assert set(ana.get(reverse(LIST), {"kept": value}).context["cl"].queryset) == found


def test_nobody_puts_another_desks_article_away(client, newsroom):
    article = newsroom.article()
    client.force_login(newsroom.lou)
    act_on(client, "claims_article", [article], "put_away")
    article.refresh_from_db()
    assert article.put_away_at is None


def test_the_list_counts_a_claim_that_is_joined_with_another_articles(ana, newsroom):
    check, claim = newsroom.published(), newsroom.claim(newsroom.article(title="The speech"))
    workflow.merge(survivor=check.factcheck, others=[claim.factcheck], by=newsroom.sam)
    rows = {row.title: row.claim_count for row in ana.get(reverse(LIST)).context["cl"].result_list}
    assert rows["The speech"] == 1
