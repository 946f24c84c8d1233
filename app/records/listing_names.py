"""一覧の名: what the lists are called in app.records.listings."""

from __future__ import annotations

from audits.fiscal_year import FiscalYear

DUE = "due.all"
DATA = ("data.all", "data.after_end", "data.overdue", "data.no_longer_needed")
FINDINGS = ("findings.open", "findings.overdue", "findings.closed", "findings.all")
VISITS = ("all", "made", "on_site", "off_site", "not_visited", "unplanned", "never")


def of_data(which: str) -> str:
    return f"data.{which}"


def of_contracts(listing: str) -> str:
    """The contracts that a list's lines belong to, each once."""
    return f"{listing}.contracts"


def of_findings(which: str, year: FiscalYear | None = None) -> str:
    """Those of any year, or those that visits of the year found."""
    return f"findings.{which}" if year is None else f"findings.{which}.{year.start}"


def of_visits(which: str, year: FiscalYear) -> str:
    return f"visits.{which}.{year.start}"


def planned_in(year: FiscalYear, month: int) -> str:
    """The visits of a year whose day is planned for the month."""
    return f"visits.planned.{year.start}.{month}"


def made_in(year: FiscalYear, month: int) -> str:
    """The visits of a year that were made in the month."""
    return f"visits.made.{year.start}.{month}"
