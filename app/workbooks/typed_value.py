"""列の値: what a cell means in its column, or the sentence on what is expected there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from app.workbooks.cell_value import UNUSABLE_CHARACTER, CellValue, Fault
from app.workbooks.column import Column, Kind
from app.workbooks.limits import Limits
from app.workbooks.occurrence import Occurrence
from app.workbooks.problem import UNPRINTABLE, shown
from audits.fiscal_year import FiscalYear
from audits.period import Period
from audits.wareki import parse_date

FIRST_YEAR, LAST_YEAR = 1900, 2999
LARGEST_COUNT = 999_999_999
LARGEST_BRANCH = 9_999
SEPARATORS = re.compile("[、,\r\n]")
YES = frozenset(["有", "はい", "○", "〇", "◯"])
NO = frozenset(["無", "いいえ", "×", "✕"])

EXPECT_TEXT = "文字で入力してください。日付、時刻、TRUE／FALSEになっています。"
EXPECT_DATE = "日付で入力してください（例: 2026-11-20、令和8年11月20日）。"
EXPECT_DAY_ONLY = "時刻が付いています。日付だけを入力してください。"
EXPECT_YEAR = f"日付と年度は{FIRST_YEAR}年から{LAST_YEAR}年までで入力してください。"
EXPECT_YES_NO = "有か無で入力してください（はい／いいえ、○／×も使えます）。"
EXPECT_FISCAL_YEAR = "年度で入力してください（例: 2026、2026年度、令和8年度）。"
EXPECT_PERIOD = (
    "期間で入力してください（例: 2026-10、2026Q3、2026上、2026下、2026年度。日付のセルはその月）。"
)
EXPECT_OCCURRENCE = "期間か日付で入力してください（例: 2026-10、2026Q3、2026年度、2026-11-20）。"

Typed = Any
Reading = Callable[[CellValue, Column, Limits], Typed]


def typed(value: CellValue, column: Column, limits: Limits) -> Typed:
    """The value of the column's kind; None for a blank, a Fault where it cannot be taken."""
    if isinstance(value, Fault):
        return value
    if isinstance(value, str) and not value.strip():
        return None
    return _READINGS[column.kind](value, column, limits)


def plain(text: str) -> str:
    """As keys and choices are compared: after NFKC, without blanks around."""
    return unicodedata.normalize("NFKC", text).strip()


def _fault(value: CellValue, message: str) -> Fault:
    return Fault(shown(value), message)


def _text(value: CellValue, *_: object) -> str | Fault:
    """As typed; a number as it is read (12.0 → 12)."""
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, date, time, Fault)):
        return _fault(value, EXPECT_TEXT)
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.15g}"
    return str(int(value))


def _name(value: CellValue, _: Column, limits: Limits) -> str | Fault:
    text = _text(value)
    if isinstance(text, Fault) or len(text) <= limits.name_text:
        return text
    return _fault(
        text, f"{limits.name_text:,}文字までで入力してください（{len(text):,}文字あります）。"
    )


def _plain_text(value: CellValue) -> str | Fault:
    text = _text(value)
    return text if isinstance(text, Fault) else plain(text)


def _key(value: CellValue, _: Column, limits: Limits) -> str | Fault:
    text = _plain_text(value)
    return text if isinstance(text, Fault) else _checked_key(text, limits)


def _checked_key(text: str, limits: Limits) -> str | Fault:
    if len(text) > limits.key_text:
        return _fault(text, f"番号は{limits.key_text}文字までで入力してください。")
    if UNPRINTABLE.search(text):
        return _fault(text, f"番号に改行などの{UNUSABLE_CHARACTER}")
    return text


def _parts(value: CellValue, limits: Limits) -> tuple[str, ...] | Fault:
    text = _plain_text(value)
    if isinstance(text, Fault):
        return text
    parts = tuple(part for piece in SEPARATORS.split(text) if (part := piece.strip()))
    if len(parts) > limits.list_entries:
        return _fault(value, f"1つのセルに並べられるのは{limits.list_entries:,}個までです。")
    return parts


def _list(value: CellValue, _: Column, limits: Limits) -> tuple[str, ...] | Fault | None:
    return _parts(value, limits) or None


