"""Puts the checkout on Python's path. A script of this folder imports it before the product."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
