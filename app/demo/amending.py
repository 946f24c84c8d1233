"""お試しの契約変更: what was agreed anew of one contract, since when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.acts.filing.hand_entry import HandEntry
from app.acts.loading.as_typed import typed_from
from app.acts.loading.change import Amendment
from app.acts.loading.sheets import CONTRACTS
from app.demo.calendar import Calendar
from app.demo.cases_schools import LOCATION, TABLETS
from app.records import contract_council, contract_list, filing_context
from app.records.contract_list import Wanted
from app.records.contracts import ContractTermsRow
from app.records.database import reading
from app.records.people import Person, person_named
from app.workbooks.hand_row import hand_row
from app.workbooks.hand_sheets import HAND_SHEETS
from app.workflows.file_entry import file_entry
from audits.fiscal_year import FiscalYear
from audits.roles import Act

MOST = 20
MORE_PUPILS = "新しい学年の児童生徒の数に合わせるため。"
FOR_LOST_ONES = "紛失した端末を探せるようにするため。"


@dataclass(frozen=True)
class Amending:
    """Two changes of a contract of several years; the later one was told to the council."""

    calendar: Calendar
    at: datetime

    def amend(self) -> None:
        """In the order of their days."""
        items = f"{TABLETS.items}、{LOCATION}"
        by = self._officer()
        for number in self._running(by):
            since = FiscalYear(self.calendar.year).days.first
            told = Amendment(self.calendar.ago(25), FOR_LOST_ONES, self._matter(number, by))
            changes: list[tuple[Amendment, Mapping[str, Any]]] = [
                (Amendment(since, MORE_PUPILS), {"本人数": "15640"}),
                (told, {"情報項目": items, "記録媒体": f"{TABLETS.media}、クラウド"}),
            ]
            for amendment, typed in sorted(changes, key=_day_of):
                self._change(number, amendment, typed, by)

    def _change(
        self, number: str, amendment: Amendment, typed: Mapping[str, Any], by: Person
    ) -> None:
        with reading() as session:
            found = filing_context.of_contract(session, number, by.scope_of(Act.ENTER))
            if found is None:
                raise LookupError(number)
            seen = filing_context.fact(session, found, ContractTermsRow, 0, None, {})
        if seen is None:
            raise LookupError(number)
        given = {**typed_from(CONTRACTS, seen.values), "契約番号": number, **typed}
        read = hand_row(HAND_SHEETS[CONTRACTS.sheet], given)
        if read.row is None or read.problems:
            raise ValueError(read.problems)
        headings = frozenset(typed)
        entry = HandEntry(CONTRACTS, number, read.row, headings, seen=seen.id, amendment=amendment)
        key = f"demo amendment {amendment.on}"
        filing = file_entry(entry, key=key, by=by, at=self.at, asks_first=False)
        if not filing.filed:
            raise ValueError(filing.errors)

    def _matter(self, number: str, by: Person) -> str:
        """The last one about the contract; blank where there is none."""
        with reading() as session:
            found = filing_context.of_contract(session, number, by.scope_of(Act.ENTER))
            matters = contract_council.matters_of(session, found.id, number) if found else []
        own = [one for one in matters if number in one["contracts"]]
        return str(max(own, key=lambda one: one["held_on"])["number"]) if own else ""

    def _officer(self) -> Person:
        with reading() as session:
            found = person_named(session, "school-officer", self.calendar.on)
        if found is None:
            raise LookupError("school-officer")
        return found

    def _running(self, by: Person) -> list[str]:
        on = self.calendar.on
        wanted = Wanted(on, words=TABLETS.title)
        with reading() as session:
            scope = by.scope_of(Act.ENTER)
            found = contract_list.contract_lines(session, wanted, scope, offset=0, limit=MOST)
        return [one.number for one in found if one.starts_on <= on <= one.ends_on][:1]


def _day_of(change: tuple[Amendment, Mapping[str, Any]]) -> date:
    return change[0].on
