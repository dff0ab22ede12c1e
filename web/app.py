"""The site as an ASGI application."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from warehouse.snapshots.folder import Snapshots
from web import answering, archive, dictionary, error_reports, home_page, map_pages, openapi, search_page, sql_page
from web.crowding import Crowding
from web.drawing import Drawing
from web.following import Follower
from web.formats import json_answer
from web.maps import credit
from web.pages import PAGES
from web.problems import problem
from web.rendering import add_globals, render
from web.sandboxes import Sandboxes
from web.security import Guard
from web.site import MADE_AT_ONCE, Site
from web.snapshot import Snapshot
from web.speaking import Speaking
from web.visit import visit_of

_STATIC = Path(__file__).with_name("static")


def build_app(site: Site, *, token: str | None = None) -> Starlette:
    """Return the site of a home folder, with its current snapshot open; raises SnapshotError where there is none.

    Processes that serve one site have one `token`: what a browser has from one of them is not sent by another again.
    """
    follower = Follower(Snapshots(site.home), partial(Snapshot, seconds=site.seconds, public=site.public))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.makers = {is_long: anyio.CapacityLimiter(MADE_AT_ONCE) for is_long in (False, True)}
        with follower, Drawing() as app.state.drawing:
            async with Sandboxes(follower) as app.state.sandboxes:
                yield

    app = Starlette(
        routes=_routes(),
        lifespan=lifespan,
        middleware=[
            Middleware(Guard, site=site),
            Middleware(Crowding, at_once=site.at_once),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=2),
            Middleware(Speaking),
        ],
        exception_handlers={HTTPException: problem},
    )
    add_globals(map_of=map_pages.map_of, locator=map_pages.locator, map_credit=credit)
    app.state.site = site
    app.state.follower = follower
    app.state.token = token or secrets.token_hex(4)
    return app


def _routes() -> list[BaseRoute]:
    declared = [route for page in PAGES for route in answering.routes(page)]
    return [
        *declared,
        *home_page.routes(),
        *search_page.routes(),
        answering.route("/help", lambda visit, values: render(visit, "help.html.j2")),
        *error_reports.routes(),
        *sql_page.routes(),
        *dictionary.routes(),
        *openapi.routes(),
        *map_pages.routes(),
        *archive.routes(),
        Route("/healthz", _health, methods=["GET"]),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]


async def _health(request: Request) -> Response:
    """Tell that the site answers, and from which snapshot."""
    snapshot = visit_of(request).snapshot
    return json_answer({"status": "ok", "snapshot": snapshot.number, "built": snapshot.built})
