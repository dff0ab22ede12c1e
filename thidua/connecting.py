"""How other programs open a snapshot: the lines to paste, with the path of the file as that program writes it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

PROGRAMS = ("duckdb", "python", "r", "dbeaver")
_EXAMPLE = "SELECT * FROM award_by_year LIMIT 10"


def lines_for(program: str, database: Path) -> str:
    """Return what is to be pasted into a program (one of PROGRAMS) so that it reads the snapshot, and only reads it."""
    path = str(database.resolve())
    if program == "python":
        return (
            "import duckdb\n"
            f"snapshot = duckdb.connect({json.dumps(path, ensure_ascii=False)}, read_only=True)\n"
            f'print(snapshot.execute("{_EXAMPLE}").df())'
        )
    if program == "r":
        return (
            "library(duckdb)\n"
            f"snapshot <- dbConnect(duckdb(), dbdir = {json.dumps(path, ensure_ascii=False)}, read_only = TRUE)\n"
            f'dbGetQuery(snapshot, "{_EXAMPLE}")'
        )
    if program == "duckdb":
        return f'duckdb -readonly {shlex.quote(path)} -c "{_EXAMPLE}"'
    if program == "dbeaver":
        quoted = path.replace("%", "%25").replace("?", "%3F").replace("#", "%23")
        return f"jdbc:duckdb:{quoted}\nduckdb.read_only=true"
    raise ValueError(f"there is no program {program}; there are {', '.join(PROGRAMS)}")
