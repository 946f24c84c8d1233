"""問い: what the address asks of a list, read without trusting it; what cannot be is said."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from audits.fiscal_year import FiscalYear

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

    def flag(self, name: str) -> bool:
        return self.text(name) in ("1", "on", "true")

    def page(self) -> int:
        """A page number from 1; the first page where it is none."""
        value = self.text("page")
        if not value.isascii() or not value.isdigit():
            return 1
        return max(1, min(int(value), MOST_PAGES))
