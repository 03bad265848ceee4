import pytest

from config.embedded.checks import marker_expression


@pytest.mark.parametrize(
    ("slow", "browser", "options"),
    [
        (True, True, []),
        (False, True, ["-m", "not slow"]),
        (True, False, ["-m", "not browser"]),
        (False, False, ["-m", "not slow and not browser"]),
    ],
)
def test_only_what_is_not_wanted_or_can_not_run_is_left_out(slow, browser, options):
    assert marker_expression(slow=slow, browser=browser) == options
