"""./run test: the fast tests, or with --all everything that has to hold before a change is taken in."""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

TEST_SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Without the font, which apt only recommends, pages would have no letters.
BROWSER_PACKAGES = ("chromium", "fonts-liberation")


@dataclass(frozen=True)
class Linter:
    """One check besides the tests, run by the environment's Python."""

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


def linters() -> tuple[Linter, ...]:
    """Everything that --all runs before the tests."""
    production = {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(50),
        "FACTCHECK_HOSTS": "factcheck.example",
    }
    return (
        Linter("lint", ("-m", "ruff", "check", ".")),
        Linter("format", ("-m", "ruff", "format", "--check", ".")),
        Linter("types", ("-m", "mypy"), TEST_SETTINGS),
        Linter("import rules", ("-c", "from importlinter.cli import lint_imports_command as c; c()")),
        # No server is up yet, which Django warns of; models and files are compared all the same.
        Linter("migrations", ("-W", "ignore", "manage.py", "makemigrations", "--check"), TEST_SETTINGS),
        Linter("deployment", ("manage.py", "check", "--deploy", "--fail-level", "WARNING"), production),
    )


def check(arguments: Sequence[str], *, checkout: Path) -> int:
    """Run pytest with these arguments; --all adds the slow tests and, before them, the linters.

    Returns the exit code. pytest's own closing line comes last.
    """
    everything = "--all" in arguments
    browser = has_browser() or _install_browser()
    if not browser:
        _say(f"The browser tests can't run without Chromium. Install it: {install_line()}")
        if os.environ.get("CI") == "true":
            return 1
    failed = [linter.name for linter in linters() if not _passes(linter, checkout)] if everything else []
    if failed:
        _say(f"Failed: {', '.join(failed)}. The tests run all the same.")
    selection = marker_expression(slow=everything, browser=browser)
    rest = [argument for argument in arguments if argument != "--all"]
    tests = _python(
        ("-m", "pytest", *selection, *parallel(slow=everything), *rest),
        checkout=checkout,
        environment=TEST_SETTINGS,
    )
    return tests or int(bool(failed))


def parallel(*, slow: bool) -> list[str]:
    """A process for each core; the slow tests kill and time processes, so they run one by one."""
    return [] if slow else ["-n", str(os.cpu_count() or 1)]


def marker_expression(*, slow: bool, browser: bool) -> list[str]:
    """pytest's -m option that leaves out what is not wanted or can't run; empty when nothing is left out."""
    left_out = [marker for marker, wanted in (("slow", slow), ("browser", browser)) if not wanted]
    return ["-m", " and ".join(f"not {marker}" for marker in left_out)] if left_out else []


def has_browser() -> bool:
    """Whether a Chromium is in the PATH."""
    return any(shutil.which(name) for name in BROWSERS)


def install_line() -> str:
    """What to type to install the browser on Debian."""
    return f"apt-get install --no-install-recommends {' '.join(BROWSER_PACKAGES)}"


def _install_browser() -> bool:
    """Install Chromium where we may without asking: on Debian, as root or with sudo that asks no password."""
    as_root = _as_root()
    if as_root is None or not shutil.which("apt-get"):
        return False
    _say("Installing Chromium for the browser tests.")
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    _quietly([*apt, "update"])
    _quietly([*apt, "install", "--yes", "--no-install-recommends", *BROWSER_PACKAGES])
    return has_browser()


def _as_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _quietly(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def _quietly(argv: Sequence[str]) -> bool:
    return subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0  # noqa: S603


def _passes(linter: Linter, checkout: Path) -> bool:
    _say(f"--- {linter.name}")
    return _python(linter.arguments, checkout=checkout, environment=linter.environment) == 0


def _python(arguments: Sequence[str], *, checkout: Path, environment: Mapping[str, str]) -> int:
    return subprocess.run(  # noqa: S603
        [sys.executable, *arguments], cwd=checkout, env={**os.environ, **environment}, check=False
    ).returncode


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
