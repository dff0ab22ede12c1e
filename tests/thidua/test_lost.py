"""Damage in the archive that only reading finds: the page is fetched again by the next crawl, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.archive import Archive, read_pages
from tests.crawler.crawling import run_crawl, source_of
from tests.crawler.site import Site, paged, serving
from thidua.flow import process_step, writing
from thidua.home import open_home


@pytest.mark.slow
def test_a_page_lost_in_the_archive_is_fetched_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = open_home(tmp_path / "home", create=True)
    with serving(Site()) as site:
        paged(site, 3)
        outlet = source_of(site, {"listings": ["https://bao.example/tin"]})
        run_crawl(home.root, [outlet])
        (shard,) = Archive(home.archive).shards()
        lost = list(read_pages(shard))[1]
        assert lost.record is not None
        content = bytearray(shard.read_bytes())
        content[int(lost.record.rpartition(":")[2]) + 60] ^= 0xFF
        shard.write_bytes(content)
        for again in (False, True):
            with writing(home.root, "process", demo=None) as run:
                process_step(run, 1)
            assert run.steps["process"].get("lost", []) == ([] if again else [lost.url])
            assert ("lost pages: 1; the next crawl asks for them" in capsys.readouterr().err) is not again
        site.log.clear()
        assert run_crawl(home.root, [outlet])["kept"] == 1
        assert [f"https://bao.example{path}" for path in site.asked() if path.endswith(".html")] == [lost.url]
        with writing(home.root, "process", demo=None) as run:
            assert process_step(run, 1).articles.made == 1
