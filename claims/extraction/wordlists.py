"""Words listed in a text, as a set."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text that white space parts."""
    return frozenset(text.split())


# They carry no content of their own: wordings are compared, and claims tagged, by the other words.
STOP_WORDS = word_set(
    """
    a an the of to in on at for by with and or that this is are was were be been being will would has have had
    it its as from his her their he she they who which
    """
)