def _keys(value: CellValue, _: Column, limits: Limits) -> tuple[str, ...] | Fault | None:
    parts = _parts(value, limits)
    if isinstance(parts, Fault):
        return parts
    faults = (key for part in parts if isinstance(key := _checked_key(part, limits), Fault))
    return next(faults, parts or None)


def _date(value: CellValue, *_: object) -> date | Fault:
    if isinstance(value, datetime):
        return _fault(value, EXPECT_DAY_ONLY)
    day = parse_date(value) if isinstance(value, str) else value
    if not isinstance(day, date):
        return _fault(value, EXPECT_DATE)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return _fault(value, EXPECT_YEAR)
    return day


def _dates(value: CellValue, _: Column, limits: Limits) -> tuple[date, ...] | Fault | None:
    """A date cell, or dates in a text, each in any form; the first that is none is the fault."""
    if not isinstance(value, str):
        day = _date(value)
        return day if isinstance(day, Fault) else (day,)
    parts = _parts(value, limits)
    if isinstance(parts, Fault):
        return parts
    days = [_date(part) for part in parts]
    faults = (day for day in days if isinstance(day, Fault))
    return next(faults, tuple(day for day in days if not isinstance(day, Fault)) or None)


def _yes_no(value: CellValue, *_: object) -> bool | Fault:
    word = plain(value) if isinstance(value, str) else None
    if word in YES:
        return True
    return False if word in NO else _fault(value, EXPECT_YES_NO)


def _choice(value: CellValue, column: Column, _: Limits) -> str | Fault:
    words = column.codes.words if column.codes else ()
    word = plain(value) if isinstance(value, str) else None
    if word in words:
        return word
    return _fault(value, f"次のどれかで入力してください: {'、'.join(words)}。")


def _whole(value: CellValue, least: int, most: int) -> int | Fault:
    if isinstance(value, str):
        digits = plain(value).replace(",", "")
        value = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else value
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
        return value
    return _fault(value, f"{least:,}から{most:,}までの整数で入力してください。")


def _count(value: CellValue, column: Column, _: Limits) -> int | Fault:
    return _whole(value, column.least, LARGEST_COUNT)


def _branch(value: CellValue, column: Column, _: Limits) -> int | Fault:
    return _whole(value, column.least, LARGEST_BRANCH)


def _fiscal_year(value: CellValue, *_: object) -> FiscalYear | Fault:
    text = _text(value)
    year = None if isinstance(text, Fault) else FiscalYear.parse(text)
    if year is None:
        return _fault(value, EXPECT_FISCAL_YEAR)
    return year if FIRST_YEAR <= year.start <= LAST_YEAR else _fault(value, EXPECT_YEAR)


def _period(value: CellValue, *_: object) -> Period | Fault:
    """A period by its name; a real date cell stands for its month, a date as text for nothing."""
    if isinstance(value, date):
        day = _date(value)
        return day if isinstance(day, Fault) else Period.month_of(day)
    period = Period.parse(value) if isinstance(value, str) else None
    if period is None:
        return _fault(value, EXPECT_PERIOD)
    return period if FIRST_YEAR <= period.year <= LAST_YEAR else _fault(value, EXPECT_YEAR)


def _occurrence(value: CellValue, *_: object) -> Occurrence | Fault:
    if isinstance(value, str) and Period.parse(value):
        period = _period(value)
        return period if isinstance(period, Fault) else Occurrence(period=period)
    day = _date(value)
    if isinstance(day, Fault):
        return Fault(day.shown, EXPECT_OCCURRENCE) if day.message == EXPECT_DATE else day
    return Occurrence(day=day, from_date_cell=not isinstance(value, str))


_READINGS: Mapping[Kind, Reading] = {
    Kind.KEY: _key,
    Kind.TEXT: _text,
    Kind.NAME: _name,
    Kind.LIST: _list,
    Kind.KEYS: _keys,
    Kind.DATE: _date,
    Kind.DATES: _dates,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.COUNT: _count,
    Kind.BRANCH: _branch,
    Kind.ROUND: _branch,
    Kind.FISCAL_YEAR: _fiscal_year,
    Kind.PERIOD: _period,
    Kind.OCCURRENCE: _occurrence,
}
