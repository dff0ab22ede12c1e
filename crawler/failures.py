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
from crawler.handler import MAX_HEAD, HeadTooLongError


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
    for cause in _causes(error):
        if (reason := _reason_within(cause, host)) is not None:
            return reason
    return f"no answer ({type(error).__name__})", True


def _reason_within(cause: BaseException, host: str) -> tuple[str, bool] | None:
    if isinstance(cause, VerificationError):
        return "bad certificate (of another host)", False
    if isinstance(cause, SSL.Error):
        if "certificate" in str(cause):
            return f"bad certificate ({certificates.refused.get(host, 'cannot be verified')})", False
        return "no secure connection", True
    if isinstance(cause, HeadTooLongError):
        return f"over {MAX_HEAD // 1024} kB of headers", False
    if isinstance(cause, ParseError | ValueError | KeyError):
        return "answer is not HTTP", True
    if isinstance(cause, ConnectionClosed):  # ended in good order or not
        return "connection closed", True
    return None


def _causes(error: BaseException) -> list[BaseException]:
    """Return the errors that Twisted wrapped in one of its own, which Scrapy wrapped in one of its own."""
    wrapped = (error.__cause__, *(failure.value for failure in getattr(error, "reasons", ())))
    inner = [cause for cause in wrapped if cause is not None]
    return inner + [deeper for cause in inner for deeper in _causes(cause)]
