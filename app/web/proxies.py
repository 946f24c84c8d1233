"""中継: behind a proxy the address is what that proxy says; from anybody else it is no evidence."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

Network = IPv4Network | IPv6Network
FORWARDED = "HTTP_X_FORWARDED_FOR"
PROTOCOL = "HTTP_X_FORWARDED_PROTO"


class TrustedProxies:
    """Puts the client's address and protocol in place, and takes away what clients claim."""

    def __init__(self, app: WSGIApplication, networks: Iterable[Network]) -> None:
        self._app = app
        self._networks = tuple(networks)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        claimed = {name: environ[name] for name in environ if name.startswith("HTTP_X_FORWARDED_")}
        for name in claimed:
            del environ[name]
        if self._trusts(environ.get("REMOTE_ADDR", "")):
            self._believe(environ, claimed)
        return self._app(environ, start)

    def _believe(self, environ: WSGIEnvironment, claimed: dict[str, str]) -> None:
        """The last address that is no proxy of ours: each proxy adds whom it heard from."""
        heard = [part.strip() for part in claimed.get(FORWARDED, "").split(",")]
        client = next((part for part in reversed(heard) if not self._trusts(part)), "")
        if _is_address(client):
            environ["REMOTE_ADDR"] = client
        if claimed.get(PROTOCOL) in ("http", "https"):
            environ["wsgi.url_scheme"] = claimed[PROTOCOL]

    def _trusts(self, address: str) -> bool:
        return _is_address(address) and any(ip_address(address) in net for net in self._networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
