"""Closed vocabularies of reading, kept as data files: awards, recipients, grantors, titles and cues."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from reference.tables import DATA


@cache
def load(name: str) -> Any:  # noqa: ANN401  (YAML is what its file says)
    """Return the content of `data/<name>.yaml`: nested lists and mappings of strings; not to be changed."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
