from __future__ import annotations

import pytest

from sources.fetching.charset import decode, detect, stated_charset

META_LATIN2 = b'<meta charset="iso-8859-2">'


@pytest.mark.parametrize(
    ("body", "content_type", "codec"),
    [
        (b"\xef\xbb\xbfabc", "text/html; charset=iso-8859-1", "utf-8-sig"),
        ("abc".encode("utf-16"), "text/html; charset=utf-8", "utf-16"),
        (b"\xfe\xff\x00a", "", "utf-16"),
        (META_LATIN2, "text/html; charset=utf-8", "utf-8"),
        (META_LATIN2, 'text/html; charset="latin1"', "cp1252"),
        (META_LATIN2, "text/html; charset=nonsense", "iso8859-2"),
        (META_LATIN2, "text/html", "iso8859-2"),
        (b"<meta http-equiv=content-type content='text/html; charset=big5'>", "", "big5hkscs"),
        (b"<!-- <meta charset=big5> --><meta charset=euc-kr>", "", "cp949"),
        (b"<meta charset=utf-16>", "", "utf-8"),
        (b'<?xml version="1.0" encoding="windows-1251"?>', "", "cp1251"),
        (b" " * 2000 + META_LATIN2, "", "utf-8"),
        ("Größe".encode(), "", "utf-8"),
        (b"", "", "utf-8"),
    ],
)
def test_believes_mark_then_header_then_page(body: bytes, content_type: str, codec: str) -> None:
    assert detect(body, content_type=content_type) == codec


def test_guesses_when_nothing_is_said() -> None:
    text = (
        "Der Präsident sagte, die Größe der Änderung überrasche niemanden; früher wäre das öfter geschehen. "
    )

    assert decode((text * 5).encode("cp1252")) == text * 5


def test_makes_sense_of_senseless_bytes_without_failing() -> None:
    assert decode(b"a\xffb\r\nc\rd", content_type="text/plain; charset=utf-8") == "a�b\nc\nd"


@pytest.mark.parametrize(
    ("value", "charset"),
    [
        ("text/html", None),
        ("text/html; charset=", None),
        ("text/html;CharSet=UTF-8; x=y", "UTF-8"),
        ("", None),
    ],
)
def test_reads_the_charset_of_a_header(value: str, charset: str | None) -> None:
    assert stated_charset(value) == charset
