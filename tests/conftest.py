"""What tests of every room share."""

from __future__ import annotations

import os
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
