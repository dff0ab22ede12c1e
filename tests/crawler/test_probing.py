"""Outlets probed on a real server: what works is told as working, and each thing that breaks is named."""

from __future__ import annotations

import datetime as dt
import json
import os
import ssl
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.crawler.conftest import ROOT, Reply, Site, listing, serving

RUNNER = """
import json, sys
from dataclasses import asdict
from crawler.probing.looking import look
from crawler.probing.checking import probe
from crawler.source import Source

def mistaken(source):
    yield source.listings
    raise KeyError("a mistake of ours")

def script(source):
    if source.slug == "ours":
        return mistaken(source)
    return probe(source, lambda reply: ["no date"] if b"undated" in reply.body else [])

job = json.load(sys.stdin)
found, whole = look([Source.model_validate(s) for s in job], script, contact="https://thidua.example/lien-he")
assert whole
print(json.dumps({slug: repr(f) if isinstance(f, Exception) else [asdict(x) for x in f] for slug, f in found.items()}))
"""
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
RSS = '<rss version="2.0"><channel>{}</channel></rss>'
MENU = ["/thoi-su", "/chinh-tri", "/lien-he"]
PAGE = "<html><body><div class='zce-content-body'>Khen thưởng</div></body></html>"
FORBIDS_SEARCH = Reply("User-agent: *\nDisallow: /tim-kiem\nCrawl-delay: 0.2\n")


def run_probe(sources: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """Probe outlets in a process of its own, whose temporary files go to a folder of its own."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", RUNNER],
        input=json.dumps(sources),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(folder)},
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def outlet(site: Site, slug: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return an outlet at `slug`.example that the site serves."""
    base = {
        "slug": slug,
        "name": slug,
        "domains": [f"{slug}.example"],
        "article_pattern": r"-a\d+\.html$",
        "delay": 0,
        "private": True,
        "served_at": site.address,
    }
    at = f"https://{slug}.example"
    return base | {key: [f"{at}{path}" for path in v] if isinstance(v, list) else v for key, v in changes.items()}


def certificate(folder: Path) -> Path:
    """Return a file with a key and a certificate of localhost that ran out."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    old = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, old, old + dt.timedelta(days=90))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    path = folder / "key.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    )
    return path


@contextmanager
def untrusted(folder: Path) -> Iterator[int]:
    """Serve nothing under a certificate that ran out; give the port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def probed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Site]:
    """Probe outlets that are well and ill in many ways, all in one run."""
    folder = tmp_path_factory.mktemp("probe")
    with serving(Site()) as site, untrusted(tmp_path_factory.mktemp("key")) as port:
        site.replies |= {
            "/thoi-su": Reply(listing([*MENU, "/tin-a1.html", "/tin-a2.html"], "/thoi-su?p=2")),
            "/tu-khoa": Reply(listing([*MENU, "/tin-a3.html"])),
            "/rss": Reply(RSS.format("<item><link>/tin-a1.html</link><pubDate>2024-05-03</pubDate></item>")),
            "/sm.xml": Reply(
                INDEX.format("<sitemap><loc>/muc.xml</loc></sitemap><sitemap><loc>/bai.xml</loc></sitemap>")
            ),
            "/muc.xml": Reply(SITEMAP.format("<url><loc>/thoi-su</loc></url>")),
            "/bai.xml": Reply(SITEMAP.format("<url><loc>/tin-a9.html</loc></url>")),
            "/tim?q=thi+%C4%91ua": Reply(listing([*MENU, "/tin-a4.html"])),
            "/trong": Reply(listing(MENU)),
            "/khac": Reply(listing([*MENU, *(f"/bai/moi-{n}.htm" for n in range(10, 15)), "/gioi-thieu"])),
            "/ngoai": Reply(listing(["https://khac.example/tin-a1.html"])),
            "/khong": Reply("<html><body>…</body></html>"),
            "/chuyen": Reply(status=302, headers={"Location": "https://khac.example/"}),
            "/lap": Reply(status=302, headers={"Location": "/lap"}),
            "/moi": Reply(status=301, headers={"Location": "/thoi-su"}),
            "/loi-roi-duoc": lambda n: Reply(status=500) if n == 1 else Reply(listing(["/tin-a5.html"])),
            "/cut.xml": Reply(b"\x1f\x8b\x08\x00cut"),
            **{f"/tin-a{n}.html": Reply(PAGE) for n in range(1, 10)},
            "well.example/robots.txt": Reply("User-agent: *\nDisallow: /x\n"),
            "search.example/robots.txt": FORBIDS_SEARCH,
            "shut.example/robots.txt": Reply(status=503),
            "gone.example/tin-a1.html": Reply(status=404),
            "none.example/tin-a1.html": Reply(status=410),
            "none.example/tin-a2.html": Reply(status=404),
            "kept.example/tin-a1.html": Reply(PAGE, headers={"X-Robots-Tag": "noarchive"}),
            "pdf.example/tin-a1.html": Reply(b"%PDF", headers={"Content-Type": "application/pdf"}),
            "undated.example/tin-a1.html": Reply("undated"),
            "other.example/tin-a1.html": Reply("<div class='b-maincontent'><p class='sc-longform-header'>x"),
        }
        listed = {"listings": ["/thoi-su"]}
        places = listed | {
            "feeds": ["/rss"],
            "sitemaps": ["/sm.xml"],
            "tags": ["/tu-khoa"],
            "searches": ["/tim?q={words}"],
        }
        sources = [
            outlet(site, "well", **places, family="zce"),
            outlet(
                site, "lists", listings=["/thoi-su", "/trong", "/khac", "/ngoai", "/khong", "/chuyen", "/lap", "/moi"]
            ),
            outlet(site, "feeds", feeds=["/rss-cu", "/thoi-su", "/rss"], sitemaps=["/cut.xml", "/rss"]),
            outlet(site, "search", **listed, searches=["/tim-kiem?q={words}"]),
            outlet(site, "shut", **places),
            outlet(site, "again", listings=["/loi-roi-duoc"]),
            outlet(site, "gone", **listed),
            outlet(site, "none", **listed),
            outlet(site, "kept", **listed),
            outlet(site, "pdf", **listed, examples=["/cu-a77.html"]),
            outlet(site, "undated", **listed),
            outlet(site, "other", **listed, family="zce"),
            outlet(site, "unknown", article_pattern=None),
            outlet(site, "ours", **listed),
            outlet(site, "cert", served_at=None, domains=None)
            | {"domains": ["localhost"], "listings": [f"https://localhost:{port}/tin"]},
        ]
        found = run_probe(sources, folder)
        assert list(folder.iterdir()) == []
        return found, site


