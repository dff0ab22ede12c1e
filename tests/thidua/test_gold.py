"""Gold in folders, collections and corpora: its halves, its texts, and what the command line shows of it."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from thidua.gold import Half, digest, fill_in_words, find_gold, read_articles
from thidua.inspection import InspectionError
from thidua.scoring import Record

THIDUA = Path(sys.executable).with_name("thidua")
TEXT = """Mường Chà khen thưởng gương sáng

Sáng 12/6/2024, UBND huyện Mường Chà tổ chức hội nghị biểu dương người tốt, việc tốt.
Chủ tịch UBND huyện tặng Giấy khen cho ông Lò Văn Mai, người đã hiến 500 m2 đất làm đường.
"""
SENTENCE = TEXT.splitlines()[-1]
START = TEXT.index(SENTENCE)
NAME = {"start": TEXT.index("Lò Văn Mai"), "end": TEXT.index("Lò Văn Mai") + 10}
BARE: Record = {
    "sha256": digest(TEXT),
    "relevant": True,
    "kind": "plan",
    "officials": [],
    "awards": [
        {
            "award": "giay-khen",
            "class": None,
            "grantor": "huyen",
            "recipient": "individual",
            "count": 1,
            "status": "proposed",
            "recipient_names": [NAME],
            "evidence": {"start": START, "end": START + len(SENTENCE)},
        }
    ],
    "movements": [],
    "documents": [],
}


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A collection: `seen` lies beside its text, `unseen` in a corpus."""
    folder = tmp_path / "gold"
    own = {**BARE, "awards": [{**BARE["awards"][0], "evidence": SENTENCE, "recipient_names": ["Lò Văn Mai"]}]}
    del own["sha256"]
    write(folder / "own" / "seen.json", json.dumps(own))
    write(folder / "own" / "seen.txt", TEXT)
    write(folder / "corpus" / "unseen.json", json.dumps(BARE))
    write(folder / "split.csv", "id,set,half\nseen,own,develop\nunseen,corpus,measure\n")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl.gz"
    lines = [{"id": "other", "text": "…"}, {"id": "unseen", "text": "another text"}, {"id": "unseen", "text": TEXT}]
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    return path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([THIDUA, "evaluate", *arguments], capture_output=True, text=True, timeout=120, check=False)


def test_halves_and_sets(collection: Path) -> None:
    told = [(a.name, a.group, a.half) for a in find_gold(collection)]
    assert told == [("unseen", "corpus", Half.MEASURE), ("seen", "own", Half.DEVELOP)]
    assert [a.name for a in find_gold(collection, Half.DEVELOP)] == ["seen"]
    assert [(a.name, a.half) for a in find_gold(collection / "own")] == [("seen", Half.DEVELOP)]
    with pytest.raises(InspectionError, match="no article of the half measure"):
        find_gold(collection / "own", Half.MEASURE)


def test_a_plain_folder_has_no_halves(collection: Path, tmp_path: Path) -> None:
    write(tmp_path / "plain" / "a.json", "{}")
    assert [(a.name, a.group, a.half) for a in find_gold(tmp_path / "plain")] == [("a", "plain", None)]
    with pytest.raises(InspectionError, match="has no halves"):
        find_gold(tmp_path / "plain", Half.DEVELOP)


@pytest.mark.parametrize("line", ["seen,own,measure", "x,own,test", ",own,develop"])
def test_a_wrong_split_is_an_error(collection: Path, line: str) -> None:
    with (collection / "split.csv").open("a") as file:
        file.write(f"{line}\n")
    with pytest.raises(InspectionError, match="wrong or repeated line"):
        find_gold(collection)


def test_gold_outside_the_split_is_an_error(collection: Path) -> None:
    write(collection / "own" / "new.json", "{}")
    with pytest.raises(InspectionError, match="no line for new in own"):
        find_gold(collection)


def test_places_become_words_of_the_text_that_was_annotated(collection: Path, corpus: Path) -> None:
    unseen, seen = fill_in_words(find_gold(collection), corpus)
    assert unseen.text == TEXT
    assert unseen.gold["awards"] == seen.gold["awards"]
    assert seen.text is None


def test_a_corpus_that_is_missing_damaged_or_another_is_an_error(collection: Path, tmp_path: Path) -> None:
    articles = find_gold(collection)
    with pytest.raises(InspectionError, match="--corpus"):
        fill_in_words(articles, None)
    other = tmp_path / "other.jsonl.gz"
    for content, message in (
        (b"no gzip", "cannot be read as a corpus"),
        (gzip.compress(b'{"id": "unseen"}'), "cannot be read as a corpus"),
        (gzip.compress(json.dumps({"id": "unseen", "text": TEXT + " "}).encode()), "lacks 1 texts"),
    ):
        other.write_bytes(content)
        with pytest.raises(InspectionError, match=message):
            fill_in_words(articles, other)


def test_both_texts_are_read_alike(collection: Path, corpus: Path) -> None:
    reports = read_articles(fill_in_words(find_gold(collection), corpus))
    assert reports["seen"] == reports["unseen"]
    assert reports["seen"]["awards"][0]["recipient_names"] == ["Lò Văn Mai"]


@pytest.mark.slow
def test_errors_of_the_measured_half_are_listed_only_on_request(collection: Path, corpus: Path) -> None:
    shown = {option: run(collection, "--corpus", corpus, *option.split()).stdout for option in ("", "--errors")}
    quiet = run(collection, "--corpus", corpus, "--no-errors").stdout
    missed = "award=giay-khen class=None grantor=huyen recipient=individual count=1 status=proposed"
    assert f"seen: awards.strict: missed {missed} “{SENTENCE}”" in shown[""].splitlines()
    assert "unseen: " not in shown[""]
    assert "unseen: awards.strict: missed" in shown["--errors"]
    assert "seen: " not in quiet
    assert "articles 2, broken evidence 0" in quiet


@pytest.mark.slow
def test_json_and_markdown(collection: Path, corpus: Path) -> None:
    figures: dict[str, Any] = json.loads(run(collection, "--corpus", corpus, "--half", "measure", "--json").stdout)
    assert figures["articles"] == 1
    assert sum(group["rows"] for group in figures["calibration"]) == 1
    assert sum(group["right"] for group in figures["calibration"]) == 0
    table = run(collection, "--corpus", corpus, "--markdown").stdout.splitlines()
    assert table[0] == "|  | corpus, measure | own, develop |"
    assert "| articles; award rows | 1; 1 | 1; 1 |" in table
    assert "| award rows, all right | 0.00 (0.00–0.79) | 0.00 (0.00–0.79) |" in table
    assert "| officials | – | – |" in table


def test_wrong_usage(collection: Path, tmp_path: Path) -> None:
    twice = run(collection / "own", collection / "own")
    assert (twice.returncode, twice.stderr) == (2, "error: two of the folders annotate the same article\n")
    assert run(collection, "--json", "--markdown").returncode == 2
    assert run(collection).stderr.startswith("error: no text for unseen: name the corpus")
