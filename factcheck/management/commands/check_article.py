"""The whole walk from a shell: an article in; claims, sources, evidence, state and status out."""

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentTypeError
from datetime import date
from pathlib import PurePath
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.exceptions import ClaimsError
from claims.models import Article
from console.inputs import STANDARD_INPUT, BadInput, read_bytes
from console.progress import Progress
from factcheck import pipeline
from factcheck.accounts.models import Desk, User
from factcheck.accounts.services import command_line_person
from factcheck.exceptions import FactcheckError
from factcheck.intake import IntakeText, read_file
from factcheck.report import article_report
from jobs import services as jobs
from jobs.models import Job, State
from sources.exceptions import SourcesError
from sources.models import Source

# How often the rows are looked at while other workers do the work.
LOOK_EVERY_SECONDS = 0.2
# A job that waits longer than this (a site that failed, a host that rests) is reported, not waited for.
WAIT_AT_MOST_SECONDS = 20


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ArgumentTypeError(f"“{value}” is not a date: write it as 2024-01-12") from None


class Command(BaseCommand):
    help = "Break an article into claims, fetch its sources, find evidence, and print it all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "article", metavar="FILE|URL|-", help="TXT, HTML, DOCX or PDF; an address; - for stdin"
        )
        parser.add_argument("--source", action="append", default=[], metavar="URL", help="may be given often")
        parser.add_argument(
            "--published", type=_date, metavar="DATE", help="the article's day, as 2024-01-12"
        )
        parser.add_argument("--title", default="")
        parser.add_argument("--json", action="store_true", help="one JSON document instead of text")
        parser.add_argument(
            "--by", metavar="USERNAME", help="on whose behalf; by default the command line's own"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        by, desk = self._person(options["by"])
        try:
            article = self._start(options, by, desk)
        except (BadInput, ClaimsError, SourcesError, FactcheckError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self._work(article.subject)
        report = article_report(article)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        else:
            self.stdout.write(as_text(report))
        if unfinished := self._unfinished(article.subject):
            for job in unfinished:
                self.stderr.write(f"{job.kind}: {job.cause}")
            sys.exit(1)

    def _person(self, username: str | None) -> tuple[User, Desk]:
        by = (
            User.objects.filter(username=username, is_active=True).first()
            if username
            else command_line_person()
        )
        if by is None:
            raise CommandError(
                f"There is no person “{username}”. Leave --by out, or name one who can log in."
            )
        desk = by.desks.first()
        if desk is None:
            raise CommandError(f"{by.name} is at no desk. Ask an administrator to add them to one.")
        return by, desk

    def _start(self, options: dict[str, Any], by: User, desk: Desk) -> Article:
        name = options["article"]
        if name.startswith(("http://", "https://")):
            return self._read_address(name, by, desk, options)
        text = self._read_file(name)
        return pipeline.start(
            text=text.text,
            desk_id=desk.pk,
            by=by,
            title=options["title"] or text.title,
            byline=text.byline,
            published_on=options["published"] or text.published_on,
            language=text.language,
            source_addresses=options["source"],
        )

    def _read_file(self, name: str) -> IntakeText:
        data = read_bytes(name)
        return read_file(name="stdin.txt" if name == STANDARD_INPUT else PurePath(name).name, data=data)

    def _read_address(self, address: str, by: User, desk: Desk, options: dict[str, Any]) -> Article:
        job = pipeline.start_from_address(
            address=address,
            desk_id=desk.pk,
            by=by,
            published_on=options["published"],
            source_addresses=options["source"],
        )
        self._work(job.about)
        for ended in self._unfinished(job.about):
            raise CommandError(f"{ended.cause}")
        return Article.objects.filter(created_by=by, address=_address_of(job)).latest("pk")

    def _work(self, subject: str) -> None:
        """Run this article's jobs here, beside whatever workers run, until nothing is left to wait for."""
        with Progress() as progress:
            while True:
                live = Job.objects.about(subject).live()
                self._show(progress, subject)
                due = live.due().first()
                if due is not None:
                    jobs.run(due.pk)
                elif self._worth_waiting(subject):
                    time.sleep(LOOK_EVERY_SECONDS)
                else:
                    return

    def _worth_waiting(self, subject: str) -> bool:
        return Job.objects.about(subject).due_within(seconds=WAIT_AT_MOST_SECONDS).exists()

    def _show(self, progress: Progress, subject: str) -> None:
        states = list(Job.objects.about(subject).values_list("state", "kind", "now"))
        ended = [
            state for state, _kind, _now in states if state in (State.DONE, State.FAILED, State.CANCELLED)
        ]
        running = next((f"{kind} {now}" for state, kind, now in states if state == State.LEASED), "")
        failed = sum(state == State.FAILED for state in ended)
        progress.show(done=len(ended), total=len(states), failed=failed, now=running)

    def _unfinished(self, subject: str) -> list[Job]:
        return list(Job.objects.about(subject).exclude(state=State.DONE).order_by("pk"))


def _address_of(job: Job) -> str:
    return Source.objects.values_list("address", flat=True).get(pk=job.payload["source_id"]) or ""


def as_text(report: dict[str, Any]) -> str:
    """The report for a person at a terminal."""
    lines = [report["article"]["title"], ""]
    lines += [f"! {notice}" for notice in report["article"]["notices"]]
    for number, claim in enumerate(report["claims"], start=1):
        lines += _claim_lines(number, claim)
    if report["set_aside"]:
        lines += ["Set aside:"] + [
            f"  {' '.join(one['text'].split())[:90]} – {one['reason']}" for one in report["set_aside"]
        ]
    if report["sources"]:
        lines += ["", "Sources:"]
        lines += [
            f"  {one['outcome'] or 'not fetched'}  {one['address'] or one['title']}  {one['cause']}".rstrip()
            for one in report["sources"]
        ]
    return "\n".join(lines)


def _claim_lines(number: int, claim: dict[str, Any]) -> list[str]:
    worth = "" if claim["checkworthiness"] is None else f", check-worthiness {claim['checkworthiness']:.2f}"
    speaker = f", said by {claim['speaker']}" if claim["speaker"] else ""
    lines = [
        f"{number}. {claim['text']}",
        f"   “{' '.join(claim['quote'].split())}” [{claim['start']}–{claim['end']}]",
        f"   {claim['kind']}{speaker}{worth}; {claim['state']}, {claim['verification_status']}",
    ]
    if claim["reasons"]:
        lines.append(f"   why: {', '.join(claim['reasons'])}")
    for evidence in claim["evidence"]:
        stance = evidence["stance"] if evidence["shown"] else "to be judged"
        lines.append(f"   – {stance} ({evidence['score']:.2f}) {evidence['source']}")
        lines.append(f"     “{' '.join(evidence['exact'].split())}”")
        lines += [
            f"     differs: {element['note']}"
            for element in evidence["elements"]
            if element["result"] == "differs"
        ]
    return [*lines, ""]
