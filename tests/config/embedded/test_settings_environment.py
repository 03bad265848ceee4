import socket
import stat

import environ
import pytest

from config.embedded.servers import Addresses
from config.embedded.settings_environment import (
    demo_site,
    embeds,
    for_django,
    port_is_free,
    secret_key,
    wants_demo,
)

ADDRESSES = Addresses(
    database_url="postgres://app@/factcheck?host=/state/sockets",
    redis_url="unix:///state/valkey.sock?db=0",
    broker_url="redis+socket:///state/valkey.sock",
)


def test_the_database_address_leads_django_to_the_socket():
    database = environ.Env.db_url_config(ADDRESSES.database_url)
    assert (database["NAME"], database["USER"], database["OPTIONS"]) == (
        "factcheck",
        "app",
        {"host": "/state/sockets"},
    )


@pytest.mark.parametrize(
    ("given", "embedded"),
    [
        ({}, True),
        ({"DATABASE_URL": "postgres://db/x"}, True),
        ({"REDIS_URL": "redis://r/0"}, True),
        ({"DATABASE_URL": "postgres://db/x", "REDIS_URL": "redis://r/0"}, False),
    ],
)
def test_servers_are_embedded_unless_both_addresses_are_given(given, embedded):
    assert embeds(given) is embedded


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(None, True), ("1", True), ("yes", True), ("0", False), ("False", False), ("", False)],
)
def test_the_demo_comes_unless_it_is_switched_off(value, wanted):
    assert wants_demo({} if value is None else {"FACTCHECK_DEMO": value}) is wanted


def test_what_the_person_has_set_stays(tmp_path):
    given = {"DJANGO_SECRET_KEY": "theirs", "DJANGO_SETTINGS_MODULE": "theirs", "NEWSROOM_ADDRESS": "theirs"}
    environment = for_django(given, state=tmp_path, addresses=ADDRESSES, url="http://localhost:8000/")
    assert given.items() <= environment.items()


def test_a_half_given_pair_of_addresses_does_not_reach_django(tmp_path):
    environment = for_django({"DATABASE_URL": "postgres://elsewhere/x"}, state=tmp_path, addresses=ADDRESSES)
    assert environment["DATABASE_URL"] == ADDRESSES.database_url


def test_servers_of_ones_own_are_passed_on_untouched(tmp_path):
    given = {"DATABASE_URL": "postgres://db/x", "REDIS_URL": "redis://r/0"}
    environment = for_django(given, state=tmp_path, addresses=None)
    assert given.items() <= environment.items()
    assert "FACTCHECK_BROKER_URL" not in environment


def test_without_the_demo_no_address_of_its_site_is_let_through(tmp_path):
    environment = for_django({"FACTCHECK_DEMO": "0"}, state=tmp_path, addresses=ADDRESSES)
    assert "FACTCHECK_DEMO_SITE" not in environment


def test_the_secret_key_is_long_private_and_made_once(tmp_path):
    key = secret_key(tmp_path)
    assert len(key) >= 50
    assert secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_the_demo_site_keeps_its_address(tmp_path):
    address = demo_site(tmp_path)
    assert address.startswith("127.0.0.1:")
    with socket.socket() as another:
        another.bind(("127.0.0.1", 0))
        assert demo_site(tmp_path) == address


def test_a_port_is_free_until_somebody_listens_on_it():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        listener.listen()
        assert not port_is_free(port)
    assert port_is_free(port)
