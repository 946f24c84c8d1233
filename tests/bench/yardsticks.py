"""物差し: plain work with the same libraries, that each measurement is held against."""

from __future__ import annotations

import hashlib
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook

from app.records import contracts, entries
from app.records.database import reading
from app.records.revisions import in_batches
from tests.bench.installation import Installation
from tests.bench.measured import Stopwatch

CHUNK = 1024 * 1024
PLAIN_CELLS = ("実地の確認", 2026, "担当2名", "業務部", 12)


def read_cells(watch: Stopwatch, book: Path) -> float:
    """openpyxl reads every cell of a book; the number of those that hold something."""
    with watch:
        opened = load_workbook(book, read_only=True)
        filled = 0
        for sheet in opened.worksheets:
            for row in sheet.iter_rows(values_only=True):
                filled += sum(value is not None for value in row)
        opened.close()
    return filled


def write_cells(watch: Stopwatch, like: Path, path: Path) -> float:
    """openpyxl writes a book with as many plain cells on as many rows as `like`; the rows."""
    with watch:
        book = Workbook(write_only=True)
        total = 0
        for rows, cells in _sizes(like):
            sheet = book.create_sheet()
            width = -(-cells // rows) if rows else 0
            line = [PLAIN_CELLS[at % len(PLAIN_CELLS)] for at in range(width)]
            for number in range(rows):
                sheet.append(line[: cells - number * width])
            total += rows
        book.save(path)
    return total


def rows_in(book: Path) -> int:
    """How many rows a book has on all its sheets."""
    return sum(rows for rows, _ in _sizes(book))


def _sizes(book: Path) -> list[tuple[int, int]]:
    """(rows, cells) of each sheet, counted in its XML."""
    with ZipFile(book) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        return [(_count(parts, name, b"<row "), _count(parts, name, b"<c ")) for name in names]


def _count(parts: ZipFile, name: str, tag: bytes) -> int:
    found, end = 0, b""
    with parts.open(name) as part:
        while chunk := part.read(CHUNK):
            found += (end + chunk).count(tag)
            end = chunk[1 - len(tag) :]
    return found


def hash_entries(watch: Stopwatch, installation: Installation) -> float:
    """SHA-256 over the canonical form of every entry; the number of entries."""
    hashed = 0
    with installation.running(), reading() as session:
        for ids in in_batches([head.id for head in contracts.heads(session)]):
            chains = entries.chains(session, ids).values()
            forms = [entry.canonical() for chain in chains for entry, _ in chain]
            with watch:
                for form in forms:
                    hashlib.sha256(form).hexdigest()
            hashed += len(forms)
    return hashed
