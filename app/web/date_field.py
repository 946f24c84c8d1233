"""日付の欄: three boxes for a day of either calendar; the first takes a whole date as well."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from wtforms import Field

from audits.wareki import parse_date, year_from_era

WORDS = {"year": "年", "month": "月", "day": "日"}
LONGEST = 40  # 令和8年11月20日 with blanks; nothing longer is a date
FIRST_YEAR, LAST_YEAR = 1900, 2199
LOOKS_WHOLE = re.compile(r"[-./月]")
NO_DAY = "暦にない日か、日付として読めない形です。2026-11-20、R8.11.20 のように入れてください。"
YEAR_HELP = "「年」は 2026、R8、令和8 のように入れてください。"


class DayError(ValueError):
    """What was typed is no day; the message says why, `parts` which boxes have to be changed."""

    def __init__(self, message: str, parts: Sequence[str]) -> None:
        super().__init__(message)
        self.parts = frozenset(parts)


class DateBox(NamedTuple):
    """One of the three boxes as it is drawn."""

    part: str
    id: str
    words: str
    value: str
    wrong: bool


class DateBoxes(Field):
    """年・月・日: the boxes NAME-year, NAME-month and NAME-day; an address may say NAME."""

    data: date | None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._typed: dict[str, str] | None = None
        self._wrong: frozenset[str] = frozenset()

    def process(self, formdata: Any, *args: Any, **options: Any) -> None:
        self._wrong = frozenset()
        self._typed = None if formdata is None else self._from(formdata)
        super().process(formdata, *args, **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = self._typed or dict.fromkeys(WORDS, "")
        self.raw_data = ["".join(typed.values())]  # what 必須 and 任意 look at
        try:
            self.data = read_day(**typed)
        except DayError as refused:
            self.data, self._wrong = None, refused.parts
            raise

    @property
    def boxes(self) -> list[DateBox]:
        """As typed; as the day on file where nobody has typed yet."""
        shown = self._typed if self._typed is not None else self._on_file()
        wrong = self._wrong or (frozenset(WORDS) if self.errors else frozenset())
        return [
            DateBox(part, self._box(part), words, shown[part], part in wrong)
            for part, words in WORDS.items()
        ]

    @property
    def first_box_id(self) -> str:
        """The box to begin with: the first wrong one."""
        return next((box.id for box in self.boxes if box.wrong), self._box("year"))

    def _box(self, part: str) -> str:
        return f"{self.name}-{part}"

    def _on_file(self) -> dict[str, str]:
        return {part: str(getattr(self.data, part)) if self.data else "" for part in WORDS}

    def _from(self, formdata: Any) -> dict[str, str]:
        typed = {part: str(formdata.get(self._box(part), "")) for part in WORDS}
        whole = str(formdata.get(self.name, ""))
        if whole and not any(typed.values()):
            found = _whole_day(whole)
            typed = (
                {part: str(getattr(found, part)) for part in WORDS}
                if found
                else typed | {"year": whole}
            )
        return {part: text[: LONGEST + 1].strip() for part, text in typed.items()}


def read_day(year: str, month: str, day: str) -> date | None:
    """The day that three boxes say, or the first one alone; None where all are blank."""
    typed = {"year": _plain(year), "month": _plain(month), "day": _plain(day)}
    if not any(typed.values()):
        return None
    alone = not typed["month"] and not typed["day"]
    if typed["year"] and (alone or LOOKS_WHOLE.search(typed["year"])):
        # Beside a day that the page has proposed, what was typed whole is what was meant.
        whole = _whole_day(typed["year"])
        if whole is not None:
            return _within_bounds(whole)
        if LOOKS_WHOLE.search(typed["year"]):
            raise DayError(NO_DAY, ["year"])
    missing = [part for part, text in typed.items() if not text]
    if missing:
        named = "と".join(f"「{WORDS[part]}」" for part in missing)
        raise DayError(f"{named}を入れてください。", missing)
    return _within_bounds(_day(**typed))


def _day(year: str, month: str, day: str) -> date:
    years, months, days = _year(year), _number(month, "month"), _number(day, "day")
    try:
        return date(years, months, days)
    except ValueError:
        parts = ("month", "day") if 1 <= months <= 12 else ("month",)
        message = f"{years}年{months}月{days}日は暦にない日です。"
        raise DayError(message, parts) from None


def _year(text: str) -> int:
    plain = text.removesuffix("年")
    if re.fullmatch(r"[0-9]{4}", plain):
        return int(plain)
    found = year_from_era(plain)
    if found is None:
        raise DayError(YEAR_HELP, ["year"])
    return found


def _number(text: str, part: str) -> int:
    plain = text.removesuffix(WORDS[part])
    if not re.fullmatch(r"[0-9]{1,2}", plain):
        raise DayError(f"「{WORDS[part]}」は数字で入れてください。", [part])
    return int(plain)


def _whole_day(text: str) -> date | None:
    return parse_date(text) if len(text) <= LONGEST else None


def _within_bounds(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = f"{FIRST_YEAR}年から{LAST_YEAR}年までの日を入れてください。"
        raise DayError(message, ["year"])
    return day


def _plain(text: str) -> str:
    """Full-width digits are digits, blanks between them are nothing."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text[: LONGEST + 1]))
