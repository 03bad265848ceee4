"""What sources refuses. The message is a sentence for the person who asked."""


class SourcesError(Exception):
    """Base of the refusals below."""


class BadAddress(SourcesError):
    """Not an address that can be fetched; the message says why."""


class NothingCaptured(SourcesError):
    """A source has no snapshot that could be read or verified."""
