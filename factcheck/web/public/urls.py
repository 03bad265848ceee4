"""The public's addresses."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import conditional_page, require_safe

from factcheck.publication.feeds import ChecksAtom, CorrectionsAtom
from factcheck.web.public import about, articles, embedding, feeds, reporting, sitemap, views


def fed(feed: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Readers of feeds ask again and again: what has not changed is answered 304 without a body."""
    return require_safe(conditional_page(feed))


urlpatterns = [
    path("checks/", views.front_page, name="front-page"),
    path("checks/articles/<slug:slug>/", articles.article, name="public-article"),
    path("checks/<slug:slug>/", views.publication, name="publication"),
    path("checks/<slug:slug>/v<int:version>/", views.publication_version, name="publication-version"),
    path("checks/<slug:slug>/report/", reporting.report, name="report"),
    path("checks/<slug:slug>/report/thanks/", reporting.thanks, name="report-thanks"),
    path("embed/<slug:slug>/", embedding.embed, name="embed"),
    path("checks/<slug:slug>.json", views.publication_json, name="publication-json"),
    path("about/ratings/", about.ratings, name="about-ratings"),
    path("about/corrections/", about.corrections, name="about-corrections"),
    path("about/method/", about.method, name="about-method"),
    path("feeds/checks.atom", fed(ChecksAtom()), name="checks-atom"),
    path("feeds/checks.json", fed(feeds.checks_json), name="checks-json"),
    path("feeds/corrections.atom", fed(CorrectionsAtom()), name="corrections-atom"),
    path("feeds/claimreview.json", fed(feeds.claimreview_json), name="claimreview-json"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", sitemap.robots, name="robots"),
]
