import pytest

from tests.factcheck.publication.cases import Newsroom


@pytest.fixture
def newsroom(db):
    newsroom = Newsroom()
    for reviewer in (newsroom.ana, newsroom.rae, newsroom.lou):
        reviewer.is_staff = True
        reviewer.save()
    return newsroom


@pytest.fixture
def ana(client, newsroom):
    """A reviewer's browser."""
    client.force_login(newsroom.ana)
    return client


@pytest.fixture
def kim(client, newsroom):
    """An administrator's browser."""
    client.force_login(newsroom.kim)
    return client
