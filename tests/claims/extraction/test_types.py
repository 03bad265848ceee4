import subprocess
import sys

CODE = "import sys, claims.extraction.pipeline; print('spacy' in sys.modules, 'yasbd' in sys.modules)"


def test_the_types_cost_nothing_to_import():
    seen = subprocess.run(
        [sys.executable, "-c", CODE],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert seen.stdout.split() == ["False", "False"]
