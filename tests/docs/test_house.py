"""The picture of the house is that of the imports as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.house_picture import DARK, LIGHT, ROOMS, Colours, imports, picture
from tests.documents import DOCS
from tests.test_imports import ALLOWED

ROOT = DOCS.parent


@pytest.mark.parametrize(("name", "colours"), [("house-light.svg", LIGHT), ("house-dark.svg", DARK)])
def test_the_picture_is_that_of_the_imports(name: str, colours: Colours, rewrite: bool) -> None:
    path = DOCS / "pictures" / name
    if rewrite:
        path.write_text(picture(ROOT, colours), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == picture(ROOT, colours), "imports changed: run `make answers`"


def test_every_room_and_every_allowed_way_is_in_it() -> None:
    found = imports(ROOT)
    assert set(ROOMS) == {*ALLOWED, "thidua"}
    assert {(who, name.partition(".")[0]) for who, names in ALLOWED.items() for name in names} == {
        pair for pair in found if pair[0] != "thidua"
    }


def test_a_new_import_changes_it(tmp_path: Path) -> None:
    for room in ROOMS:
        (tmp_path / room).mkdir()
        (tmp_path / room / "first.py").write_text("import re\n")
    before = picture(tmp_path, LIGHT)
    (tmp_path / "web" / "first.py").write_text("from warehouse.first import x\nimport nlp.report\n")
    assert imports(tmp_path) == {("web", "warehouse"): {"warehouse.first": 1}, ("web", "nlp"): {"nlp.report": 1}}
    assert picture(tmp_path, LIGHT) != before
