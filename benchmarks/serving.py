"""How fast the site answers a newsroom while a publish goes on, whether any answer is wrong, and what it takes.

`python -m benchmarks.serving` publishes 100,000 made articles (see load.py), runs `thidua serve` on them and asks it
for ten minutes, 20 times a second at random moments, from a process of its own on the same machine; in the middle 500
more articles are published. `--quick` does all of it with 3,000 articles in half a minute, to try it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks.load import Parts, kept
from benchmarks.publishing import measure_publish, run_child
from benchmarks.serving_asks import OTHERS, Known, Newsroom, known_of
from benchmarks.serving_figures import Answer, Ask, Published, Sample
from benchmarks.serving_pages import Weight, weights
from benchmarks.serving_server import HOST, Server, sampled, serving, until_shown
from benchmarks.serving_tables import markdown
from benchmarks.warehouse import working_folder
from thidua.console import say
from thidua.home import open_home
from warehouse.snapshots.folder import Snapshots

_MIDDLE = 0.4
"""Share of the time after which the publish begins, so that it is done before the end."""
_NICE = 19
"""How much the publish gives way."""
_SWITCH = 120.0
"""Seconds for the new snapshot to be shown once it is there."""
_WARM_UP = 20
_IDLE = 60
"""Requests of each kind that an idle server is asked for, one after the other."""
_WEIGHED = 25
"""Pages of each kind that are weighed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is asked: articles, seconds, requests a second; `new` articles are published in the middle."""

    articles: int = 100_000
    seconds: float = 600.0
    rate: float = 20.0
    new: int = 500
    public: bool = False
    seed: int = 1
    idle: int = _IDLE


QUICK = Plan(articles=3_000, seconds=30.0, new=60, idle=20)


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured; times are seconds since the load began.

    `idle` are answers of a server that does nothing else, `client` and `server` the shares of a core that went to who
    asks and the processor seconds of who answers, `wrong` what went wrong beside the answers themselves.
    """

    plan: Plan
    load_before: float
    day: str
    left_out: list[str]
    idle: list[Answer]
    answers: list[Answer]
    samples: list[Sample]
    publish: Published | None
    client: float
    server: float
    pages: list[Weight]
    wrong: list[str]


def measure(folder: Path, plan: Plan) -> Figures:
    """Publish what is not published in `folder` yet, serve a copy of it, and measure all."""
    load_before, day = os.getloadavg()[0], time.strftime("%-d %B %Y")
    home, parts = _home(folder, plan.articles)
    more = kept(folder, plan.articles, new=plan.new) if plan.new else ([], [])
    snapshots = Snapshots(home)
    known = known_of(snapshots.database(snapshots.latest()))
    with serving(home, public=plan.public) as server:
        left_out = _left_out(server, known)
        newsroom = Newsroom(replace(known, facets=_facets(server)), plan.seed, left_out)
        _ask(server, newsroom.draw(_WARM_UP), None)
        kinds = [kind for kind in ("search", "ceremony", "healthz") if kind not in left_out]
        say("asking an idle server")
        idle, _ = _ask(server, [newsroom.ask(kind) for _ in range(plan.idle) for kind in kinds], None)
        dues = [due for due in newsroom.dues(int(plan.seconds * plan.rate * 2), plan.rate) if due < plan.seconds]
        asks = newsroom.draw(len(dues))
        before, begun = server.processor(), time.monotonic() + 2
        say(f"asking {len(asks):,} times in {plan.seconds:.0f} s")
        with sampled(server, begun) as samples, ThreadPoolExecutor(1) as pool:
            asking = pool.submit(_ask, server, asks, dues, begun)
            published = None
            if plan.new:
                time.sleep(max(0, begun + _MIDDLE * plan.seconds - time.monotonic()))
                published = _publish(server, home, ([*parts[0], *more[0]], [*parts[1], *more[1]]), begun)
            answers, client = asking.result()
            processor = server.processor() - before
        say("weighing pages")
        pages = weights(server, _some(asks))
        wrong = [*server.wrong, *server.lines]
    if published is not None and published.shown is None:
        wrong.append("the new snapshot was not shown")
    return Figures(plan, load_before, day, left_out, idle, answers, samples, published, client, processor, pages, wrong)


