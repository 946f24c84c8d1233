"""記入の前提: the contract that something is entered for, and what its forms offer to choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.records.filed import Filed, Values
from app.records.people import Person

Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Context:
    """Whom and what the form is about; blank where a contract is entered that is not there yet.

    `rows`: what is on file of the contract, by sheet, the newest revisions. `matters`: what the
    council was told of it, for a form that asks in which matter a change was told.
    """

    person: Person
    on: date
    number: str = ""
    branch: int = 0
    terms: Values | None = None
    rows: Mapping[str, Sequence[Filed]] | None = None
    departments: Sequence[str] = ()
    clause_sets: Sequence[Option] = ()
    asked: Mapping[str, str] | None = None
    matters: Sequence[Option] = ()

    def of(self, sheet: str, *, whole_contract: bool = False) -> list[Filed]:
        """What is on file of this branch (or of all branches) on a sheet."""
        found = (self.rows or {}).get(sheet, ())
        return [row for row in found if whole_contract or row.branch == self.branch]

    @property
    def party(self) -> str:
        """The name of the contractor whose part it is."""
        if self.branch == 0:
            return str((self.terms or {}).get("contractor") or "受託者")
        for row in self.of("再委託"):
            return str(row.values["contractor"])
        return f"再委託先{self.branch}"

    def asked_for(self, name: str) -> str:
        """What the address proposes for a box."""
        return (self.asked or {}).get(name, "")
