"""読み残し: what somebody is still sending when too much of it is refused.

A browser reads the answer when all is sent. Where the server shuts the door before, it only says
that the connection broke off.
"""

from __future__ import annotations

from flask import request

MOST_BYTES = 64 * 1024 * 1024  # whoever sends more learns no more than that it broke off
AT_ONCE = 64 * 1024


def read_the_rest() -> None:
    """Reads it for nothing, where the server knows by itself where it ends; else it might wait."""
    if not request.environ.get("wsgi.input_terminated"):
        return
    stream, left = request.environ["wsgi.input"], MOST_BYTES
    while left > 0 and (read := stream.read(min(AT_ONCE, left))):
        left -= len(read)
