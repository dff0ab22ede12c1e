"""Runs benchmarks one after the other, each in a process of its own: `make bench`, or `python -m benchmarks NAME…`.

Without names all are run that need nothing but the project, three quarters of an hour in all. Each prints its table.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence

from thidua.console import say

MINUTES = {
    "reading": 5,
    "extraction": 3,
    "duplicates": 1,
    "importing": 3,
    "crawling": 10,
    "grouping": 2,
    "people": 2,
    "handovers": 2,
    "serving": 15,
}
"""About how long each takes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks that are named, and return 1 where one of them failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MINUTES)}; by default all")
    names = parser.parse_args(arguments).names or list(MINUTES)
    if unknown := sorted(set(names) - MINUTES.keys()):
        parser.error(f"there is no benchmark {', '.join(unknown)}")
    failed = []
    for name in names:
        say(f"benchmarks.{name}: about {MINUTES[name]} minutes")
        print(f"\n## {name}\n", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
