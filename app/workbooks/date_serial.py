"""日付の通し番号: Excel's numbers of days, and which cell styles make a number a date."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from app.workbooks.limits import Limits
from app.workbooks.package import Package
from app.workbooks.xml_part import Attributes, each_element

# Built-in formats of Japanese Excel (和暦 and 年月日) that have a number but no code in the file.
JAPANESE_DATE_FORMATS = frozenset((*range(27, 37), *range(50, 59)))
LONGEST_FORMAT = 255
EPOCH_1900 = date(1899, 12, 31)
EPOCH_1904 = date(1904, 1, 1)
DAY_THAT_NEVER_WAS = 60  # Excel's 29 February 1900
SECONDS = 24 * 60 * 60

Moment = date | datetime | time


def moment(serial: float, *, from_1904: bool) -> Moment | None:
    """The day of a serial number; with a time of day a datetime, below one day a time.

    None where Excel itself has no such day: before the epoch, after 9999, and 29 February 1900.
    """
    if serial < 0:
        return None
    days, seconds = divmod(round(serial * SECONDS), SECONDS)
    if days == 0 and seconds:
        return _time(seconds)
    day = _day(days, from_1904=from_1904)
    if day is None or not seconds:
        return day
    return datetime.combine(day, _time(seconds))


def _day(days: int, *, from_1904: bool) -> date | None:
    if not from_1904:
        if days in (0, DAY_THAT_NEVER_WAS):
            return None
        days -= days > DAY_THAT_NEVER_WAS
    try:
        return (EPOCH_1904 if from_1904 else EPOCH_1900) + timedelta(days=days)
    except OverflowError:
        return None


def _time(seconds: int) -> time:
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)


def date_styles(package: Package, part: str | None, limits: Limits) -> frozenset[str]:
    """The numbers of the cell styles (as cells write them) that show a number as a date or time."""
    codes: dict[str, str] = {}
    formats: list[str] = []

    def element(parent: str, name: str, attributes: Attributes) -> None:
        if name == "numFmt" and parent == "numFmts":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and parent == "cellXfs":
            formats.append(attributes.get("numFmtId", "0"))

    if part is not None:
        each_element(package, part, limits.small_part_bytes, element)
    dates = {number for number in set(formats) if _shows_date(number, codes)}
    return frozenset(str(style) for style, number in enumerate(formats) if number in dates)


def _shows_date(number: str, codes: dict[str, str]) -> bool:
    # Only here: it takes 12 MB, and most processes that show pages never read a book.
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    if number in codes:
        code = codes[number]
        return len(code) <= LONGEST_FORMAT and bool(is_date_format(code))
    if not (number.isascii() and number.isdigit() and len(number) < len("100")):
        return False
    return int(number) in JAPANESE_DATE_FORMATS or bool(
        is_date_format(BUILTIN_FORMATS.get(int(number), "General"))
    )
