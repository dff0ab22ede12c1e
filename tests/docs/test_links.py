"""Links of the handbook into the code become words in the built pages, all others stay."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from docs.links import on_page_markdown

PAGE = SimpleNamespace(file=SimpleNamespace(src_uri="house.md"))


@pytest.mark.parametrize(
    ("written", "built"),
    [
        ("[crawl.py](../crawler/crawl.py): one run", "crawl.py (`crawler/crawl.py`): one run"),
        ("see [crawler/topic.py](../crawler/topic.py).", "see crawler/topic.py."),
        ("[`crawler/topic.py`](../crawler/topic.py#L3)", "`crawler/topic.py`"),
        ("[the gold](../tests/gold/README.md#form)", "the gold (`tests/gold/README.md`)"),
        ("[a backup](examples/backup.sh)", "[a backup](examples/backup.sh)"),
        ("[there](../docs/model.md)", "[there](../docs/model.md)"),
        ("![A page](pictures/search-1440.png)", "![A page](pictures/search-1440.png)"),
        ("[pywb](https://pywb.readthedocs.io)", "[pywb](https://pywb.readthedocs.io)"),
    ],
)
def test_links_out_of_the_handbook_become_words(written: str, built: str) -> None:
    assert on_page_markdown(written, page=PAGE, config=None, files=None) == built
