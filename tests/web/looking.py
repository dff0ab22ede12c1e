"""Looking at pages of the site."""

from __future__ import annotations

from typing import Any

from lxml import html
from starlette.testclient import TestClient


def parsed(text: str) -> Any:  # noqa: ANN401 (what lxml's stubs say of elements helps nobody)
    """Return a page to look at."""
    return html.fromstring(text)


def ask(client: TestClient, sql: str, path: str = "/sql", **params: str) -> Any:  # noqa: ANN401 (see parsed)
    return parsed(client.get(path, params={"sql": sql, **params}).text)


def cells(page: Any) -> list[list[str]]:  # noqa: ANN401 (see parsed)
    return [[cell.text_content().strip() for cell in row] for row in page.cssselect("table.cells tbody tr")]
