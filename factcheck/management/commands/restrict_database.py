"""Rights in the database: the web server's role writes everything but the audit."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from factcheck.audit.restricting import restrict


class Command(BaseCommand):
    help = "Make or renew the role of web server and workers. Run as the tables' owner after each migration."

    def handle(self, *_args: Any, **_options: Any) -> None:
        role = settings.DATABASE_ROLE["NAME"]
        restrict(role=role, password=settings.DATABASE_ROLE["PASSWORD"])
        self.stdout.write(f"The role {role} writes everything but the audit.")
