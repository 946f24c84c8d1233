"""The product as people run it: gunicorn with the settings of this very folder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60
HOST = "127.0.0.1"


@contextmanager
def served(data_dir: Path, database_url: str, font_dir: Path) -> Iterator[str]:
    """The server's address; it is stopped as a person stops it, and has to go in peace."""
    port = _free_port()
    server = start(data_dir, database_url, port, font_dir)
    try:
        _wait_for(server, port)
        yield f"http://{HOST}:{port}"
    finally:
        server.send_signal(signal.SIGINT)
        told, _ = server.communicate(timeout=PATIENCE_SECONDS)
    assert server.returncode == 0, told


def start(data_dir: Path, database_url: str, port: int, font_dir: Path) -> subprocess.Popen[str]:
    """A server that is on its way up."""
    return subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "wsgi:app"],
        cwd=ROOT,
        env=os.environ
        | {
            "MITODOKE_DATA_DIR": str(data_dir),
            "MITODOKE_DATABASE_URL": database_url,
            # Made once for all tests: cutting them anew takes longer than a browser waits.
            "MITODOKE_FONT_DIR": str(font_dir),
            "MITODOKE_PORT": str(port),
            "PYTHONUNBUFFERED": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _wait_for(server: subprocess.Popen[str], port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the server went down at once: {server.communicate()[0]}")
        with socket.socket() as door:
            if door.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the server did not come up")


def _free_port() -> int:
    with socket.socket() as door:
        door.bind((HOST, 0))
        return int(door.getsockname()[1])
