"""What claims refuses. The message is a sentence for the person who asked."""


class ClaimsError(Exception):
    """Base of the refusals below."""


class BadArticle(ClaimsError):
    """The text can't be used as an article; the message says why and what to do."""


class PutAway(ClaimsError):
    """The article is put away; it is taken back first."""


class BadAnchor(ClaimsError):
    """A span that is not in the article's text, or that the text has more than once."""


class BadClaim(ClaimsError):
    """A claim's wording or kind can't be used."""


class NotWaiting(ClaimsError):
    """A claim that has its place, or a fate that somebody decided already."""
