"""An outlet that is redesigned while it is followed: what is stored, what is left out, and what the run says of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.archive import Archive
from crawler.warc import response_record
from thidua.batches import make_articles
from thidua.outlet_pages import judge_outlets
from thidua.parts import group_sizes, read_articles, read_skipped

IMPRINT = (
    "<footer><p>Cơ quan chủ quản: Tỉnh ủy Sơn Cước. Giấy phép hoạt động báo chí số 12/GP-BTTTT cấp ngày 3/4/2021.</p>"
    "<p>Tổng biên tập: Lò Văn Páo. Tòa soạn: số 5 đường Nà Lơi, phường Sơn Khê. Điện thoại: 0200 000 000.</p>"
    "<p>Bản quyền thuộc về Báo Sơn Cước, ghi rõ nguồn khi phát hành lại thông tin từ trang này.</p></footer>"
)


def page(number: int, layout: str) -> str:
    """Return a page of an outlet in its old layout, in a new one, as a shell filled by scripts, or without dates."""
    title = f"Thôn Nà Lơi {number} tổng kết phong trào thi đua năm"
    lines = "".join(
        f"<p>Hội nghị thứ {n} của thôn {number} tặng Giấy khen cho {n} hộ và {n + 1} cá nhân có thành tích tốt.</p>"
        for n in range(2, 9)
    )
    date = f"<meta property='article:published_time' content='2024-06-{1 + number % 28:02d}T08:00:00+07:00'>"
    body = {
        "old": f"<h1 class='article__title'>{title}</h1><div class='article__body cms-body'>{lines}</div>",
        "undated": f"<h1 class='article__title'>{title}</h1><div class='article__body cms-body'>{lines}</div>",
        "new": f"<main id='v2'><h1>{title}</h1><section class='doc-content'>{lines}</section></main>",
        "shell": "<div id='app'></div><script>render()</script>",
    }[layout]
    head = f"<title>{title}</title>" + ("" if layout == "undated" else date)
    return f"<!doctype html><html lang=vi><head><meta charset=utf-8>{head}</head><body>{body}{IMPRINT}</body></html>"


def extracted(folder: Path, layouts: Sequence[str], host: str = "baolaocai.vn") -> Path:
    """Archive a page of each of these layouts as one file and extract it; return the part."""
    with Archive(folder).writer() as writer:
        for number, layout in enumerate(layouts):
            record = response_record(
                f"https://{host}/thon-na-loi-{layout}-post{number}.html",
                status=200,
                headers=[("Content-Type", "text/html; charset=utf-8")],
                body=page(number, layout).encode(),
                fetched=datetime(2024, 7, 1, tzinfo=UTC) + timedelta(minutes=number),
                family="zce",
            )
            writer.write(record)
    (warc,) = writer.finished
    part = folder / f"{warc.name}.parquet"
    make_articles((warc, part), {}, lambda _number, _limits: nullcontext())
    return part


def test_an_outlet_that_is_as_it_was_is_well(tmp_path: Path) -> None:
    parts = [extracted(tmp_path, ["old"] * 20) for _ in range(2)]
    assert judge_outlets(parts, {parts[1]}) == {"bao-lao-cai": "ok"}
    assert judge_outlets(parts, set()) == {}


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        ("shell", "gave no text"),
        ("new", "are not in the layout of the family zce"),
        ("undated", "show no date"),
    ],
)
def test_a_redesign_is_said_with_the_run_that_meets_it(layout: str, said: str, tmp_path: Path) -> None:
    parts = [extracted(tmp_path, ["old"] * 20), extracted(tmp_path, [*["old"] * 2, *[layout] * 12])]
    expected = f"12 of its latest 17 pages {said} (0 of 17 before)"
    assert judge_outlets(parts, {parts[1]}) == {"bao-lao-cai": expected}
    assert judge_outlets([*reversed(parts)], {parts[1]}) == {"bao-lao-cai": expected}


def test_what_is_no_article_is_left_out_with_its_reason_and_what_is_one_is_kept(tmp_path: Path) -> None:
    part = extracted(tmp_path, ["old", "shell", "new", "undated"])
    assert sum(group_sizes(part)) == 3
    (skip,) = read_skipped(part)
    assert skip["reason"].startswith("no known family")
    articles = {article.url: article for article in read_articles(part, 0)}
    assert all("Tổng biên tập" not in article.text for article in articles.values())
    warned = [
        article.url
        for article in articles.values()
        if "not in the layout of the outlet's family zce" in article.warnings
    ]
    assert warned == ["https://baolaocai.vn/thon-na-loi-new-post2.html"]


def test_an_outlet_that_nobody_described_goes_by_its_domain(tmp_path: Path) -> None:
    parts = [extracted(tmp_path, ["old"] * 20, "vidu.example"), extracted(tmp_path, ["shell"] * 20, "vidu.example")]
    assert judge_outlets(parts, set(parts)) == {
        "vidu.example": "20 of its latest 20 pages gave no text (0 of 20 before)",
    }
