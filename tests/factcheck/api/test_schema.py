"""The committed schema is what the code answers."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.validation import validate_schema

COMMITTED = Path(__file__).resolve().parents[3] / "docs" / "openapi.yaml"
HOW = "The API changed: write it down with ./run manage spectacular --file docs/openapi.yaml"


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator().get_schema(request=None, public=True)


def test_the_committed_schema_is_the_generated_one(schema):
    assert OpenApiYamlRenderer().render(schema, renderer_context={}).decode() == COMMITTED.read_text(), HOW


def test_it_is_valid_openapi_3_1(schema):
    assert schema["openapi"] == "3.1.0"
    validate_schema(schema)


def test_generating_it_leaves_nothing_to_guess(capsys):
    SchemaGenerator().get_schema(request=None, public=True)

    assert capsys.readouterr().err == ""


def test_every_route_names_its_problems_and_every_write_its_body(schema):
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            assert {"400", "401", "403", "404"} <= set(operation["responses"]), (path, method)
            problem = operation["responses"]["404"]["content"]["application/problem+json"]
            assert problem["schema"] == {"$ref": "#/components/schemas/Problem"}


def test_reading_needs_a_token_or_a_session_unless_it_is_public(schema):
    reads = {path: each["get"] for path, each in schema["paths"].items() if "get" in each}
    security = {path: read["security"] for path, read in reads.items()}

    assert {} in security["/api/v1/publications/"]
    assert {"token": []} in security["/api/v1/claims/"]
    assert {} not in security["/api/v1/claims/"]


@pytest.mark.django_db
def test_the_schema_is_served_to_anyone(client):
    answer = client.get("/api/schema/")

    assert answer.status_code == 200
    assert yaml.safe_load(answer.content)["info"]["title"] == "Factcheck"
