"""`thidua sources`: the list, first descriptions of the demo's outlets by a look at their sites, and their check."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from crawler.archive import Archive, read_pages
from crawler.probing.golden import load_goldens
from crawler.source import load_sources
from reference.urls import canonical_url
from thidua.cli import app
from thidua.demo.server import DemoServer, serve
from thidua.demo.sources import demo_sources

ROOT = Path(__file__).parents[2]
DESCRIBE = """
import json, sys
from pathlib import Path
from crawler.probing.looking import look
from crawler.source import Source
from crawler.probing.surveying import survey
from thidua.commands.sources_new import write_description
sources = [Source.model_validate(s) for s in json.load(sys.stdin)]
found, whole = look(sources, survey)
for source in sources:
    write_description(found[source.slug], source, Path(sys.argv[1]), source.slug)
"""
CLI = "from thidua.cli import main; main()"


@dataclass(frozen=True)
class Described:
    """The demo's site, and the folder of the outlets' files that a look at it wrote."""

    server: DemoServer
    folder: Path


def run(code: str, *arguments: str | Path, cwd: Path, given: str = "") -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "THIDUA_HOME"} | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "error", "-c", code, *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, input=given, capture_output=True, text=True, timeout=120)


def quick(*arguments: str | Path) -> tuple[int, str]:
    """Run a command that asks no site in this process; return its exit code and output."""
    outcome = CliRunner().invoke(app, list(map(str, arguments)))
    return outcome.exit_code, outcome.output


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Described]:
    """Describe all outlets of the demo in one look, from nothing but their domains."""
    folder = tmp_path_factory.mktemp("described")
    with serve() as server:
        private = {"private": True, "served_at": server.address}
        blank = [
            {"slug": o.slug, "name": "?", "domains": [o.domain], "delay": 0} | private
            for o in server.site.outlets.values()
        ]
        done = run(DESCRIBE, folder, cwd=ROOT, given=json.dumps(blank))
        assert (done.returncode, done.stderr) == (0, "")
        yield Described(server, folder)


@pytest.fixture(scope="module")
def crawled(described: Described, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Crawl by the new descriptions."""
    home = tmp_path_factory.mktemp("home") / "home"
    described.server.reset()
    done = run(CLI, "--home", home, "crawl", "--all-topics", "--sources", described.folder, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return home


def test_a_crawl_by_the_new_descriptions_finds_all_articles(described: Described, crawled: Path) -> None:
    kept = {
        canonical_url(page.url or "") for shard in Archive(crawled / "archive").shards() for page in read_pages(shard)
    }
    assert kept == {canonical_url(url) for url in described.server.site.urls().values()}


@pytest.mark.parametrize(
    "slug", ["lai-chau-mau", "mien-dong-mau", "mien-son-cuoc", "phuong-nam", "song-lam-mau", "xu-lang-moi"]
)
def test_a_description_says_what_the_demo_says_of_itself(described: Described, slug: str) -> None:
    new = load_sources(described.folder)[slug]
    own = next(s for s in demo_sources(described.server.site, described.server.address) if s.slug == slug)
    assert (new.name, new.family, new.state, new.delay) == (own.name, own.family, "crawled", 0)
    for part in ("feeds", "sitemaps"):
        assert list(map(canonical_url, getattr(new, part))) == list(map(canonical_url, getattr(own, part)))
    known = {
        "domains",
        "family",
        "articles",
        *(p for p in ("feeds", "sitemaps", "listings", "tags") if getattr(new, p)),
    }
    assert set(new.known) == known
    assert {how for part, how in new.known.items() if part != "articles"} == {"seen"}
    for url in described.server.site.urls().values():
        assert new.is_article(url) == own.is_article(url), url
    assert not any(new.is_article(url) for url in new.seeds())


def test_what_the_looks_saw_of_twins_and_rules_is_written(described: Described) -> None:
    sources, goldens = load_sources(described.folder), load_goldens(described.folder / "golden")
    assert sources["phuong-nam"].twins == {"/print/": "/"}
    assert goldens["phuong-nam"].twins
    assert sources["lai-chau-mau"].province == "lai-chau"
    assert {slug: len(golden.articles) > 3 for slug, golden in goldens.items()} == dict.fromkeys(sources, True)
    text = (described.folder / "song-lam-mau.yaml").read_text(encoding="utf-8")
    assert "# does it match all articles, and nothing else?\narticle_pattern: -\\d+\\.html$\n" in text


def test_the_new_descriptions_pass_their_checks(described: Described) -> None:
    code, output = quick("sources", "check", "--offline", "--sources", described.folder)
    assert (code, output.splitlines()[-1]) == (0, "outlets that work: 6, broken: 0")
    done = run(CLI, "sources", "check", "--sources", described.folder, cwd=ROOT)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "outlets that work: 6, broken: 0")
    assert "unsure" not in done.stdout
    assert not any(outlet in done.stdout for outlet in ("works   ", "broken "))


def test_a_pattern_that_is_spoilt_fails_its_golden_file(described: Described, tmp_path: Path) -> None:
    slug = "mien-dong-mau"
    entry = yaml.safe_load((described.folder / f"{slug}.yaml").read_text(encoding="utf-8"))
    (tmp_path / f"{slug}.yaml").write_text(yaml.safe_dump(entry | {"article_pattern": r"-b\d+\.html$", "examples": []}))
    (tmp_path / "golden").mkdir()
    (tmp_path / "golden" / f"{slug}.yaml").write_bytes((described.folder / "golden" / f"{slug}.yaml").read_bytes())
    code, output = quick("sources", "check", slug, "--offline", "--sources", tmp_path, "--json")
    assert code == 3
    assert all(finding["text"].startswith("no article any more: https://") for finding in json.loads(output)[slug])


