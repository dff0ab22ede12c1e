"""Reasons of failure in words, and the kinds that they fall into, for counts that can be read at a glance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

OTHER_SITE = "redirects to another site"
"""A reason; the site's host follows in parentheses."""
_KINDS = (
    ("HTTP 4xx", r"HTTP 4\d\d"),
    ("HTTP 5xx", r"HTTP 5\d\d"),
    ("other HTTP status", r"HTTP \d+"),
    ("timeout", r"timeout"),
    ("no answer", r"no answer|connection (refused|closed)|unknown host|no secure connection"),
    ("cut short", r".*cut short"),
    ("certificate", r"bad certificate"),
    ("private address", r"has a private address"),
    ("too large", r"over [\d.]+ [kM]B|put off"),
    ("damaged or unknown encoding", r"damaged|unknown content encoding|too many content encodings"),
    ("redirect", r"redirect|too many redirects"),
    ("unreadable list", r"not (a feed|a sitemap|an HTML page|XML)$"),
    ("not a page", r"not a page|empty page"),
    ("robots.txt", r"robots\.txt"),
    ("not http", r"not http|answer is not HTTP"),
    ("error of thidua", r"error: "),
)
"""Kinds, each with the regular expression that its reasons begin with; the first that fits counts."""


def kind_of_failure(reason: str) -> str:
    """Return the kind that a reason falls into, "other" where it is of none that is known."""
    return next((kind for kind, pattern in _KINDS if re.match(pattern, reason)), "other")


def kinds_of_failures(reasons: Mapping[str, int]) -> dict[str, int]:
    """Return how many failures there are of each kind, for how many there are of each reason, sorted."""
    kinds: Counter[str] = Counter()
    for reason, number in reasons.items():
        kinds[kind_of_failure(reason)] += number
    return dict(sorted(kinds.items()))


def error_in_words(error: BaseException) -> str:
    """Return what an error says in one line: of the system's own, the file and what is wrong with it."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return " ".join(str(error).split()) or type(error).__name__
