"""What real articles and reports are like, in counts alone: what `benchmarks.load` makes its own like.

`python -m benchmarks.load_statistics` reads the corpus of `../shared` (or of `--shared`), as `thidua process` would,
and writes `load_statistics.json`, which holds no words of anybody. Each table counts how often a value stood:

- of the corpus, as read: articles with award terms, those of them that are relevant, award rows by award, class,
  grantor, recipient and status, numbers, names, presenters, roles, lengths of texts, headlines and evidence;
- of the reports written by hand for the gold and the seeds, which are a provincial paper's where the corpus is of
  national ones: kinds, officials, titles, movements and documents, and whether day, place and host are given.

The corpus has no days of publication, so none of what follows from them is measured on it.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.articles import ROOT, articles_in
from extract.article import Article
from nlp.reading import read_article
from nlp.report import Award, Report

FILE = Path(__file__).with_suffix(".json")
_STEP = 50
"""Words, and code points of evidence, are counted in steps of so many."""
Table = list[tuple[Any, int]]
"""Values, each with how often it stood."""


def measure(shared: Path) -> dict[str, Any]:
    """Return the counts over the corpus and the gold of the folder `shared` and the project's own gold."""
    with gzip.open(shared / "corpus" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    topical = [article for row in rows if row["award_terms"] for article in articles_in([row["text"]])]
    told = [(article, read_article(article)) for article in topical]
    gold = [path for folder in (shared / "gold", ROOT / "tests" / "gold" / "own") for path in folder.glob("*.json")]
    by_hand = [one for path in sorted(gold) if (one := json.loads(path.read_text(encoding="utf-8"))).get("relevant")]
    relevant = [(article, report) for article, report in told if report.relevant]
    return {
        "topical": len(topical),
        "relevant": len(relevant),
        "words": _words(article for article, _ in relevant),
        "words_of_others": _words(article for article, report in told if not report.relevant),
        "title_words": _table(len(article.title.split()) for article, _ in relevant),
        "credited": sum(article.credit is not None for article in topical),
        **_of_reports([report for _, report in relevant]),
        **_of_rows([award for _, report in relevant for award in report.awards]),
        **_by_hand(by_hand),
    }


@cache
def load() -> dict[str, Any]:
    """Return the counts that are kept."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def _of_reports(reports: Sequence[Report]) -> dict[str, Any]:
    return {
        "awards": _table(len(report.awards) for report in reports),
        "roles": _table(list(official.roles) for report in reports for official in report.officials),
        "warnings": _table(len(report.warnings) for report in reports),
    }


def _of_rows(awards: Sequence[Award]) -> dict[str, Any]:
    recipients = sorted({award.recipient for award in awards})
    return {
        "award": _table([a.award, a.award_class, a.grantor, a.recipient, a.status] for a in awards),
        "count": {kind: _table(a.count for a in awards if a.recipient == kind) for kind in recipients},
        "qualifier": _table(a.qualifier for a in awards),
        "recipient_names": _table(len(a.recipient_names) for a in awards),
        "presented_by": _table(len(a.presented_by) for a in awards),
        "period": _table(a.period is not None for a in awards if a.status != "conferred"),
        "evidence": _table(len(a.evidence.text) // _STEP * _STEP for a in awards),
        "confidence": _table(a.confidence for a in awards),
    }


def _by_hand(reports: Sequence[dict[str, Any]]) -> dict[str, Any]:
    lists = {name: _table(len(report[name]) for report in reports) for name in ("officials", "movements", "documents")}
    given = {
        name: _table(report.get(name) is not None for report in reports if name in report)
        for name in ("date", "date_end", "part_of_day", "province", "place", "venue", "host")
    }
    titles = _table(len(official["titles"]) for report in reports for official in report["officials"])
    kinds = (report["kind"] for report in reports if isinstance(report["kind"], str))  # others leave a choice
    return {"by_hand": len(reports), "kind": _table(kinds), **lists, "titles": titles, "given": given}


def _words(articles: Iterable[Article]) -> Table:
    return _table(len(article.text.split()) // _STEP * _STEP for article in articles)


def _table(values: Iterable[Any]) -> Table:
    counts = Counter(json.dumps(value) for value in values)
    return [(json.loads(value), counts[value]) for value in sorted(counts, key=lambda value: (-counts[value], value))]


def main() -> None:
    """Write the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder of the corpus")
    tables = measure(parser.parse_args().shared)
    lines = [f" {json.dumps(name)}: {json.dumps(table)}" for name, table in tables.items()]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
