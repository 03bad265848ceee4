"""What the public sees, and what was taken from it."""

from factcheck.publication.models.publication import Publication, PublicationQuerySet, Severity
from factcheck.publication.models.takedown import Takedown

__all__ = ["Publication", "PublicationQuerySet", "Severity", "Takedown"]
