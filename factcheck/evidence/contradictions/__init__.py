"""Which statements can't be true together: same subject, another number or date, or one denies the other.

Pure. What two speakers disagree about is news and no slip, so statements that are credited to two different
speakers are never set against each other.
"""

from factcheck.evidence.contradictions.find import find, find_between
from factcheck.evidence.contradictions.types import Contradiction, Statement

__all__ = ["Contradiction", "Statement", "find", "find_between"]
