"""お試しの行: whose rows of the book they are, and the chance that makes them differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.demo.book import Book
from app.demo.calendar import Calendar, spread
from app.demo.job import Job
from app.workbooks.filled_registration import Cell
from audits.term import Term


@dataclass(frozen=True)
class Rows:
    """One contractor's part in a contract, and the book that its rows go to."""

    book: Book
    calendar: Calendar
    job: Job
    number: str
    branch: int
    term: Term

    @property
    def section(self) -> str:
        return self.job.department.section

    def chance(self, name: str, size: int) -> int:
        """A number below `size` that is always the same for this engagement and name."""
        return spread(f"{self.job.title}{self.term.first.month}{self.branch}{name}", size)

    def days(self, *offsets: int) -> tuple[date, ...]:
        """Open days, counted from the first day."""
        return tuple(self.calendar.open_after(self.term.first, offset) for offset in offsets)

    def add(self, sheet: str, cells: dict[str, Cell]) -> None:
        self.book.add(sheet, {"契約番号": self.number, "枝番": self.branch or None, **cells})
