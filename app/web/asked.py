"""問い: what the address asks of a list, read without trusting it; what cannot be is said."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

from app.web.date_field import LONGEST as LONGEST_DAY
from app.web.date_field import WORDS, DateBox, DayError, read_day
from audits.fiscal_year import FiscalYear
from audits.wareki import parse_date, wareki

LONGEST = 200
MOST_PAGES = 10**6
Member = TypeVar("Member", bound=Enum)


class Asked:
    """The parameters of a list; `problems` are sentences on those that were not understood."""

    def __init__(self, parameters: Mapping[str, str]) -> None:
        self._parameters = parameters
        self.problems: list[str] = []

    def text(self, name: str) -> str:
        """At most LONGEST characters, printable; blank where it is not given."""
        words = self._parameters.get(name, "")
        if len(words) > LONGEST:
            self.problems.append(f"検索の言葉は{LONGEST}文字までです。先頭だけで探しました。")
        return "".join(c for c in words[:LONGEST] if c.isprintable()).strip()

    def member(self, name: str, members: type[Member]) -> Member | None:
        """A member of an enum by its value; None where it is not given or unknown."""
        value = self.text(name)
        if not value:
            return None
        for member in members:
            if member.value == value:
                return member
        sentence = f"「{value[:40]}」という選択肢はないため、絞り込みに使いませんでした。"
        self.problems.append(sentence)
        return None

    def fiscal_year(self, name: str) -> FiscalYear | None:
        """A fiscal year in any of the forms that a clerk may write."""
        value = self.text(name)
        year = FiscalYear.parse(value) if value else None
        if value and year is None:
            sentence = "は年度として読めません。2026、令和8年度のように入れてください。"
            self.problems.append(f"「{value[:40]}」{sentence}")
        return year

    def day(self, name: str, default: date) -> date:
        """A day said whole in NAME, or in the boxes NAME-year, NAME-month and NAME-day."""
        try:
            found = self._day(name)
        except DayError as refused:
            self.problems.append(f"{refused}{wareki(default)}としました。")
            return default
        return default if found is None else found

    def boxes(self, name: str, day: date) -> list[DateBox]:
        """The three boxes of a day in a filter: as typed, where it was not understood marked."""
        typed = self._typed(name)
        try:
            self._day(name)
        except DayError as refused:
            wrong = refused.parts
            typed = typed if any(typed.values()) else {**typed, "year": self._short(name)}
        else:
            wrong, typed = frozenset(), {part: str(getattr(day, part)) for part in WORDS}
        return [
            DateBox(part, f"{name}-{part}", words, typed[part], part in wrong)
            for part, words in WORDS.items()
        ]

    def number(self, name: str, words: str, first: int, last: int) -> int | None:
        """A whole number between two others; None where it is not given or is none of these."""
        value = self.text(name)
        if not value:
            return None
        digits = unicodedata.normalize("NFKC", value)
        if digits.isascii() and digits.isdigit() and first <= int(digits) <= last:
            return int(digits)
        sentence = f"「{value[:40]}」は{words}として読めません。{first}から{last}までの数です。"
        self.problems.append(sentence)
        return None

    def flag(self, name: str) -> bool:
        return self.text(name) in ("1", "on", "true")

    def page(self) -> int:
        """A page number from 1; the first page where it is none."""
        value = self.text("page")
        if not value.isascii() or not value.isdigit():
            return 1
        return max(1, min(int(value), MOST_PAGES))

    def _day(self, name: str) -> date | None:
        """The boxes where one is filled, else the whole; None where nothing is given."""
        typed = self._typed(name)
        if any(typed.values()):
            return read_day(**typed)
        whole = self._short(name)
        if whole and parse_date(whole) is None:
            forms = "2026-11-20、R8.11.20、令和8年11月20日のように入れてください。"
            raise DayError(f"「{whole[:LONGEST_DAY]}」は日付として読めません。{forms}", list(WORDS))
        return read_day(whole, "", "")

    def _typed(self, name: str) -> dict[str, str]:
        return {part: self._short(f"{name}-{part}") for part in WORDS}

    def _short(self, name: str) -> str:
        """No day has more than LONGEST_DAY characters: one more tells that this is none."""
        words = self._parameters.get(name, "")[: LONGEST_DAY + 1]
        return "".join(c for c in words if c.isprintable() or c.isspace()).strip()
