"""Canonical addresses: the same page has one, different pages have different ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.urls import NotAWebAddressError, canonical_url, clean_address, domain_of, is_local

ARTICLE = "https://baolaocai.vn/song-dep-post404649.html"


@pytest.mark.parametrize(
    "url",
    [
        "http://baolaocai.vn/song-dep-post404649.html",
        "https://www.baolaocai.vn/song-dep-post404649.html",
        "HTTPS://BaoLaoCai.VN:443/song-dep-post404649.html#comments",
        " https://baolaocai.vn/song-dep-post404649.html?utm_source=zalo&fbclid=IwAR0 ",
        "https://baolaocai.vn/song-dep-post404649.html;jsessionid=0A1B?",
        "https://reader:secret@baolaocai.vn/song-dep-post404649.html?PHPSESSID=1",
        "https://baolaocai.vn/(S(x1yz2a))/song-dep-post404649.html",
        "https://baolaocai.vn/(A(b)S(x1yz2a))/song-dep-post404649.html",
        "https://baolaocai.vn./song-d%65p-post404649.html",
    ],
)
def test_one_article_has_one_address(url: str) -> None:
    assert canonical_url(url) == ARTICLE


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://vov.vn", "https://vov.vn/"),
        ("https://www.vn/x", "https://www.vn/x"),
        ("http://127.0.0.1:8123/a?p=2#x", "http://127.0.0.1:8123/a?p=2"),
        ("http://[::1]/a", "http://[::1]/a"),
        ("http://quangninh.gov.vn/Trang/Tin.aspx?nid=168690", "https://quangninh.gov.vn/Trang/Tin.aspx?nid=168690"),
        ("https://b.vn/s?q=hà+giang&page=2", "https://b.vn/s?page=2&q=h%C3%A0+giang"),
        ("https://báo.vn/ă", "https://xn--bo-mia.vn/%C4%83"),
        ("https://b.vn/a?x=&y", "https://b.vn/a?x=&y="),
        ("https://b.vn/a?q=%B1&utm_id=3", "https://b.vn/a?q=%B1"),
        ("https://b.vn/xem?12345&p_p_id=58&p_p_lifecycle=0", "https://b.vn/xem?12345="),
        ("https://b.vn/tin?p_p_id=101_A&_101_A_cur=2", "https://b.vn/tin?_101_A_cur=2"),
        ("https://b.vn/?p_p_id=101_A&_101_A_urlTitle=a-b", "https://b.vn/?_101_A_urlTitle=a-b"),
    ],
)
def test_what_tells_pages_apart_stays(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@pytest.mark.parametrize(
    "text", ["", "/a/b", "javascript:void(0)", "mailto:a@b.vn", "http://", "https://[::1/x", "ftp://b.vn/x"]
)
def test_what_is_no_web_address_is_refused(text: str) -> None:
    with pytest.raises(NotAWebAddressError, match="not a web address"):
        canonical_url(text)


@given(
    st.sampled_from(["http", "https"]),
    st.sampled_from(["b.vn", "www.b.vn", "127.0.0.1:81", "báo.vn", "B.VN:80", "www.www.b.vn"]),
    st.text(max_size=20),
    st.text(max_size=20),
)
def test_a_second_application_changes_nothing(scheme: str, host: str, path: str, query: str) -> None:
    try:
        once = canonical_url(f"{scheme}://{host}/{path}?{query}")
    except NotAWebAddressError:
        return
    assert canonical_url(once) == once


@pytest.mark.parametrize(
    "query",
    [
        "inheritRedirect=false&redirect=%2Ftin",
        "p_p_id=101_INSTANCE_a&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&p_p_col_id=column-2&p_p_col_count=1",
        "_101_INSTANCE_a_redirect=%2Ftin&_101_INSTANCE_a_cur=3&_101_INSTANCE_a_delta=10",
    ],
)
def test_the_boxes_of_a_portal_are_no_part_of_an_articles_address(query: str) -> None:
    article = "https://x.gov.vn/tin/-/asset_publisher/L0n17VJXU23O/content/trao-bang-khen"
    assert canonical_url(f"{article}?{query}") == article
    assert clean_address(f"{article}?{query}").startswith(article)


def test_the_address_to_ask_for_keeps_its_order_and_host() -> None:
    assert clean_address("http://www.b.vn/x?utm_source=z&b=2&a=1&fbclid=q#top") == "http://www.b.vn/x?b=2&a=1"
    assert clean_address("http://b.vn/x;jsessionid=1?utm_medium=z") == "http://b.vn/x"
    assert clean_address("http://b.vn/tin?page=2") == "http://b.vn/tin?page=2"


def test_domains_and_local_hosts() -> None:
    assert domain_of("https://www.baohagiang.vn/a") == "baohagiang.vn"
    assert domain_of("nowhere") == ""
    assert is_local("127.0.0.1")
    assert is_local("mien-nui.localhost")
    assert not is_local("baolaocai.vn")
