"""番号の読み方: what an address names a fact by: 2026-1-2 of a finding, 3 of a certificate."""

from __future__ import annotations

from app.acts.loading.sheet_map import SheetMap
from app.acts.loading.sheets import INSPECTIONS
from app.workbooks.column import Kind
from app.workbooks.registration import REGISTRATION

NUMBERS = frozenset({Kind.FISCAL_YEAR, Kind.ROUND})
LONGEST = 200
MOST_DIGITS = 18  # what both databases hold as a whole number


def row_number(said: str) -> int | None:
    """The number of a row as an address or a form gives it; None where it can be none."""
    fits = said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS
    return int(said) if fits else None


def key_of(sheet: SheetMap, said: str) -> dict[str, str | int | None] | None:
    """The columns that the text names, by the table's names; None where it cannot be a key.

    Years and rounds stand in front; the number at the end may hold a hyphen itself. An inspection
    named by its year alone is the one of that year which still waits to be carried out.
    """
    if sheet is INSPECTIONS and said.isascii() and said.isdigit() and len(said) <= 4:
        return {"fiscal_year": int(said), "carried_out_on": None}
    columns = sheet.key_columns
    if not columns or len(said) > LONGEST:
        return None if said else {}
    parts = said.split("-", len(columns) - 1)
    if len(parts) < len(columns):
        return None
    spec = REGISTRATION[sheet.sheet]
    found: dict[str, str | int | None] = {}
    for column, part in zip(columns, parts, strict=True):
        if spec.column(sheet.headings[column]).kind in NUMBERS:
            if not part.isascii() or not part.isdigit() or len(part) > 4:
                return None
            found[column] = int(part)
        else:
            found[column] = part
    return found
