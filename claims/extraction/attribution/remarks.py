"""What the article itself adds behind what somebody said: '…, a figure that could not be verified'."""

from typing import TYPE_CHECKING

from claims.extraction.tree import child, is_indefinite, subtree
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

# What a saying is called by others.
SAYINGS = word_set(
    """
    figure number toll count claim charge allegation accusation assertion account suggestion report rumor
    rumour
    """
)


def remarks(head: "Token") -> set[int]:
    """The tokens below the content's verb that call it so, set apart by a comma, and say something of it."""
    found = (t for t in subtree(head) if t.dep_ == "appos" and t.lemma_.lower() in SAYINGS)
    return {t.i for noun in found if _is_remark(noun) for t in subtree(noun)}


def _is_remark(noun: "Token") -> bool:
    first = min(t.i for t in noun.subtree)
    is_parted = first > 0 and noun.doc[first - 1].text == ","
    return is_indefinite(noun) and is_parted and child(noun, "relcl") is not None
