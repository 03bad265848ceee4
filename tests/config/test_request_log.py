"""What is logged of a request."""

from __future__ import annotations

from django.test import RequestFactory

from config.request_log import RequestLog


def logged(address: str) -> str:
    return RequestLog.format_request(RequestFactory().get(address))


def test_a_key_in_the_query_is_not_logged():
    assert logged("/v1alpha1/claims:search?query=roads+here&key=fct_secret") == (
        "GET /v1alpha1/claims:search?query=roads+here&key=hidden"
    )


def test_other_queries_are_logged_as_they_came():
    assert logged("/checks/?q=roads%20here") == "GET /checks/?q=roads%20here"
