import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from config.embedded import health


@pytest.fixture
def front_page(httpserver: HTTPServer, monkeypatch):
    monkeypatch.setattr(health, "PORT", httpserver.port)
    return httpserver.expect_request("/")


def test_a_front_page_is_healthy(front_page):
    front_page.respond_with_data("hello")
    assert health.healthy("")


def test_a_server_error_is_not_healthy(front_page):
    front_page.respond_with_data("", status=500)
    assert not health.healthy("")


def test_nobody_listening_is_not_healthy(monkeypatch):
    monkeypatch.setattr(health, "PORT", 1)
    assert not health.healthy("")


def test_it_asks_as_the_reverse_proxy_would(front_page):
    def answer(request: Request) -> Response:
        asked = (request.host, request.headers["X-Forwarded-Proto"])
        return Response(status=200 if asked == ("facts.example", "https") else 500)

    front_page.respond_with_handler(answer)
    assert health.healthy("facts.example,other.example")
