"""The programs outside Python that some tests need: found, or installed where that is possible."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DEBIAN_SERVERS = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Program:
    """One program; its name is also the tests' marker and the end of the option --without-…"""

    name: str
    find: Callable[[], Path | None]
    debian_packages: tuple[str, ...]

    def find_or_install(self) -> Path | None:
        return self.find() or (self._install() and self.find()) or None

    def _install(self) -> bool:
        """Debian's packages, where we are root on a Debian; else the person has to see to it."""
        if not shutil.which("apt-get") or os.geteuid() != 0:
            return False
        print(f"{self.name}: installing {' '.join(self.debian_packages)} …", flush=True)
        options = ("-qq", "-y", "--no-install-recommends")
        return _apt_get("update", "-qq") and _apt_get("install", *options, *self.debian_packages)


def _apt_get(*arguments: str) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", *arguments],  # noqa: S607 — apt-get is where the machine has it
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout, done.stderr, flush=True)
    return done.returncode == 0


def postgres_programs() -> Path | None:
    """The folder with PostgreSQL's initdb and postgres: Debian's newest, or the PATH's."""
    servers = [path.parent for path in DEBIAN_SERVERS.glob("*/bin/initdb")]
    if servers:
        return max(servers, key=lambda folder: float(folder.parent.name))
    on_path = shutil.which("initdb")
    folder = Path(on_path).resolve().parent if on_path else None
    return folder if folder and (folder / "postgres").exists() else None


def libreoffice() -> Path | None:
    """LibreOffice's program for the command line."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found) if found else None


def chromium() -> Path | None:
    """A Chromium that Playwright can drive; it brings none of its own."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else None


POSTGRESQL = Program("postgresql", postgres_programs, ("postgresql",))
LIBREOFFICE = Program("libreoffice", libreoffice, ("libreoffice-calc-nogui",))
BROWSER = Program("browser", chromium, ("chromium", "fonts-noto-cjk"))
PROGRAMS = (POSTGRESQL, LIBREOFFICE, BROWSER)
