"""Whom the crawl connects to: no private address, no server without a good certificate."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.crawler.certificates import authority
from tests.crawler.crawling import archived, run_crawl, source_of
from tests.crawler.site import Reply, Site, article, listing, paged, serving


def test_a_name_with_a_private_address_is_not_connected_to(site: Site, tmp_path: Path) -> None:
    outlet = source_of(site, {"private": False, "served_at": None, "delay": 2, "domains": ["bao-gia.vn"]})
    outlet["listings"] = [f"http://bao-gia.vn:{site.port}/tin"]
    summary = run_crawl(tmp_path, [outlet], {"contact": "a@b.vn"}, names={"bao-gia.vn": "127.0.0.1"})
    assert summary["sources"]["bao"]["stopped"] == [
        f"bao-gia.vn:{site.port}: robots.txt: has a private address (127.0.0.1)"
    ]
    assert site.log == []


PRIVATE = {
    "dich-1": ("http://10.1.2.3/tin-1.html", "redirects to another site (10.1.2.3)"),
    "dich-2": ("http://169.254.169.254/latest/meta-data-2.html", "redirects to another site (169.254.169.254)"),
    "dich-3": ("http://[::1]/tin-3.html", "redirects to another site (::1)"),
    "dich-4": ("file:///etc/passwd-4.html", "redirects to what is no web address"),
    "dich-5": ("data:text/html,tin-5.html", "redirects to what is no web address"),
    "dich-6": ("//khac.example/tin-6.html", "redirects to another site (khac.example)"),
    "dich-7": ("http://2130706433/tin-7.html", "redirects to another site (2130706433)"),
    "dich-8": ("http://[::1/tin-8.html", "redirects to what is no web address"),
}


def test_no_redirect_leads_to_a_private_address_or_another_site(site: Site, tmp_path: Path) -> None:
    home = f"http://bao.example:{site.port}"
    # The outlet's own name with www. is one of its addresses, but not one that may be private: the guard refuses it.
    targets = {name: to for name, (to, _) in PRIVATE.items()} | {
        "dich-9": f"http://www.bao.example:{site.port}/x-9.html"
    }
    site.replies |= {f"/{name}.html": Reply(status=302, headers={"Location": to}) for name, to in targets.items()}
    site.replies |= {"/lanh-0.html": Reply(article(0)), "/x-9.html": Reply(article(9))}
    site.replies["/tin"] = Reply(listing([f"/{name}.html" for name in [*targets, "lanh-0"]]))
    outlet = source_of(site, {"served_at": None, "domains": ["bao.example"], "listings": [f"{home}/tin"]})
    names = dict.fromkeys(["bao.example", "www.bao.example"], "127.0.0.1")
    summary = run_crawl(tmp_path, [outlet], names=names)
    failures = summary["sources"]["bao"]["failures"]
    assert {url.rpartition("/")[2].removesuffix(".html"): reason for url, reason in failures.items()} == {
        name: reason for name, (_, reason) in PRIVATE.items()
    }
    assert summary["sources"]["bao"]["stopped"] == [
        f"www.bao.example:{site.port}: robots.txt: has a private address (127.0.0.1)"
    ]
    assert {host for host, _, _ in site.log} == {f"bao.example:{site.port}"}
    assert archived(tmp_path) == {f"{home}/lanh-0.html": 1}


BAD: dict[str, tuple[str, dict[str, Any]]] = {
    "het-han.example": ("expired", {"days": -1}),
    "tu-ky.example": ("of an issuer not trusted", {"own": True}),
    "nham.example": ("of another host", {"name": "khac.example"}),
}


def test_a_bad_certificate_is_refused_and_a_good_one_taken(tmp_path: Path) -> None:
    issuer = authority(tmp_path)
    names = [*BAD, "bao.example"]
    sites = {name: Site() for name in names}
    with ExitStack() as stack:
        for name, site in sites.items():
            said = BAD.get(name, ("", {}))[1]
            stack.enter_context(serving(site, issuer.server(**({"name": name} | said))))
            paged(site, 2)
        outlets = [
            source_of(site, {"slug": name.partition(".")[0], "served_at": None, "domains": [name]})
            | {"listings": [f"https://{name}:{site.port}/tin"]}
            for name, site in sites.items()
        ]
        resolved = dict.fromkeys(names, "127.0.0.1")
        summary = run_crawl(tmp_path / "home", outlets, names=resolved, trusted=issuer.trusted)
    for name, (reason, _) in BAD.items():
        assert summary["sources"][name.partition(".")[0]]["stopped"] == [
            f"{name}:{sites[name].port}: robots.txt: bad certificate ({reason})"
        ]
        assert sites[name].log == []
    assert (summary["kept"], summary["sources"]["bao"]["kept"]) == (2, 2)
