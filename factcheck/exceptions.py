"""What Factcheck refuses. The message is a sentence for the person who asked."""


class FactcheckError(Exception):
    """Base of the refusals below."""


class NotAllowed(FactcheckError):
    """This person may not do this."""


class TransitionDenied(FactcheckError):
    """The fact-check's state does not allow this now."""


class Incomplete(FactcheckError):
    """Something that is needed first is missing; field names what."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Stale(FactcheckError):
    """Someone else changed it in the meantime."""


class BackupFailed(FactcheckError):
    """A backup can't be made or restored; the message says why and what to do."""
