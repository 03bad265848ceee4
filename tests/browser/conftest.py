"""A real browser before a live server whose jobs run when a test says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.chromium import CHROMIUM, PATIENCE_MS
from tests.factories import PASSWORD


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser these tests are reported as not run, with what to do."""
    if Path(CHROMIUM).exists():
        return
    skip = pytest.mark.skip(reason="Chromium is missing: apt-get install chromium")
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(skip)


class Visitor:
    """A browser window of one person. What its console says (scripts' errors, broken policies) is kept."""

    def __init__(self, browser: Browser, site: str, **options: Any) -> None:
        self.context = browser.new_context(base_url=site, **options)
        self.context.set_default_timeout(PATIENCE_MS)
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.said.append(message.text)

    def log_in(self, username: str) -> Visitor:
        self.page.goto("/account/login/")
        self.page.get_by_label("Username").fill(username)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("main").get_by_role("button", name="Log in").click()
        self.page.wait_for_url("**/")
        return self


@pytest.fixture
def visitor(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Visitor]]:
    opened: list[Visitor] = []

    def open_window(**options: Any) -> Visitor:
        opened.append(
            Visitor(chromium, live_server.url, **{"viewport": {"width": 1280, "height": 900}, **options})
        )
        return opened[-1]

    yield open_window
    for one in opened:
        one.context.close()
