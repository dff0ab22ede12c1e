"""How much a page is with everything that a browser loads for it: styles, scripts and pictures, as they are sent."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin

import lxml.html

from benchmarks.serving_figures import Ask

_LOADED = "//link[contains(@rel, 'stylesheet') or contains(@rel, 'icon')]/@href | //script/@src | //img/@src"
"""What is loaded; of a picture in two themes one."""
_IN_STYLES = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s;]+)""")


class Source(Protocol):
    """Where pages are asked for."""

    def get(self, path: str) -> tuple[int, bytes, str]:
        """Return status, body as sent, and encoding."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The largest of some pages of one kind, in bytes: as sent and unpacked, and with all that they load as sent."""

    kind: str
    pages: int
    sent: int
    unpacked: int
    whole: int
    path: str
    """The page that is the largest with all that it loads."""
    files: int
    """Files that it loads."""


def weights(source: Source, asks: Iterable[Ask]) -> list[Weight]:
    """Ask for pages once more and weigh them, each file that they load once."""
    files: dict[str, int] = {}
    found: dict[str, list[Weight]] = {}
    for kind, path in dict.fromkeys(asks):
        status, body, encoding = source.get(path)
        if status != 200:
            continue
        html = _plain(body, encoding)
        loaded = _loaded(source, path, html, files)
        whole = len(body) + sum(files[file] for file in loaded)
        found.setdefault(kind, []).append(Weight(kind, 1, len(body), len(html), whole, path, len(loaded)))
    return [_largest(some) for some in found.values()]


def _largest(some: Sequence[Weight]) -> Weight:
    most = max(some, key=lambda one: one.whole)
    sent, unpacked = max(one.sent for one in some), max(one.unpacked for one in some)
    return Weight(most.kind, len(some), sent, unpacked, most.whole, most.path, most.files)


def _loaded(source: Source, path: str, html: bytes, files: dict[str, int]) -> set[str]:
    """Return what a page loads, styles of styles too; raises ValueError for what is of another host."""
    told = lxml.html.fromstring(html).xpath(_LOADED)
    assert isinstance(told, list)
    found = {urljoin(path, str(file)) for file in told}
    waiting = list(found)
    while waiting:
        file = waiting.pop()
        if not file.startswith("/"):
            raise ValueError(f"{path} loads {file}")
        status, body, encoding = source.get(file) if file not in files else (200, b"", "")
        if file not in files:
            files[file] = len(body) if status == 200 else 0
        if file.partition("?")[0].endswith(".css") and body:
            inner = {urljoin(file, name) for name in _IN_STYLES.findall(_plain(body, encoding).decode())}
            waiting += inner - found
            found |= inner
    return found


def _plain(body: bytes, encoding: str) -> bytes:
    return zlib.decompress(body, wbits=31) if encoding == "gzip" else body
