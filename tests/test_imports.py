"""The direction of imports: rooms know `reference` and the record of the room before; only `thidua` wires rooms."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ALLOWED: dict[str, set[str]] = {
    "reference": set(),
    "crawler": {"reference"},
    "extract": {"reference", "crawler.page"},
    "nlp": {"reference", "extract.article"},
    "warehouse": {"reference", "nlp.report"},
    "web": {"reference", "nlp.report", "warehouse"},
}
ROOMS = {*ALLOWED, "thidua", "benchmarks"}
RECORDS = {"crawler/page.py", "extract/article.py", "nlp/report.py"}


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Give the line and dotted name of everything that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            assert node.module is not None
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def forbidden(room: str, path: Path) -> list[str]:
    """Return the imports of a room's module that point where they may not."""
    allowed = ALLOWED[room] | {room}
    return [
        f"{path}:{line}: {name}"
        for line, name in imported(path)
        if name.partition(".")[0] in ROOMS and not any(name == a or name.startswith(f"{a}.") for a in allowed)
    ]


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_room_imports_only_what_lies_before_it(room: str) -> None:
    modules = sorted((ROOT / room).rglob("*.py"))
    assert modules
    assert [problem for path in modules for problem in forbidden(room, path)] == []


def test_what_is_installed_does_without_benchmarks_and_tests() -> None:
    modules = sorted(path for room in ROOMS - {"benchmarks"} for path in (ROOT / room).rglob("*.py"))
    assert modules
    tops = {path: {name.partition(".")[0] for _, name in imported(path)} for path in modules}
    assert [path for path, names in tops.items() if names & {"benchmarks", "tests"}] == []


def test_the_records_stand_alone() -> None:
    for record in RECORDS:
        names = {name.partition(".")[0] for _, name in imported(ROOT / record)}
        assert not names & ROOMS, record


def test_a_wrong_import_would_be_found(tmp_path: Path) -> None:
    module = tmp_path / "wrong.py"
    module.write_text(
        "def f():\n    from warehouse.querying.query import run_query\nfrom extract.article import Article\nimport re\n"
    )
    assert forbidden("nlp", module) == [f"{module}:2: warehouse.querying.query.run_query"]
    assert len(forbidden("crawler", module)) == 2


def test_every_package_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked_for = [*project["dependencies"], *project["optional-dependencies"]["notebook"]]
    declared = {re.split(r"[^\w.-]", name)[0].lower().replace("-", "_") for name in asked_for}
    names = {
        "yaml": "pyyaml",
        "OpenSSL": "pyopenssl",
        "backports": "backports_zstd",
        "zope": "zope_interface",
        "vl_convert": "vl_convert_python",
    }
    modules = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    tops = {name.partition(".")[0] for path in modules for _, name in imported(path)}
    # `compression.zstd` belongs to Python 3.14 and newer, where backports.zstd is not needed; benchmarks measure on the
    # golden pages of the tests
    foreign = {names.get(top, top) for top in tops - ROOMS - sys.stdlib_module_names - {"compression", "tests"}}
    assert foreign - declared == set()
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().replace("-", "_")
    assert [name for name in declared if not re.search(rf"^{re.escape(name)}==", pins, re.MULTILINE)] == []


def test_the_pins_name_no_registry() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert pins
    assert "://" not in pins
