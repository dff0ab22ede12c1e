"""No outlet is asked by a stranger: whom to write to is checked before anything is fetched."""

from __future__ import annotations

import pytest

from crawler.contact import ContactError, check_contact, user_agent
from crawler.source import Source

OUTLET = Source(slug="bao", name="Báo", domains=("bao.vn",))
OWN = Source(slug="rieng", name="Riêng", domains=("rieng.example",), private=True)


@pytest.mark.parametrize("contact", ["an@example.org", "https://example.org/thidua?a=b", "http://a.vn"])
def test_a_mail_or_web_address_is_a_contact(contact: str) -> None:
    check_contact([OUTLET, OWN], contact)
    assert user_agent(contact).endswith(f"(+{contact})")


@pytest.mark.parametrize(
    "contact",
    [
        *("An", "an@", "an@example", "@example.org", "a@b.vn\nX: y", "ấn@example.org", "a@b.vn)"),
        *("ftp://example.org", "https://", "https://a b.vn", "https://localhost", "https://a.vn)\r\n"),
    ],
)
def test_anything_else_is_none(contact: str) -> None:
    with pytest.raises(ContactError, match="is neither a mail address nor a web address"):
        check_contact([OWN], contact)


@pytest.mark.parametrize("contact", [None, ""])
def test_an_outlet_needs_a_contact_and_a_private_source_none(contact: str | None) -> None:
    check_contact([OWN], contact)
    with pytest.raises(ContactError, match=r"^Báo has to be told whom to write to: .*--contact or THIDUA_CONTACT"):
        check_contact([OWN, OUTLET], contact)