def said(probed: tuple[dict[str, Any], Site], slug: str, *verdicts: str) -> list[str]:
    """Return what was found of an outlet, of some verdicts: the part, the path, the text."""
    return [
        " ".join(filter(None, (f["part"], (f["address"] or "").removeprefix(f"https://{slug}.example"), f["text"])))
        for f in probed[0][slug]
        if f["verdict"] in verdicts
    ]


def test_a_healthy_outlet_is_clean(probed: tuple[dict[str, Any], Site]) -> None:
    assert said(probed, "well", "broken", "unsure") == []
    assert said(probed, "well", "works") == [
        "robots.txt read",
        "feed /rss 1 of 1 entries are articles, the newest of 2024-05-03",
        "sitemap /sm.xml 1 of 2 addresses are articles, of an index of 2",
        "listing /thoi-su 2 of 6 links are articles",
        "tag /tu-khoa 1 of 4 links are articles, no link to a next page",
        "search /tim?q=thi+%C4%91ua 1 of 4 links are articles, no link to a next page",
        "article /tin-a1.html read",
        "family marks of zce found",
    ]


@pytest.mark.parametrize(
    ("slug", "broken"),
    [
        (
            "lists",
            [
                r"listing /khac 0 of 9 links match the article pattern; the commonest forms: /…-\d+\.htm (5), /… (1)",
                "listing /ngoai all of its 1 links lead to other sites",
                "listing /khong no links",
                "listing /chuyen redirects to another site (khac.example)",
                "listing /lap redirects to itself",
            ],
        ),
        (
            "feeds",
            [
                "feed /rss-cu HTTP 404",
                "feed /thoi-su not a feed",
                "sitemap /cut.xml gzip data cut short",
                "sitemap /rss not a sitemap",
            ],
        ),
        ("search", ["search /tim-kiem?q=thi+%C4%91ua robots.txt forbids it"]),
        ("shut", ["robots.txt HTTP 503; the host is left alone"]),
        ("again", []),
        ("gone", []),
        ("none", ["article /tin-a1.html HTTP 410", "article /tin-a2.html HTTP 404"]),
        ("kept", ["article /tin-a1.html asks not to be archived (noarchive)"]),
        ("pdf", ["article /tin-a1.html not a page but application/pdf"]),
        ("undated", ["article /tin-a1.html no date"]),
        ("other", ["family zce: its marks are not found; looks like onecms"]),
        ("unknown", ["home / HTTP 404"]),
    ],
)
def test_what_breaks_is_named(probed: tuple[dict[str, Any], Site], slug: str, broken: list[str]) -> None:
    if slug == "pdf":  # the next article is read
        assert said(probed, slug, "broken") == []
        assert said(probed, slug, "works")[-1] == "article /tin-a2.html read"
        return
    assert said(probed, slug, "broken") == broken


def test_an_empty_section_is_no_breakage(probed: tuple[dict[str, Any], Site]) -> None:
    (line,) = said(probed, "lists", "unsure")
    assert line.startswith("listing /trong no links but those of the menu")


def test_a_mistake_of_ours_ends_nothing_else(probed: tuple[dict[str, Any], Site]) -> None:
    assert probed[0]["ours"] == "KeyError('a mistake of ours')"


def test_the_manners_are_those_of_a_crawl(probed: tuple[dict[str, Any], Site]) -> None:
    site = probed[1]
    for slug in ("well", "lists", "search", "gone"):
        asked = [path for host, path, _ in site.log if host == f"{slug}.example"]
        assert asked[0] == "/robots.txt"
        assert set(Counter(asked).values()) == {1}
    assert {path for host, path, _ in site.log if host == "shut.example"} == {"/robots.txt"}
    assert not any(path.startswith("/tim-kiem") for _, path, _ in site.log)
    assert all("+https://thidua.example/lien-he" in headers["user-agent"] for _, _, headers in site.log)
    times = [at for (host, _, _), at in zip(site.log, site.times, strict=True) if host == "search.example"]
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.2


def test_a_certificate_that_ran_out_is_named(probed: tuple[dict[str, Any], Site]) -> None:
    assert said(probed, "cert", "works", "broken", "unsure") == [
        "robots.txt bad certificate (of an issuer not trusted); the host is left alone"
    ]
