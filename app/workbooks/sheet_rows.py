"""シートの行: the rows of one sheet, one after the other, only the cells that hold something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.workbooks import cell_value
from app.workbooks.cell_value import CellValue, Fault
from app.workbooks.package import DAMAGED, Package
from app.workbooks.problem import BrokenWorkbookError
from app.workbooks.tally import Tally
from app.workbooks.text_collector import TextCollector
from app.workbooks.xml_part import Attributes, ElementHandlers, feed, new_parser

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

SheetRow = tuple[int, list[tuple[int, CellValue]]]


@dataclass(frozen=True, slots=True)
class Shared:
    """What the cells of all sheets refer to."""

    texts: list[str | Fault]
    date_styles: frozenset[str]
    from_1904: bool


def column_number(letters: str) -> int:
    """A → 1, XFD → 16384; 0 where it is no column."""
    total = 0
    for letter in letters:
        if not "A" <= letter <= "Z" or total > LAST_COLUMN:
            return 0
        total = total * 26 + ord(letter) - ord("A") + 1
    return total if total <= LAST_COLUMN else 0


def column_letters(column: int) -> str:
    """1 → A, 16384 → XFD."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class SheetRows:
    """Reads a sheet's XML as it streams by; no row is made up, no empty cell is kept."""

    def __init__(self, shared: Shared, tally: Tally) -> None:
        self._shared = shared
        self._tally = tally
        self._limits = tally.limits
        self._collector = TextCollector(tally.limits.cell_text)
        self._columns: dict[str, int] = {}
        self._done: list[SheetRow] = []
        self._row = self._column = 0
        self._row_text = ""
        self._cells: list[tuple[int, CellValue]] = []
        self._type = self._style = ""
        self._has_formula = self._has_value = False

    def read(self, package: Package, part: str) -> Iterator[SheetRow]:
        collector = self._collector
        parser = new_parser()
        parser.CharacterDataHandler = collector.characters
        ElementHandlers(
            {
                "row": self._open_row,
                "c": self._open_cell,
                "f": self._open_formula,
                "v": self._open_value,
                "t": self._open_text,
                "rPh": collector.open_furigana,
            },
            {
                "row": self._close_row,
                "c": self._close_cell,
                "v": collector.stop,
                "t": collector.stop,
                "rPh": collector.close_furigana,
            },
        ).attach(parser)
        for _ in feed(parser, package.chunks(part)):
            yield from self._done
            self._done.clear()

    @property
    def row(self) -> int:
        """The row that was read last."""
        return self._row

    def _open_row(self, attributes: Attributes) -> None:
        given = attributes.get("r", "")
        number = int(given) if given else self._row + 1
        if not self._row < number <= LAST_ROW:
            raise BrokenWorkbookError(DAMAGED)
        self._tally.add_row()
        self._row, self._row_text = number, str(number)
        self._column = 0
        self._cells = []

    def _close_row(self) -> None:
        if self._cells:
            self._done.append((self._row, self._cells))

    def _open_cell(self, attributes: Attributes) -> None:
        self._tally.add_cell()
        reference = attributes.get("r")
        column = self._column + 1 if reference is None else self._column_of(reference)
        if not self._column < column <= LAST_COLUMN:
            raise BrokenWorkbookError(DAMAGED)
        self._column = column
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._has_formula = self._has_value = False
        self._collector.clear()

    def _column_of(self, reference: str) -> int:
        letters = reference.removesuffix(self._row_text)
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_number(letters)
        return column

    def _open_formula(self, _: Attributes) -> None:
        self._has_formula = True

    def _open_value(self, _: Attributes) -> None:
        self._has_value = True
        if self._type != "inlineStr":
            self._collector.listen()

    def _open_text(self, _: Attributes) -> None:
        if self._type == "inlineStr":
            self._collector.listen()

    def _close_cell(self) -> None:
        raw = self._collector.collected
        value = self._value(raw) if raw else self._empty()
        if value is None:
            return
        if self._column > self._limits.columns or self._row > self._limits.rows:
            self._refuse_far_cell()
        self._cells.append((self._column, value))

    def _empty(self) -> Fault | None:
        """A formula may well result in an empty text; with no result at all it is a fault."""
        is_empty_text = self._type == "str" and self._has_value
        if self._has_formula and not is_empty_text:
            return Fault("", cell_value.NO_RESULT)
        return None

    def _value(self, raw: str) -> CellValue:
        kind = self._type
        if kind == "s":
            return self._shared_text(raw)
        if kind in ("inlineStr", "str"):
            return self._own_text(raw)
        if kind == "n":
            if self._style in self._shared.date_styles:
                return cell_value.day(raw, from_1904=self._shared.from_1904)
            return cell_value.number(raw)
        return self._rare_value(kind, raw)

    def _rare_value(self, kind: str, raw: str) -> CellValue:
        if kind == "b":
            return cell_value.truth(raw)
        if kind == "e":
            return cell_value.error(raw)
        if kind == "d":
            return cell_value.iso_day(raw)
        raise BrokenWorkbookError(DAMAGED)

    def _shared_text(self, raw: str) -> str | Fault:
        if not (raw.isascii() and raw.isdigit() and len(raw) < len(str(LAST_ROW)) + 2):
            raise BrokenWorkbookError(DAMAGED)
        if int(raw) >= len(self._shared.texts):
            raise BrokenWorkbookError(DAMAGED)
        return self._shared.texts[int(raw)]

    def _own_text(self, raw: str) -> str | Fault:
        value = cell_value.text(raw, self._limits.cell_text)
        if isinstance(value, str):
            self._tally.add_text(value)
        return value

    def _refuse_far_cell(self) -> None:
        limits = self._limits
        letters = column_letters(self._column)
        raise BrokenWorkbookError(
            f"{letters}{self._row}のセルに値があります。読み込めるのは{limits.rows:,}行、"
            f"{limits.columns}列までです。離れたセルの値を削除してください。",
            row=self._row,
            column=letters,
        )
