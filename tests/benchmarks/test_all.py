from __future__ import annotations

import subprocess
from importlib.util import find_spec
from typing import Any

import pytest

from benchmarks import __main__ as all_of_them


def test_each_benchmark_is_there() -> None:
    assert [name for name in all_of_them.MINUTES if find_spec(f"benchmarks.{name}") is None] == []


def test_those_that_are_named_run_in_their_order_and_a_failure_is_told(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    run = subprocess.run

    def ask_for_help(command: list[str], **options: Any) -> object:  # noqa: ANN401
        assert command[1] == "-m"
        return run([*command, "--help" if command[2] == "benchmarks.people" else "--no-such-option"], **options)

    monkeypatch.setattr(subprocess, "run", ask_for_help)
    assert all_of_them.main(["people", "grouping"]) == 1
    told = capfd.readouterr()
    assert told.out.index("## people") < told.out.index("## grouping")
    assert "failed: grouping" in told.err
    assert all_of_them.main(["people"]) == 0


def test_what_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        all_of_them.main(["nothing"])
    assert "there is no benchmark nothing" in capsys.readouterr().err
