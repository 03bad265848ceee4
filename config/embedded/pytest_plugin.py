"""Starts the embedded servers for one pytest run: `pytest_plugins = ["config.embedded.pytest_plugin"]`."""

import pytest

from config.embedded import testing

SERVERS = pytest.StashKey[testing.EmbeddedServers | None]()


def _on_controller(config: pytest.Config) -> bool:
    return not hasattr(config, "workerinput")


def _runs_tests(config: pytest.Config) -> bool:
    return not (config.option.collectonly or config.option.help or config.option.version)


def pytest_configure(config: pytest.Config) -> None:
    """Once a run, before any worker of xdist starts."""
    if _on_controller(config) and _runs_tests(config):
        config.stash[SERVERS] = testing.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    """After the last worker has gone."""
    servers = config.stash.get(SERVERS, None)
    if servers is not None:
        testing.stop(servers)
