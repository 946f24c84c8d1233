"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket, gone afterwards."""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.running import memory

START_SECONDS = 60
STOP_SECONDS = 20
# Rows are ordered as in Japanese unless a column says otherwise: what relies on code-point order
# without saying so is found. The second is for a server that was built without ICU.
LOCALES = (
    ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=ja-JP"),
    ("--locale=C",),
)
# Nothing here has to survive a power cut.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "timezone": "Asia/Tokyo",
}


class ServerError(RuntimeError):
    """The server could not be made or did not start; the message holds what it wrote."""


@dataclass(frozen=True)
class Account:
    """Who the server runs as: PostgreSQL refuses to run as root."""

    uid: int | None = None  # none: as we are
    gid: int | None = None

    @classmethod
    def of_the_server(cls) -> Account:
        if os.geteuid() != 0:
            return cls()
        known = {entry.pw_name: entry for entry in pwd.getpwall()}
        entry = known.get("postgres") or known["nobody"]
        return cls(entry.pw_uid, entry.pw_gid)

    def own(self, folder: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)

    def start(self, command: list[str], log: Path) -> subprocess.Popen[bytes]:
        """Starts a program as this account, out of reach of the terminal's Ctrl-C."""
        with log.open("ab") as output:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
                start_new_session=True,
                user=self.uid,
                group=self.gid,
                extra_groups=None if self.uid is None else [],
            )


@contextmanager
def running(programs: Path, where: Path = memory.DISC) -> Iterator[str]:
    """Runs a new, empty server from the folder of programs; gives its URL and removes it again.

    `where`: what it keeps is there, and no longer than it runs.
    """
    account = Account.of_the_server()
    # Not in $TMPDIR: the path of a socket must be short, and the account must be able to reach it.
    with memory.folder("postgres", where) as folder:
        account.own(folder)
        try:
            _make_cluster(programs, folder, account)
            server = account.start(_server_command(programs, folder), folder.with_suffix(".log"))
            try:
                _wait_until_ready(server, folder)
                yield _url(folder)
            finally:
                _stop(server)
        finally:
            folder.with_suffix(".log").unlink(missing_ok=True)


def _make_cluster(programs: Path, folder: Path, account: Account) -> None:
    log = folder.with_suffix(".log")
    for locale in LOCALES:
        command = [
            *(str(programs / "initdb"), "--pgdata", str(folder / "data"), "--no-sync"),
            *("--username=mitodoke", "--auth=trust", "--encoding=UTF8", *locale),
        ]
        if account.start(command, log).wait() == 0:
            return
    raise ServerError(log.read_text(errors="replace"))


def _server_command(programs: Path, folder: Path) -> list[str]:
    settings = SETTINGS | {"unix_socket_directories": str(folder)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [str(programs / "postgres"), "-D", str(folder / "data"), *options]


def _url(folder: Path) -> str:
    return f"postgresql+psycopg://mitodoke@/postgres?host={folder}"


def _wait_until_ready(server: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(START_SECONDS * 20):
        try:
            psycopg.connect(host=str(folder), user="mitodoke", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
        time.sleep(0.05)
    raise ServerError(folder.with_suffix(".log").read_text(errors="replace"))


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # PostgreSQL's "fast": sends everybody home
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()
