import pytest

from config.embedded.checks import marker_expression, parallel


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


def test_the_fast_tests_use_every_core_and_the_slow_ones_run_one_by_one():
    assert parallel(slow=True) == []
    option, processes = parallel(slow=False)
    assert option == "-n"
    assert int(processes) >= 1
