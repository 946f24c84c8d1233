"""頼まれた台帳: what somebody has asked for on the page, kept until the register is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.acts.register.scope import Scope
from app.records import scope as records
from audits.fiscal_year import FiscalYear
from audits.wareki import short_wareki

KIND = "make_register"
ALL_YEARS = "全年度"


@dataclass(frozen=True, slots=True)
class RegisterWish:
    """A day, a fiscal year or all of them, and departments or none; no word of who may see it.

    How far it reaches is taken from the person's roles when it is made.
    """

    on: date
    fiscal_year: FiscalYear | None = None
    departments: tuple[str, ...] = ()

    @property
    def question(self) -> Mapping[str, Any]:
        """As it is kept with the job."""
        year = self.fiscal_year.start if self.fiscal_year else None
        return {"on": self.on.isoformat(), "year": year, "departments": list(self.departments)}

    @classmethod
    def of(cls, question: Mapping[str, Any]) -> RegisterWish:
        year = question["year"]
        return cls(
            date.fromisoformat(question["on"]),
            FiscalYear(year) if year is not None else None,
            tuple(question["departments"]),
        )

    def scope(self, reach: records.Scope) -> Scope:
        return Scope(self.on, self.fiscal_year, self.departments, reach)

    @property
    def year_words(self) -> str:
        return self.fiscal_year.label if self.fiscal_year else ALL_YEARS

    def file_name(self, reach: records.Scope) -> str:
        """監査台帳 令和8年度 教育支援課 R8.11.20現在.xlsx."""
        year = self.fiscal_year.short_label if self.fiscal_year else ALL_YEARS
        whose = self.scope(reach).department_words
        parts = ("監査台帳", year, whose, f"{short_wareki(self.on)}現在.xlsx")
        return " ".join(part for part in parts if part)
