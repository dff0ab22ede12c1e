"""Short reasons for requests that got no whole answer."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from crawler import guard
from crawler.decoding import MAX_BODY, too_large


def reason_of(error: BaseException, host: str) -> tuple[str, bool]:
    """Return why a request to a host failed, and whether another try may help."""
    if isinstance(error, CannotResolveHostError):
        if host in guard.refused:
            return f"has a private address ({guard.refused[host]})", False
        return "unknown host", True
    if isinstance(error, DownloadCancelledError):
        return str(too_large(MAX_BODY)), False
    if isinstance(error, DownloadTimeoutError):
        return "timeout", True
    if isinstance(error, DownloadConnectionRefusedError):
        return "connection refused", True
    if isinstance(error, ResponseDataLossError):
        return "answer cut short", True
    if isinstance(error, UnsupportedURLSchemeError):
        return "not http", False
    text = " ".join(str(error).split())
    if "certificate" in text:
        return "bad certificate", False
    return f"no answer ({type(error).__name__})", True
