"""What sources refuses. The message is a sentence for the person who asked."""


class SourcesError(Exception):
    """Base of the refusals below."""


class BadAddress(SourcesError):
    """Not an address that can be fetched; the message says why."""


class BadSource(SourcesError):
    """A source can't be described so; the message says why, field names what, as the form and the API do."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


class NothingCaptured(SourcesError):
    """A source has no snapshot that could be read or verified."""


class BadCopy(SourcesError):
    """A file or an archive's address that can't stand for a page; the message says why and what to do.

    field: what the refusal is about, as the form and the API name it.
    """

    def __init__(self, message: str, *, field: str = "file") -> None:
        super().__init__(message)
        self.field = field


class ArchiveInUse(SourcesError):
    """Nothing may leave the archive now."""


class BadBackup(SourcesError):
    """A backup's archive or key that is not what was backed up."""


class Unexplained(SourcesError):
    """An act that needs a reason came without one."""


class BadSubscription(SourcesError):
    """A subscription that can't be as it was given; the message says why, field names what.

    field: as the form and the API name it.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
