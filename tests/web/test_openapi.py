from __future__ import annotations

import re
from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate
from starlette.routing import Route
from starlette.testclient import TestClient

from web.schemas import schema_of

DATA = re.compile(r"\.(json|csv|xlsx|parquet|svg|atom)$")


@pytest.fixture(scope="module")
def told(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def test_it_is_openapi(told: dict[str, Any]) -> None:
    validate(told)
    broken = {**told, "paths": {"x": 1}}
    with pytest.raises(Exception, match=r"x|1"):
        validate(broken)


def test_every_address_of_data_is_described(client: TestClient, told: dict[str, Any]) -> None:
    routes = {route.path for route in client.app.routes if isinstance(route, Route)}  # type: ignore[attr-defined]
    data = {path for path in routes if DATA.search(path)}
    assert "/sql.csv" in data
    assert data - set(told["paths"]) == set()
    assert set(told["paths"]) <= routes


def test_operations_have_names_of_their_own(told: dict[str, Any]) -> None:
    names = [path["get"]["operationId"] for path in told["paths"].values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/outlets.json", "/outlets.json"),
        ("/outlets/outlets.json", "/outlets/outlets.json"),
        ("/outlet/{source}.json", "/outlet/baolaocai.vn.json"),
        ("/outlet/{source}/ceremonies.json", "/outlet/baolaocai.vn/ceremonies.json"),
        ("/sql.json", "/sql.json?sql=SELECT+*+FROM+award"),
        ("/dictionary.json", "/dictionary.json"),
        ("/healthz", "/healthz"),
    ],
)
def test_answers_are_as_described(client: TestClient, told: dict[str, Any], path: str, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    schema = told["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema["required"]
    OAS31Validator(schema).validate(answer.json())


def test_columns_have_their_types_and_comments(told: dict[str, Any]) -> None:
    schema = told["paths"]["/outlet/{source}/ceremonies.json"]["get"]["responses"]["200"]["content"][
        "application/json"
    ]["schema"]
    columns = schema["properties"]["rows"]["items"]["properties"]
    assert columns["date"]["type"] == ["string", "null"]
    assert columns["date"]["format"] == "date"
    assert columns["ceremony_id"]["description"]
    (given,) = told["paths"]["/outlet/{source}.json"]["get"]["parameters"]
    assert (given["name"], given["in"], given["required"]) == ("source", "path", True)


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        ("INTEGER", ["integer", "null"]),
        ("HUGEINT", ["integer", "null"]),
        ("DOUBLE", ["number", "null"]),
        ("DECIMAL(18,3)", ["number", "null"]),
        ("BOOLEAN", ["boolean", "null"]),
        ("VARCHAR[]", ["array", "null"]),
        ("STRUCT(a INTEGER)", ["object", "null"]),
        ("STRUCT(a INTEGER)[]", ["array", "null"]),
        ("TIMESTAMP WITH TIME ZONE", ["string", "null"]),
    ],
)
def test_types(kind: str, types: list[str]) -> None:
    assert schema_of(kind)["type"] == types


def test_a_site_with_an_address_says_it(client: TestClient, told: dict[str, Any]) -> None:
    assert told["servers"] == [{"url": "/"}]
    assert told["openapi"].startswith("3.1")
