"""The description of an export: a Data Package (version 2, https://datapackage.org/standard/data-package/), a README.

It names every file with its rows and checksum, every column with its type and meaning, the keys of the tables and
what refers to what.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.tables.keys import foreign_keys, primary_key

_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "TIME": "time",
    "VARCHAR": "string",
    "UUID": "string",
}
_INTEGER = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?")
_NUMBER = re.compile(r"(DOUBLE|FLOAT|DECIMAL).*")
_MEDIA = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, DuckDB's type, its comment, and whether it may not be null."""

    name: str
    type: str
    comment: str
    required: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A table or view that was written: where, and what it holds. `sheets` are its sheets in a workbook."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    rows: int
    path: Path
    sheets: tuple[str, ...] = ()


def describe(
    name: str, written: Sequence[Written], format: str, *, about: Mapping[str, Any], sources: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """Return the description as JSON has it; `sources` are the outlets, name and address."""
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": name,
        "title": "Awards and ceremonies in news of Vietnam's provinces",
        "description": "Who was honoured, with what, how many, by whom, where and when, as news tell it. "
        "Facts, a sentence of evidence and the address of each article; no texts.",
        **about,
        **({"sources": [{"title": title, "path": path} for title, path in sources]} if sources else {}),
        "resources": [_resource(one, written, format) for one in written],
    }


def read_me(package: Mapping[str, Any], format: str) -> str:
    """Return the README of an export: what is in it, and how to load it."""
    resources = package["resources"]
    first = next((one for one in resources if one["name"] == "award"), resources[0]) if resources else None
    lines = [f"# {package['title']}", "", package["description"], ""]
    if "version" in package:
        lines += [f"Snapshot {package['version']}, built {package['created']}.", ""]
    lines += ["| table | rows | |", "|---|---:|---|"]
    lines += [f"| {one['name']} | {one['rows']} | {one['description']} |" for one in resources]
    lines += ["", "`datapackage.json` describes every column, the keys and what refers to what.", ""]
    if first is not None:
        lines += ["## Loading it", "", *_loading(first, format), ""]
    lines += [
        "The sentences of evidence are the outlets'. Count an award once: `award` has one row an award, "
        "`award_report` one for each article that tells of it; totals take `status = 'conferred'` alone.",
        "",
    ]
    return "\n".join(lines)


def _loading(first: Mapping[str, Any], format: str) -> list[str]:
    name, path = first["name"], first["path"]
    code = {
        "parquet": [
            f"{name} = pandas.read_parquet('{path}')  # Python",
            f"{name} <- arrow::read_parquet('{path}')  # R",
        ],
        "csv": [f"{name} = pandas.read_csv('{path}')  # Python", f"{name} <- readr::read_csv('{path}')  # R"],
        "xlsx": [
            f"{name} = pandas.read_excel('{path}', sheet_name='{name}')  # Python",
            f"{name} <- readxl::read_excel('{path}', sheet = '{name}')  # R",
        ],
    }[format]
    duckdb = [] if format == "xlsx" else [f"duckdb -c \"FROM '{path}'\"  # DuckDB shell"]
    return ["```", *code, *duckdb, "```"]


def _resource(one: Written, written: Sequence[Written], format: str) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": one.name,
        "type": "table",
        "path": one.path.name,
        "format": format,
        "mediatype": _MEDIA[format],
        "description": one.comment,
        "rows": one.rows,
        "bytes": one.path.stat().st_size,
        "hash": f"sha256:{_hash(one.path)}",
        "schema": {"fields": [_field(column) for column in one.columns]},
    }
    if format == "csv":
        resource["encoding"] = "utf-8"
    if one.sheets:
        resource["dialect"] = {"sheetName": one.sheets[0]}
    names = {other.name: tuple(column.name for column in other.columns) for other in written}
    key = primary_key(one.name)
    if key and all(column.required for column in one.columns if column.name in key):
        resource["schema"]["primaryKey"] = list(key)
    references = [found for found in foreign_keys(names) if found.table == one.name]
    if references:
        resource["schema"]["foreignKeys"] = [
            {"fields": [found.column], "reference": {"resource": found.parent, "fields": [found.parent_column]}}
            for found in references
        ]
    return resource


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _type(column.type), "description": column.comment}
    if column.required and column.type != "VARCHAR":  # an empty text is none by the standard
        field["constraints"] = {"required": True}
    return field


def _type(name: str) -> str:
    if _INTEGER.fullmatch(name):
        return "integer"
    if _NUMBER.fullmatch(name):
        return "number"
    if name.endswith("]"):
        return "array"
    return _TYPES.get(name, "object" if name.startswith(("STRUCT", "MAP")) else "any")


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
