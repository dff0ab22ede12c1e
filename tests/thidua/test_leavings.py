"""Reports of runs without what was forgotten: addresses, hosts of domains, also in the names of counts."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from crawler.forgotten import Forgotten
from thidua.home import Home
from thidua.leavings import remove_from_runs

URL = "https://bao.vn/l'anh-nguyen-7.html"


def without(tmp_path: Path, name: str, report: dict[str, Any]) -> Any:  # noqa: ANN401
    home = Home(tmp_path)
    home.runs.mkdir(exist_ok=True)
    path = home.runs / "1.json"
    path.write_text(json.dumps(report))
    told = Forgotten()
    told.add([name], today=dt.date(2026, 3, 1))
    assert remove_from_runs(home, told, write=True) == 1
    return json.loads(path.read_text())


def test_a_domain_goes_by_its_bare_name_too(tmp_path: Path) -> None:
    report = {
        "failed": {
            "redirects to another site (bao.vn)": 2,
            "redirects to another site (m.Bao.vn)": 1,
            "redirects to another site (mybao.vn)": 4,
            "redirects to another site (bao.vn.example)": 5,
        },
        "stopped": ["bao.vn: robots.txt: HTTP 500", "bao.vn:8080: no answer", "xem bao.vn."],
        "failures": {"https://khac.vn/1.html": "redirects to another site (www.bao.vn)", URL: "HTTP 500"},
    }
    assert without(tmp_path, "bao.vn", report) == {
        "failed": {
            "redirects to another site ((forgotten))": 3,
            "redirects to another site (mybao.vn)": 4,
            "redirects to another site (bao.vn.example)": 5,
        },
        "stopped": ["(forgotten): robots.txt: HTTP 500", "(forgotten):8080: no answer", "xem (forgotten)."],
        "failures": {"https://khac.vn/1.html": "redirects to another site ((forgotten))"},
    }


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (f"cannot read {URL}", "cannot read (forgotten)"),
        (f"cannot read '{URL}': no", "cannot read '(forgotten)': no"),
        (f"['{URL}','https://bao.vn/b-2.html']", "['(forgotten)','https://bao.vn/b-2.html']"),
        (f"({URL}?utm_source=x) https://bao.vn/l", "((forgotten)) https://bao.vn/l"),
        (f"https://khac.vn/?x=1,{URL}.", "https://khac.vn/?x=1,(forgotten)."),
    ],
)
def test_an_address_with_an_apostrophe_goes_whole(tmp_path: Path, said: str, left: str) -> None:
    assert without(tmp_path, URL, {"outcome": said})["outcome"] == left
