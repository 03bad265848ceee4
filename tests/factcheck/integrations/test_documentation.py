"""The page for receivers tells what is sent."""

from __future__ import annotations

import re
from pathlib import Path

from factcheck.integrations.deliveries import RETRY_AFTER_SECONDS
from factcheck.notices.events import Event

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "webhooks.md").read_text("utf-8")
UNITS = {"s": 1, "min": 60, "h": 3600}


def test_every_event_is_named():
    listed = set(re.findall(r"`([a-z]+\.[a-z_]+)`", PAGE.partition("## Events")[2]))

    assert listed == set(Event.values)


def test_the_retries_are_those_that_are_made():
    stated = re.search(r"tried again after (.*?), then given up", PAGE, re.DOTALL)
    assert stated
    waits = re.findall(r"(\d+) (s|min|h)", stated.group(1))

    assert [int(number) * UNITS[unit] for number, unit in waits] == list(RETRY_AFTER_SECONDS)
