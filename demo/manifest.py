"""What the demo holds: the article, its date, and every page of the made-up site."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

HERE = Path(__file__).parent
PAGES = HERE / "pages"

# On every page: in the title, in the description, and where a reader sees it first.
MADE_UP = "A made-up page for the Factcheck demo"


class Behaviour(StrEnum):
    """How the site answers for a page."""

    PLAIN = "plain"
    SLOW = "slow"
    CHANGES = "changes"
    GONE = "gone"
    MISSING = "missing"
    MOVED = "moved"
    ROBOTS = "forbidden by robots.txt"
    CONSENT = "behind a consent wall"


@dataclass(frozen=True, kw_only=True)
class Article:
    """The text to check; `path` is its page on the site, `published` the day it is read from."""

    title: str
    published: date
    language: str
    file: Path
    path: str

    def text(self) -> str:
        """Give the article as a person would paste it, page furniture included."""
        return self.file.read_text(encoding="utf-8")


@dataclass(frozen=True, kw_only=True)
class Page:
    """One address of the site, what it is for, and how it answers."""

    path: str
    about: str
    behaviour: Behaviour = Behaviour.PLAIN

    @property
    def file(self) -> Path:
        """Give the file that is served first."""
        return PAGES / self.path.lstrip("/")

    @property
    def file_after(self) -> Path:
        """Give the file that a changing page serves once the switch is thrown."""
        return self.file.with_suffix(f".after{self.file.suffix}")


ARTICLE = Article(
    title="Blinken receives Chinese envoy as Taiwan chooses a president",
    published=date(2024, 1, 12),
    language="en",
    file=HERE / "article.txt",
    path="/article.html",
)

SOURCES: tuple[Page, ...] = (
    Page(path="/senate/roll-call-2024-007.html", about="the roll call: 93 to 4, on Thursday"),
    Page(path="/state/schedule-2024-01-12.html", about="the meetings of Friday, with their hours"),
    Page(path="/state/briefing-2024-01-11.html", about="the transcript that the article quotes from"),
    Page(path="/whitehouse/summit-readout.html", about="the summit of November 2023"),
    Page(path="/defense/arms-notification-23-71.html", about="the arms sale: $300 million, not $500 million"),
    Page(path="/law/relations-act.html", about="the law of 1979"),
    Page(path="/commission/calendar-2024.html", about="the day of the vote, its hours, the voters"),
    Page(path="/commission/candidate-lai.html", about="the front-runner's career and words"),
    Page(path="/japan/kamikawa-washington.html", about="the visit of Japan's foreign minister"),
    Page(path="/harbor/event-liu.html", about="what the envoy said in New York"),
    Page(
        path="/harbor/strait-paper.pdf", about="a paper as PDF: the armed forces' lines, the arms sale, 1949"
    ),
    Page(path="/reference/taiwan.html", about="contradicts the false aside"),
    Page(path="/news/senate-resolution.html", about="another tally and another day"),
    Page(path="/news/beijing-label.html", about="who called the front-runner what"),
    Page(path="/news/envoy-profile.html", about="the envoy's career"),
    Page(path="/news/white-house-call.html", about="puts the White House visit on Wednesday"),
    Page(path="/news/davos.html", about="context: who goes to Davos"),
    Page(path="/news/markets.html", about="context only; says nothing of any claim"),
    Page(
        path="/news/delegation.html",
        about="the delegation's day: the sentence that evidence quotes changes",
        behaviour=Behaviour.CHANGES,
    ),
    Page(
        path="/news/voters-queue.html",
        about="changes too, but only in its page furniture",
        behaviour=Behaviour.CHANGES,
    ),
    Page(
        path="/slow/presidential-elections.html",
        about="direct elections since 1996, after a wait",
        behaviour=Behaviour.SLOW,
    ),
    Page(path="/news/taiwan-summit", about="redirects to the read-out", behaviour=Behaviour.MOVED),
    Page(path="/news/early-poll.html", about="withdrawn: 410", behaviour=Behaviour.GONE),
    Page(path="/news/lost-interview.html", about="never there: 404", behaviour=Behaviour.MISSING),
    Page(path="/private/cables.html", about="robots.txt says no", behaviour=Behaviour.ROBOTS),
    Page(path="/news/summit-analysis.html", about="nothing but a consent wall", behaviour=Behaviour.CONSENT),
)

# What the made-up offices publish themselves, as a feed that the library can follow.
FEED_PATH = "/feed.xml"
OFFICES = ("/senate/", "/state/", "/whitehouse/", "/defense/", "/law/", "/commission/")
FEED = tuple(page for page in SOURCES if page.path.startswith(OFFICES))

REDIRECTS = {"/news/taiwan-summit": "/whitehouse/summit-readout.html"}


def source_addresses(base: str) -> Iterator[str]:
    """Yield the address of every source under `base` ("http://127.0.0.1:8765")."""
    for page in SOURCES:
        yield f"{base}{page.path}"
