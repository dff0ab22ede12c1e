"""The home folder: made once, refused where it is not one, held by one writer at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from thidua.home import FORMAT, HomeError, default_home, open_home


def test_a_home_is_made_once_and_found_again(tmp_path: Path) -> None:
    root = tmp_path / "a" / "home"
    home = open_home(root, create=True)
    assert json.loads((root / "format.json").read_text()) == {"format": FORMAT}
    assert open_home(root) == home
    assert home.archive.parent == root


def test_reading_makes_no_home(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="there is no thidua home"):
        open_home(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(HomeError, match="not empty"):
        open_home(tmp_path, create=True)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x")
    with pytest.raises(HomeError, match="not a folder"):
        open_home(path, create=True)


def test_a_kill_while_the_home_was_made_does_not_block_it(tmp_path: Path) -> None:
    (tmp_path / "format.json.12-ab.tmp").write_text("")
    open_home(tmp_path, create=True)
    assert open_home(tmp_path).root == tmp_path


@pytest.mark.parametrize(
    ("content", "message"),
    [(f'{{"format": {FORMAT + 1}}}', "newer thidua"), ("{", "cannot be read"), ("[]", "cannot be read")],
)
def test_an_unknown_format_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "format.json").write_text(content)
    with pytest.raises(HomeError, match=message):
        open_home(tmp_path)


def test_the_demo_and_other_news_never_mix(tmp_path: Path) -> None:
    open_home(tmp_path / "demo", create=True, demo=True)
    open_home(tmp_path / "real", create=True, demo=False)
    with pytest.raises(HomeError, match="invented"):
        open_home(tmp_path / "demo", create=True, demo=False)
    with pytest.raises(HomeError, match="other news"):
        open_home(tmp_path / "real", create=True, demo=True)
    assert open_home(tmp_path / "demo").root == tmp_path / "demo"


def test_the_environment_names_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THIDUA_HOME", raising=False)
    assert default_home() == Path("thidua-data")
    monkeypatch.setenv("THIDUA_HOME", "/data/news")
    assert default_home() == Path("/data/news")


HOLDER = """
import sys, time
from pathlib import Path
from thidua.home import open_home
with open_home(Path(sys.argv[1])).lock("thidua crawl"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_writer_is_told_who_holds_the_home(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home", create=True)
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(home.root)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(HomeError, match=rf"process {holder.pid} \(thidua crawl\)"), home.lock("thidua run"):
            pass
        holder.kill()
        holder.wait()
        with home.lock("thidua run"):  # a killed writer leaves no lock behind
            pass
