"""The house rules that a machine can hold: what a module is for stands first, and no module is too long to be read."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
MOST = 300
LONGER = {
    "tests/warehouse/corrections/test_accepting.py": "cases of one file and one queue, which share their fixtures",
    "tests/thidua/test_forgetting.py": "one command against every place where a word could be left",
    "tests/web/ceremony/test_ceremony.py": "one page, read from top to bottom",
    "tests/thidua/test_demo_site.py": "one site, asked for everything that it has",
}
"""Modules over the limit, each with its reason."""


def modules() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no checkout")
    return [ROOT / name for name in listed.stdout.splitlines()]


def test_every_module_opens_with_what_it_is_for() -> None:
    without = []
    for path in modules():
        text = path.read_text(encoding="utf-8")
        in_tests = path.relative_to(ROOT).parts[0] == "tests" and path.name != "conftest.py"
        if text.strip() and not in_tests and not (ast.get_docstring(ast.parse(text)) or "").split("\n")[0].strip():
            without.append(path.relative_to(ROOT))
    assert without == []


def test_no_module_is_too_long_without_a_reason() -> None:
    lines = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {name for name, length in lines.items() if length > MOST} == set(LONGER)


def test_what_is_checked_before_a_commit_is_there() -> None:
    (repo,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    named = [word for hook in repo["hooks"] for word in hook["entry"].split() if re.search(r"^tests/", word)]
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
