"""Links of the handbook that lead out of it, into the code, become plain words: a built page has no code beside it.

MkDocs runs this as a hook; in the repository the links work as they stand.
"""

from __future__ import annotations

import posixpath
import re
from typing import Any

LINK = re.compile(r"(?<!!)\[((?:`[^`]*`|[^\]\[])+)\]\((\.\./[^)\s#]+)(#[^)\s]*)?\)")


def on_page_markdown(markdown: str, *, page: Any, **_: object) -> str:  # noqa: ANN401 - MkDocs' own type
    """Return the text of a page without links that lead out of `docs/`."""
    folder = posixpath.dirname(page.file.src_uri)
    return LINK.sub(lambda found: without_link(found, folder), markdown)


def without_link(found: re.Match[str], folder: str) -> str:
    """Return what stands for a link: its words, and in brackets the file's path where they do not name it."""
    words, target = found[1], posixpath.normpath(posixpath.join("docs", folder, found[2]))
    if target.startswith("docs/"):
        return found[0]
    return words if words.strip("`").endswith(target) else f"{words} (`{target}`)"
