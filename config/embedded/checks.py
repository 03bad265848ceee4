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
NO_TESTS = 5  # pytest's exit code when no test was chosen
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
    """Run pytest with these arguments; --all runs the linters and the slow tests before the others.

    Returns the exit code. pytest's own closing line comes last, with --all after that of the slow tests.
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
    rest = [argument for argument in arguments if argument != "--all"]
    codes = [
        _python(
            ("-m", "pytest", *selection(slow=slow, browser=browser), *parallel(slow=slow), *rest),
            checkout=checkout,
            environment=TEST_SETTINGS,
        )
        for slow in ([True, False] if everything else [False])
    ]
    return worst(codes) or int(bool(failed))


def worst(codes: Sequence[int]) -> int:
    """pytest's exit code for several runs of it: one that found no test counts when none did."""
    return max((code for code in codes if code != NO_TESTS), default=NO_TESTS)


def parallel(*, slow: bool) -> list[str]:
    """A process for each core; the slow tests kill and time processes, so they run one by one."""
    return [] if slow else ["-n", str(os.cpu_count() or 1)]


def selection(*, slow: bool, browser: bool) -> list[str]:
    """pytest's option that chooses the slow tests or the others, without what can't run."""
    return ["-m", ("slow" if slow else "not slow") + ("" if browser else " and not browser")]


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
