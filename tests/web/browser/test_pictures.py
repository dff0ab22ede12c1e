"""The pictures of the documents are those that `make pictures` takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.web.browser.pictures import FOLDER, take
from tests.web.browser.visiting import MISSING, program


@pytest.mark.slow
@pytest.mark.skipif(program() is None, reason=MISSING)
def test_all_pictures_are_taken(demo_folder: Path, tmp_path: Path) -> None:
    made = take(demo_folder / "thidua-demo", tmp_path)
    assert {path.name for path in made} == {path.name for path in FOLDER.iterdir()}
    for path in made:
        if path.suffix == ".png":
            with Image.open(path) as taken, Image.open(FOLDER / path.name) as kept:
                assert taken.size == kept.size
                assert len(taken.getcolors() or []) > 10, "an empty page"
