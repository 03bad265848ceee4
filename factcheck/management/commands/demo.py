"""Fills an empty instance: people, an article of our own writing, and the made-up site of its sources."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.manifest import ARTICLE, source_addresses
from factcheck import pipeline
from factcheck.accounts.models import Desk, Role, User
from factcheck.accounts.services import add_desk, add_person
from factcheck.integrations.models import Scope
from factcheck.integrations.services import create_token
from factcheck.workflow import scales
from sources import services as sources

PEOPLE = (
    ("sam", "Sam", Role.JOURNALIST, False),
    ("ana", "Ana", Role.REVIEWER, False),
    ("kim", "Kim", Role.REVIEWER, True),
)
PEOPLE_FILE = "demo-people.txt"
# The demo's site is our own: no pause between requests to it.
DEMO_DELAY_SECONDS = 0.0


class Command(BaseCommand):
    help = "Add the demo's people, a token and an article with its sources; workers do the rest."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.SOURCES["ALLOWED_ADDRESSES"]:
            raise CommandError("The demo needs its site: start everything with ./run.")
        if User.objects.exists():
            raise CommandError("There are people here already; the demo fills empty instances only.")
        desk = add_desk(name="Newsroom", slug="newsroom")
        scales.load("five-point")
        self._add_people(desk)
        self._add_article(desk)

    def _add_people(self, desk: Desk) -> None:
        lines = []
        for username, name, role, is_administrator in PEOPLE:
            password = secrets.token_urlsafe(12)
            add_person(
                username=username,
                password=password,
                desk=desk,
                role=role,
                first_name=name,
                email=f"{username}@newsroom.example",
                is_administrator=is_administrator,
            )
            what = "administrator" if is_administrator else str(role)
            lines.append(f"{username:4} {password}   {what}")
        _token, secret = create_token(
            owner=User.objects.get(username="sam"), name="demo", scopes=[Scope.READ, Scope.CLAIMS_WRITE]
        )
        lines.append(f"API token (reads and suggests): {secret}")
        _write_private(Path(settings.STATE_DIR) / PEOPLE_FILE, "\n".join(lines) + "\n")

    def _add_article(self, desk: Desk) -> None:
        sam = User.objects.get(username="sam")
        base = f"http://{settings.SOURCES['ALLOWED_ADDRESSES'][0]}"
        addresses = list(source_addresses(base))
        sources.set_delay(source=sources.add_source(address=addresses[0], by=sam), seconds=DEMO_DELAY_SECONDS)
        pipeline.start(
            text=ARTICLE.text(),
            desk_id=desk.pk,
            by=sam,
            title=ARTICLE.title,
            published_on=ARTICLE.published,
            source_addresses=addresses,
        )
        self.stdout.write("The demo's article is being analysed by the workers.")


def _write_private(path: Path, text: str) -> None:
    """Written readable by its owner alone, before anything is in it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
