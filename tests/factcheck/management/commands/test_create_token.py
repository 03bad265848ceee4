"""The command that makes a token."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from factcheck.integrations.models import Scope
from factcheck.integrations.services import find_token
from tests.factories import a_journalist

pytestmark = pytest.mark.django_db


def test_prints_the_secret_alone_on_standard_output(capsys):
    a_journalist("sam")

    call_command(
        "create_token", "sam", "--name", "bot", "--scope", "read", "--scope", "claims:write", "--days", "9"
    )

    out, err = capsys.readouterr()
    token = find_token(out.strip())
    assert token is not None
    assert (token.owner.username, token.name, token.scopes) == (
        "sam",
        "bot",
        [Scope.READ, Scope.CLAIMS_WRITE],
    )
    assert token.expires_at is not None
    assert "can't be shown again" in err


def test_reads_only_unless_told_otherwise(capsys):
    a_journalist("sam")
    call_command("create_token", "sam", "--name", "bot")

    token = find_token(capsys.readouterr().out.strip())
    assert token is not None
    assert (token.scopes, token.expires_at) == ([Scope.READ], None)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nobody", "--name", "bot"], "no active person"),
        (["sam", "--name", "bot", "--days", "-1"], "in the future"),
    ],
)
def test_refuses_with_a_sentence(arguments, sentence):
    a_journalist("sam")

    with pytest.raises(CommandError, match=sentence):
        call_command("create_token", *arguments)
