"""What tests of every room share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

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
    """A folder in which `thidua demo` was run: beside it `<folder>.txt`, what it printed.

    It runs once for all processes of a test run; each has a copy.
    """
    common = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        common = common.parent
    folder, made = tmp_path_factory.mktemp("demo"), common / "demo-run"
    with FileLock(common / "demo-run.lock"):
        if not made.with_suffix(".txt").exists():
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            made.with_suffix(".txt").write_text(_run_demo(made), encoding="utf-8")
        shutil.copytree(made, folder, dirs_exist_ok=True)
    shutil.copyfile(made.with_suffix(".txt"), folder.with_suffix(".txt"))
    return folder


def _run_demo(folder: Path) -> str:
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
    return done.stdout


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make answers` write the documents that follow from the code."""
    parser.addoption("--rewrite", action="store_true", help="write documents anew instead of holding them")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Say in one line, after all others, that pages were tried in no browser."""
    yield
    skipped = [report for report in terminalreporter.getreports("skipped") if "no Chromium" in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} tests of pages in a browser were skipped: there is no Chromium (apt-get install chromium)"
        )


@pytest.fixture(scope="session")
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether documents that follow from the code are to be written anew."""
    return bool(request.config.getoption("--rewrite"))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: packed ones hold the time, and all processes must see the same tests."""
    return argname if isinstance(val, bytes) else None
