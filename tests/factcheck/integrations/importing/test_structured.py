"""ClaimReview in web pages."""

from __future__ import annotations

import json

from factcheck.integrations.importing.claimreview import read_claimreview
from factcheck.integrations.importing.structured import claimreviews_of_page

PAGE = "https://checks.example/roads"
REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "Spending on roads doubled.",
    "url": PAGE,
    "author": {"@type": "Organization", "name": "The Checkers"},
    "reviewRating": {"@type": "Rating", "alternateName": "False", "ratingValue": "1"},
}
MICRODATA = """
<div itemscope itemtype="http://schema.org/ClaimReview" itemref="dated">
  <link itemprop="url" href="/roads#one">
  <h1 itemprop="claimReviewed name">Spending on
     roads doubled.</h1>
  <p>Said by <span itemprop="itemReviewed" itemscope itemtype="http://schema.org/Claim">
     <span itemprop="author" itemscope itemtype="http://schema.org/Person">
       <b itemprop="name">Jo Harbor</b></span>
     <time itemprop="datePublished" datetime="2026-01-12">last week</time></span></p>
  <div itemprop="reviewRating" itemscope itemtype="http://schema.org/Rating">
    <meta itemprop="ratingValue" content="1"><data itemprop="bestRating" value="5">5</data>
    <meta itemprop="worstRating" content="1"><span itemprop="alternateName">False</span>
  </div>
  <p itemprop="author" itemscope itemtype="http://schema.org/Organization">
    <b itemprop="name">Checks</b></p>
</div>
<p id="dated">On <time itemprop="datePublished" datetime="2026-02-03">Tuesday</time></p>
<div itemscope itemtype="http://schema.org/Person"><span itemprop="name">Nobody</span></div>
"""


def found(html: str) -> list[dict]:
    return claimreviews_of_page(html, address=PAGE)


def script(value: str) -> str:
    return f'<html><head><script type="application/ld+json">{value}</script></head><body>Text.</body></html>'


def test_json_ld_is_found_alone_in_a_list_and_in_a_graph():
    for value in (REVIEW, [REVIEW], {"@graph": [{"@type": "WebPage"}, REVIEW]}, {"review": REVIEW}):
        assert found(script(json.dumps(value))) == [REVIEW]


def test_json_ld_with_the_usual_mistakes_is_read():
    broken = json.dumps(REVIEW).replace("roads doubled", "roads\ndoubled")
    for value in (f"<!-- {broken} -->", f"//<![CDATA[\n{broken}\n//]]>"):
        (review,) = found(script(value))
        assert read_claimreview(review).claim_reviewed == "Spending on roads doubled."


def test_what_is_no_json_hides_nothing_else():
    both = '{,}</script><script type="application/ld+json">' + json.dumps(REVIEW)
    assert found(script(both)) == [REVIEW]


def test_microdata_is_read_whole():
    (item,) = found(f"<html><body>{MICRODATA}</body></html>")

    review = read_claimreview(item, page=PAGE)

    assert review.url == f"{PAGE}#one"
    assert review.claim_reviewed == "Spending on roads doubled."
    assert (review.rating_text, review.family) == ("False", "refuted")
    assert (review.claimed_by, str(review.claimed_on)) == ("Jo Harbor", "2026-01-12")
    assert (review.publisher, str(review.published_on)) == ("Checks", "2026-02-03")


def test_pages_without_it_have_none():
    for html in (
        "",
        "<p>Nothing</p>",
        "\0",
        '<div itemscope itemtype="http://schema.org/Review"></div>',
        "<!-- -->",
    ):
        assert found(html) == []


def test_pages_made_to_overwhelm_are_read_to_a_bound():
    deep = "<div itemscope itemprop=a>" * 2000
    assert len(found(f'<div itemscope itemtype="http://schema.org/ClaimReview">{deep}')) == 1
    circle = (
        '<div id="a" itemscope itemtype="http://schema.org/ClaimReview" itemref="a b">'
        '<i id="b" itemprop="x">1</i></div>'
    )
    assert found(circle)[0]["x"] == "1"
    assert found(script("[" * 5000)) == []


def test_items_that_refer_to_one_another_are_read_once_each_way_to_a_bound():
    layers = "".join(
        f'<i id="l{layer}{side}" itemscope itemprop="x" itemref="l{layer + 1}a l{layer + 1}b"></i>'
        for layer in range(30)
        for side in "ab"
    )
    page = f'<div itemscope itemtype="http://schema.org/ClaimReview" itemref="l0a l0b"></div>{layers}'
    assert len(found(page)) == 1
