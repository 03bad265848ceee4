"""The picture of the states in docs/workflow.md, drawn from the table."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.workflow.statuses import OWNERS, TRANSITIONS, State

PAGE = Path("docs/workflow.md")
DRAWN = re.compile(r"```mermaid\n.*?```\n", re.DOTALL)


class Command(BaseCommand):
    help = "Print the diagram of a fact-check's states, or write it into docs/workflow.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="replace the diagram in docs/workflow.md")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["write"]:
            self.stdout.write(diagram())
            return
        page = settings.BASE_DIR / PAGE
        text, replaced = DRAWN.subn(lambda _old: diagram(), page.read_text(encoding="utf-8"), count=1)
        if not replaced:
            raise CommandError(f"{PAGE} has no diagram to replace: put an empty ```mermaid block in it.")
        page.write_text(text, encoding="utf-8")


def diagram() -> str:
    """A Mermaid state diagram: every state with whose turn it is, every transition."""
    lines = ["stateDiagram-v2", "    [*] --> suggested", "    [*] --> open: added by a person"]
    lines += [f"    {state.value}: {state.label} ({OWNERS[state].label})" for state in State]
    lines += [
        f"    {state.value} --> {following.value}"
        for state in State
        for following in State
        if following in TRANSITIONS[state]
    ]
    return "```mermaid\n" + "\n".join(lines) + "\n```\n"
