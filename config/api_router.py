"""Every API route, on one screen."""

from django.urls import URLPattern, URLResolver, path, re_path
from rest_framework.routers import SimpleRouter

from factcheck.api.views.articles import ArticleViews
from factcheck.api.views.claims import ClaimViews
from factcheck.api.views.evidence import EvidenceViews
from factcheck.api.views.factchecks import FactCheckViews
from factcheck.api.views.imports import ImportViews
from factcheck.api.views.index import IndexViews
from factcheck.api.views.jobs import JobViews
from factcheck.api.views.library import SubscriptionViews
from factcheck.api.views.lost import NoSuchRoute
from factcheck.api.views.people import WhoAmIViews
from factcheck.api.views.publications import PublicationViews
from factcheck.api.views.ratings import RatingViews
from factcheck.api.views.sources import SnapshotViews, SourceViews
from factcheck.api.views.versions import VersionViews
from factcheck.api.views.webhooks import WebhookViews

app_name = "api"

router = SimpleRouter(use_regex_path=False)
router.register("articles", ArticleViews, basename="article")
router.register("articles/<int:article>/versions", VersionViews, basename="article-version")
router.register("claims", ClaimViews, basename="claim")
router.register("sources", SourceViews, basename="source")
router.register("library", SubscriptionViews, basename="subscription")
router.register("snapshots", SnapshotViews, basename="snapshot")
router.register("evidence", EvidenceViews, basename="evidence")
router.register("fact-checks", FactCheckViews, basename="factcheck")
router.register("publications", PublicationViews, basename="publication")
router.register("ratings", RatingViews, basename="rating")
router.register("webhooks", WebhookViews, basename="webhook")
router.register("imports", ImportViews, basename="import")
router.register("jobs", JobViews, basename="job")

urlpatterns: list[URLPattern | URLResolver] = [
    *router.urls,
    path("", IndexViews.as_view({"get": "retrieve"}), name="index"),
    path("whoami/", WhoAmIViews.as_view({"get": "retrieve"}), name="whoami"),
    re_path(".", NoSuchRoute.as_view(), name="no-such-route"),
]
