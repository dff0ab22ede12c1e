"""Visits to the declared pages, for tests."""

from __future__ import annotations

import duckdb
from lxml import html
from starlette.testclient import TestClient

from web.pages import Page

VALUES = {
    "province": ["lao-cai", "yen-bai", "hoang-lien-son", "ha-tuyen", "dien-bien"],
    "award": ["huan-chuong-lao-dong", "bang-khen", "khac", "huan-chuong-sao-vang"],
    "source": ["baolaocai.vn", "b.vn"],
    "slug": ["lao-dong-gioi"],
}


def addresses(page: Page, database: duckdb.DuckDBPyConnection) -> list[str]:
    """Return addresses of a page, one for each of the values above."""
    name = page.path.partition("{")[2].partition("}")[0]
    if not name:
        return [page.path]
    known = VALUES.get(name)
    if known is None:
        table = name.removesuffix("_id")
        known = [row[0] for row in database.execute(f"SELECT {name} FROM {table}").fetchall()]  # noqa: S608 (own names)
    return [page.path.replace(f"{{{name}}}", value) for value in known]


def path_values(page: Page, path: str) -> dict[str, str]:
    """Return the values of the path's parameters."""
    pairs = zip(page.path.split("/"), path.split("/"), strict=True)
    return {name.strip("{}"): value for name, value in pairs if name.startswith("{")}


def shown(site: TestClient, path: str) -> html.HtmlElement:
    answer = site.get(path)
    assert answer.status_code == 200, (path, answer.text)
    return html.fromstring(answer.content.decode())
