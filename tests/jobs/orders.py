"""Orders by which a test brings a real worker into the states that it has to get out of by itself."""

from __future__ import annotations

import time
from typing import Any

from celery.worker.control import control_command


@control_command()
def go_deaf(state: Any) -> None:
    """Connected, with its queues, but without the command that waits for a message."""
    state.consumer.task_consumer.cancel()


@control_command()
def stand_still(_state: Any) -> None:
    """As a main thread that waits for an answer which never comes."""
    time.sleep(3600)
