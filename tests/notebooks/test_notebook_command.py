"""`thidua notebook` lists the notebooks, and copies one into the folder of who asks, on the home that he names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from thidua.notebooks import NotebookError, about, chosen, notebooks

THIDUA = Path(sys.executable).with_name("thidua")


def call(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    settings = {key: value for key, value in os.environ.items() if key != "THIDUA_HOME"}
    return subprocess.run([THIDUA, *arguments], cwd=cwd, env=settings, capture_output=True, text=True, timeout=120)


def test_without_a_name_the_notebooks_are_listed_with_what_they_are_about(tmp_path: Path) -> None:
    lines = call("notebook", cwd=tmp_path).stdout.splitlines()
    assert [line.split()[0] for line in lines] == [path.stem for path in notebooks()]
    assert lines[0].endswith(
        "What a snapshot of thidua holds: articles, ceremonies, awards (hình thức khen thưởng), "
        "provinces, officials, and the sentences behind them."
    )
    assert [about(path)[-1] for path in notebooks()] == ["."] * len(notebooks())


@pytest.mark.parametrize("asked", ["2", "02", "trends", "02-trends", "02-trends.ipynb", "TRENDS"])
def test_a_notebook_is_found_by_number_stem_or_part(asked: str) -> None:
    assert chosen(asked).stem == "02-trends"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("9", "there is no notebook '9'"),
        ("nothing", "there is no notebook"),
        ("o", "all have 'o' in their name"),
        ("", "no"),
    ],
)
def test_what_fits_none_or_several_is_an_error_that_lists_them(asked: str, message: str) -> None:
    with pytest.raises(NotebookError, match=message) as error:
        chosen(asked)
    assert "choose one of 01-first-look, 02-trends" in str(error.value)


def test_a_copy_reads_the_home_that_was_named(demo_home: Path, tmp_path: Path) -> None:
    outcome = call("--home", demo_home, "notebook", "quality", "--no-open", cwd=tmp_path)
    assert (outcome.returncode, outcome.stderr) == (0, "05-quality.ipynb was copied here\n")
    copied = json.loads((tmp_path / "05-quality.ipynb").read_text(encoding="utf-8"))
    code = "".join("".join(cell["source"]) for cell in copied["cells"] if cell["cell_type"] == "code")
    assert f"or {str(demo_home.resolve())!r})" in code
    assert "../thidua-demo" not in code


def test_a_copy_that_is_there_is_never_overwritten(demo_home: Path, tmp_path: Path) -> None:
    (tmp_path / "05-quality.ipynb").write_text("mine", encoding="utf-8")
    outcome = call("--home", demo_home, "notebook", "5", "--no-open", cwd=tmp_path)
    assert (outcome.returncode, outcome.stderr) == (0, "05-quality.ipynb is here already and was left as it is\n")
    assert (tmp_path / "05-quality.ipynb").read_text(encoding="utf-8") == "mine"


def test_without_a_home_only_the_notebook_that_needs_none_is_copied(tmp_path: Path) -> None:
    outcome = call("notebook", "1", "--no-open", cwd=tmp_path)
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("error: there is no thidua home at thidua-data")
    assert call("notebook", "6", "--no-open", cwd=tmp_path).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["06-your-own-pages.ipynb"]


@pytest.mark.skipif(find_spec("jupyterlab") is not None, reason="JupyterLab is installed")
def test_where_jupyterlab_is_missing_the_error_says_how_to_install_it(demo_home: Path, tmp_path: Path) -> None:
    outcome = call("--home", demo_home, "notebook", "1", cwd=tmp_path)
    assert outcome.returncode == 1
    assert 'error: jupyterlab is not installed; `pip install "thidua[notebook]"`' in outcome.stderr
    assert list(tmp_path.iterdir()) == []
