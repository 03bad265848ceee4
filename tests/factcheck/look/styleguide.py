"""Every part of the look on two pages, with examples that a person can judge."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from factcheck.templatetags.look import Share
from factcheck.web.marked_text import Mark, mark_text, span_list

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Place:
    label: str
    address: str
    icon: str
    current: bool = False
    count: int | None = None
    keys: str = ""


@dataclass(frozen=True)
class Family:
    family: str
    label: str


@dataclass(frozen=True)
class Card:
    number: int
    family: str
    label: str
    state: str
    text: str
    suggested: bool = False


@dataclass(frozen=True)
class Quote:
    family: str
    text: str
    label: str
    suggested: bool = False


class VerdictForm(forms.Form):
    use_required_attribute = False
    rating = forms.ChoiceField(
        choices=[("5", "True"), ("3", "Half true"), ("1", "False")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a rating."},
    )
    conclusion = forms.CharField(
        help_text="One sentence that stands alone, up to 200 characters.",
        error_messages={"required": "Write a conclusion."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.URLField(required=False, assume_scheme="https", help_text="Where it is said.")


NAVIGATION = (
    Place("Inbox", "#inbox", "inbox", count=14, keys="g i"),
    Place("Articles", "#articles", "article", current=True, keys="g a"),
    Place("Claims", "#claims", "quote", keys="g c"),
    Place("Sources", "#sources", "source", keys="g s"),
    Place("Queue", "#queue", "review", count=200, keys="g r"),
    Place("Published", "#published", "published", keys="g p"),
)
FAMILIES = (
    Family("supported", "True"),
    Family("supported", "Mostly true"),
    Family("mixed", "Half true"),
    Family("refuted", "False"),
    Family("unproven", "Not enough evidence"),
    Family("not_rated", "Not checkable"),
    Family("unchecked", "Unchecked"),
)
CARDS = (
    Card(3, "mixed", "Half true", "In review", "The two presidents spent four hours together."),
    Card(
        4, "unproven", "Not enough evidence", "Open", "Tokyo expects her to raise shipping.", suggested=True
    ),
    Card(5, "not_rated", "Not checkable", "Signed off", "Liu will go home with little to announce."),
    Card(6, "unchecked", "Unchecked", "Suggested", "She took office in September."),
)


PARAGRAPHS = (
    (
        "The Senate voted 93 to 4 on Thursday for a resolution.",
        "In December it approved the sale of $500 million of equipment for the island’s command systems 🛰️.",
    ),
    (
        "President Joe Biden and Xi Jinping spent about four hours together near San Francisco.",
        "She took office in September, and Tokyo expects her to raise the safety of shipping.",
    ),
    ("Whatever he hears, a researcher thinks, Liu will go home with little to announce.",),
    ("Related Articles",),
)
ARTICLE = "\n\n".join(" ".join(sentences) for sentences in PARAGRAPHS)
SENTENCES = [
    (ARTICLE.index(sentence), ARTICLE.index(sentence) + len(sentence))
    for sentences in PARAGRAPHS
    for sentence in sentences
]
QUOTES = (
    Quote("supported", "The Senate voted 93 to 4 on Thursday", "True, signed off"),
    Quote("refuted", "it approved the sale of $500 million of equipment", "False, suggested", suggested=True),
    Quote("mixed", "spent about four hours together", "Half true, signed off"),
    Quote("unproven", "Tokyo expects her to raise the safety of shipping", "suggested", suggested=True),
    Quote("not_rated", "Liu will go home with little to announce", "Not checkable, signed off"),
    Quote("unchecked", "She took office in September", "unchecked", suggested=True),
)


def marks() -> list[Mark]:
    return [
        Mark(
            number=number,
            family=quote.family,
            start=ARTICLE.index(quote.text),
            end=ARTICLE.index(quote.text) + len(quote.text),
            label=quote.label,
            suggested=quote.suggested,
            address=f"?claim={number}#c{number}",
        )
        for number, quote in enumerate(QUOTES, start=1)
    ]


def context() -> dict[str, object]:
    return {
        "navigation": NAVIGATION,
        "search_address": "/search",
        "person": {
            "name": "Sam",
            "role": "Journalist",
            "settings_address": "#set",
            "log_out_address": "/out",
        },
        "about_links": [
            {"label": "How we rate", "address": "#rate"},
            {"label": "Corrections", "address": "#fix"},
        ],
        "shares": [
            Share("supported", 3, "true"),
            Share("mixed", 1, "half true"),
            Share("unchecked", 6, "unchecked"),
        ],
        "job": {
            "id": 7,
            "title": "Fetching sources",
            "done": 14,
            "total": 20,
            "failed": 1,
            "now": "example.org",
        },
        "families": FAMILIES,
        "cards": CARDS,
        "marked": mark_text(ARTICLE, marks(), set_aside=SENTENCES[-1:]),
        "spans": span_list(SENTENCES),
        "page": Paginator(range(200), 50).page(2),
        "form": VerdictForm({"conclusion": "", "source": "nowhere"}),
        "at": datetime(2026, 5, 12, 9, 14, tzinfo=UTC),
    }


def render(name: str, **changes: object) -> str:
    source = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return engines["django"].from_string(source).render(context() | changes, request)
