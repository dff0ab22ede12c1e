"""What tests of every room share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real pages and texts, which are not part of the project; skips where it is missing."""
    folder = Path(os.environ.get("THIDUA_SHARED", ROOT.parent / "shared"))
    if not (folder / "seeds").is_dir():
        pytest.skip(f"real pages and texts are not here ({folder}); set THIDUA_SHARED to their folder")
    return folder


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `thidua demo` was run: beside it `<folder>.txt`, what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    environment = {key: value for key, value in os.environ.items() if key != "THIDUA_HOME"}
    done = subprocess.run(
        [Path(sys.executable).with_name("thidua"), "demo"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    folder.with_suffix(".txt").write_text(done.stdout, encoding="utf-8")
    return folder


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: packed ones hold the time, and all processes must see the same tests."""
    return argname if isinstance(val, bytes) else None
