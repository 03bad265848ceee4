"""What every test stands on: real servers of its own, no network outside this machine."""

pytest_plugins = ["config.embedded.pytest_plugin"]
