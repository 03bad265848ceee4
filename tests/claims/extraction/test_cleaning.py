import pytest

from claims.extraction.cleaning import clean


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("it’s", "it's"),
        ("a\u00a0b", "a b"),
        ("``yes''", "''yes''"),
        ("a\x00b\u200bc\u00add", "a b c d"),
        ("one\r\ntwo\u2028three", "one\n\ntwo\nthree"),
        ("😀 e\u0301 “q”", "😀 e\u0301 “q”"),
    ],
)
def test_the_view_is_plain_and_as_long_as_the_text(text, view):
    assert clean(text) == view
    assert len(clean(text)) == len(text)
