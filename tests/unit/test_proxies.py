"""Whose word counts for where a request comes from."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from app.web.proxies import TrustedProxies

OURS = [ip_network("10.0.0.0/8"), ip_network("2001:db8::1")]


def seen(peer: str, forwarded: str | None = None, proto: str | None = None) -> tuple[str, str]:
    """The address and protocol that the application sees."""
    environ = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http"}
    if forwarded is not None:
        environ["HTTP_X_FORWARDED_FOR"] = forwarded
    if proto is not None:
        environ["HTTP_X_FORWARDED_PROTO"] = proto
    told: dict[str, str] = {}

    def application(given, _start):
        told.update(given)
        return []

    list(TrustedProxies(application, OURS)(environ, lambda *_: lambda _: None))
    assert [name for name in told if name.startswith("HTTP_X_FORWARDED")] == []
    return told["REMOTE_ADDR"], told["wsgi.url_scheme"]


def test_a_client_that_comes_directly_cannot_say_it_is_somebody_else():
    assert seen("192.0.2.7", "198.51.100.1", "https") == ("192.0.2.7", "http")


def test_a_proxy_of_ours_is_believed():
    assert seen("10.0.0.1", "192.0.2.7", "https") == ("192.0.2.7", "https")


def test_what_a_client_put_before_the_proxys_word_is_not_believed():
    assert seen("10.0.0.1", "198.51.100.1, 192.0.2.7") == ("192.0.2.7", "http")


def test_through_several_proxies_of_ours_the_first_stranger_counts():
    assert seen("2001:db8::1", "198.51.100.1, 192.0.2.7, 10.3.2.1")[0] == "192.0.2.7"


@pytest.mark.parametrize("forwarded", [None, "", "unknown", "192.0.2.7\r\nX: y", "10.0.0.9", "<b>"])
def test_a_proxy_that_says_nothing_sensible_stands_for_itself(forwarded):
    assert seen("10.0.0.1", forwarded)[0] == "10.0.0.1"


def test_a_protocol_that_nobody_knows_changes_nothing():
    assert seen("10.0.0.1", "192.0.2.7", "gopher") == ("192.0.2.7", "http")
