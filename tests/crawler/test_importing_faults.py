"""Imports of WARC files that are killed, and that hold what is too large."""

from __future__ import annotations

import gzip
import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from tests.crawler.test_importing_warc import page, record, urls

OTHER = record("https://khac.vn/trao-bang-khen-1.html")

KILLED = """
import sys
from pathlib import Path
from crawler.importing.paths import import_paths
from tests.crawler.test_importing_warc import SOURCES
import_paths([Path(sys.argv[1])], archive=Path(sys.argv[2]) / "archive", sources=SOURCES)
"""


def kill_and_finish(folder: Path, kills: int) -> None:
    """Import a file of 200 articles, killed again and again after a few of them, then to its end."""
    path = folder / "x.warc.gz"
    wanted = [f"https://bao.vn/bang-khen-{number}.html" for number in range(200)]
    path.write_bytes(b"".join(record(url, page() + url.encode() * 20) + OTHER for url in wanted))
    for number in range(kills + 1):
        process = subprocess.Popen([sys.executable, "-c", KILLED, str(path), str(folder)])
        if number < kills:
            before = archived_bytes(folder)
            while process.poll() is None and archived_bytes(folder) < before + 1500:
                time.sleep(0.001)
            process.send_signal(signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL
        else:
            assert process.wait() == 0
    assert Counter(urls(folder)) == dict.fromkeys(wanted, 1)


def archived_bytes(folder: Path) -> int:
    total = 0
    for path in list((folder / "archive").glob("*.warc.gz*")):
        with suppress(FileNotFoundError):  # it is renamed when it is finished
            total += path.stat().st_size
    return total


def test_an_import_that_is_killed_goes_on_and_takes_every_page_once(tmp_path: Path) -> None:
    kill_and_finish(tmp_path, 1)


@pytest.mark.slow
def test_an_import_that_is_killed_often_takes_every_page_once(tmp_path: Path) -> None:
    kill_and_finish(tmp_path, 6)


MEASURED = """
import json, sys
from pathlib import Path
from benchmarks.processes import peak_memory
from crawler.importing.paths import import_paths
from tests.crawler.test_importing_warc import SOURCES
summary = import_paths([Path(sys.argv[1])], archive=Path(sys.argv[2]) / "archive", sources=SOURCES)
print(json.dumps([summary.as_dict(), peak_memory()]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("packed", [True, False])
def test_a_record_of_200_mb_is_left_out_and_costs_no_memory(tmp_path: Path, packed: bool) -> None:
    noise = random.Random(1).randbytes(1 << 20)
    head = gzip.decompress(record("https://bao.vn/khen-thuong-1.html", b"")).removesuffix(b"\r\n\r\n")
    length = 200 * len(noise) + len(head.partition(b"\r\n\r\n")[2])
    path = tmp_path / ("x.warc.gz" if packed else "x.warc")
    with gzip.open(path, "wb", 1) if packed else path.open("wb") as file:
        file.write(head.replace(b"\r\nContent-Length: ", b"\r\nContent-Length: %d\r\nX-Was: " % length, 1))
        for _ in range(200):
            file.write(noise)
        file.write(b"\r\n\r\n")
    with path.open("ab") as file:
        after = record("https://bao.vn/khen-thuong-2.html")
        file.write(after if packed else gzip.decompress(after))
    done = subprocess.run([sys.executable, "-c", MEASURED, path, tmp_path], capture_output=True, check=True)
    summary, most = json.loads(done.stdout)
    assert urls(tmp_path) == ["https://bao.vn/khen-thuong-2.html"]
    assert (summary["left_out"], summary["bad"]) == ({"over 20 MB": 1}, {})
    assert most < 300
