"""Examples of a page that print something: a block of commands or Python, and behind it a block of text."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.documents import DOCS

_EXAMPLE = re.compile(
    r"^```(?P<kind>|python)\n(?P<code>[^`]*?)^```\n\n```text\n(?P<printed>[^`]*?)^```\n", re.MULTILINE
)
_BASE = "http://localhost:8000"


@dataclass(frozen=True, slots=True)
class Example:
    """Code of a page, and what the page says that it prints."""

    kind: str
    code: str
    printed: str


def examples(page: str) -> list[Example]:
    """Return the examples of a page in their order."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return [Example(*found.group("kind", "code", "printed")) for found in _EXAMPLE.finditer(text)]


def put_printed(page: str, example: Example, printed: str) -> None:
    """Write what an example prints into its page."""
    path = DOCS / page
    old = f"```{example.kind}\n{example.code}```\n\n```text\n"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, example.code
    path.write_text(text.replace(f"{old}{example.printed}```", f"{old}{printed}```"), encoding="utf-8")


def run(example: Example, folder: Path, base: str) -> str:
    """Run an example in a folder, with `base` in place of the site's usual address; return what it prints."""
    bin_folder = Path(sys.executable).parent
    code = example.code.replace(_BASE, base).replace("\\\n", " ")
    lines = (
        [["python", "-W", "error", "-c", code]] if example.kind else [shlex.split(line) for line in code.splitlines()]
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith("THIDUA_")}
    printed = ""
    for name, *arguments in lines:
        done = subprocess.run(
            [bin_folder / name, *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        printed += done.stdout
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
