"""How the shares of titles are measured."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from benchmarks.topic import Judged, judged, rows
from thidua.gold import Half

PRAISED = "Tặng Bằng khen cho hai tập thể\nSáng 5/6, Chủ tịch UBND tỉnh Lào Cai tặng Bằng khen cho 2 tập thể.\n"
OTHER = "Giá gạo tăng nhẹ\nSáng 5/6, giá gạo tại chợ tăng 200 đồng mỗi ký so với hôm qua.\n"


def test_rows_add_up_from_the_surest_down() -> None:
    titles = [
        Judged("a", relevant=True, opens_with_award=True, weight=0.5),
        Judged("b", relevant=False, opens_with_award=False, weight=0.5),
        Judged("c", relevant=True, opens_with_award=False, weight=1),
        Judged("d", relevant=False, opens_with_award=False, weight=2),
    ]
    assert list(rows(titles, [0.9, 0.9, 0.1, 0.1])) == [
        ("0.90", "2", "1", "0.500", "0.250", "0.50", "1.00"),
        ("0.10", "2", "1", "0.333", "1.000", "1.00", "1.00"),
    ]


def test_halves_share_out_the_articles_and_chosen_ones_count_less(tmp_path: Path) -> None:
    corpus = tmp_path / "articles.jsonl.gz"
    lines = [
        {"id": f"x-{n}", "dataset": "baomoi" if n % 2 else "chosen", "award_terms": n % 4 < 2, "text": text}
        for n, text in enumerate([PRAISED, PRAISED, OTHER, OTHER] * 3)
    ]
    corpus.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    both = judged(corpus, Half.DEVELOP) + judged(corpus, Half.MEASURE)
    assert len(both) == len(lines)
    assert {(title.title, title.relevant, title.opens_with_award) for title in both} == {
        ("Tặng Bằng khen cho hai tập thể", True, True),
        ("Giá gạo tăng nhẹ", False, False),
    }
    assert {title.weight for title in both} == {0.5}
