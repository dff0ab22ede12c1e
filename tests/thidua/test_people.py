"""The worked example of docs/people.md, run as it stands there: `thidua person`, and the operator's file in a home."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.warehouse.building import official, story, write_parts
from thidua.cli import app
from thidua.home import open_home
from warehouse.people.entries import load_people
from warehouse.publish import Published, publish

DOCUMENT = (Path(__file__).parents[2] / "docs" / "people.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", DOCUMENT, re.DOTALL)
SHOWN, WARNING = (text for kind, text in BLOCKS if kind == "text")
(YAML,) = (text for kind, text in BLOCKS if kind == "yaml")
(COMMAND,) = (text for kind, text in BLOCKS if kind == "")


def told(name: str, source: str, title: str, province: str, day: str, *titles: str, who: str = "Lò Văn Tiên") -> object:
    return story(
        name,
        source=source,
        title=title,
        province=province,
        date=day,
        published=f"{day}T08:00:00+07:00",
        officials=[official(who, *titles)],
    )


STORIES = [
    told("a1", "baolaichau.vn", "Nậm Lúm khen thưởng", "lai-chau", "2016-03-01", "Bí thư Huyện ủy Nậm Lúm"),
    told("a2", "baolaichau.vn", "Tỉnh Lai Châu tổng kết", "lai-chau", "2019-05-02", "Phó Chủ tịch UBND tỉnh"),
    told("a3", "baosonla.vn", "Sơn La biểu dương", "son-la", "2021-06-01", "Giám đốc Sở Y tế"),
]


def published(root: Path, stories: list[object], people: str | None = None) -> Published:
    home = open_home(root, create=True)
    if people:
        home.people.write_text(people, encoding="utf-8")
    articles, reports = write_parts(root, stories)  # type: ignore[arg-type]
    return publish(articles=articles, reports=reports, home=root, people=load_people(home.people))


def asked(root: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["--home", str(root), "person", *words])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("people") / "home"
    published(root, STORIES)
    return root


def test_the_document_shows_what_the_command_gives(home: Path) -> None:
    outcome = asked(home, *COMMAND.split()[2:])
    assert re.sub(r"official-[0-9a-f]{12}", "official-ID", outcome.stdout) == SHOWN


def test_a_name_is_found_without_accents_and_in_one_province(home: Path) -> None:
    outcome = asked(home, "lo", "van", "tien", "--province", "son-la", "--json")
    (one,) = json.loads(outcome.stdout)
    assert (one["province"], one["posts"][0]["title"]) == ("son-la", "Giám đốc Sở Y tế")
    assert one["posts"][0]["articles"][0]["url"] == "https://baosonla.vn/a3.html"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["Lò Văn Tiến"], "error: no official is called Lò Văn Tiến; there are Lò Văn Tiên"),
        (["Tiên"], "error: no official is called Tiên; there are Lò Văn Tiên"),
        (["%"], "error: no official is called %"),
        (["Lò Văn Tiên", "--province", "ca-mau"], "error: no official is called Lò Văn Tiên in ca-mau; there are"),
    ],
)
def test_a_name_that_nobody_has_is_told_in_one_line(home: Path, words: list[str], message: str) -> None:
    outcome = asked(home, *words)
    assert outcome.exit_code == 1
    assert outcome.stderr.startswith(message)
    assert outcome.stderr.count("\n") == 1


def test_the_entry_joins_them_and_its_row_says_so(tmp_path: Path) -> None:
    root = tmp_path / "home"
    before = published(root, STORIES)
    assert before.counts["official"] == 2
    joined = published(root, STORIES, YAML)
    assert (joined.new, joined.warnings, joined.counts["official"]) == (True, (), 1)
    outcome = asked(root, "Lò", "Văn", "Tiên")
    assert outcome.stdout.splitlines()[-1].endswith(
        "join by Lý Thị Mai, ban biên tập on 2026-11-20: Theo tiểu sử do Tỉnh ủy Sơn La công bố."
    )
    query = "SELECT action, mentions, changed, problem, official_ids FROM person_correction"
    (row,) = json.loads(CliRunner().invoke(app, ["--home", str(root), "query", query, "--format", "json"]).stdout)
    assert row["official_ids"] == [json.loads(asked(root, "Lò Văn Tiên", "--json").stdout)[0]["official_id"]]
    assert (row["action"], row["mentions"], row["changed"], row["problem"]) == ("join", 3, True, None)
    assert not published(root, STORIES).new


def test_an_entry_that_fits_nothing_is_told_as_the_document_shows(tmp_path: Path) -> None:
    found = published(tmp_path / "home", STORIES[:2], YAML)
    assert [f"warning: {warning}\n" for warning in found.warnings] == [WARNING]
    assert found.counts["person_correction"] == 1