def _home(folder: Path, articles: int) -> tuple[Path, Parts]:
    """Return a home to serve, a copy of one that was published in the folder or is now, and its parts."""
    parts = kept(folder, articles)
    published, home = folder / f"published-{articles}", folder / "serving"
    if not published.with_suffix(".done").exists():
        shutil.rmtree(published, ignore_errors=True)
        say(f"publishing {articles:,} articles")
        open_home(published, create=True)
        measure_publish(*parts, published)
        published.with_suffix(".done").touch()
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(published, home)
    return home, parts


def _left_out(server: Server, known: Known) -> list[str]:
    """Return the kinds of page that the site does not answer, by asking for one of each."""
    one = {kind: paths[0] for kind, paths in known.pages.items() if paths}
    one["ceremony"] = f"/ceremony/{known.ceremonies[0]}"
    return [kind for kind in ("ceremony", *OTHERS) if kind not in one or server.get(one[kind])[0] != 200]


def _facets(server: Server) -> list[tuple[str, str, int]]:
    """Return the filters that the site offers beside all events."""
    status, body, _ = server.get("/search.json", packed=False)
    assert status == 200
    told = json.loads(body)["facets"]
    return [(one["facet"], value["code"], value["count"]) for one in told for value in one["values"]]


def _ask(
    server: Server, asks: Sequence[Ask], dues: Sequence[float] | None, begun: float = 0.0
) -> tuple[list[Answer], float]:
    """Ask in a process of its own, at moments or (None) one after the other; return answers and its share of a core."""
    asked = {"host": HOST, "port": server.port, "asks": asks, "dues": dues, "begun": begun}
    told, _ = run_child("benchmarks.serving_client", asked)
    return [Answer(*answer) for answer in told["answers"]], told["share"]


def _publish(server: Server, home: Path, parts: Parts, begun: float) -> Published:
    snapshots = Snapshots(home)
    start, number = time.monotonic(), snapshots.latest()
    with until_shown(server, number) as shown:
        cost = measure_publish(*parts, home, nice=_NICE)
        there = time.monotonic() - (time.time() - snapshots.pointer.stat().st_mtime)
        while not shown and time.monotonic() < there + _SWITCH:
            time.sleep(0.05)
    return Published(start - begun, there - begun, shown[0] - begun if shown else None, cost.articles)


def _some(asks: Sequence[Ask]) -> list[Ask]:
    """Return the first of each kind that is a page."""
    found: dict[str, list[Ask]] = {}
    for ask in dict.fromkeys(asks):
        if ask.kind != "healthz" and not ask.kind.startswith("data"):
            found.setdefault(ask.kind, []).append(ask)
    return [ask for some in found.values() for ask in some[:_WEIGHED]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--articles", type=int)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--rate", type=float, help="requests a second")
    parser.add_argument("--new", type=int, help="articles that are published in the middle")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--folder", type=Path, help="where to work; what is made there stays, and is used again")
    parser.add_argument("--no-publish", action="store_true", help="publish nothing in the middle")
    parser.add_argument("--public", action="store_true", help="serve as for others")
    parser.add_argument("--quick", action="store_true", help="3,000 articles and half a minute, to try it")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    given = {
        "articles": asked.articles,
        "seconds": None if asked.minutes is None else asked.minutes * 60,
        "rate": asked.rate,
        "new": 0 if asked.no_publish else asked.new,
        "seed": asked.seed,
    }
    told = {name: value for name, value in given.items() if value is not None}
    plan = replace(QUICK if asked.quick else Plan(), public=asked.public, **told)
    with working_folder(asked.folder) as folder:
        figures = measure(folder, plan)
    print(json.dumps(asdict(figures), indent=1) if asked.json else markdown(figures))


if __name__ == "__main__":
    main()
