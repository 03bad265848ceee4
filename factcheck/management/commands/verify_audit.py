"""Is the audit what it was when it was written?"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from factcheck.audit.services import verify_audit


class Command(BaseCommand):
    help = "Check every seal of the audit. Exit 0 when all hold, 1 when one does not."

    def handle(self, *_args: Any, **_options: Any) -> None:
        report = verify_audit()
        for finding in report.findings:
            self.stdout.write(f"seal {finding.link}: {finding.event_table} {finding.event_id}: {finding.why}")
        self.stdout.write(f"{report.links} seals checked, {len(report.findings)} do not hold.")
        self.stdout.write(
            f"Last seal: {report.last_sha256 or 'none'}. Keep it elsewhere: it shows a cut end."
        )
        if report.findings:
            sys.exit(1)
