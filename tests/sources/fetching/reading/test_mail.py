"""E-mails as mail programs save them: what they say, who sent them and when; never what is attached."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from sources.fetching.content_type import MAIL, is_mail
from sources.fetching.copies import open_copy
from sources.fetching.readable import read
from sources.fetching.types import FetchStopped, Outcome

WORDS = "The ministry spent 4.1 million on the bridge in 2025, not 9 million."


def an_email(*, text: str = WORDS, html: str = "", attached: bytes = b"") -> bytes:
    message = EmailMessage()
    message["From"] = "Press office <press@ministry.example>"
    message["To"] = "sam@newsroom.example"
    message["Date"] = "Sat, 14 Mar 2026 09:30:00 +0100"
    message["Subject"] = "Your questions about the bridge – our answers"
    if text:
        message.set_content(text, cte="base64")
    if html:
        message.add_alternative(html, subtype="html") if text else message.set_content(html, subtype="html")
    if attached:
        message.add_attachment(attached, maintype="application", subtype="pdf", filename="a.pdf")
    return message.as_bytes()


def said(body: bytes) -> str:
    return read(body, content_type=MAIL, address="").text


def test_an_email_is_known_by_its_fields_and_read_with_subject_sender_and_day() -> None:
    copy = open_copy(an_email(), address="", max_bytes=10_000)
    page = read(copy.body, content_type=copy.content_type, address="")

    assert (copy.content_type, page.text) == (MAIL, WORDS)
    assert page.title == "Your questions about the bridge – our answers"
    assert page.byline == "Press office <press@ministry.example>"
    assert page.published == "2026-03-14"


def test_its_plain_text_is_read_and_not_what_is_attached() -> None:
    assert said(an_email(html="<p>Other words.", attached=b"%PDF-1.4 secret")) == WORDS


def test_an_email_of_html_alone_says_what_its_html_says() -> None:
    assert said(an_email(text="", html=f"<table><tr><td>{WORDS}</td></tr></table>")) == WORDS


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"From here on it was late: he left.\n",
        b"Name: Ann\nDate: today\n\nFrom: nobody",
        b"From: A\n\nWords",
    ],
)
def test_a_text_that_only_looks_a_little_like_one_is_none(text: bytes) -> None:
    assert not is_mail(text)


def nested(depth: int) -> bytes:
    head = b"From: a@b.example\nDate: Sat, 14 Mar 2026 09:30:00 +0100\n"
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (number, number) for number in range(depth)
    )
    return head + parts


@pytest.mark.parametrize(
    "body",
    [nested(3000), an_email().replace(b'charset="utf-8"', b'charset="no-such"')],
    ids=["parts in parts", "a charset that is none"],
)
def test_a_hostile_email_is_no_more_than_unreadable(body: bytes) -> None:
    with pytest.raises(FetchStopped, match="This EML could not be read") as stopped:
        said(body)
    assert stopped.value.outcome is Outcome.PARSE_FAILED
