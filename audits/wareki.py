"""和暦: Japanese era dates, read and written beside the western calendar."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Era:
    """One era (元号): its name, its letter and its first day."""

    name: str
    letter: str
    first_day: date


ERAS = (
    Era("令和", "R", date(2019, 5, 1)),
    Era("平成", "H", date(1989, 1, 8)),
    Era("昭和", "S", date(1926, 12, 25)),
    Era("大正", "T", date(1912, 7, 30)),
    Era("明治", "M", date(1868, 10, 23)),
)
_ERA_WORD = "|".join(f"{era.name}|{era.letter}" for era in ERAS)
_YEAR = r"(?P<year>[0-9]{1,4}|元)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<era>)(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
        r"(?P<era>)(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})",
        r"(?P<era>)(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日",
        rf"(?P<era>{_ERA_WORD}){_YEAR}年(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})日",
        rf"(?P<era>{_ERA_WORD}){_YEAR}\.(?P<month>[0-9]{{1,2}})\.(?P<day>[0-9]{{1,2}})",
        rf"(?P<era>{_ERA_WORD}){_YEAR}/(?P<month>[0-9]{{1,2}})/(?P<day>[0-9]{{1,2}})",
        rf"(?P<era>{_ERA_WORD}){_YEAR}-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}})",
    )
)


def era_of(day: date) -> Era | None:
    """The era that holds the day; None before 明治."""
    return next((era for era in ERAS if day >= era.first_day), None)


def _year_number(day: date, era: Era) -> int:
    return day.year - era.first_day.year + 1


def year_in_era(day: date) -> str:
    """令和8年, or 令和元年 for an era's first year; without 年: 令和8, 令和元."""
    era = era_of(day)
    if era is None:
        return f"{day.year:04}"
    number = _year_number(day, era)
    return f"{era.name}{'元' if number == 1 else number}"


def wareki(day: date) -> str:
    """令和8年11月20日; in the first year of an era 令和元年…; before 明治 the western year."""
    return f"{year_in_era(day)}年{day.month}月{day.day}日"


def wareki_with_western(day: date) -> str:
    """令和8年11月20日 (2026), as screens show it."""
    return f"{wareki(day)} ({day.year})"


def short_wareki(day: date) -> str:
    """R8.11.20, as tables and papers show it."""
    era = era_of(day)
    if era is None:
        return f"{day.year}.{day.month}.{day.day}"
    return f"{era.letter}{_year_number(day, era)}.{day.month}.{day.day}"


def year_from_era(text: str) -> int | None:
    """The western year of 令和8, R8, 平成元 and the like; None where it is no era year."""
    match = re.fullmatch(rf"(?P<era>{_ERA_WORD}){_YEAR}", text, re.IGNORECASE)
    return _western_year(match["era"], match["year"]) if match else None


def parse_date(text: str) -> date | None:
    """Reads 2026-11-20, 2026/11/20, 2026年11月20日, 令和8年11月20日, R8.11.20 in any width.

    An era's years run on beyond its end (平成31年5月1日 is 1 May 2019), as old papers have them;
    None where it is no day of the calendar.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    for form in _FORMS:
        if match := form.fullmatch(plain):
            return _day(match["era"], match["year"], int(match["month"]), int(match["day"]))
    return None


def _day(era_word: str, year_text: str, month: int, day: int) -> date | None:
    year = _western_year(era_word, year_text)
    try:
        return date(year, month, day) if year is not None else None
    except ValueError:
        return None


def _western_year(era_word: str, year_text: str) -> int | None:
    number = 1 if year_text == "元" else int(year_text)
    if not era_word:
        return number
    era = next(era for era in ERAS if era_word.upper() in (era.name, era.letter))
    return era.first_day.year + number - 1 if number >= 1 else None
