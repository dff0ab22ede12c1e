"""A guard on the way out: no connection to a private address, whatever a link, a redirect or a name server says.

It stands where names become addresses, and the connection goes to the very addresses that it let through, so a name
that changes its answer between a check and a connection gains nothing. Bare IP numbers pass here too.
"""

from __future__ import annotations

import ipaddress
from typing import Any, Self

from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped,unused-ignore]

PRIVATE_HOSTS_SETTING = "THIDUA_PRIVATE_HOSTS"
"""Scrapy setting: host names that may have private addresses, of private sources only."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is given out for the public Internet (RFC 4291, 2.4; IANA)."""
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")
"""Of special purposes (RFC 6890), some of which count as global."""

refused: dict[str, str] = {}
"""Host names of this process that were refused, with the address that was the reason."""


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public Internet; addresses within addresses are looked into."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip not in _UNICAST:
            return False
    elif ip in _PROTOCOLS:
        return False
    return ip.is_global and not ip.is_multicast


@implementer(IResolutionReceiver)
class _Sieve:
    """Hands on the public addresses of one name."""

    def __init__(self, receiver: Any, name: str) -> None:  # noqa: ANN401
        self._receiver = receiver
        self._name = name

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: ANN401, N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: ANN401, N802
        if is_public(address.host):
            self._receiver.addressResolved(address)
        else:
            refused[self._name] = address.host

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver:
    """The name resolver of the crawl, for Scrapy's setting `TWISTED_DNS_RESOLVER`."""

    def __init__(self, reactor: Any, private_hosts: frozenset[str]) -> None:  # noqa: ANN401
        self._reactor = reactor
        self._inner = reactor.nameResolver
        self._private_hosts = private_hosts

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Self:  # noqa: ANN401
        """Return the resolver that the settings ask for."""
        return cls(reactor, frozenset(crawler.settings.getlist(PRIVATE_HOSTS_SETTING)))

    def install_on_reactor(self) -> None:
        """Put the guard before the reactor's own resolver."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Any,  # noqa: ANN401, N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Any = None,  # noqa: ANN401, N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:  # noqa: ANN401
        """Resolve a name as the reactor does, without its private addresses."""
        receiver = resolutionReceiver
        if hostName not in self._private_hosts:
            receiver = _Sieve(resolutionReceiver, hostName)
        return self._inner.resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)
