"""The locks: what they pin installs the same on any day."""

from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from config.embedded.locks import LOCKS

CHECKOUT = Path(__file__).parents[3]


def pinned(lock: str) -> dict[str, set[str]]:
    """Each distribution that the lock pins, with the extras that it names."""
    lines = (CHECKOUT / lock).read_text().splitlines()
    pins = [
        Requirement(line.removesuffix("\\").strip())
        for line in lines
        if "==" in line[:80] and line[0].isalnum()
    ]
    return {canonicalize_name(pin.name): {canonicalize_name(extra) for extra in pin.extras} for pin in pins}


def wanted_with_extras(name: str) -> list[Requirement]:
    """What the installed distribution asks for with extras, on this machine."""
    try:
        wanted = [Requirement(each) for each in requires(name) or []]
    except PackageNotFoundError:
        return []
    return [
        each for each in wanted if each.extras and (not each.marker or each.marker.evaluate({"extra": ""}))
    ]


@pytest.mark.parametrize("lock", [target for _, target in LOCKS])
def test_an_extra_that_a_package_asks_for_is_pinned_with_it(lock: str) -> None:
    pins = pinned(lock)
    assert len(pins) > 5
    for name in pins:
        for wanted in wanted_with_extras(name):
            extras = {canonicalize_name(extra) for extra in wanted.extras}
            assert extras <= pins[canonicalize_name(wanted.name)], f"{name} asks for {wanted}"
