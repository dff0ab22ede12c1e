"""Short reasons for requests that got no whole answer."""

from __future__ import annotations

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from service_identity import VerificationError
from twisted.internet.error import ConnectionClosed
from twisted.web._newclient import ParseError

from crawler import certificates, guard
from crawler.decoding import MAX_BODY, too_large
from crawler.handler import MAX_HEAD, HeadTooLongError, TooMuchAtOnceError

_REASONS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str, bool], ...] = (
    (DownloadCancelledError, str(too_large(MAX_BODY)), False),
    (DownloadTimeoutError, "timeout", True),
    (DownloadConnectionRefusedError, "connection refused", True),
    (UnsupportedURLSchemeError, "not http", False),
    (VerificationError, "bad certificate (of another host)", False),
    (HeadTooLongError, f"over {MAX_HEAD // 1024} kB of headers", False),
    (TooMuchAtOnceError, "put off: too many large pages at once", True),
    (ResponseDataLossError, "answer cut short", True),
    ((ParseError, ValueError, KeyError), "answer is not HTTP", True),
    (ConnectionClosed, "connection closed", True),
)
"""What errors stand for, and whether another try may help; the first that fits counts."""


def reason_of(error: BaseException, host: str) -> tuple[str, bool]:
    """Return why a request to a host failed, and whether another try may help."""
    if isinstance(error, CannotResolveHostError):
        if host in guard.refused:
            return f"has a private address ({guard.refused[host]})", False
        return "unknown host", True
    causes = _causes(error)
    for cause in causes:
        if isinstance(cause, SSL.Error):
            if "certificate" in str(cause):
                return f"bad certificate ({certificates.refused.get(host, 'cannot be verified')})", False
            return "no secure connection", True
    for kinds, reason, transient in _REASONS:
        if any(isinstance(cause, kinds) for cause in causes):
            return reason, transient
    return f"no answer ({type(error).__name__})", True


def _causes(error: BaseException) -> list[BaseException]:
    """Return an error, and those that Twisted wrapped in one of its own, which Scrapy wrapped in one of its own."""
    wrapped = (error.__cause__, *(failure.value for failure in getattr(error, "reasons", ())))
    return [error, *(deeper for cause in wrapped if cause is not None for deeper in _causes(cause))]
