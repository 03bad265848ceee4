"""What feeds and sitemaps list, as publishers write them and as attackers do."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zlib
from datetime import UTC, datetime

import pytest

from sources.fetching.listing.reading import MAX_UNPACKED_BYTES, read_listing
from sources.fetching.listing.types import Listing
from sources.fetching.types import FetchStopped, Outcome

ADDRESS = "https://stats.example/news/feed.xml"
JANUARY = datetime(2024, 1, 12, 9, 30, tzinfo=UTC)

RSS = """<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="feed.xsl"?><!-- made by hand -->
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <channel><title>Office of figures</title><link>https://stats.example/</link>
  <item><media:title>A picture</media:title><title>Prices &amp;amp; wages</title>
   <link>https://stats.example/prices#top</link><pubDate>Fri, 12 Jan 2024 10:30:00 +0100</pubDate>
   <description>&lt;p&gt;Prices rose 3%.&lt;/p&gt;</description></item>
  <item><title>Only a guid</title><guid>https://stats.example/guid</guid><dc:date>2024-01-12</dc:date></item>
  <item><title>No address</title><guid isPermaLink="false">https://stats.example/not-this</guid></item>
  <item><title>Not the web</title><link>ftp://stats.example/a</link></item>
 </channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
 <channel rdf:about="https://stats.example/"><title>Old news</title></channel>
 <item rdf:about="https://stats.example/old"><title>Old</title><link>https://stats.example/old</link></item>
</rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/releases/"><title type="html">Court</title>
 <link rel="self" href="https://court.example/feed"/>
 <entry><id>urn:uuid:1</id><title>Judgment</title><updated>2024-01-12T09:30:00Z</updated>
  <link rel="enclosure" type="audio/mpeg" href="hearing.mp3"/>
  <link type="application/pdf" href="judgment.pdf"/><link href="judgment.html"/></entry></feed>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Parliament",
    "items": [
        {"id": "7", "url": "vote-7", "title": "Vote 7", "date_published": "2024-01-12T09:30:00Z"},
        {"id": "8", "external_url": "https://elsewhere.example/8", "content_text": "a < b"},
        "rubbish",
        {"id": 9},
    ],
}
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 <url><loc> https://stats.example/a?x=1&amp;y=2 </loc><lastmod>2024-01-12T09:30:00+00:00</lastmod></url>
 <url><loc>https://stats.example/b</loc><lastmod>2024-01</lastmod></url><url><loc></loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 <sitemap><loc>https://stats.example/sitemap-1.xml.gz</loc><lastmod>2024-01-12</lastmod></sitemap></sitemapindex>"""


def read(text: str | bytes, *, content_type: str = "") -> Listing:
    body = text.encode() if isinstance(text, str) else text
    return read_listing(body, content_type=content_type, address=ADDRESS)


def test_rss_gives_pages_titles_and_dates() -> None:
    listing = read(RSS)

    assert listing.title == "Office of figures"
    assert [(item.address, item.title, item.published) for item in listing.items] == [
        ("https://stats.example/prices", "Prices & wages", JANUARY),
        ("https://stats.example/guid", "Only a guid", datetime(2024, 1, 12, tzinfo=UTC)),
    ]
    assert listing.items[0].summary == "<p>Prices rose 3%.</p>"


def test_rss_1_keeps_its_items_beside_the_channel() -> None:
    listing = read(RDF)
    assert (listing.title, [item.address for item in listing.items]) == (
        "Old news",
        ["https://stats.example/old"],
    )


def test_atom_gives_the_entrys_page_and_not_its_sound_or_its_pdf() -> None:
    listing = read(ATOM)
    [item] = listing.items
    assert (listing.title, item.title) == ("Court", "Judgment")
    assert (item.address, item.published) == ("https://stats.example/releases/judgment.html", JANUARY)


