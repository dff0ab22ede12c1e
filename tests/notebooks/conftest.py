"""The notebooks as they run: each once from a clean kernel on the demo's home, when a test first asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from nbformat import NotebookNode

from thidua.notebook_pages import executed
from thidua.notebooks import chosen

Run = Callable[[str], NotebookNode]


@pytest.fixture(scope="session")
def demo_home(demo_folder: Path) -> Path:
    """The demo's home folder."""
    return demo_folder / "thidua-demo"


@pytest.fixture(scope="session")
def run(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A function that gives a notebook with what its cells gave."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("IPYTHONDIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"):
            patch.setenv(name, str(tmp_path_factory.mktemp("jupyter")))  # not in the home of who runs the tests
        patch.delenv("THIDUA_PAGES", raising=False)
        yield cache(lambda name: executed(chosen(name), demo_home))
