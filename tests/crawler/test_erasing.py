"""Records taken out of the archive: their bytes are gone, all others stay, readable and where they were."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import random
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.archive import Archive, ArchiveError, read_pages, read_record
from crawler.erasing import erase, filler, find_records
from crawler.forgotten import Forgotten
from crawler.members import read_members
from crawler.warc import info_record, resource_record, response_record

NOW = dt.datetime(2026, 3, 1, 5, 0, tzinfo=dt.UTC)
SMALLEST = resource_record("urn:x", content_type="", body=b"", fetched=NOW, meta={})


def forgotten(*names: str) -> Forgotten:
    found = Forgotten()
    found.add(names, today=NOW.date())
    return found


def member(number: int, size: int) -> bytes:
    body = random.Random(number).randbytes(size).hex().encode()
    return response_record(f"http://www.bao.vn/{number}.html", status=200, headers=[], body=body, fetched=NOW)


def written(folder: Path, sizes: list[int]) -> tuple[Path, list[str]]:
    with Archive(folder).writer() as writer:
        places = [writer.write(member(number, size)) for number, size in enumerate(sizes)]
    return folder / places[0].partition(":")[0], places


def gone(path: Path, *numbers: int) -> bool:
    names = [f"https://bao.vn/{number}.html" for number in numbers]
    return erase(find_records(path, forgotten(*names)))


@given(st.one_of(st.integers(len(SMALLEST), 3000), st.integers(3000, 3_000_000)))
def test_there_is_a_filler_for_every_length_that_a_page_can_have(length: int) -> None:
    made = filler(length, "a.warc.gz:0")
    assert len(made) == length
    assert b"forgotten" in gzip.decompress(made)
    assert [m.end for m in read_members(io.BytesIO(made))] == [length]


@settings(max_examples=20)
@given(st.lists(st.integers(0, 2000), min_size=1, max_size=6), st.data())
def test_what_stays_is_readable_where_it_was(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], data: st.DataObject
) -> None:
    path, places = written(tmp_path_factory.mktemp("archive"), sizes)
    away = data.draw(st.sets(st.integers(0, len(sizes) - 1)))
    before = {place: read_record(path.parent, place) for place in places}
    assert gone(path, *away) == (len(away) == len(sizes))
    if path.exists():
        left = [place for number, place in enumerate(places) if number not in away]
        assert [page.record for page in read_pages(path)] == left
        assert {place: read_record(path.parent, place) for place in left} == {place: before[place] for place in left}
        for number in away:
            with pytest.raises(ArchiveError, match="no page at"):
                read_record(path.parent, places[number])


def test_other_readers_of_warc_files_read_on(tmp_path: Path) -> None:
    path, _ = written(tmp_path, [500, 70_000, 800])
    size = path.stat().st_size
    gone(path, 1)
    assert path.stat().st_size == size
    with path.open("rb") as file:
        kinds = [record.headers["WARC-Type"] for record in ArchiveIterator(file, parse_http=False)]
    assert kinds == ["warcinfo", "response", "metadata", "response"]
    with gzip.open(path) as unpacked:
        content = unpacked.read()
    assert (content.count(b"/1.html"), content.count(b"/2.html")) == (0, 1)


def test_nothing_of_it_is_left_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, places = written(tmp_path, [500, 500])
    before = path.read_bytes()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            gone(path, 0)
    assert path.read_bytes() == before
    gone(path, 0)
    assert [page.record for page in read_pages(path)] == [places[1]]
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_versions_redirected_and_imported_pages_are_found_by_each_of_their_addresses(tmp_path: Path) -> None:
    members = [
        response_record(
            "http://m.bao.vn/1", status=200, headers=[], body=b"a", fetched=NOW, canonical="https://bao.vn/1"
        ),
        response_record("http://bao.vn/1?utm_source=x", status=200, headers=[], body=b"b", fetched=NOW),
        resource_record("urn:sha256:" + "0" * 32, content_type="", body=b"c", fetched=NOW, meta={}),
        response_record("http://bao.vn/2", status=200, headers=[], body=b"d", fetched=NOW),
    ]
    with Archive(tmp_path).writer() as writer:
        places = [writer.write(m) for m in members]
    path = tmp_path / places[0].partition(":")[0]
    found = find_records(path, forgotten("https://bao.vn/1", "urn:sha256:" + "0" * 32))
    assert found.places == set(places[:3])
    assert set(found.names) == {"https://bao.vn/1", "https://m.bao.vn/1", "urn:sha256:" + "0" * 32}
    assert find_records(path, forgotten(), [int(places[3].partition(":")[2])]).places == {places[3]}


def test_a_damaged_record_whose_place_is_known_goes_too(tmp_path: Path) -> None:
    path, places = written(tmp_path, [2000, 2000, 2000])
    starts = [int(place.partition(":")[2]) for place in places]
    data = bytearray(path.read_bytes())
    data[starts[1] + 900] ^= 255
    path.write_bytes(data)
    told = find_records(path, forgotten("https://bao.vn/1.html"))
    assert (told.spans, told.damage) == ([], [f"{path.name} is damaged from byte {starts[1]} to {starts[2]}"])
    held = find_records(path, forgotten("https://bao.vn/1.html"), [starts[1]])
    assert (held.spans, held.damage) == ([(starts[1], starts[2])], [])
    erase(held)
    assert data[starts[1] + 100 : starts[1] + 200] not in path.read_bytes()
    assert [page.record for page in read_pages(path)] == [places[0], places[2]]


def test_a_file_in_the_middle_of_which_nothing_fits_gets_zeros() -> None:
    assert filler(30, "a:0") == bytes(30)
    assert len(info_record("a", NOW)) > 100
