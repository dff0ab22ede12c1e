"""Why a server's certificate was refused: the verification is Twisted's, this only listens to what it says.

OpenSSL tells the server with an alert what is wrong with its certificate (RFC 8446, 6.2); Twisted's error does not.
"""

from __future__ import annotations

from typing import Any

from OpenSSL import SSL
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped,unused-ignore]

refused: dict[str, str] = {}
"""Host names of this process whose certificate was refused, with the reason."""

_ALERTS = {42: "damaged", 43: "of a kind not known", 44: "revoked", 45: "expired", 48: "of an issuer not trusted"}


@implementer(IPolicyForHTTPS)
class ListeningPolicy:
    """Another policy for HTTPS, with the alerts of its connections noted in `refused`."""

    def __init__(self, policy: Any) -> None:  # noqa: ANN401
        self._policy = policy

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: ANN401, N802
        """Return what makes the connections to a host."""
        return _ListeningCreator(self._policy.creatorForNetloc(hostname, port), hostname.decode("ascii"))


@implementer(IOpenSSLClientConnectionCreator)
class _ListeningCreator:
    def __init__(self, creator: Any, host: str) -> None:  # noqa: ANN401
        self._creator = creator
        self._host = host

    def clientConnectionForTLS(self, protocol: Any) -> SSL.Connection:  # noqa: ANN401, N802
        connection: SSL.Connection = self._creator.clientConnectionForTLS(protocol)
        connection.set_info_callback(self._listen)
        return connection

    def _listen(self, _: SSL.Connection, where: int, alert: int) -> None:
        if where == SSL.SSL_CB_WRITE_ALERT and alert & 0xFF in _ALERTS:
            refused[self._host] = _ALERTS[alert & 0xFF]
