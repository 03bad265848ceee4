"""Takes the README's pictures from a running demo: `./run`, then `python -m demo.screenshots`.

It plays one claim through first: sam accepts a passage and proposes, ana signs off and publishes.
`--every FOLDER` takes every page instead, light, dark and at a phone's width, without changing anything.
Needs Debian's chromium and the packages of requirements/dev.txt.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
WIDE = {"width": 1280, "height": 900}
LOOKS = {
    "light": {"viewport": WIDE, "color_scheme": "light"},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
}
READERS_PAGES = (
    "/", "/checks/", "/checks/?q=senate", "/about/ratings/", "/about/corrections/", "/about/method/",
    "/account/login/", "/api/docs/",
)  # fmt: skip
NEWSROOM_PAGES = (
    "/", "/?tab=suggested", "/?tab=sources-changed", "/?tab=notices", "/articles/", "/articles/new/",
    "/articles/new/?from=url", "/articles/new/?from=file", "/articles/1/", "/articles/1/?claim=2",
    "/articles/1/?asides=1", "/articles/1/summary/", "/articles/1/dismiss/", "/articles/1/history/",
    "/claims/2/", "/sources/", "/sources/1/", "/snapshots/1/", "/desk/", "/activity/", "/help/",
    "/settings/", "/settings/tokens/",
)  # fmt: skip
REVIEWERS_PAGES = (
    "/admin/", "/admin/factcheck/factcheck/", "/admin/factcheck/factcheck/?tab=all",
    "/admin/factcheck/factcheck/2/change/", "/admin/factcheck/publication/", "/admin/sources/host/",
)  # fmt: skip
CLAIM = "$500 million"
PASSAGE = "$300 million"
CONCLUSION = "The sale that was approved was worth $300 million, not $500 million."


def people(state: Path) -> dict[str, str]:
    """The demo's log-ins, from the file that `./run` wrote."""
    lines = (state / "demo-people.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[0]: line.split()[1] for line in lines if re.match(r"(sam|ana|kim) ", line)}


@contextmanager
def signed_in(browser: Browser, base: str, name: str, password: str, **look: Any) -> Iterator[Page]:
    """A page with this person signed in; look: of the window, wide and light by default."""
    context = browser.new_context(**(look or LOOKS["light"]))
    page = context.new_page()
    page.goto(f"{base}/account/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "login" not in address)
    yield page
    context.close()


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://localhost:8000")
    parser.add_argument("--state", type=Path, default=Path("var"))
    parser.add_argument("--into", type=Path, default=Path("docs/images"))
    parser.add_argument("--every", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    (options.every or options.into).mkdir(parents=True, exist_ok=True)
    passwords = people(options.state)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        if options.every:
            take_every_page(browser, options.address, passwords, options.every)
        else:
            take(browser, options.address, passwords, options.into)
        browser.close()


def take(browser: Browser, base: str, passwords: dict[str, str], into: Path) -> None:
    """Play the claim through and photograph each door on the way."""
    with signed_in(browser, base, "sam", passwords["sam"]) as page:
        page.goto(f"{base}/articles/1/")
        propose(page, into)
    with signed_in(browser, base, "ana", passwords["ana"]) as page:
        page.goto(f"{base}/admin/factcheck/factcheck/")
        page.screenshot(path=into / "queue.png")
        page.locator('#result_list a[href*="/change/"]').first.click()
        page.locator("#act-sign_off button").click()
        page.locator("#act-publish button").click()
        page.wait_for_load_state()
    reader = browser.new_page(viewport=WIDE)
    reader.goto(base)
    reader.locator('main a[href^="/checks/"]', has_text=CLAIM).first.click()
    reader.wait_for_url("**/checks/*/")
    reader.screenshot(path=into / "publication.png")


def take_every_page(browser: Browser, base: str, passwords: dict[str, str], into: Path) -> None:
    """Each page in each look, as `look-person-page.png`."""
    for look, options in LOOKS.items():
        reader = browser.new_page(**options)
        photograph(reader, base, READERS_PAGES, into / f"{look}-reader")
        reader.close()
        for name, pages in (("sam", NEWSROOM_PAGES), ("ana", REVIEWERS_PAGES)):
            with signed_in(browser, base, name, passwords[name], **options) as page:
                photograph(page, base, pages, into / f"{look}-{name}")


def photograph(page: Page, base: str, addresses: Iterable[str], stem: Path) -> None:
    for address in addresses:
        answer = page.goto(base + address)
        name = re.sub(r"[^a-z0-9]+", "-", address).strip("-") or "home"
        page.screenshot(path=stem.with_name(f"{stem.name}-{name}.png"), full_page=True)
        print(answer.status if answer else "no answer", address)  # noqa: T201 - a list of what was taken


def propose(page: Page, into: Path) -> None:
    """Sam accepts the passage that differs, and concludes."""
    page.locator(".card", has_text=CLAIM).first.get_by_role("link", name="Claim").click()
    page.get_by_role("button", name="Check it").click()
    passage = page.locator(".passage", has_text=PASSAGE).first
    passage.get_by_role("button", name="Contradicts").click()
    page.locator(".passage.stance-contradicts").first.wait_for()
    page.screenshot(path=into / "workbench.png")
    page.locator(".propose > summary").click()
    page.get_by_role("radio", name="False", exact=False).last.check()
    page.get_by_label("Conclusion").fill(CONCLUSION)
    page.get_by_role("button", name="Propose to the reviewers").click()
    page.locator(".card[aria-current=true] .state", has_text="In review").first.wait_for()


if __name__ == "__main__":
    main()
