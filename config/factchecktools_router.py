"""The routes of the Fact Check Tools API, and its discovery document where Google's clients look for it."""

from django.urls import URLPattern, path, re_path

from factcheck.api.factchecktools import views

app_name = "factchecktools"

urlpatterns: list[URLPattern] = [
    path("v1alpha1/claims:search", views.ClaimSearch.as_view(), name="search"),
    path("v1alpha1/claims:imageSearch", views.ImageSearch.as_view(), name="image-search"),
    path("v1alpha1/pages", views.Pages.as_view(), name="pages"),
    path("v1alpha1/pages/<int:pk>", views.Page.as_view(), name="page"),
    re_path("^v1alpha1/", views.NoSuchRoute.as_view(), name="no-such-route"),
    path("$discovery/rest", views.discovery, name="discovery"),
    path("discovery/v1/apis/factchecktools/v1alpha1/rest", views.discovery, name="discovery-v1"),
]
