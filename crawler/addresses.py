"""What the frontier keeps of the address to ask for, beside its canonical form: as little as tells it.

Most addresses differ from their canonical form by `http` or `www.` alone. The host is kept anyhow, so the scheme is
enough of those, which makes the frontier smaller by a tenth.
"""

from __future__ import annotations

from crawler.entries import host_key

_SCHEMES = {"http", "https"}


def shortened(address: str, url: str) -> str | None:
    """Return what is kept of an address with the canonical form `url`: None, its scheme, or all of it."""
    if address == url:
        return None
    scheme = address.partition("://")[0]
    return scheme if scheme in _SCHEMES and in_full(scheme, host_key(address), url) == address else address


def in_full(kept: str | None, host: str, url: str) -> str:
    """Return the address of which `kept` was kept; `host` is its host with the port."""
    if kept in _SCHEMES:
        _, slash, path = url.partition("://")[2].partition("/")
        return f"{kept}://{host}{slash}{path}"
    return url if kept is None else kept
