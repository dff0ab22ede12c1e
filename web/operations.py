"""How an address of data is described: its parameters, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from web.schemas import Schema


@dataclass(frozen=True, slots=True)
class Parameter:
    """What the address of an operation may say behind its question mark."""

    name: str
    meaning: str
    required: bool = False
    schema: Schema = field(default_factory=lambda: {"type": "string"})


@dataclass(frozen=True, slots=True)
class Operation:
    """A GET whose answer is data. `types` are its media types with their schemas, None for what is no JSON."""

    path: str
    summary: str
    types: Mapping[str, Schema | None]
    parameters: tuple[Parameter, ...] = ()
    problems: Mapping[int, str] = field(default_factory=dict)
    loose: bool = False
    """Whether the address takes parameters of any other name."""
