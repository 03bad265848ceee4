"""The article is the same on the site and as text, and short enough to read."""

import re
from html.parser import HTMLParser

from demo.manifest import ARTICLE, PAGES, SOURCES


class Paragraphs(HTMLParser):
    """Collects the text of p, h1, h2, figcaption and li inside main."""

    KEPT = frozenset({"p", "h1", "h2", "figcaption", "li"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []
        self._inside_main = False
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self._inside_main = True
        if tag == "a" and self._inside_main:
            self.links.append(dict(attrs)["href"] or "")
        if tag == "br":
            self.handle_data("\n")
        if tag in self.KEPT and self._inside_main:
            self.found.append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._inside_main = False
        if tag in self.KEPT:
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[-1] += data


def read_article_page() -> Paragraphs:
    paragraphs = Paragraphs()
    paragraphs.feed((PAGES / "article.html").read_text(encoding="utf-8"))
    return paragraphs


def test_the_page_and_the_text_say_the_same() -> None:
    text = [part.strip() for part in re.split(r"\n\n+", ARTICLE.text()) if part.strip()]
    back_to_top = text.pop()
    assert back_to_top == "Back to top"
    assert read_article_page().found == text


def test_the_article_has_the_length_of_a_news_report() -> None:
    assert 500 <= len(ARTICLE.text().split()) <= 700


def test_the_article_links_to_a_dozen_of_its_sources() -> None:
    linked = set(read_article_page().links) & {page.path for page in SOURCES}
    assert len(linked) == 12


def test_the_title_is_the_headline() -> None:
    assert ARTICLE.title in ARTICLE.text().splitlines()
