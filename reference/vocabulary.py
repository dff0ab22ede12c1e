"""Closed vocabularies of reading, kept as data files: recipients, grantors, titles and cues."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def load(name: str) -> Any:  # noqa: ANN401  (YAML is what its file says)
    """Return the content of `data/<name>.yaml`: nested lists and mappings of strings; not to be changed."""
    return yaml.safe_load(resources.files("reference").joinpath(f"data/{name}.yaml").read_text(encoding="utf-8"))
