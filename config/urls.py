"""Every door's addresses."""

from django.contrib import admin
from django.urls import include, path

from factcheck.api.documentation import SchemaView, docs
from factcheck.web.monitoring import metrics

handler500 = "config.faults.server_error"

urlpatterns = [
    path("", include("factcheck.web.newsroom.urls")),
    path("", include("factcheck.web.public.urls")),
    path("account/", include("factcheck.web.account_urls")),
    path("", include("config.factchecktools_router")),
    path("api/v1/", include("config.api_router")),
    path("api/schema/", SchemaView.as_view(), name="api-schema"),
    path("api/docs/", docs, name="api-docs"),
    path("metrics", metrics, name="metrics"),
    path("admin/", admin.site.urls),
]
