from __future__ import annotations

from starlette.testclient import TestClient

from tests.web.looking import parsed
from warehouse.tables.schema import macro_comments, table_comments, tables, views


def test_the_dictionary_has_all_that_can_be_asked(client: TestClient) -> None:
    told = client.get("/dictionary.json").json()
    kinds = {kind: {t["name"] for t in told["tables"] if t["kind"] == kind} for kind in ("table", "view")}
    assert kinds == {"table": set(tables()), "view": set(views())}
    assert {macro["name"] for macro in told["macros"]} == set(macro_comments())
    award = next(table for table in told["tables"] if table["name"] == "award")
    comments = table_comments()["award"]
    assert award["comment"] == comments[""]
    assert {column["name"]: column["comment"] for column in award["columns"]} == {
        k: v for k, v in comments.items() if k
    }
    assert award["rows"] > 0
    key = next(column for column in award["columns"] if column["name"] == "ceremony_key")
    assert key["refers_to"] == "ceremony.ceremony_key"
    assert all(column["comment"] for table in told["tables"] for column in table["columns"])


def test_the_page_shows_them_in_both_languages(client: TestClient) -> None:
    for path, title in (("/dictionary", "Từ điển dữ liệu"), ("/en/dictionary", "Data dictionary")):
        page = parsed(client.get(path).text)
        assert page.cssselect("h1")[0].text == title
        sections = {section.get("id"): section for section in page.cssselect("section.relation")}
        assert set(sections) == {*tables(), *views()}
        assert table_comments()["award"]["evidence"] in sections["award"].text_content()
        targets = {link.get("href")[1:] for link in page.cssselect("main a") if link.get("href").startswith("#")}
        assert targets <= {element.get("id") for element in page.xpath("//*[@id]")}
        assert all(
            table.cssselect("caption") and table.cssselect("th[scope]") for table in page.cssselect("main table")
        )


def test_its_links_ask_the_tables(client: TestClient) -> None:
    page = parsed(client.get("/dictionary").text)
    links = [link.get("href") for link in page.cssselect("section.relation a") if link.get("href").startswith("/sql?")]
    assert len(links) == len(tables()) + len(views())
    assert all(client.get(link).status_code == 200 for link in links[::9])