def test_json_feed() -> None:
    listing = read(json.dumps(JSON_FEED))
    assert [(item.address, item.published, item.summary) for item in listing.items] == [
        ("https://stats.example/news/vote-7", JANUARY, ""),
        ("https://elsewhere.example/8", None, "a &lt; b"),
    ]


@pytest.mark.parametrize(
    "pack", [str.encode, lambda text: gzip.compress(text.encode())], ids=["plain", "gzip"]
)
def test_sitemaps_and_their_indexes(pack) -> None:
    items = [(item.address, item.published) for item in read(pack(SITEMAP)).items]
    assert items == [
        ("https://stats.example/a?x=1&y=2", JANUARY),
        ("https://stats.example/b", datetime(2024, 1, 1, tzinfo=UTC)),
    ]
    [named] = read(pack(INDEX)).sitemaps
    assert named.address == "https://stats.example/sitemap-1.xml.gz"


def test_a_text_file_of_addresses_is_a_sitemap() -> None:
    listing = read("https://stats.example/a\r\nhttps://stats.example/b\n\n# no address\n")
    assert [item.address for item in listing.items] == ["https://stats.example/a", "https://stats.example/b"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_reads_what_encoding_the_feed_is_in(encoding: str) -> None:
    text = RSS.replace('encoding="utf-8"', f'encoding="{encoding}"').replace("figures", "Größen")
    assert read(text.encode(encoding)).title == "Office of Größen"


def test_what_came_before_a_fault_is_kept() -> None:
    assert len(read(RSS[: RSS.index("<item><title>No address")]).items) == 2
    assert len(read(SITEMAP[: SITEMAP.index("<url><loc></loc>")]).items) == 2


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "lol">{ENTITIES}]>'
FILE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
ITEM = "<channel><item><title>&e9;&f;</title><link>https://stats.example/1</link></item></channel>"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"{BOMB}<rss>{ITEM}</rss>", "declares XML entities"),
        (f"{BOMB}<urlset><url><loc>&e9;</loc></url></urlset>", "declares XML entities"),
        (f"{FILE}<rss>{ITEM}</rss>", "declares XML entities"),
        ("<rss>" + "<a>" * 600_000, "more than 500,000 tags"),
        ("{" + '"a":[' * 100_000, "no JSON"),
        ('{"title": "Another format"}', "no JSON Feed"),
        ("", "lists no address"),
        ("Nothing of the kind.", "lists no address"),
        ("<html><head><title>News</title></head></html>", "it is a web page:"),
        ('<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head>',
         "names this feed: https://stats.example/rss"),
        (gzip.compress(RSS.encode())[:-20], "breaks off"),
        (b"\x1f\x8b" + b"rubbish" * 9, "damaged"),
        ("<urlset><url>", "no XML"),
    ],
)  # fmt: skip
def test_what_can_hurt_or_is_none_is_refused_in_words(body: str | bytes, said: str) -> None:
    with pytest.raises(FetchStopped, match=said) as stopped:
        read(body)
    assert stopped.value.outcome is Outcome.PARSE_FAILED


@pytest.mark.parametrize("text", [f"{BOMB}<urlset><url><loc>&e9;</loc></url></urlset>"])
def test_a_bomb_in_an_encoding_that_hides_it_does_not_go_off(text: str) -> None:
    body = text.replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")
    tracemalloc.start()
    try:
        listing = read(body)
        peak = tracemalloc.get_traced_memory()[1]
    except FetchStopped:
        peak, listing = tracemalloc.get_traced_memory()[1], None
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000
    assert listing is None or listing.items == ()


def test_a_gzip_bomb_stops_at_the_protocols_limit() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join([*(packer.compress(b" " * 1_000_000) for _ in range(60)), packer.flush()])
    assert MAX_UNPACKED_BYTES < 60_000_000
    with pytest.raises(FetchStopped, match="larger than 50 MB"):
        read(bomb)


def test_deep_nesting_ends() -> None:
    assert read("<rss><channel>" + "<a>" * 100_000).items == ()
