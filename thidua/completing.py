"""Completion of SQL at the prompt: tables where one may stand, columns of the statement's tables, functions, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

COMMANDS = {
    ".tables": "tables and views, with what they hold",
    ".describe": "the columns of a table or view: .describe award",
    ".macros": "functions of the snapshot's own",
    ".rows": "rows shown at most: .rows 500",
    ".seconds": "time that a query may take: .seconds 60",
    ".help": "this list",
    ".quit": "leave; Ctrl-D does too",
}
_WORDS = re.findall(
    r"\w+",
    "SELECT FROM WHERE GROUP BY ORDER HAVING LIMIT OFFSET JOIN LEFT RIGHT FULL INNER CROSS USING ON AS AND OR "
    "NOT IN IS NULL LIKE ILIKE BETWEEN CASE WHEN THEN ELSE END DISTINCT ALL UNION INTERSECT EXCEPT WITH "
    "RECURSIVE VALUES DESC ASC FILTER OVER PARTITION QUALIFY EXISTS CAST INTERVAL DATE EXCLUDE REPLACE UNNEST "
    "EXPLAIN DESCRIBE SUMMARIZE PIVOT UNPIVOT TRUE FALSE NULLS FIRST LAST",
)
_TABLE_FOLLOWS = frozenset({"from", "join", "describe", "desc", "summarize", "table", "pivot", "unpivot"})
_PIECE = re.compile(
    r"""(?P<hidden>--[^\n]*|/\*.*?(?:\*/|\Z)|'(?:[^']|'')*(?:'|\Z))|(?P<name>"(?:[^"]|"")*"?|[^\W\d]\w*)|(?P<sign>\S)""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its type and what its comment says."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Names:
    """What a snapshot has that can be named."""

    columns: Mapping[str, tuple[Column, ...]]
    """Of every table and view."""
    meanings: Mapping[str, str]
    views: frozenset[str] = frozenset()
    macros: tuple[str, ...] = ()
    functions: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """What may stand in the place of the last `replaces` signs before the cursor, and what it is."""

    words: str
    replaces: int
    about: str


def complete(before: str, after: str, names: Names) -> list[Proposal]:
    """Return what may be meant by the word that ends at the cursor; none in strings and comments."""
    if before.lstrip().startswith("."):
        return _commands(before.lstrip(), names)
    pieces = list(_pieces(before))
    if pieces and pieces[-1][0] == "hidden" and before.endswith(pieces[-1][1]) and _still_open(pieces[-1][1]):
        return []
    word, qualifier, last = _typed(before, pieces)
    whole = [*pieces, *_pieces(after)]
    if qualifier is not None:
        table = _tables(whole, names).get(qualifier.lower(), qualifier.lower())
        return _fitting(word, ((c.name, f"{c.type}  {c.meaning}") for c in names.columns.get(table, ())))
    if last in _TABLE_FOLLOWS or (last == "," and _in_from(pieces)):
        own = ((name, "subquery of this statement") for name in _subqueries(whole))
        return _fitting(word, [*((name, _kind(name, names)) for name in names.columns), *own])
    if not word:
        return []
    mentioned = sorted(set(_tables(whole, names).values()))
    columns = {c.name: f"{c.type}  {c.meaning}" for table in mentioned for c in names.columns[table]}
    aliases = {name: f"stands for {table}" for name, table in _tables(whole, names).items() if name not in columns}
    functions = dict.fromkeys(names.macros, "function of this snapshot") | dict.fromkeys(names.functions, "function")
    keywords = {(one if word[0].isupper() else one.lower()): "" for one in _WORDS}
    found: dict[str, str] = {}
    for group in (columns, aliases, keywords, functions):
        for proposal in _fitting(word, group.items()):
            found.setdefault(proposal.words, proposal.about)
    return [Proposal(words, len(word), about) for words, about in found.items()]


def _commands(line: str, names: Names) -> list[Proposal]:
    command, space, word = line.partition(" ")
    if not space:
        return _fitting(command, COMMANDS.items())
    if command == ".describe":
        return _fitting(word, ((name, _kind(name, names)) for name in names.columns))
    return []


def _fitting(word: str, choices: Iterable[tuple[str, str]]) -> list[Proposal]:
    """Return the choices that begin with a word, whatever its case, in order; a whole word alone is none."""
    plain = word.lstrip('"').lower()
    found = [Proposal(name, len(word), about) for name, about in choices if name.lower().startswith(plain)]
    return sorted(one for one in found if one.words != word)


def _kind(name: str, names: Names) -> str:
    return f"{'view' if name in names.views else 'table'}  {names.meanings.get(name, '')}"


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    for found in _PIECE.finditer(text):
        yield str(found.lastgroup), found[0]


def _still_open(piece: str) -> bool:
    if piece.startswith("--"):
        return True
    ending = "*/" if piece.startswith("/*") else "'"
    return len(piece) < 2 * len(ending) or not piece.endswith(ending) or (piece.count("'") % 2 == 1 and ending == "'")


def _typed(before: str, pieces: list[tuple[str, str]]) -> tuple[str, str | None, str]:
    """Return the word at the cursor, the name before its dot, and the word or sign before both, in lower case."""
    rest = [piece for piece in pieces if piece[0] != "hidden"]
    word = ""
    if rest and rest[-1][0] == "name" and before.endswith(rest[-1][1]):
        word = rest.pop()[1]
    qualifier = None
    if len(rest) > 1 and rest[-1][1] == "." and rest[-2][0] == "name":
        qualifier = rest[-2][1].strip('"')
        rest = rest[:-2]
    return word, qualifier, rest[-1][1].lower() if rest else ""


def _tables(pieces: list[tuple[str, str]], names: Names) -> dict[str, str]:
    """Return the tables that a statement names, by the names that they have in it."""
    rest = [text for kind, text in pieces if kind != "hidden"]
    known = {name.lower(): name for name in names.columns}
    found = {}
    for i, text in enumerate(rest):
        table = known.get(text.strip('"').lower())
        if table is None or i == 0 or not (rest[i - 1].lower() in _TABLE_FOLLOWS or rest[i - 1] == ","):
            continue
        found[table.lower()] = table
        follows = rest[i + 1 : i + 3]
        if len(follows) == 2 and follows[0].lower() == "as":
            follows = follows[1:]
        if follows and re.fullmatch(r"[^\W\d]\w*", follows[0]) and follows[0].upper() not in _WORDS:
            found[follows[0].lower()] = table
    return found


def _subqueries(pieces: list[tuple[str, str]]) -> list[str]:
    """Return the names that WITH gives."""
    rest = [text for kind, text in pieces if kind != "hidden"]
    return [
        name
        for before, name, sign, opening in zip(rest, rest[1:], rest[2:], rest[3:], strict=False)
        if before.lower() in ("with", "recursive", ",") and sign.lower() == "as" and opening == "("
    ]


def _in_from(pieces: list[tuple[str, str]]) -> bool:
    """Tell whether the clause at the end is FROM."""
    for kind, text in reversed(pieces):
        if kind == "name" and text.lower() in (
            "from",
            "select",
            "where",
            "group",
            "order",
            "having",
            "on",
            "using",
            "by",
        ):
            return text.lower() == "from"
    return False