def test_the_list_tells_the_last_run(described: Described, crawled: Path) -> None:
    code, output = quick("--home", crawled, "sources", "--sources", described.folder)
    lines = output.splitlines()
    assert (code, lines[-1]) == (0, "6 outlets: 6 crawled, 0 unverified")
    assert next(line for line in lines if line.startswith("phuong-nam ")).split("  ")[-1].endswith(" 7 kept")
    rows = json.loads(quick("--home", crawled, "sources", "--sources", described.folder, "--json")[1])
    assert {row["slug"]: row["last_run"]["kept"] for row in rows}["phuong-nam"] == 7
    assert {(row["state"], row["certainty"]) for row in rows} == {("crawled", "seen"), ("crawled", "inferred")}


def test_the_list_without_a_home_and_by_province_and_state(tmp_path: Path) -> None:
    home = tmp_path / "none"
    code, output = quick("--home", home, "sources", "--province", "lao-cai")
    assert code == 0
    assert "bao-lao-cai" in {line.split()[0] for line in output.splitlines() if line}
    assert "bao-nghe-an" not in output
    assert not home.exists()
    states = [json.loads(quick("sources", "--json", "--state", state)[1]) for state in ("crawled", "unverified")]
    assert len(states[0]) + len(states[1]) == len(load_sources())
    assert all(row["article_pattern"] for row in states[0])


def test_reports_that_cannot_be_read_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "runs").mkdir()
    share = {"kept": 0, "failed": {"timeout": 2}, "stopped": ["baolaocai.vn: no answer, several times in a row"]}
    for number, (day, told) in enumerate((("01", share), ("02", share | {"health": "unasked"}))):
        report = {"started": f"2026-11-{day}T00:00:00+00:00", "crawl": {"sources": {"bao-lao-cai": told}}}
        (tmp_path / "runs" / f"{number}.json").write_text(json.dumps(report))
    for name, text in (
        ("2", "{"),
        ("3", "[]"),
        ("4", '{"process": {}}'),
        ("5", '{"started": 1, "crawl": {"sources": []}}'),
    ):
        (tmp_path / "runs" / f"{name}.json").write_text(text)
    _, output = quick("--home", tmp_path, "sources", "--json")
    (row,) = [row for row in json.loads(output) if row["slug"] == "bao-lao-cai"]
    assert row["last_run"] == {
        "when": "2026-11-01T00:00:00+00:00",
        "kept": 0,
        "failed": 2,
        "trouble": "stopped: baolaocai.vn: no answer, several times in a row",
    }


def test_nothing_is_written_over_a_description(described: Described) -> None:
    at: list[str | Path] = ["--served-at", described.server.address, "--out", described.folder]
    before = {path: path.read_bytes() for path in sorted(described.folder.rglob("*.yaml"))}
    assert len(before) == 12
    for arguments in (["song-lam-mau.example"], ["khac.example", "--slug", "song-lam-mau"]):
        code, output = quick("sources", "new", *arguments, *at)
        assert code == 1
        assert "song-lam-mau.yaml is there already; nothing is written over it" in output
    assert {path: path.read_bytes() for path in sorted(described.folder.rglob("*.yaml"))} == before


@pytest.mark.slow
def test_new_looks_and_writes_and_says_what_to_do_next(described: Described, tmp_path: Path) -> None:
    address = "https://www.song-lam-mau.example/thoi-su"
    arguments = [address, "--served-at", described.server.address, "--slug", "song-lam"]
    done = run(CLI, "sources", "new", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        [
            "written: sources/song-lam.yaml",
            "written: sources/golden/song-lam.yaml",
            "now read it, then try: thidua sources check song-lam --sources sources",
        ],
    )
    assert load_sources(tmp_path / "sources")["song-lam"].name == "Báo Sông Lam mẫu"
    done = run(CLI, "sources", "check", "song-lam", "--sources", tmp_path / "sources", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "song-lam: works")
    (tmp_path / "sources" / "song-lam.yaml").unlink()  # its golden file is still there
    done = run(CLI, "sources", "new", *arguments, cwd=tmp_path)
    assert (done.returncode, "golden/song-lam.yaml is there already" in done.stderr) == (1, True)
    done = run(CLI, "sources", "new", "gone.example", "--served-at", "127.0.0.1:9", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "error: https://gone.example/: robots.txt: connection refused"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "nobody"], "no outlet nobody"),
        (["check", "--sources", "none"], "none is not a folder"),
        (["check", "bao-lai-chau", "--offline"], "has no golden file of these outlets"),
        (["new", "127.0.0.1"], "is no domain"),
        (["new", "bao.vn", "--slug", "Báo Mẫu"], "--slug 'Báo Mẫu'"),
        (["new", "bao.vn", "--slug", "../bao"], "--slug '../bao'"),
        (["new", "ftp://bao.vn"], "is no domain"),
        (["new", "bao.vn", "--out", "a/b"], "a is no folder"),
        (["new", "bao.vn", "--served-at", "here"], "host:port"),
        (["--province", "nowhere"], "no province nowhere"),
        (["--json", "check"], "go behind it"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_what_is_asked_for_wrongly_ends_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, output = quick("sources", *arguments)
    assert (code, message in output, output.count("\n")) == (2, True, 1)
    assert list(tmp_path.iterdir()) == []
