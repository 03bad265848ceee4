import os
from pathlib import Path

import pytest

from config.embedded.accounts import everyone_can_enter
from config.embedded.folders import (
    MAX_SOCKET_FOLDER_BYTES,
    StateUnusable,
    make_state_folder,
    socket_folder,
    state_folder,
)

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root's servers run as another account")


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """A folder that every account can enter; pytest's own are private all the way down."""
    for part in (tmp_path, *tmp_path.parents):
        if part.stat().st_uid == os.geteuid() and part.name.startswith(("pytest-", "popen-", "test_")):
            part.chmod(0o755)
    return tmp_path


def test_the_state_folder_is_var_beside_the_code(open_folder):
    assert state_folder(open_folder, asked=None, home=None) == open_folder / "var"


def test_the_state_folder_is_what_was_asked_for(open_folder):
    assert state_folder(Path("/checkout"), asked=str(open_folder / "here"), home=None) == open_folder / "here"


@as_root
def test_root_gets_a_system_folder_for_a_checkout_that_the_servers_cannot_enter(open_folder):
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    state = state_folder(closed, asked="", home="/root")
    assert state.parent == Path("/var/lib/factcheck")
    assert state.name.startswith("closed-")


@as_root
def test_root_is_told_why_a_closed_folder_can_not_be_the_state_folder(open_folder):
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(StateUnusable, match="can't go there"):
        state_folder(open_folder, asked=str(closed), home=None)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_checkout_keeps_its_state_in_the_home_folder(tmp_path):
    checkout, home = tmp_path / "checkout", tmp_path / "home"
    checkout.mkdir(mode=0o500)
    home.mkdir()
    assert home in state_folder(checkout, asked=None, home=str(home)).parents


def test_two_checkouts_of_one_name_get_system_folders_of_their_own(open_folder):
    closed = [open_folder / name / "factcheck" for name in ("one", "two")]
    for checkout in closed:
        checkout.mkdir(parents=True)
        checkout.chmod(0o500 if os.geteuid() else 0o700)
    first, second = (state_folder(checkout, asked=None, home=str(open_folder)) for checkout in closed)
    assert first != second


def test_a_new_state_folder_can_be_entered_by_roots_servers_and_else_by_nobody(open_folder):
    make_state_folder(open_folder / "var")
    assert everyone_can_enter(open_folder / "var") == (os.geteuid() == 0)


def test_an_existing_state_folder_keeps_its_mode(open_folder):
    (open_folder / "var").mkdir(mode=0o750)
    make_state_folder(open_folder / "var")
    assert (open_folder / "var").stat().st_mode & 0o777 == 0o750


@pytest.mark.skipif(os.geteuid() == 0, reason="root may use anybody's folder")
def test_a_folder_of_somebody_else_is_not_used():
    with pytest.raises(StateUnusable, match="belongs to somebody else"):
        make_state_folder(Path("/var/lib"))


def test_a_path_too_long_for_a_socket_is_replaced_by_a_short_one_that_stays_the_same():
    long = Path("/srv") / ("x" * MAX_SOCKET_FOLDER_BYTES)
    assert len(str(socket_folder(long))) < MAX_SOCKET_FOLDER_BYTES
    assert socket_folder(long) == socket_folder(long)
    assert socket_folder(Path("/srv/var")) == Path("/srv/var")
