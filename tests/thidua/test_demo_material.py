"""The demo's YAML files: what is read of them, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from thidua.demo.material import DemoError, load_articles

SAMPLES = Path(__file__).parent / "demo_samples" / "articles"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("outlet: mien-son-cuoc>outlet: nowhere", "unknown outlet 'nowhere'"),
        ("id: mau-zce>id: mau-khac", "id 'mau-khac' is not the name of the file"),
        ("section: Thời sự>section: Rao vặt", "has no section 'Rao vặt'"),
        ("- h: Đường về bản>- h: Đường về bản\n    credit: Ai đó", "only a caption has a credit"),
        ("- h: Đường về bản>- h: Đường về bản\n    p: nữa", "a block of a body has one kind"),
        ("published: 2024-06-11T17:43:00+07:00>published: 2024-06-11T17:43:00", "published: "),
        ("syndicated_of: null>syndicated_of: mau-onecms", "its body is not that of mau-onecms"),
        ("syndicated_of: null>syndicated_of: mau-zce", "no article of another outlet"),
        ("title: Bản>title: [Bản", "cannot be read"),
    ],
)
def test_wrong_material_is_refused_in_one_line(tmp_path: Path, change: str, message: str) -> None:
    for name in ("mau-zce", "mau-onecms"):
        (tmp_path / f"{name}.yaml").write_bytes((SAMPLES / f"{name}.yaml").read_bytes())
    text = (tmp_path / "mau-zce.yaml").read_text()
    old, _, new = change.partition(">")
    assert old in text
    (tmp_path / "mau-zce.yaml").write_text(text.replace(old, new, 1))
    with pytest.raises(DemoError, match=re.escape(message)) as caught:
        load_articles(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="no articles"):
        load_articles(tmp_path)


def test_a_syndicated_article_without_a_body_has_that_of_the_original() -> None:
    samples = load_articles(SAMPLES)
    assert samples["mau-vnpt"].body == samples["mau-zce"].body
    assert samples["mau-vnpt"].outlet != samples["mau-zce"].outlet
