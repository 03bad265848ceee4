import pytest

from config.embedded.checks import parallel, selection, worst


@pytest.mark.parametrize(
    ("slow", "browser", "expression"),
    [
        (True, True, "slow"),
        (False, True, "not slow"),
        (True, False, "slow and not browser"),
        (False, False, "not slow and not browser"),
    ],
)
def test_the_slow_tests_and_the_others_are_chosen_without_what_can_not_run(slow, browser, expression):
    assert selection(slow=slow, browser=browser) == ["-m", expression]


@pytest.mark.parametrize(("codes", "code"), [([0, 0], 0), ([1, 0], 1), ([5, 0], 0), ([5, 5], 5), ([0, 5], 0)])
def test_a_run_that_found_no_test_counts_when_none_did(codes, code):
    assert worst(codes) == code


def test_the_fast_tests_use_every_core_and_the_slow_ones_run_one_by_one():
    assert parallel(slow=True) == []
    option, processes = parallel(slow=False)
    assert option == "-n"
    assert int(processes) >= 1
