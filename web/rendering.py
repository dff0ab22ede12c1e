"""Pages as HTML: templates that escape whatever comes from articles, and what they may call."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from reference.provinces import MERGER, PROVINCES
from web.article import paragraphs
from web.citing import citations
from web.pages import Page
from web.visit import Visit

_FOLDER = Path(__file__).with_name("templates")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.do"],
    )


def render(visit: Visit, template: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
    """Return a page; its template may use `visit`, `t` (the site's words), `url`, and the values."""
    html = (
        _environment()
        .get_template(template)
        .render(
            visit=visit,
            t=visit.words,
            lang=visit.lang,
            url=visit.url,
            public=visit.site.public,
            **values,
        )
    )
    return HTMLResponse(html, status)


def add_globals(**names: Any) -> None:  # noqa: ANN401
    """Let templates call what is made of pages themselves, such as maps with links."""
    _environment().globals.update(names)


def web_address(url: str | None) -> str | None:
    """Return an address that a link may have, None for what is none of the web."""
    return url if url and url.startswith(("https://", "http://")) else None


def asked_of(visit: Visit, page: Page) -> dict[str, str | None]:
    """Return the parameters of an address that a page's lists depend on, as the visit gives them."""
    return {name: visit.query.get(name) for name in page.asks}


_environment().globals.update(
    web_address=web_address,
    citations=citations,
    paragraphs=paragraphs,
    asked_of=asked_of,
    former_day=MERGER - dt.timedelta(days=1),
    oldest_day=min(province.valid_from for province in PROVINCES),
)
