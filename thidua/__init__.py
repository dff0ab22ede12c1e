"""The command line, settings and the Python API of thidua: `import thidua`.

`thidua.read` reads one article; `thidua.open` opens the published data of a home folder. What they need is loaded when
they are first used.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.rooms import check_rooms

if TYPE_CHECKING:
    from nlp.report import Report
    from thidua.api import Article, NoArticleError, NotReadable, Snapshot, open, provinces, read

__version__ = "0.1.0"
__all__ = [
    "Article",
    "NoArticleError",
    "NotReadable",
    "Report",
    "Snapshot",
    "__version__",
    "open",
    "provinces",
    "read",
]

check_rooms(Path(__file__).resolve().parent.parent)

_API = ("Article", "NoArticleError", "NotReadable", "Snapshot", "open", "provinces", "read")
_PLACES = {"Report": "nlp.report"} | dict.fromkeys(_API, "thidua.api")


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module 'thidua' has no attribute {name!r}")
    return getattr(importlib.import_module(_PLACES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
