import pytest

from tests.factcheck.publication.cases import Newsroom


@pytest.fixture
def newsroom(db):
    return Newsroom()
