"""Articles annotated by hand: which there are, in which half, and their texts, which may lie in a corpus elsewhere.

A folder of gold holds `<id>.json` each and the texts beside them. A collection is a folder of such folders with a
`split.csv` (id, set, half). Gold of a corpus's article holds none of its words: `sha256` tells its text, and
`{"start", "end"}` stands for the words at this place, in code points.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from thidua.inspection import ENDINGS, InspectionError, read_body, read_file
from thidua.scoring import Record

SPLIT = "split.csv"
SEEDS = "seeds"
"""The sibling of a folder of gold that may hold its texts."""


class Half(StrEnum):
    """The half to look at while rules are written, and the half that is only measured."""

    DEVELOP = "develop"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article annotated by hand: its gold and what it belongs to."""

    name: str
    group: str
    """The set: the name of the folder that holds its text or, for a corpus's article, its gold."""
    half: Half | None
    gold: Record
    folder: Path
    text: str | None = None
    """The text of a corpus's article, once it was found."""


def load_reports(folder: Path) -> dict[str, Record]:
    """Return the reports of a folder, `<id>.json` each, by id; raises InspectionError where there is none."""
    if not folder.is_dir():
        raise InspectionError(f"{folder} is not a folder")
    reports = {}
    for path in sorted(folder.glob("*.json")):
        if path.name.endswith(".meta.json"):
            continue
        try:
            reports[path.stem] = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise InspectionError(f"{path} is not JSON: {error}") from None
    if not reports:
        raise InspectionError(f"{folder} holds no report (<id>.json)")
    return reports


def find_gold(folder: Path, half: Half | None = None) -> list[Annotated]:
    """Return the annotated articles of a folder, a collection or a set of one; raises InspectionError without any."""
    split = next((path for path in (folder / SPLIT, folder.resolve().parent / SPLIT) if path.is_file()), None)
    if split is None:
        if half is not None:
            raise InspectionError(f"{folder} has no halves: there is no {SPLIT} in it or beside it")
        group = SEEDS if (folder.resolve().parent / SEEDS).is_dir() else folder.name
        return [Annotated(name, group, None, gold, folder) for name, gold in load_reports(folder).items()]
    halves = read_split(split)
    groups = sorted({group for group, _ in halves} if split.parent == folder else {folder.resolve().name})
    found = []
    for group in groups:
        for name, gold in load_reports(split.parent / group).items():
            if (group, name) not in halves:
                raise InspectionError(f"{split} has no line for {name} in {group}")
            found.append(Annotated(name, group, halves[group, name], gold, split.parent / group))
    chosen = [article for article in found if half in (None, article.half)]
    if not chosen:
        raise InspectionError(f"{folder} holds no article of the half {half}")
    return chosen


def load_gold(folders: Sequence[Path], half: Half | None = None, corpus: Path | None = None) -> list[Annotated]:
    """Return the annotated articles of folders (`find_gold`), those of the corpus filled in (`fill_in_words`)."""
    return fill_in_words([article for folder in folders for article in find_gold(folder, half)], corpus)


def read_split(path: Path) -> dict[tuple[str, str], Half]:
    """Return the half of each article by its set and id; raises InspectionError for a wrong line."""
    halves: dict[tuple[str, str], Half] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            key = (line.get("set", ""), line.get("id", ""))
            if line.get("half") not in set(Half) or key in halves or not all(key):
                raise InspectionError(f"{path}: a wrong or repeated line for {key[1] or 'nothing'}")
            halves[key] = Half(line["half"])
    return halves


def fill_in_words(articles: Sequence[Annotated], corpus: Path | None) -> list[Annotated]:
    """Return the articles, those of the corpus (`.jsonl.gz` with `id`, `text`) with their text and words for places.

    Raises InspectionError where the corpus is needed and not given, or lacks a text that was annotated.
    """
    wanted = {article.name: article.gold["sha256"] for article in articles if "sha256" in article.gold}
    if not wanted:
        return list(articles)
    if corpus is None:
        raise InspectionError(f"no text for {min(wanted)}: name the corpus that holds it with --corpus")
    texts = _texts(corpus, wanted)
    if missing := sorted(set(wanted) - set(texts)):
        raise InspectionError(f"{corpus} lacks {len(missing)} texts that were annotated, such as {missing[0]}")
    return [
        replace(a, text=texts[a.name], gold=_with_words(a.gold, texts[a.name])) if a.name in wanted else a
        for a in articles
    ]


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, by which gold knows the text that it was made on."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _texts(corpus: Path, digests: Mapping[str, str]) -> dict[str, str]:
    texts = {}
    try:
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                name, text = article["id"], article["text"]
                if name in digests and digest(text) == digests[name]:
                    texts[name] = text
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise InspectionError(f"{corpus} cannot be read as a corpus: {error}") from None
    return texts


def _with_words(value: Any, text: str) -> Any:  # noqa: ANN401 - any value of JSON
    if isinstance(value, dict):
        if set(value) == {"start", "end"}:
            return text[value["start"] : value["end"]]
        return {key: _with_words(inner, text) for key, inner in value.items()}
    return [_with_words(inner, text) for inner in value] if isinstance(value, list) else value


def read_articles(
    articles: Sequence[Annotated], texts: Path | None = None, on_progress: Callable[[int, int], None] = lambda *_: None
) -> dict[str, Record]:
    """Read each article and return its report by id; raises InspectionError where one has no text.

    A text is looked for in the folder `texts` or, where none is given, beside the gold and in a sibling `seeds/`.
    """
    reports = {}
    for number, article in enumerate(articles, start=1):
        reports[article.name] = _read(article, texts)
        on_progress(number, len(articles))
    return reports


def _read(article: Annotated, texts: Path | None) -> Record:
    if article.text is not None:
        body = article.text.encode("utf-8")
        report = read_body(body, {"content-type": "text/plain; charset=utf-8"}, {}, name=article.name)
    else:
        folders = [texts] if texts is not None else [article.folder, article.folder.resolve().parent / SEEDS]
        candidates = [folder / f"{article.name}{ending}" for folder in folders for ending in ENDINGS]
        path = next((p for p in candidates if p.is_file()), None)
        if path is None:
            where = ", ".join(map(str, folders))
            raise InspectionError(f"no text for {article.name} in {where}; name its folder with --texts")
        report = read_file(path)
    told: Record = json.loads(report.to_json())
    return told
