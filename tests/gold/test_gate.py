"""The gate: what is read today against the floors. It names figures only, never an error of the half to be measured."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.gold.floors import PATH, Figures, Floor, fallen, faults, figures_of, in_force, read_floors, to_append
from thidua.gold import fill_in_words, find_gold, read_articles, read_split
from thidua.scoreboard import ROWS, by_set

GOLD = Path(__file__).parent
SETS = [*sorted({group for group, _ in read_split(GOLD / "split.csv")}), "seeds"]
FLOORS = read_floors()


@pytest.fixture(scope="session")
def measured(request: pytest.FixtureRequest) -> dict[tuple[str, str], Figures]:
    """The figures of one set by (set, half), its articles read once; skips where its texts are not here."""
    corpus = None
    folder = GOLD / request.param
    if request.param != "own":
        shared: Path = request.getfixturevalue("shared")
        corpus = shared / "corpus" / "articles.jsonl.gz"
        folder = shared / "gold" if request.param == "seeds" else folder
    articles = fill_in_words(find_gold(folder), corpus)
    return {key: figures_of(score) for key, score in by_set(articles, read_articles(articles)).items()}


@pytest.mark.parametrize("measured", SETS, indirect=True)
def test_no_figure_falls_below_its_floor(measured: dict[tuple[str, str], Figures]) -> None:
    lower = [line for key, figures in measured.items() for line in fallen(*key, figures, in_force(FLOORS))]
    assert lower == [], "mend the reading; for a lower floor, add a line to tests/gold/floors.csv that says why"


@pytest.mark.parametrize("measured", SETS, indirect=True)
def test_floors_are_raised_with_the_figures(measured: dict[tuple[str, str], Figures]) -> None:
    lines = [line for key, figures in measured.items() for line in to_append(*key, figures, in_force(FLOORS))]
    assert lines == [], "add to tests/gold/floors.csv:\n" + "\n".join(lines)


def test_floors_are_lowered_only_with_a_reason() -> None:
    assert list(faults(FLOORS)) == []


def test_lines_are_only_added() -> None:
    committed = subprocess.run(["git", "show", f"HEAD:./{PATH.name}"], cwd=GOLD, capture_output=True, check=False)
    if committed.returncode:
        pytest.skip("not in a git repository, or not committed yet")
    assert PATH.read_bytes().startswith(committed.stdout)


FIRST = Floor("2026-01-01", "own", "develop", "kind", 0.8, "")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            FIRST._replace(floor=0.7),
            "2026-01-01 own develop kind: lower than before (0.8), and the line does not say why",
        ),
        (FIRST._replace(date="2025-01-01"), "older than the line above"),
        (FIRST._replace(field="kinds"), "no such field"),
        (FIRST._replace(floor=1.1), "no share"),
    ],
)
def test_a_wrong_line_is_found(line: Floor, fault: str) -> None:
    assert [fault in found for found in faults([FIRST, line])] == [True]


def test_a_lower_floor_with_a_reason_is_in_force() -> None:
    floors = [FIRST, FIRST._replace(floor=0.7, why="gold mended"), FIRST._replace(half="measure")]
    assert list(faults(floors)) == []
    assert in_force(floors) == {("own", "develop", "kind"): 0.7, ("own", "measure", "kind"): 0.8}


def test_a_figure_is_held_between_its_floor_and_a_little_more() -> None:
    floors = in_force([FIRST])
    assert fallen("own", "develop", {"kind": 0.79}, floors) == ["own develop kind: 0.7900 is below its floor 0.80"]
    assert fallen("own", "develop", {"kind": 0.8, "date": 0.1}, floors) == []
    assert to_append("own", "develop", {"kind": 0.83}, floors) == []
    raised, new = to_append("own", "develop", {"kind": 0.8666, "date": 0.5}, floors)
    assert raised.endswith(",own,develop,kind,0.85,")
    assert new.endswith(",own,develop,date,0.49,")


def test_the_readme_promises_what_the_gate_holds() -> None:
    table = re.findall(r"^\|(.*)\|$", (GOLD.parents[1] / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    rows = [[cell.strip() for cell in row.split("|")] for row in table]
    names = next(row[1:] for row in rows if "seeds" in row)
    columns = [(name.partition(", ")[0], name.partition(", ")[2]) for name in names]
    shown = {row[0]: row[1:] for row in rows}
    floors = in_force(FLOORS)
    for field, label in ROWS.items():
        for column, cell in zip(columns, shown[label], strict=True):
            assert 0 <= round(float(cell.split()[0]) - floors[*column, field], 2) <= 0.04, (column, label)
    assert {(group, half) for group, half, _ in floors} == set(columns)
