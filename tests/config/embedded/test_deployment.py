"""The containers run what ./run runs, and everything that can be set is written down."""

import re
from pathlib import Path

import pytest
import yaml

from config.embedded.postgres import INITDB_LOCALE
from config.embedded.services import QUEUES, commands_by_name
from config.embedded.valkey import SAFETY
from factcheck import pipeline

CHECKOUT = Path(__file__).resolve().parents[3]
COMPOSE_TEXT = (CHECKOUT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(COMPOSE_TEXT)["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "factcheck"}
WORKERS = {name: service["command"] for name, service in OURS.items() if name.startswith("worker")}
LOCAL = commands_by_name(state=Path("/nowhere"), port=8000, site_port=1)


def option(command: list[str], name: str) -> str:
    return command[command.index(name) + 1]


def test_the_workers_together_serve_every_queue_once():
    served = [queue for command in WORKERS.values() for queue in option(command, "--queues").split(",")]
    assert sorted(served) == sorted(QUEUES)


def test_the_local_worker_serves_every_queue():
    assert option(LOCAL["worker"], "--queues").split(",") == list(QUEUES)


@pytest.mark.parametrize("command", WORKERS.values(), ids=WORKERS)
def test_a_worker_is_started_as_on_one_machine(command):
    start = LOCAL["worker"].index("celery")
    assert command[:5] == LOCAL["worker"][start : start + 5]


def test_beat_is_started_as_on_one_machine():
    start = LOCAL["beat"].index("celery")
    assert OURS["beat"]["command"][:4] == LOCAL["beat"][start : start + 4]


def test_the_image_serves_what_the_local_web_server_serves():
    command = re.search(r"^CMD (\[.*\])$", (CHECKOUT / "Dockerfile").read_text(), re.MULTILINE)
    assert command is not None
    served = yaml.safe_load(command.group(1))
    start = LOCAL["web"].index("gunicorn")
    assert served[:2] == LOCAL["web"][start : start + 2]
    assert option(served, "--worker-class") == option(LOCAL["web"], "--worker-class")


def test_both_clusters_sort_alike():
    arguments = SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split()
    assert arguments == list(INITDB_LOCALE)


def test_redis_is_as_careful_as_valkey():
    command = SERVICES["redis"]["command"]
    assert {name: option(command, f"--{name}") for name in SAFETY} == SAFETY


@pytest.mark.parametrize("name", OURS)
def test_our_containers_can_do_little_harm(name):
    service = OURS[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_everything_waits_for_the_migrations():
    for name in OURS.keys() - {"migrate"}:
        assert OURS[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_the_published_port_is_open_to_this_host_only():
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def settings_variables() -> set[str]:
    texts = [file.read_text() for file in (CHECKOUT / "config" / "settings").glob("*.py")]
    return {name for text in texts for name in re.findall(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"", text)}


def test_every_variable_that_the_settings_or_compose_read_is_explained():
    explained = set(re.findall(r"`([A-Z_]+)`", (CHECKOUT / "docs" / "operations.md").read_text()))
    asked = settings_variables() | set(re.findall(r"\$\{([A-Z_]+)", COMPOSE_TEXT))
    assert asked - explained == set()


# What compose says itself, or only ./run knows.
NOT_TO_BE_SET_IN_ENV = {
    "FACTCHECK_BROKER_URL",
    "FACTCHECK_DEMO_SITE",
    "FACTCHECK_GRACE_SECONDS",
    "FACTCHECK_POSTGRES_PROGRAMS",
    "FACTCHECK_STATE",
    "FACTCHECK_STATIC_ROOT",
    "DATABASE_URL",
    "REDIS_URL",
    "DJANGO_DEBUG",
}


def test_whatever_the_settings_read_can_be_set_for_the_containers():
    passed_on = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE_TEXT))
    assert settings_variables() - passed_on == NOT_TO_BE_SET_IN_ENV


def test_the_example_names_exactly_what_compose_asks_for():
    example = re.findall(r"^([A-Z_]+)=", (CHECKOUT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(example) == sorted(set(re.findall(r"\$\{([A-Z_]+)", COMPOSE_TEXT)))


def test_every_step_of_the_walk_has_a_worker():
    assert {step.queue for step in pipeline.STEPS.values()} <= set(QUEUES)
