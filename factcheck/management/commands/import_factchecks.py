"""Others' fact-checks from a shell: a file, a feed's address, a page, or another server's API."""

from __future__ import annotations

import sys
import time
from pathlib import Path, PurePath
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from console.inputs import STANDARD_INPUT
from console.progress import Progress
from factcheck.accounts.models import User
from factcheck.accounts.services import command_line_person
from factcheck.exceptions import FactcheckError
from factcheck.integrations import imports
from factcheck.integrations.models import FactCheckImport, ImportForm
from jobs import services as jobs
from jobs.models import Job, State
from sources.exceptions import SourcesError

# How often the row is looked at while another worker does the work.
LOOK_EVERY_SECONDS = 0.2
# A page whose host wants a pause for longer than this is reported, not waited for.
WAIT_AT_MOST_SECONDS = 60


class Command(BaseCommand):
    help = _(
        "Import fact-checks of other publishers. Importing again adds nothing, and takes in what changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "source", metavar="FILE|URL|-", help=_("a file, an address, or - for standard input")
        )
        parser.add_argument(
            "--form",
            choices=ImportForm.values,
            help=_("feed of ClaimReview, csv, page, api; by default by the name's ending, else feed"),
        )
        parser.add_argument("--query", default="", help=_("api: words to search for"))
        parser.add_argument("--site", default="", help=_("api: only what this publisher's site published"))
        parser.add_argument("--language", default="", help=_("api: as in en"))
        parser.add_argument(
            "--by", metavar="USERNAME", help=_("on whose behalf; by default the command line's own")
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            wanted = self._ask(options)
        except (FactcheckError, SourcesError) as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{options['source']} can't be read: {error.strerror}.") from error
        job = self._work(wanted)
        wanted.refresh_from_db()
        self._report(wanted)
        if job.state != State.DONE:
            raise CommandError(job.cause or _("It goes on in the background."))
        if wanted.failed:
            sys.exit(1)

    def _ask(self, options: dict[str, Any]) -> FactCheckImport:
        source, by = options["source"], _person(options["by"])
        form = options["form"] or _form_of(source)
        if "://" in source:
            query = {
                "query": options["query"],
                "reviewPublisherSiteFilter": options["site"],
                "languageCode": options["language"],
            }
            return imports.import_from_address(address=source, form=form, query=query, by=by)
        if source == STANDARD_INPUT:
            return imports.import_file(file=sys.stdin.buffer, name="-", form=form, by=by)
        with Path(source).open("rb") as file:
            return imports.import_file(file=file, name=PurePath(source).name, form=form, by=by)

    def _work(self, wanted: FactCheckImport) -> Job:
        """Run its jobs here, beside whatever workers run, until the last one ended."""
        give_up_at = time.monotonic() + WAIT_AT_MOST_SECONDS
        with Progress() as progress:
            while True:
                wanted.refresh_from_db()
                job = Job.objects.get(pk=wanted.job_id or 0)
                progress.show(done=job.done, failed=job.failed, now=wanted.name)
                if not job.is_live:
                    return job
                if Job.objects.due().filter(pk=job.pk).exists():
                    jobs.run(job.pk, worker="command line")
                elif job.state == State.WAITING and time.monotonic() > give_up_at:
                    return job
                else:
                    time.sleep(LOOK_EVERY_SECONDS)

    def _report(self, wanted: FactCheckImport) -> None:
        for problem in wanted.problems:
            self.stderr.write(f"{wanted.name}:{problem['line']}: {problem['cause']}")
        if (more := wanted.failed - len(wanted.problems)) > 0:
            self.stderr.write(_("… and {count} more.").format(count=more))
        counts = f"{wanted.added:,} added, {wanted.changed:,} changed, {wanted.unchanged:,} known already"
        rest = f"{wanted.withdrawn:,} taken back, {wanted.failed:,} not imported."
        self.stdout.write(f"{wanted.position:,} read: {counts}, {rest}")


def _person(username: str | None) -> User:
    if username is None:
        return command_line_person()
    person = User.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise CommandError(
            _("There is no person “{name}”. Leave --by out, or name one who can log in.").format(
                name=username
            )
        )
    return person


def _form_of(source: str) -> str:
    return ImportForm.CSV if source.lower().endswith(".csv") else ImportForm.FEED
