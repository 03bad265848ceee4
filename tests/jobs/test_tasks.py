"""What a worker's own processes are bound to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMIT_BYTES = 500_000_000
ASK_FOR_MORE = """
import django
django.setup()
from jobs.tasks import bound_memory
bound_memory()
try:
    bytearray(%d)
except MemoryError:
    print("refused")
"""


def test_a_child_gets_no_more_memory_than_it_may_take():
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "FACTCHECK_WORKER_BYTES": str(LIMIT_BYTES),
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK_FOR_MORE % (2 * LIMIT_BYTES)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "refused\n", done.stderr
