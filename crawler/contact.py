"""The name under which the crawl asks, and the address at which whoever runs it is reached."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

from crawler.robots import PRODUCT
from crawler.source import Source
from reference.urls import host_of

_MAIL = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\s@<>(),;:.]+")
_WEB = re.compile(r"https?://[!-~]+")


class ContactError(ValueError):
    """Outlets cannot be crawled without an address that their operators can write to."""


def check_contact(sources: Iterable[Source], contact: str | None) -> None:
    """Raise ContactError where sources other than private ones are to be crawled without a mail or web address."""
    if contact:
        if not (
            contact.isascii() and (_MAIL.fullmatch(contact) or (_WEB.fullmatch(contact) and "." in host_of(contact)))
        ):
            raise ContactError(f"{contact!r} is neither a mail address nor a web address to be reached at")
    elif outlet := next((source for source in sources if not source.private), None):
        raise ContactError(
            f"{outlet.name} has to be told whom to write to: give a mail or web address (--contact or THIDUA_CONTACT)"
        )


def user_agent(contact: str | None) -> str:
    """Return the name that the crawl gives itself, with where to reach whoever runs it."""
    try:
        number = version("thidua")
    except PackageNotFoundError:
        number = "0"
    return f"{PRODUCT}/{number} ({'+' + contact if contact else 'news archive'})"
