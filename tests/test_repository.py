"""What holds for the whole tree: nothing is forgotten, nothing is where it doesn't belong."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from factcheck.audit.models import AUDITED, NOT_AUDITED
from factcheck.management.commands.workflow_diagram import diagram
from factcheck.workflow.statuses import OWNERS, TRANSITIONS, State

ROOT = Path(__file__).resolve().parents[1]
OUR_APPS = {"accounts", "claims", "factcheck", "jobs", "sources"}
PRODUCT = ("config", "factcheck", "claims", "sources", "jobs", "console")
# A module's name says what it does to the data; these say nothing.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
WRITES = re.compile(r"\.(save|create|bulk_create|get_or_create|update_or_create|bulk_update|delete)\(")
UPDATES = re.compile(r"\bobjects\b[^\n]*\.update\(")
DOORS = ("factcheck/web", "factcheck/api", "factcheck/admin", "factcheck/tasks.py", "jobs/tasks.py")
# The one form that saves its own row: what a person sets for themselves decides nothing for others.
OWN_SETTINGS = ("factcheck/web/newsroom/settings.py", "form.save()")
# Put together here, so that this file doesn't hold what it looks for.
FOREIGN = ["/" + "work/", "/" + "root/", "artifact" + "ory", "index" + "-url = http"]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)")


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def texts(*patterns: str) -> Iterator[tuple[str, str]]:
    """Every tracked text file: its path in the repository and what it holds."""
    for path in tracked(*patterns):
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            yield path.relative_to(ROOT).as_posix(), data.decode(errors="replace")


pytestmark = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_model_is_audited_or_says_why_not() -> None:
    ours = {
        model._meta.label: model
        for model in apps.get_models()
        if model._meta.app_label in OUR_APPS and not model._meta.proxy
    }
    audited = {model._meta.label for model in AUDITED}
    assert audited | set(NOT_AUDITED) == set(ours)
    assert not audited & set(NOT_AUDITED)


def test_every_state_has_its_transitions_and_its_owner() -> None:
    assert set(TRANSITIONS) == set(OWNERS) == set(State)
    reached = {state for following in TRANSITIONS.values() for state in following}
    assert reached | {State.SUGGESTED} == set(State), "a state that nothing leads to"


def test_the_diagram_of_the_states_is_the_table() -> None:
    page = (ROOT / "docs/workflow.md").read_text()
    assert diagram() in page, "Run ./run manage workflow_diagram --write"


def test_imports_point_one_way() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_setting_of_the_example_is_read_somewhere() -> None:
    names = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    readers = "".join(
        text for path, text in texts("config", "docker-compose.yml", "Dockerfile") if path != ".env.example"
    )
    assert names
    assert [name for name in names if name not in readers] == []


def test_every_setting_is_explained() -> None:
    names = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    page = (ROOT / "docs/operations.md").read_text()
    assert [name for name in names if name not in page] == []


def test_the_tree_names_no_machine_but_its_own() -> None:
    found = [(path, word) for path, text in texts() for word in FOREIGN if word in text]
    assert found == []


def test_no_merge_was_left_halfway() -> None:
    halves = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
    assert [path for path, text in texts() if halves.search(text)] == []


def test_links_in_the_documentation_lead_somewhere() -> None:
    broken = [
        (path, target)
        for path, text in texts("*.md")
        for target in LINK.findall(text)
        if not ((ROOT / path).parent / target).exists()
    ]
    assert broken == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path, _text in texts("*.py") if Path(path).stem in EMPTY_NAMES] == []


def test_only_services_write() -> None:
    commands = [path for path, _text in texts(*[f"{package}/*management/*.py" for package in PRODUCT])]
    found = [
        (path, line.strip())
        for path, text in texts("*.py")
        if path.startswith(DOORS) or path in commands
        for line in text.splitlines()
        if WRITES.search(line) or UPDATES.search(line)
    ]
    assert [one for one in found if one != OWN_SETTINGS] == []


def test_only_tasks_and_jobs_send_messages() -> None:
    sent = re.compile(r"\.(delay|apply_async|send_task)\(")
    senders = {path for path, text in texts(*PRODUCT) if path.endswith(".py") and sent.search(text)}
    assert senders <= {"jobs/hints.py"}


def test_no_file_of_the_product_is_past_what_one_can_read() -> None:
    long = {
        path: text.count("\n")
        for path, text in texts(*[f"{package}/*.py" for package in PRODUCT])
        if "/migrations/" not in path and text.count("\n") > 400
    }
    assert long == {}


def test_every_public_module_of_the_product_says_what_it_is() -> None:
    silent = [
        path
        for path, text in texts(*[f"{package}/*.py" for package in PRODUCT])
        if "/migrations/" not in path
        and Path(path).name not in ("__init__.py", "apps.py")
        and ast.get_docstring(ast.parse(text)) is None
    ]
    assert silent == []
