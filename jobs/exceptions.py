"""What jobs refuse."""

from django.utils.translation import gettext_lazy as _


class JobsError(Exception):
    """Base of everything jobs raise; its message is for a person."""


class UnknownKind(JobsError):
    """No step is registered for a job's kind."""


class LeaseLost(JobsError):
    """Someone else has the job by now, so this worker's result is thrown away."""


class Cancelled(JobsError):
    """A person cancelled the job while it ran."""


class NotRetryable(JobsError):
    """Only a job that failed or was cancelled can be tried again."""

    def __init__(self) -> None:
        super().__init__(str(_("Only a failed or cancelled job can be tried again.")))
