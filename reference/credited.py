"""The outlet that a credit line names: "Theo Báo Lào Cai", "Nguồn: baolaocai.vn", "TTXVN", "(Theo Chinhphu.vn)".

Names and domains are those of `outlets.py`; `data/outlet_names.csv` adds the short forms in which papers credit one
another, and the other sites on which the same publisher's texts stand (`sites`): those of the news agency above all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from reference.folding import fold
from reference.outlets import outlets
from reference.tables import cell_list, read_table

_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:https?://)?((?:[a-z0-9-]+\.)+(?:vn|com|net|org|info|tv|asia))(?![\w-])", re.IGNORECASE
)
_MOBILE = re.compile(r"^(?:www\d?|m|mobile|wap|amp|touch)\.(?=[^.]+\.[^.])")
_LABEL = re.compile(
    r"^(?:(?:nguon(?: tin| bai)?|theo(?: nguon(?: tin)?)?|tin tu|tong hop tu|tong hop|trich tu|trich|dang tren|bai dang"
    r" tren|ban tin|tin|bai)\s+)+"
)
_KIND = re.compile(
    r"^(?:bao va phat thanh truyen hinh|bao va ptth|bao dien tu|trang thong tin dien tu|trang|bao|tap chi)\s+"
)
_EDITION = re.compile(r"\s+(?:dien tu|online|net|com|vn|so|ngay \d.*)$")
_NOBODY = frozenset({"", "internet", "tong hop", "suu tam", "pv", "ctv", "bbt", "nguon", "theo", "tin", "bai"})
_SHORT = {
    "ttdt": "thong tin dien tu",
    "ptth": "phat thanh truyen hinh",
    "pt th": "phat thanh truyen hinh",
    "tp": "thanh pho",
}
_OUTLET = re.compile(
    r"(?:báo|đài|tạp chí|cổng|trang|thông tấn xã)\s|(?:TTXVN|VNA|VOV\d?|VTV\d?|VGP|QĐND|CAND)$", re.IGNORECASE
)
"""What is an outlet in the place of a writer; "Hà Giang" alone may be a person."""
_PARTS = re.compile(r"\s*(?:[/|;,()]|\s[-–—]\s|\svà\s)\s*")


@dataclass(frozen=True, slots=True)
class Credited:
    """Who is credited: a domain where the outlet is known or named by it, else the name as given.

    `domains` are all on which its texts stand.
    """

    name: str
    domains: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def credited(credit: str) -> Credited | None:
    """Return whom a credit names, None where it names nobody. Of several the first that is known is meant."""
    if found := _DOMAIN.search(credit):
        return _with_sites(home_domain(found[1]))
    parts = [part for part in _PARTS.split(credit) if part]
    for text in (credit, *parts):
        if domain := _names().get(_plain(text)):
            return _with_sites(domain)
    if _plain(credit) in _NOBODY:
        return None
    name = " ".join(credit.split()).strip(" .,;:()[]*-–—")
    return Credited(name)


def outlet_in(byline: str) -> str | None:
    """Return the outlet that a byline names beside a writer or in his place ("TTXVN", "Hoài Thu - Báo Lào Cai")."""
    for part in (byline, *_PARTS.split(byline)):
        if (_DOMAIN.fullmatch(part) or _OUTLET.match(part)) and (found := credited(part)) and found.domains:
            return part
    return None


@lru_cache(maxsize=65536)
def home_domain(domain: str) -> str:
    """Return the domain that an outlet goes by: without what marks pages for telephones, the newest where it moved."""
    plain = domain.strip().lower().rstrip(".")
    while (shorter := _MOBILE.sub("", plain)) != plain:
        plain = shorter
    return _moved().get(plain, plain)


def _with_sites(domain: str) -> Credited:
    return Credited(domain, (domain, *_sites().get(domain, ())))


def _plain(text: str) -> str:
    """Return a name as the table's keys have it: folded, without label, kind of paper and edition."""
    words = _LABEL.sub("", fold(text) + " ").strip()
    for short, full in _SHORT.items():
        words = re.sub(rf"\b{short}\b", full, words)
    bare = _EDITION.sub("", _KIND.sub("", words + " ").strip())
    return bare or words


@cache
def _names() -> dict[str, str]:
    """Return the domains by the names; one that two outlets share stands for none, unless it is the full name."""
    found: dict[str, set[str]] = defaultdict(set)
    for outlet in outlets():
        found[_plain(outlet.name)].add(outlet.domain)
    given = {_plain(name): row["domain"] for row in read_table("outlet_names.csv") for name in cell_list(row["names"])}
    return {name: next(iter(domains)) for name, domains in found.items() if len(domains) == 1} | given


@cache
def _sites() -> dict[str, tuple[str, ...]]:
    return {row["domain"]: cell_list(row["sites"]) for row in read_table("outlet_names.csv")}


@cache
def _moved() -> dict[str, str]:
    return {old: outlet.domain for outlet in outlets() for old in outlet.older_domains}
