"""A version changes with every file and library that it covers, and with nothing else."""

from __future__ import annotations

from pathlib import Path

from thidua.versions import articles_version, fingerprint, reports_version


def test_versions_follow_names_contents_and_libraries(tmp_path: Path) -> None:
    room = tmp_path / "room" / "data"
    room.mkdir(parents=True)
    (room / "a.csv").write_text("1")
    places = ("room",)
    first = fingerprint(tmp_path, places, ("lxml",))
    assert fingerprint(tmp_path, places, ("lxml",)) == first
    seen = {first, fingerprint(tmp_path, places, ()), fingerprint(tmp_path, places, ("lxml", "not-installed"))}
    (room / "a.csv").write_text("2")
    seen.add(fingerprint(tmp_path, places, ("lxml",)))
    (room / "a.csv").rename(room / "b.csv")
    seen.add(fingerprint(tmp_path, places, ("lxml",)))
    assert len(seen) == 5


def test_what_python_and_editors_leave_does_not_count(tmp_path: Path) -> None:
    room = tmp_path / "room"
    (room / "__pycache__").mkdir(parents=True)
    (room / "a.py").write_text("x = 1")
    before = fingerprint(tmp_path, ("room",), ())
    (room / "__pycache__" / "a.pyc").write_text("x")
    (room / ".a.py.swp").write_text("x")
    assert fingerprint(tmp_path, ("room",), ()) == before


def test_the_stages_have_versions_of_their_own() -> None:
    assert len(articles_version()) == len(reports_version()) == 12
    assert articles_version() != reports_version()
