"""読込みの上限: how much of a workbook is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Stated bounds of a 登録ブック; 10,000 contracts with 250,000 rows in all stay well inside.

    `ratio` holds for parts that unpack to more than `ratio_from` bytes: small ones may be dense.
    `cell_text` is Excel's own bound. `key_text` bounds what is compared and indexed, `name_text`
    titles and names, far beyond what any needs; `department_text` the names that are part of
    the keys of lists.
    """

    file_bytes: int = 64 * MIB
    entries: int = 1_000
    directory_bytes: int = 1 * MIB
    unpacked_bytes: int = 512 * MIB
    ratio: int = 100
    ratio_from: int = 32 * MIB
    small_part_bytes: int = 16 * MIB
    sheets: int = 100
    rows: int = 300_000
    rows_in_all: int = 600_000
    columns: int = 256
    cells_in_all: int = 8_000_000
    cell_text: int = 32_767
    shared_strings: int = 1_000_000
    text_in_all: int = 30_000_000
    key_text: int = 100
    name_text: int = 4_000
    department_text: int = 200
    list_entries: int = 1_000
    problems: int = 1_000


DEFAULT_LIMITS = Limits()
