"""What integrations are refused. The message is a sentence for whoever runs the program."""


class IntegrationsError(Exception):
    """Base of the refusals below."""


class Exists(IntegrationsError):
    """There is one already."""


class InFlight(IntegrationsError):
    """A request with this Idempotency-Key is at work right now."""


class KeyReused(IntegrationsError):
    """This Idempotency-Key came with another request before."""
