"""Which outlet an address belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.source import Source
from reference.urls import NotAWebAddressError, host_of


class Outlets:
    """Outlets by their domains; no two may have one, as `load_sources` checks."""

    def __init__(self, sources: Iterable[Source] = ()) -> None:
        self._by_domain = {domain: source for source in sources for domain in source.domains}

    def of(self, url: str) -> Source | None:
        """Return the outlet that owns an address, or None.

        A sub-domain is owned where it is listed, or where the outlet's twins fold the address into a listed one.
        """
        host = host_of(url)
        owner = self._by_domain.get(host) or self._by_domain.get(host.removeprefix("www."))
        while owner is None and "." in host:
            host = host.partition(".")[2]
            parent = self._by_domain.get(host)
            if parent is not None:
                return parent if _folds(parent, url) else None
        return owner


def _folds(source: Source, url: str) -> bool:
    try:
        return bool(source.twins) and source.owns(source.canonical(url))
    except NotAWebAddressError:
        return False
