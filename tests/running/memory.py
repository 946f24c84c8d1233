"""A folder for what tests throw away: in memory, where a disc would keep them all waiting."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY, DISC = Path("/dev/shm"), Path("/tmp")  # noqa: S108
ROOM = 4 * 2**30  # bytes: ten times what a run was seen to take at once


def place() -> Path:
    """Where to make folders that nobody keeps: memory, if there is enough of it to run from."""
    return MEMORY if _is_roomy(MEMORY) else DISC


@contextmanager
def folder(name: str, where: Path | None = None) -> Iterator[Path]:
    """A new folder with a short path, there or in the place above; gone afterwards."""
    made = Path(tempfile.mkdtemp(prefix=f"mitodoke-{name}-", dir=where or place()))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _is_roomy(where: Path) -> bool:
    if not (where.is_dir() and os.access(where, os.W_OK | os.X_OK)):
        return False
    found = os.statvfs(where)
    return found.f_bavail * found.f_frsize >= ROOM and not found.f_flag & os.ST_NOEXEC
