import pytest

from factcheck.notices.mentions import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ana, can you look?", {"ana"}),
        ("Ask @Ana.", {"ana"}),
        ("(@ana) and @sam.lee!", {"ana", "sam.lee"}),
        ("Write to desk@newsroom.example", set()),
        ("@ nobody", set()),
        ("", set()),
    ],
)
def test_finds_who_is_meant(text, names):
    assert names_in(text) == names
