"""Builds `data/districts.csv` and `data/communes.csv.gz` from the mapping that underthesea ships.

Run `python -m reference.build_units` after a change of underthesea or of the two files kept by hand:
`data/communes_unnamed.csv` (names that the mapping gives only as a key, because two neighbours differ in accents alone)
and `data/districts_gone.csv`. The mapping (vietnamadminunits 1.0.4) tells which of the 696 districts and 10,035
communes of 30 June 2025 went into which of the 3,321 communes of 1 July 2025. It knows nothing of units that had ended
or changed their type or name before, and no dates. Districts that ended from 2020 to 2025 are added by hand as far as
the compiler knew them; their days of ending are not checked against the resolutions.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterable, Sequence
from importlib.resources import files
from io import StringIO
from typing import Any

from reference.folding import fold
from reference.provinces import MERGER, find
from reference.tables import DATA, read_table

TYPES = ("thành phố", "thị xã", "thị trấn", "huyện", "quận", "xã", "phường", "đặc khu")


def read_mapping() -> list[dict[str, Any]]:
    """Return the mapping's rows, one for each pair of a commune before and a commune after."""
    text = (files("underthesea") / "address" / "data" / "mapping.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(text)["ward_mapping"]
    return rows


def split_type(full_name: str) -> tuple[str, str]:
    """Return type and name of a unit: "Thị Xã Việt Yên" is ("thị xã", "Việt Yên").

    A number alone is no name: "Quận 1" is ("quận", "Quận 1").
    """
    for kind in TYPES:
        if full_name.lower().startswith(f"{kind} "):
            name = full_name[len(kind) + 1 :]
            return kind, full_name if name.isdigit() else name
    raise ValueError(f"no known type of unit in {full_name!r}")


def district_rows(mapping: Iterable[dict[str, Any]]) -> list[tuple[str, str, str, str, str]]:
    """Return province, type, name, end and heirs of every district, those that ended before the merger included."""
    rows = {
        (_slug(row["old_province"]), *split_type(row["old_district"]), MERGER.isoformat(), "") for row in mapping
    } | {
        (row["province"], row["type"], row["name"], row["valid_to"], row["merged_into"])
        for row in read_table("districts_gone.csv")
    }
    return sorted(rows, key=lambda row: (row[0], fold(row[2]), row))


def commune_rows(mapping: Iterable[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    """Return province, district, commune and successors; a district without communes (an island) has "" for one."""
    names = {row["key"]: row["name"] for row in read_table("communes_unnamed.csv")}
    heirs: dict[tuple[str, str, str], set[str]] = {}
    for row in mapping:
        old = _tidy(row["old_ward"] or names.get(row["old_ward_key"], ""))
        new = _tidy(row["new_ward"] or names[row["new_ward_key"]])
        province = _slug(row["old_province"])
        heirs.setdefault((province, split_type(row["old_district"])[1], old), set()).add(new)
    return [(*key, ";".join(sorted(new))) for key, new in sorted(heirs.items(), key=lambda item: item[0])]


def as_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV in UTF-8."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def main() -> None:
    """Write both files anew."""
    mapping = read_mapping()
    districts = as_csv(("province", "type", "name", "valid_to", "merged_into"), district_rows(mapping))
    (DATA / "districts.csv").write_bytes(districts)
    communes = as_csv(("province", "district", "commune", "successors"), commune_rows(mapping))
    (DATA / "communes.csv.gz").write_bytes(gzip.compress(communes, mtime=0))


def _tidy(full_name: str) -> str:
    """Write the type in one way: "Thị Trấn An Phú" as "Thị trấn An Phú"."""
    kind = next((kind for kind in TYPES if full_name.lower().startswith(kind)), "")
    return kind.capitalize() + full_name[len(kind) :]


def _slug(full_name: str) -> str:
    province = find(full_name)
    if province is None:
        raise ValueError(f"unknown province {full_name!r}")
    return province.slug


if __name__ == "__main__":
    main()
