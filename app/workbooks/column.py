"""シートと列: what a sheet of a workbook looks like, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from app.workbooks.code import CodeList
from app.workbooks.limits import DEFAULT_LIMITS


class Kind(Enum):
    """What a column holds; the value is the form as 項目定義 states it."""

    KEY = "番号（文字列。全角・半角は区別しない）"
    TEXT = "文字列"
    NAME = f"文字列（{DEFAULT_LIMITS.name_text:,}文字まで）"
    LIST = "文字列の並び（、または , または改行で区切る）"
    KEYS = "番号の並び（、または , または改行で区切る）"
    DATE = "日付（例: 2026-11-20、令和8年11月20日）"
    DATES = "日付の並び（、または , または改行で区切る）"
    YES_NO = "有／無（はい／いいえ、○／×も可。空欄は無）"
    CHOICE = "選択（コード表の値）"
    COUNT = "整数（0以上）"
    BRANCH = "整数（0以上。空欄は0で、受託者本人）"
    ROUND = "整数（1以上。空欄は1）"
    FISCAL_YEAR = "年度（例: 2026、2026年度、令和8年度）"
    PERIOD = "期間（例: 2026-10、2026Q3、2026上、2026下、2026年度。日付のセルはその月）"
    OCCURRENCE = "期間または日付（例: 2026-10、2026Q3、2026-11-20）"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its exact heading, its name in code, what it holds and what that means.

    `least` is the smallest whole number that may stand there. `codes` are the words of a CHOICE.
    """

    heading: str
    field: str
    kind: Kind
    meaning: str
    required: bool = False
    codes: CodeList | None = None
    least: int = 0

    @property
    def form(self) -> str:
        """How a value is written, for 項目定義."""
        if self.codes is not None:
            return f"{self.kind.value}: {'／'.join(self.codes.words)}"
        return self.kind.value


@dataclass(frozen=True)
class SheetSpec:
    """A sheet: its name, the fields that tell its rows apart, its columns in order."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = False

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Where a column stands, by its field and by its heading."""
        places = {column.field: place for place, column in enumerate(self.columns)}
        return places | {column.heading: place for place, column in enumerate(self.columns)}

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns)

    def column(self, field: str) -> Column:
        """The column with this field or heading."""
        return self.columns[self.index[field]]
