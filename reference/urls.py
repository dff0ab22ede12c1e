"""The canonical form of web addresses: one article has one address, however it was linked.

The form serves identity: ids are hashes of it and the frontier remembers pages by it. It is not always the address
that a server answers at, so whoever fetches keeps the address as found beside it.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit, urlunsplit

from w3lib.url import canonicalize_url

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|gidzl|zarsrc|igshid|igsh|mc_cid|mc_eid|_ga|_gl"
    r"|_hsenc|_hsmi|phpsessid|jsessionid|aspsessionid\w*|aspxautodetectcookiesupport|inheritredirect)",
    re.IGNORECASE,
)
"""Query parameters that tell where a reader came from or who he is, never which page he asks for."""
_PORTLET = re.compile(r"p_p_\w+|redirect|_\w+_(?:redirect|inheritredirect)", re.IGNORECASE)
"""Query parameters of Liferay that say which box of a page the others are for, and where a reader came from. An address
of a listing leads to its second page only with them, so they are dropped from what identifies a page alone."""
_PORTLET_PAGE = re.compile(r"_\w+_(?:cur|delta|resetcur|page|keywords|advancedsearch|andoperator)", re.IGNORECASE)
"""Query parameters of Liferay for the page of a listing, which do not matter on an article's own page (`/-/`)."""
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^/?#;]*|/\((?:[ASF]\([^()/]*\))+\)(?=/)", re.IGNORECASE)
"""The session of a reader in a path: of Java and PHP, and of ASP.NET without cookies (`/(S(abc))/`)."""
_DEFAULT_PORTS = {80, 443}


class NotAWebAddressError(ValueError):
    """The text is not an absolute http or https address."""


def canonical_url(url: str) -> str:
    """Return the canonical form of an absolute web address.

    Host in lower case (punycode) without `www.`, https, no default port, user name or fragment; tracking and session
    parameters and those of Liferay's boxes dropped, the others sorted; percent-encoding made uniform. Addresses with a
    port or of a bare IP number or `localhost` keep their scheme. A second application changes nothing. Raises
    NotAWebAddressError.
    """
    try:
        parts = urlsplit(canonicalize_url(url.strip()))
        port = parts.port
    except ValueError as error:
        raise NotAWebAddressError(f"not a web address: {url[:200]!r}") from error
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in {"http", "https"} or not host:
        raise NotAWebAddressError(f"not a web address: {url[:200]!r}")
    query = _without(_TRACKING, _without(_PORTLET, parts.query))
    if "/-/" in parts.path:
        query = _without(_PORTLET_PAGE, query)
    path = _PATH_SESSION.sub("", parts.path) or "/"
    if port is not None and port not in _DEFAULT_PORTS:
        return urlunsplit((parts.scheme, f"{_bracketed(host)}:{port}", path, query, ""))
    if is_local(host):
        return urlunsplit((parts.scheme, _bracketed(host), path, query, ""))
    while host.startswith("www.") and host.count(".") > 1:
        host = host.removeprefix("www.")
    return urlunsplit(("https", host, path, query, ""))


def clean_address(url: str) -> str:
    """Return an address to ask for: as it is, but without fragment, tracking and session parameters."""
    head, mark, query = _PATH_SESSION.sub("", url.strip().partition("#")[0]).partition("?")
    kept = _without(_TRACKING, query)
    return head + mark + kept if kept.strip("&") else head


def host_of(url: str) -> str:
    """Return the host name of an address in lower case, without port; "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def domain_of(url: str) -> str:
    """Return the host name of an address without `www.`: the domain that names an outlet."""
    return host_of(url).removeprefix("www.")


def is_local(host: str) -> bool:
    """Tell whether a host name is a bare IP number or names this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _without(names: re.Pattern[str], query: str) -> str:
    """Return a query without the parameters that have one of the names."""
    return "&".join(part for part in query.split("&") if not names.fullmatch(part.partition("=")[0]))


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
