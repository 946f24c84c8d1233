"""公開済みの版の錠: holds every published edition to the SHA-256 that LOCK has of it."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

HOME = Path(__file__).parent
LOCK_NAME = "LOCK"
FOLDERS = ("clause_sets", "sheets")


def differing_editions(home: Path = HOME) -> tuple[str, ...]:
    """Editions whose file is not what LOCK says: changed, taken away, or not locked yet."""
    locked, found = locked_sums(home), edition_sums(home)
    return tuple(sorted(name for name in locked | found if locked.get(name) != found.get(name)))


def lines_for_new_editions(home: Path = HOME) -> str:
    """The lines to add to LOCK. A locked edition gets no new line: what is published stays."""
    locked = locked_sums(home)
    new = {name: sum_ for name, sum_ in edition_sums(home).items() if name not in locked}
    return "".join(f"{sum_}  {name}\n" for name, sum_ in new.items())


def locked_sums(home: Path = HOME) -> dict[str, str]:
    """What LOCK says, by the edition's path inside the storey; the form is that of sha256sum."""
    lines = (home / LOCK_NAME).read_text(encoding="utf-8").splitlines()
    return {name: sum_ for sum_, _, name in (line.partition("  ") for line in lines)}


def edition_sums(home: Path = HOME) -> dict[str, str]:
    """The SHA-256 of every edition file, in the order of folders and names."""
    files = (file for folder in FOLDERS for file in sorted((home / folder).glob("*.toml")))
    return {
        file.relative_to(home).as_posix(): sha256(file.read_bytes()).hexdigest() for file in files
    }


if __name__ == "__main__":
    sys.stdout.write(lines_for_new_editions())
