import json

import pytest

from factcheck.web.public.reading import json_ld, paragraphs, readable
from tests.factcheck.publication.documents import a_document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One.\n\nTwo.\n \nThree.", ["One.", "Two.", "Three."]),
        ("So it is [1].", ['So it is <a class="ref" href="#evidence-1">1</a>.']),
        ("As [3] says.", ["As [3] says."]),
        ("As [0] says.", ["As [0] says."]),
        ("<b>Bold</b> [2]", ['&lt;b&gt;Bold&lt;/b&gt; <a class="ref" href="#evidence-2">2</a>']),
    ],
)
def test_reasoning_becomes_paragraphs_with_links_to_the_evidence(text, expected):
    assert paragraphs(text, evidence_count=2) == expected


def test_moments_are_read_in_utc():
    shown = readable(a_document())
    assert shown["evidence"][0]["captured_at"].isoformat() == "2026-01-13T09:14:00+00:00"
    assert shown["article"]["published_on"].isoformat() == "2026-01-12"


def test_an_article_without_a_date_stays_without():
    document = a_document(article={"title": "A talk", "address": "", "published_on": ""})
    assert readable(document)["article"]["published_on"] is None


def test_markup_survives_words_that_look_like_markup():
    written = json_ld({"claim": "</script><!-- & -->"})
    body = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in body
    assert json.loads(body) == {"claim": "</script><!-- & -->"}
