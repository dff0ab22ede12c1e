"""What came of pages besides snapshots: articles, reports, lists of what was skipped, reports of runs.

All of it is taken out by writing each file anew without it, in every version's folder that is there.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from crawler.forgotten import Forgotten
from thidua.files import replacing, write_text
from thidua.home import Home
from thidua.parts import GROUP, is_whole, skipped_path

_ADDRESS = re.compile(r"https?://[^\s\"<>]+")
_HOST = re.compile(r"(?<![\w.-])[\w-]+(?:\.[\w-]+)+")
_SIGNS = ".,;:!?)]}'"
"""What may follow an address in a text, and may be within one."""
_SAID = "(forgotten)"
Known = Callable[[str | None], bool]


def articles_of(
    home: Home, forgotten: Forgotten, ids: Collection[str], places: Collection[str]
) -> Iterator[tuple[str, str | None, str]]:
    """Give id, address and place in the archive of the articles that are forgotten, have these ids, or these places.

    Parts that cannot be read are passed over.
    """
    for part in _parts(home.articles):
        if not is_whole(part):
            continue
        with pq.ParquetFile(part) as file:
            for batch in file.iter_batches(columns=["id", "url", "record"]):
                for row in batch.to_pylist():
                    if row["id"] in ids or row["record"] in places or forgotten.covers(row["url"]):
                        yield row["id"], row["url"], row["record"] or ""


def remove_reports(home: Home, ids: Collection[str], known: Known, places: Collection[str]) -> int:
    """Take the reports on articles with these ids out; return how many were."""
    shards = {place.partition(":")[0].removesuffix(".gz").removesuffix(".warc") for place in places}
    for folder in sorted(home.reports.glob("*/*.batches")):
        if folder.name.partition(".")[0] in shards:  # a batch is known by its place in a part that changes
            shutil.rmtree(folder)
    return sum(_rewrite(part, "article_id", ids, known, places) for part in _parts(home.reports))


def remove_articles(home: Home, ids: Collection[str], known: Known, places: Collection[str]) -> int:
    """Take the articles with these ids out; return how many were."""
    return sum(_rewrite(part, "id", ids, known, places) for part in _parts(home.articles))


def remove_parts(home: Home, warc: Path) -> None:
    """Remove the parts that were made of a WARC file that is gone."""
    stem = warc.name.removesuffix(".gz").removesuffix(".warc")
    for folder in (home.articles, home.reports):
        for path in sorted(folder.glob(f"*/{stem}.*")):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def remove_from_runs(home: Home, forgotten: Forgotten, write: bool) -> int:
    """Take the addresses out of the reports of runs, where `write` is true; return in how many they are."""
    changed = 0
    for path in sorted(home.runs.glob("*.json")):
        try:
            report = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # not one of ours, or damaged: nothing but the run's counts is lost
            if write and any(name in path.read_text(encoding="utf-8", errors="replace") for name in forgotten.lines):
                path.unlink()
            continue
        kept = _without(report, forgotten)
        if kept != report:
            changed += 1
            if write:
                write_text(path, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    return changed


def _parts(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.parquet"))


def _rewrite(part: Path, column: str, ids: Collection[str], known: Known, places: Collection[str]) -> int:
    """Write a part anew without some articles; one that cannot be read is removed, to be made again."""
    _rewrite_skipped(part, known, places)
    try:
        names = [name for name in (column, "url", "record") if name in pq.read_schema(part).names]
        rows = pq.read_table(part, columns=names).to_pylist()
        keep = [not (row[column] in ids or row.get("record") in places or known(row.get("url"))) for row in rows]
        if all(keep):
            return 0
        table = pq.read_table(part, page_checksum_verification=True)
    except (OSError, pa.ArrowException, KeyError) as error:
        if isinstance(error, PermissionError):
            raise
        part.unlink()
        return 0
    with replacing(part) as temporary:
        left = table.filter(pa.array(keep, pa.bool_()))
        pq.write_table(left, temporary, compression="zstd", row_group_size=GROUP, write_page_checksum=True)
    return len(keep) - sum(keep)


def _rewrite_skipped(part: Path, known: Known, places: Collection[str]) -> None:
    listed = skipped_path(part)
    try:
        skipped = json.loads(listed.read_text(encoding="utf-8"))
        kept = [skip for skip in skipped if skip["record"] not in places and not known(skip["url"])]
    except FileNotFoundError:
        return
    except (OSError, ValueError, TypeError, KeyError):
        listed.unlink()
        return
    if kept != skipped:
        write_text(listed, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def _without(value: Any, forgotten: Forgotten) -> Any:  # noqa: ANN401 - any JSON
    """Return a JSON value without forgotten addresses: entries that they name go, in texts a word takes their place."""
    if isinstance(value, dict):
        kept: dict[str, Any] = {}
        for key, one in value.items():
            if not forgotten.covers(key):
                name, one = in_text(key, forgotten), _without(one, forgotten)
                counts = isinstance(one, int) and isinstance(kept.get(name), int)  # reasons that differed by the name
                kept[name] = kept[name] + one if counts else one
        return kept
    if isinstance(value, list):
        return [_without(v, forgotten) for v in value if not (isinstance(v, str) and forgotten.covers(v))]
    return in_text(value, forgotten) if isinstance(value, str) else value


def in_text(text: str, forgotten: Forgotten) -> str:
    """Return a text with a word in the place of forgotten addresses and of the hosts of forgotten domains."""
    text = _ADDRESS.sub(lambda found: _in_address(found[0], forgotten), text)
    return _HOST.sub(lambda found: _SAID if forgotten.covers_host(found[0].lower()) else found[0], text)


def _in_address(found: str, forgotten: Forgotten) -> str:
    """Return what was taken for an address with the longest start of it that is forgotten replaced, and so the rest."""
    ends = [len(found.rstrip(_SIGNS)), len(found), *(n for n in range(len(found) - 1, 0, -1) if found[n] in _SIGNS)]
    end = next((end for end in ends if forgotten.covers(found[:end])), None)
    start, rest = (found[:1], found[1:]) if end is None else (_SAID, found[end:])
    return start + _ADDRESS.sub(lambda another: _in_address(another[0], forgotten), rest)
