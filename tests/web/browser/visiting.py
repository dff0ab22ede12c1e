"""A visitor of the site in a real browser, who notices whatever goes wrong on a page."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    WebError,
    sync_playwright,
)

from tests.web.serving import Served

_NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "there is no Chromium to try pages in: apt-get install chromium"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def program() -> str | None:
    """Return the path of the system's Chromium, None where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium for as long as the block lasts."""
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=root)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visitor:
    """Opens pages of a site, and keeps what no page may do in `troubles`."""

    browser: Browser
    served: Served
    troubles: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)
    """Patterns of troubles that a test asks for, such as a refused statement's status."""
    _open: list[BrowserContext] = field(default_factory=list)

    def context(self, **options: Any) -> BrowserContext:  # noqa: ANN401 (what Playwright takes)
        """Return a fresh browser profile; without options a window of 1280 by 720 that runs scripts."""
        context = self.browser.new_context(base_url=self.served.base, **options)
        context.set_default_timeout(10_000)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("dialog", self._dialog)
        self._open.append(context)
        return context

    def open(self, path: str = "/", **options: Any) -> Page:  # noqa: ANN401
        """Return a page of the site in a fresh profile."""
        page = self.context(**options).new_page()
        page.goto(path)
        return page

    def close(self) -> list[str]:
        """Close all that is open and return the troubles that are not forgiven."""
        for context in self._open:
            context.close()
        self._open.clear()
        return [one for one in self.troubles if not any(re.search(pattern, one) for pattern in self.forgiven)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def _error(self, error: WebError) -> None:
        self.troubles.append(f"uncaught: {error.error}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith(f"{self.served.base}/"):
            self.troubles.append(f"another host is asked: {request.url[:200]}")

    def _dialog(self, dialog: Dialog) -> None:
        self.troubles.append(f"a dialog opened: {dialog.message}")
        dialog.dismiss()
