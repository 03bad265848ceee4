"""The environment is really made, with locks that name no package, so that no index is needed."""

import subprocess
from pathlib import Path

import pytest

from config.embedded.environment import InstallFailed, environment_python


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    folder.mkdir()
    for lock in ("requirements.txt", "dev.txt"):
        (folder / lock).write_text("# nothing\n")
    (tmp_path / "state").mkdir()
    return folder


def make(checkout: Path, *locks: str) -> Path:
    return environment_python(checkout, state=checkout.parent / "state", locks=locks, asked=None)


def installs(checkout: Path) -> int:
    """When pip last ran, as the time of its log; 0 when never."""
    log = checkout.parent / "state" / "install.log"
    return log.stat().st_mtime_ns if log.exists() else 0


def test_an_environment_that_was_asked_for_is_taken_as_it_is(checkout):
    python = environment_python(checkout, state=checkout, locks=["requirements.txt"], asked="/opt/theirs")
    assert python == Path("/opt/theirs/bin/python")
    assert not (checkout / ".venv").exists()


@pytest.mark.slow
def test_packages_are_installed_when_a_lock_changed_and_only_then(checkout):
    python = make(checkout, "requirements.txt")
    assert subprocess.run([python, "-c", ""], check=True).returncode == 0
    first = installs(checkout)
    assert first
    make(checkout, "requirements.txt")
    assert installs(checkout) == first
    (checkout / "requirements.txt").write_text("# changed\n")
    make(checkout, "requirements.txt")
    assert installs(checkout) != first


@pytest.mark.slow
def test_the_tests_packages_stay_known_when_the_production_lock_changes(checkout):
    make(checkout, "requirements.txt", "dev.txt")
    (checkout / "requirements.txt").write_text("# changed\n")
    make(checkout, "requirements.txt")
    before = installs(checkout)
    make(checkout, "requirements.txt", "dev.txt")
    assert installs(checkout) == before


@pytest.mark.slow
def test_an_environment_whose_python_is_gone_is_made_again(checkout):
    python = make(checkout, "requirements.txt")
    python.unlink()
    assert make(checkout, "requirements.txt") == python
    assert subprocess.run([python, "-c", ""], check=True).returncode == 0


@pytest.mark.slow
def test_a_package_without_its_hash_is_refused_and_the_half_made_environment_is_not_taken(checkout):
    (checkout / "requirements.txt").write_text("Django==5.2\n")
    for _ in range(2):
        with pytest.raises(InstallFailed, match="hash"):
            make(checkout, "requirements.txt")


def test_a_wrong_python_is_refused_with_what_to_do(tmp_path):
    """The real entry, with nothing in the PATH but the tools it needs and a Python that is too old."""
    tools = tmp_path / "bin"
    tools.mkdir()
    run = Path(__file__).resolve().parents[3] / "run"
    script = tools / "run"
    script.write_text(run.read_text().replace("/usr/bin/python3.11 /usr/local/bin/python3.11", ""))
    for tool in ("dirname", "readlink"):
        (tools / tool).symlink_to(f"/usr/bin/{tool}")
    (tools / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tools / "python3").chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", script], env={"PATH": str(tools)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "apt-get install python3.11-venv" in done.stderr
