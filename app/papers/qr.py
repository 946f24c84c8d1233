"""The QR code that carries a paper's contract number, number of entries and hash."""

from __future__ import annotations

from collections.abc import Iterator

import segno

from app.papers.sheet import Sheet

SIDE = 20.0
MOST_BYTES = 600  # beyond this the squares become too fine for a copier at 20 mm


def draw_qr(sheet: Sheet, x: float, y: float, text: str) -> None:
    """Drawn 20 mm wide with its top left at x, y; the caller leaves the quiet zone around it.

    Marked as UTF-8 (ECI 26): without the mark readers take Japanese numbers for Shift_JIS.
    """
    if not 0 < len(text.encode()) <= MOST_BYTES:
        return
    code = segno.make(text, error="m", encoding="utf-8", eci=True, boost_error=False, micro=False)
    module = SIDE / len(code.matrix)
    sheet.blocks(_runs(code.matrix, x, y, module))


def _runs(
    matrix: tuple[bytearray, ...], x: float, y: float, module: float
) -> Iterator[tuple[float, float, float, float]]:
    """Neighbouring dark squares of a line as one field."""
    for row, squares in enumerate(matrix):
        start = 0
        for stop in range(1, len(squares) + 1):
            if stop < len(squares) and squares[stop] == squares[start]:
                continue
            if squares[start]:
                yield x + start * module, y + row * module, (stop - start) * module, module
            start = stop
