"""A session of `thidua sql`: statements and commands in, tables out, on one snapshot."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import IO

from thidua.completing import COMMANDS, Column, Names
from thidua.console import result as console
from thidua.console import say
from thidua.result_tables import error_lines, escaped, rows_in_words, show_result
from thidua.statements import split
from thidua.stopping import go_on
from warehouse.querying.query import QueryError, Sandbox

SHOWN = 100
"""Rows shown at a prompt; in a pipe as many as a query may have."""


class Session:
    """Runs what is typed or piped, in the sandbox of `thidua query`."""

    def __init__(self, database: Path, *, rows: int, seconds: float) -> None:
        self.sandbox = Sandbox(database)
        self.rows = rows
        self.seconds = seconds

    @cached_property
    def names(self) -> Names:
        """What the snapshot has that can be named; raises QueryError."""
        return read_names(self.sandbox)

    def run(self, text: str) -> bool:
        """Run a statement, and show its result or what was wrong; return whether it went well."""
        try:
            found = self.sandbox.run(text, rows=self.rows, seconds=self.seconds)
            show_result(console(), found)
        except QueryError as error:
            sys.stdout.flush()
            say(error_lines(error))
            return False
        except KeyboardInterrupt:
            self.sandbox.close()
            if not go_on():
                raise
            say("the query was ended")
            return False
        sys.stdout.flush()
        say(rows_in_words(found, ".rows N shows more"))
        return True

    def command(self, line: str) -> bool:
        """Do what a line such as `.tables` asks for; return whether it went well. `.quit` raises EOFError."""
        name, _, argument = line.strip().rstrip(";").partition(" ")
        given = argument.strip()
        if name in (".quit", ".exit"):
            raise EOFError
        actions: dict[str, Callable[[str], bool]] = {
            ".help": self._help,
            ".tables": self._tables,
            ".macros": self._macros,
            ".describe": self._describe,
            ".rows": self._set_rows,
            ".seconds": self._set_seconds,
        }
        if name not in actions:
            say(f"error: there is no command {escaped(name)}; .help shows them")
            return False
        done = actions[name](given)
        sys.stdout.flush()
        return done

    def close(self) -> None:
        """End the session."""
        self.sandbox.close()

    def _help(self, _given: str) -> bool:
        _print_pairs(list(COMMANDS.items()))
        print("Anything else is SQL, up to a semicolon; Ctrl-C ends a query that runs.")
        return True

    def _tables(self, _given: str) -> bool:
        _print_pairs([(name, self.names.meanings.get(name, "")) for name in self.names.columns])
        return True

    def _macros(self, _given: str) -> bool:
        for name in self.names.macros:
            print(name)
        return True

    def _describe(self, given: str) -> bool:
        found = {name.lower(): name for name in self.names.columns}.get(given.strip('"').lower())
        if found is None:
            say(
                f"error: there is no table or view {escaped(given)}; .tables shows them" if given else "error: of what?"
            )
            return False
        print(self.names.meanings.get(found, ""))
        _print_columns(self.names.columns[found])
        for line in self._keys(found):
            print(line)
        return True

    def _keys(self, table: str) -> list[str]:
        from warehouse.tables.keys import foreign_keys, primary_key

        held = {
            name: [one.name for one in columns]
            for name, columns in self.names.columns.items()
            if name not in self.names.views
        }
        if table not in held:
            return []
        key = ", ".join(primary_key(table))
        references = [
            f"{one.column} refers to {one.parent}.{one.parent_column}"
            for one in foreign_keys(held)
            if one.table == table
        ]
        return [*([f"key: {key}"] if key else []), *references]

    def _set_rows(self, given: str) -> bool:
        if not given.isdecimal() or int(given) < 1:
            say("error: give a number of rows from 1 on: .rows 500")
            return False
        self.rows = int(given)
        return True

    def _set_seconds(self, given: str) -> bool:
        try:
            seconds = float(given)
        except ValueError:
            seconds = 0.0
        if not 0.1 <= seconds <= 86_400:
            say("error: give seconds from 0.1 on: .seconds 60")
            return False
        self.seconds = seconds
        return True


def read_names(sandbox: Sandbox) -> Names:
    """Return what the snapshot of a sandbox has that can be named; raises QueryError."""
    from warehouse.querying.allowing import functions
    from warehouse.tables.schema import tables

    rows = sandbox.run(
        "SELECT table_name, column_name, data_type, coalesce(comment, '') FROM duckdb_columns() WHERE NOT internal "
        "ORDER BY table_name, column_index",
        rows=100_000,
    ).rows
    meanings = sandbox.run(
        "SELECT table_name, coalesce(comment, ''), false FROM duckdb_tables() UNION ALL "
        "SELECT view_name, coalesce(comment, ''), true FROM duckdb_views() WHERE NOT internal"
    ).rows
    macros = sandbox.run(
        "SELECT DISTINCT concat(function_name, '(', array_to_string(parameters, ', '), ')') FROM duckdb_functions() "
        "WHERE NOT internal ORDER BY 1"
    ).rows
    views = frozenset(name for name, _, view in meanings if view)
    place = {name: i for i, name in enumerate(tables())}
    order = sorted({row[0] for row in rows}, key=lambda name: (name in views, place.get(name, len(place)), name))
    return Names(
        columns={name: tuple(Column(*row[1:]) for row in rows if row[0] == name) for name in order},
        meanings={name: meaning for name, meaning, _ in meanings},
        views=views,
        macros=tuple(name for (name,) in macros),
        functions=frozenset(name for name in functions()[0] if name[0].isalpha()),
    )


def run_script(session: Session, file: IO[str]) -> bool:
    """Run the statements and commands of a text, one after the other, and stop at the first that fails."""
    rest = ""
    for line in file:
        if not rest and line.lstrip().startswith("."):
            try:
                if not session.command(line):
                    return False
            except EOFError:
                return True
            continue
        statements, rest = split(rest + line)
        for statement in statements:
            if not session.run(statement):
                return False
    return session.run(rest) if rest.strip() else True


def _print_pairs(pairs: list[tuple[str, str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    for name, about in pairs:
        table.add_row(Text(name, style="bold"), Text(about))
    console().print(table)


def _print_columns(columns: tuple[Column, ...]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("column", "type", "meaning"):
        table.add_column(name, no_wrap=name == "column", overflow="fold")
    for one in columns:
        table.add_row(Text(one.name), Text(one.type), Text(one.meaning))
    console().print(table)
