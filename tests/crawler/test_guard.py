# ruff: noqa: N802  (names that Twisted calls)
"""The guard: which addresses are public, and that only they are handed on."""

from __future__ import annotations

from typing import Any

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from crawler import guard
from crawler.guard import GuardedResolver, is_public


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "255.255.255.255",
        "224.0.0.1",
        "192.0.2.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "::10.0.0.1",
        "::ffff:0:10.0.0.1",
        "64:ff9b:1::a00:1",
        "fec0::1",
        "192.0.0.8",
        "nonsense",
    ],
)
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "203.162.4.190", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


class Reactor:
    """Resolves every name to a public and two private addresses."""

    def __init__(self) -> None:
        self.nameResolver: Any = self

    def installNameResolver(self, resolver: Any) -> None:  # noqa: ANN401
        self.nameResolver = resolver

    def resolveHostName(self, receiver: Any, name: str, port: int, *_: object) -> Any:  # noqa: ANN401
        receiver.resolutionBegan(None)
        receiver.addressResolved(IPv4Address("TCP", "1.1.1.1", port))
        receiver.addressResolved(IPv4Address("TCP", "10.0.0.1", port))
        receiver.addressResolved(IPv6Address("TCP", "::1", port))
        receiver.resolutionComplete()
        return receiver


class Receiver:
    def __init__(self) -> None:
        self.hosts: list[str] = []
        self.complete = False

    def resolutionBegan(self, resolution: object) -> None:
        assert not self.hosts

    def addressResolved(self, address: IPv4Address | IPv6Address) -> None:
        self.hosts.append(address.host)

    def resolutionComplete(self) -> None:
        self.complete = True


@pytest.mark.parametrize(
    ("name", "expected"), [("bao.vn", ["1.1.1.1"]), ("may-nay.vn", ["1.1.1.1", "10.0.0.1", "::1"])]
)
def test_only_public_addresses_are_handed_on(name: str, expected: list[str]) -> None:
    reactor = Reactor()
    GuardedResolver(reactor, frozenset({"may-nay.vn"})).install_on_reactor()
    receiver = Receiver()
    reactor.nameResolver.resolveHostName(receiver, name, 443)
    assert receiver.hosts == expected
    assert receiver.complete
    assert (name in guard.refused) is (len(expected) == 1)


def test_a_name_that_changes_its_answer_leads_to_no_private_address() -> None:
    """DNS rebinding: each connection goes to an address that was let through when it was resolved for it."""
    reactor = Reactor()
    answers = iter([["1.1.1.1"], ["10.0.0.1"], ["::ffff:169.254.169.254"], ["1.1.1.1"]])

    def resolve(receiver: Any, name: str, port: int, *_: object) -> Any:  # noqa: ANN401
        receiver.resolutionBegan(None)
        for address in next(answers):
            receiver.addressResolved((IPv6Address if ":" in address else IPv4Address)("TCP", address, port))
        receiver.resolutionComplete()

    reactor.resolveHostName = resolve  # type: ignore[method-assign]
    GuardedResolver(reactor, frozenset()).install_on_reactor()
    seen = []
    for _ in range(4):
        receiver = Receiver()
        reactor.nameResolver.resolveHostName(receiver, "doi.example", 443)
        seen.append(receiver.hosts)
    assert seen == [["1.1.1.1"], [], [], ["1.1.1.1"]]
    assert guard.refused["doi.example"] == "::ffff:169.254.169.254"
