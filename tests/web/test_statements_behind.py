from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.testclient import TestClient

from warehouse.querying.query import run_query
from warehouse.snapshots.folder import Snapshots
from web.pages import PAGES
from web.questions import filled, question_of
from web.site import LONGEST_ADDRESS
from web.snapshot import Snapshot, identity_of
from web.statements import Statement, statement


def lists() -> list[tuple[str, str]]:
    return [(page.name, listing.name) for page in PAGES for listing in page.listings]


@pytest.fixture(scope="module")
def snapshot(home: Path) -> Snapshot:
    snapshots = Snapshots(home)
    return Snapshot(snapshots, identity_of(snapshots), seconds=10)


def values_for(snapshot: Snapshot, page: str) -> dict[str, str]:
    """Return values of a page's path, as the snapshot has them."""
    declared = next(one for one in PAGES if one.name == page)
    path = declared.path
    names = re.findall(r"\{(\w+)\}", path)
    tables = {"source": "source", "province": "province", "award": "award_type", "ceremony_id": "ceremony"}
    tables |= {"official_id": "official", "slug": "movement", "article_id": "article"}
    found = dict.fromkeys(declared.asks, "*")
    for name in names:
        column = "replace(fold(name), ' ', '-')" if name == "slug" else name
        asked = Statement(f"SELECT {column} FROM {tables[name]} ORDER BY ALL LIMIT 1", frozenset())  # noqa: S608
        found[name] = snapshot.ask(asked).rows[0][0]
    return found


@pytest.mark.parametrize(("page", "name"), lists())
def test_the_statement_behind_a_list_gives_its_rows(
    client: TestClient, snapshot: Snapshot, home: Path, page: str, name: str
) -> None:
    asked, values = statement(f"{page}/{name}"), values_for(snapshot, page)
    path = next(one.path for one in PAGES if one.name == page).format(**values)
    sent = client.get(f"{path}/{name}/sql", follow_redirects=False)
    assert sent.status_code == 303
    assert len(sent.headers["location"].encode()) <= LONGEST_ADDRESS
    told = question_of(parse_qsl(urlsplit(sent.headers["location"]).query))
    assert told.sql == asked.sql.strip()
    behind = run_query(Snapshots(home).database(1), told.asked, told.values)
    assert behind.rows == list(snapshot.ask(asked, values).rows)
    assert client.get(sent.headers["location"]).status_code == 200


def test_a_list_of_nothing_has_no_statement(client: TestClient) -> None:
    assert client.get("/outlet/nobody.vn/months/sql").status_code == 404
    assert filled("SELECT $a, $b", {"a": "2024", "c": "x"}) == {"sql": "SELECT $a, $b", "a": '"2024"'}
