"""`import thidua` refuses to work with another project's `nlp`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import thidua


def run(code: str, cwd: Path, path: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.run([sys.executable, "-c", code], cwd=cwd, env=environment, capture_output=True, text=True)


def test_a_folder_of_the_same_name_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "nlp").mkdir()
    (tmp_path / "nlp" / "__init__.py").write_text("")
    outcome = run("import thidua", tmp_path, str(tmp_path))
    assert outcome.returncode == 1
    assert f"{tmp_path / 'nlp'} comes first" in outcome.stderr


def test_a_module_of_the_same_name_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "extract.py").write_text("")
    outcome = run("import thidua", tmp_path, str(tmp_path))
    assert f"{tmp_path / 'extract.py'} comes first" in outcome.stderr


def test_a_room_imported_before_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "warehouse.py").write_text("")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import warehouse; sys.path.pop(0); import thidua"
    assert str(tmp_path / "warehouse.py") in run(code, tmp_path).stderr


def test_the_import_is_light(tmp_path: Path) -> None:
    heavy = "{'scrapy', 'spacy', 'duckdb', 'pandas', 'pyarrow', 'pydantic', 'underthesea', 'rich'}"
    outcome = run(f"import thidua, sys; print(sorted({heavy} & set(sys.modules)))", tmp_path)
    assert outcome.stdout == "[]\n", outcome.stderr


def test_what_the_package_offers_is_there() -> None:
    for name in thidua.__all__:
        assert getattr(thidua, name) is not None
    assert set(thidua.__all__) == set(dir(thidua))
