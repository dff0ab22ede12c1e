"""The file of corrections: read strictly, its errors said in one line that names the entry."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from warehouse.corrections.file import CorrectionError, load_corrections, parse_corrections

ENTRY = """
- article: https://www.baolaocai.vn/tong-ket-post1.html?utm_source=zalo
  award:
    wrong: {{award: bang-khen, count: 312, class: null, evidence: 312 cá nhân}}
    right: {right}
  by: Lý Thị Mai, ban biên tập
  on: 2026-11-20
  why: Quyết định 12/QĐ-UBND ghi 321.
"""


def entry(right: str = "{count: 321}") -> str:
    return ENTRY.format(right=right)


def test_an_entry_is_read_as_people_write_it() -> None:
    (read,) = parse_corrections(entry(), "corrections.yaml")
    assert (read.article, read.on) == ("https://baolaocai.vn/tong-ket-post1.html", dt.date(2026, 11, 20))
    assert (read.subject, read.action) == ("award", "change")
    assert read.award is not None
    assert read.award.wrong is not None
    assert read.award.wrong.said() == {"award": "bang-khen", "count": 312, "class": None, "evidence": "312 cá nhân"}
    assert read.award.right is not None
    assert read.award.right.said() == {"count": 321}


def test_without_a_file_there_are_no_corrections(tmp_path: Path) -> None:
    assert load_corrections(tmp_path / "corrections.yaml") == []
    (tmp_path / "corrections.yaml").write_text("# none yet\n")
    assert load_corrections(tmp_path / "corrections.yaml") == []
    (tmp_path / "corrections.yaml").write_bytes(b"\xef\xbb\xbf" + entry().encode())
    assert len(load_corrections(tmp_path / "corrections.yaml")) == 1
    (tmp_path / "corrections.yaml").write_bytes(entry().encode("utf-16"))
    with pytest.raises(CorrectionError, match="cannot be read"):
        load_corrections(tmp_path / "corrections.yaml")


REST = "\n  by: A\n  on: 2026-11-20\n  why: B"
HEAD = "- article: 0123456789abcdef\n  "


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (entry("{cuont: 321}"), r"^corrections.yaml, entry 1 \(line 2\): award.right.cuont: there is no such field$"),
        (entry("{count: 1.250}"), "award.right.count: Input should be a valid integer"),
        (entry("{count: 010}"), "award.right.count: Input should be a valid integer"),
        (entry("{count: 0}"), "award.right.count"),
        (entry("{award: bang-khne}"), "award.right.award: Input should be 'huan-chuong-sao-vang'"),
        (entry("{recipient: null}"), "award.right.recipient: Input should be"),
        (entry("{}"), "award: it needs values in `wrong`, in `right`, or in both"),
        (entry() + entry().replace("mai", "x").replace("by:", "by_:"), r"entry 2 \(line 10\): by_?: "),
        (HEAD + "award: {wrong: {award: bang-khen}}" + REST, "award: `wrong` needs evidence"),
        (HEAD + "award: {right: {award: bang-khen, count: 5}}" + REST, "award: `right` needs recipient, status, evi"),
        (HEAD + "award: {}" + REST, "award: it needs values"),
        (HEAD + "event: {right: {kind: plan}}" + REST, "event.wrong: Field required"),
        (HEAD + "event: {wrong: {date: 2024-02-30}, right: {date: null}}" + REST, "day is out of range for month"),
        (HEAD + "event: {wrong: {date: 11/6/2024}, right: {date: null}}" + REST, "event.wrong.date: .* valid date"),
        (
            HEAD + "event: {wrong: {province: atlantis}, right: {province: null}}" + REST,
            "no province has the slug",
        ),
        (HEAD + "official: {right: {name: Lò A Sử}}" + REST, "official: `right` needs titles"),
        (HEAD + "official: {wrong: {name: '  '}}" + REST, "official.wrong.name: .* at least 1 character"),
        (HEAD + "official: {wrong: {name: A}}\n  event: {wrong: {kind: plan}, right: {kind: other}}" + REST, "one of"),
        (HEAD + "official: {wrong: {name: A}}" + REST + REST, r"by stands twice \(line 6\)"),
        ("- article: bai-1\n  official: {wrong: {name: A}}" + REST, "'bai-1' is neither the address nor the id"),
        (HEAD + "official: {wrong: {name: A}}\n  by: A", "on: Field required"),
        ("article: a", "has to be a list of entries"),
        ("- [a", r"not YAML: .*\(line 1"),
        ("- {[a]: b}", "line 1"),
        ("- 3", "entry 1"),
    ],
)
def test_what_breaks_a_rule_is_named_with_its_entry(text: str, message: str) -> None:
    with pytest.raises(CorrectionError, match=message) as raised:
        parse_corrections(text, "corrections.yaml")
    assert str(raised.value).startswith("corrections.yaml")
    assert "\n" not in str(raised.value)
