"""Text from outside for XML, which has no place for some characters even where they are escaped."""

from __future__ import annotations

import re

_IMPOSSIBLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def possible(text: str) -> str:
    """Return text without control characters, halves of surrogate pairs and the like; escaping is left to do."""
    return _IMPOSSIBLE.sub("", text)
