"""The outlets that thidua knows by domain: provincial newspapers and portals, boards of emulation, national papers.

`data/outlets.csv` holds newspapers, boards and what breaks the rule: the portal of a province is its name without
accents, spaces and hyphens before `.gov.vn`, and the portals of its departments are sub-domains
(`sonoivu.laocai.gov.vn`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, get_args

from reference.provinces import MERGER, PROVINCES, in_force
from reference.tables import cell_list, one_of, read_table
from reference.urls import domain_of

OutletKind = Literal["newspaper", "broadcaster", "portal", "party", "board", "national"]

_SHORTEST = 6  # letters
_KINDS: tuple[OutletKind, ...] = get_args(OutletKind)


@dataclass(frozen=True, slots=True)
class Outlet:
    """One publisher: its domain without `www.`, name, kind, and the slug of its province (None: the whole country).

    The slug is that of the province that founded it: `yen-bai` for Báo Yên Bái also after July 2025, `hue` for Huế
    under both names; `province_of` with a day gives the province of that time.
    """

    domain: str
    name: str
    kind: OutletKind
    province: str | None
    older_domains: tuple[str, ...] = ()


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return every outlet of the table and every portal of the rule, sorted by domain."""
    listed = {
        row["domain"]: Outlet(
            domain=row["domain"],
            name=row["name"],
            kind=one_of(row["kind"], _KINDS),
            province=row["province"] or None,
            older_domains=cell_list(row["older_domains"]),
        )
        for row in read_table("outlets.csv")
    }
    for province in PROVINCES:
        domain = f"{province.slug.replace('-', '')}.gov.vn"
        if province.valid_to is None or province.valid_to >= MERGER:
            name = f"Cổng thông tin điện tử {province.full_name}"
            listed.setdefault(domain, Outlet(domain, name, "portal", province.slug))
    return tuple(sorted(listed.values(), key=lambda outlet: outlet.domain))


@lru_cache(maxsize=65536)
def find_outlet(domain_or_url: str) -> Outlet | None:
    """Return the outlet of a domain or web address, found by the longest known ending of its host; None if unknown."""
    host = domain_of(domain_or_url if "//" in domain_or_url else f"//{domain_or_url.strip()}")
    labels = host.split(".")
    for start in range(len(labels) - 1):
        outlet = _by_domain().get(".".join(labels[start:]))
        if outlet is not None:
            return outlet
    return None


def province_of(domain_or_url: str, day: dt.date | None = None) -> str | None:
    """Return the slug of an outlet's province, on `day` if one is given; None for national outlets.

    The province of an unknown outlet is the one that its host names, if any.
    """
    outlet = find_outlet(domain_or_url)
    slug = outlet.province if outlet is not None else _named_in(domain_or_url)
    if slug is None or day is None:
        return slug
    province = in_force(slug, day)
    return province.slug if province is not None else None


def _named_in(domain_or_url: str) -> str | None:
    """Return the province whose name is part of an unknown host: `tinhuyquangtri.vn`, `sgddt.bacninh.gov.vn`."""
    host = domain_of(domain_or_url if "//" in domain_or_url else f"//{domain_or_url.strip()}")
    if not host.endswith(".vn"):
        return None
    found = {slug for name, slug in _plain_names().items() if name in host.replace("-", "")}
    return found.pop() if len(found) == 1 else None


@cache
def _plain_names() -> dict[str, str]:
    """Return the provinces by their names as hosts have them; shorter ones stand in other words too."""
    names = {province.slug.replace("-", ""): province.slug for province in PROVINCES}
    return {name: slug for name, slug in names.items() if len(name) >= _SHORTEST}


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in outlets() for domain in (outlet.domain, *outlet.older_domains)}
