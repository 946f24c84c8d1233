"""期限の見出し: what is owed and what is broken; a series of one kind and basis is one row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from zlib import crc32

from flask import request

from app.acts.decisions import facts_of
from app.records.contract_decisions import Excused
from app.records.contract_page import ContractPage
from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.rooms.contracts.party import Party, parties
from app.rooms.contracts.views import View, address
from app.rooms.contracts.violation_lines import (
    VIOLATION_COLUMNS,
    ViolationLine,
    violation_lines,
)
from app.web import anchors
from app.web.asked import Asked
from app.web.deeds import about_words, occurrence_words
from app.web.navigation import Tab
from app.web.page_address import here
from app.web.table import Column
from audits.due import OPEN_STATES, State
from audits.kind import Kind
from audits.wording import STATE

COLUMNS = (
    Column("状態", "state"),
    Column("期限", "when"),
    Column("すること"),
    Column("受持ち"),
    Column("完了日", "when"),
)
# The worst first: what a series is called by.
WORST = (
    State.OVERDUE,
    State.DUE_SOON,
    State.PLANNED,
    State.MISSED,
    State.WAIVED,
    State.DONE_LATE,
    State.DONE,
)


class Which(Enum):
    """Which due items are shown."""

    OPEN = "open"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One due item: in words, and the decision that excuses it."""

    item: DueOnDay
    words: str
    which: str
    href: str
    party: Party
    excuse: Excused | None

    @property
    def state(self) -> State:
        return self.item.state

    @property
    def state_words(self) -> str:
        return f"{self.item.days_overdue:,}日超過" if self.item.days_overdue else ""

    @property
    def whole(self) -> str:
        return f"{self.words}　{self.which}" if self.which else self.words


@dataclass(frozen=True, slots=True)
class Series:
    """One row: a due item, or several of one engagement, kind and basis that open."""

    key: str
    lines: tuple[ItemLine, ...]
    is_opened: bool

    @property
    def first(self) -> ItemLine:
        """What the row is called by: the first of the worst state; of what is closed the last."""
        worst = self.state
        of_state = [line for line in self.lines if line.state is worst]
        return of_state[0] if self.is_open else of_state[-1]

    @property
    def state(self) -> State:
        return min((line.state for line in self.lines), key=WORST.index)

    @property
    def state_words(self) -> str:
        late = self._count(State.OVERDUE)
        return f"{late}件超過" if late > 1 else self.first.state_words

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def several(self) -> bool:
        return len(self.lines) > 1

    @property
    def several_open(self) -> bool:
        return sum(line.state in OPEN_STATES for line in self.lines) > 1

    @property
    def counts(self) -> str:
        """期限前 4・完了 7: what the series is made of, where it is not all the same."""
        counted = [(state, self._count(state)) for state in WORST]
        said = [f"{STATE[state]} {count}" for state, count in counted if count]
        return "・".join(said) if len(said) > 1 else ""

    def _count(self, state: State) -> int:
        return sum(line.state is state for line in self.lines)


@dataclass(frozen=True, slots=True)
class DueView:
    """Everything that the view shows."""

    violations: tuple[ViolationLine, ...]
    settled: tuple[ViolationLine, ...]
    open: tuple[Series, ...]
    closed: tuple[Series, ...]
    choices: tuple[Tab, ...]
    columns: tuple[Column, ...] = COLUMNS
    violation_columns: tuple[Column, ...] = VIOLATION_COLUMNS
    acts_column: tuple[Column, ...] = (Column("操作"),)


def contents(page: ContractPage, asked: Asked) -> DueView:
    found = page.found
    which = asked.member("which", Which) or Which.OPEN
    items = [item for item in found.due_items if which is Which.ALL or item.state in OPEN_STATES]
    rows = list(series(page, items, frozenset(request.args.getlist("open"))))
    broken = list(violation_lines(page))
    return DueView(
        violations=tuple(line for line in broken if line.settled is None),
        settled=tuple(line for line in broken if line.settled is not None),
        open=tuple(row for row in rows if row.is_open),
        closed=tuple(row for row in rows if not row.is_open),
        choices=tuple(_choices(found, which)),
    )


def series(
    page: ContractPage, items: Iterable[DueOnDay], opened: Collection[str] = ()
) -> Iterator[Series]:
    """The rows in the order of the days that they are called by."""
    lines = [_line(page, item) for item in items]
    lines.sort(key=lambda line: (_key(line.item), line.item.due_on))
    found = []
    for key, of_series in groupby(lines, lambda line: _key(line.item)):
        found.append(Series(key, tuple(of_series), key in opened))
    yield from sorted(found, key=lambda row: (row.first.item.due_on, row.key))


def _key(item: DueOnDay) -> str:
    """What the address calls a series: the same tomorrow, and fit for the name of an element."""
    return f"{item.kind.value}-{item.branch}-{crc32((item.basis or '').encode()):x}"


def _line(page: ContractPage, item: DueOnDay) -> ItemLine:
    found = page.found
    return ItemLine(
        item,
        about_words(item.kind, item.basis, _promised(found, item)),
        occurrence_words(item.period, item.fiscal_year),
        _place(found, item),
        parties(found)[item.branch],
        excuse_of(page, item),
    )


def _promised(found: Dossier, item: DueOnDay) -> str | None:
    """What was promised or asked for, where the number alone says little."""
    filed = {Kind.COMMITMENT: found.safeguards, Kind.REQUESTED_REPORT: found.requests}
    for one in filed.get(item.kind, ()):
        if one.branch == item.branch and one.values["number"] == item.basis:
            return str(one.values["text"])
    return None


def excuse_of(page: ContractPage, item: DueOnDay) -> Excused | None:
    """The decision that made it 免除 or 未実施."""
    if item.state not in (State.WAIVED, State.MISSED):
        return None
    about = (item.branch, item.kind.value, item.basis or "", facts_of(item).occurrence)
    excuses = (e for e in page.excuses if e.decision.value == item.state.value)
    return next((e for e in excuses if (e.branch, e.kind, e.basis, e.occurrence) == about), None)


def _place(found: Dossier, item: DueOnDay) -> str:
    """Where on the contract's page the thing itself stands; blank where it is only owed."""
    number, branch, basis = found.contract.number, item.branch, item.basis or ""
    if item.kind is Kind.CORRECTIVE_ACTION:
        year, round_, finding = basis.split("-", 2)
        anchor = anchors.finding(branch, int(year), int(round_), finding)
        return address(number, View.INSPECTIONS, anchor)
    if item.kind in (Kind.ERASURE_CONFIRMATION, Kind.BACKUP_EXPIRY):
        return address(number, View.DATA, anchors.certificate(branch, basis))
    places = {
        Kind.INSPECTION: (View.INSPECTIONS, None),
        Kind.SUBCONTRACT_CONSENT: (View.SUBCONTRACTS, anchors.branch(branch)),
        Kind.DATA_DISPOSAL: (View.DATA, anchors.data(branch, basis)),
        Kind.ERASURE_CERTIFICATE: (View.DATA, None),
        Kind.COMMITMENT: (View.COUNCIL, anchors.safeguard(branch, basis)),
        Kind.HANDLER_REPORT: (View.OVERVIEW, "handlers"),
        Kind.CERTIFICATION: (View.OVERVIEW, "certifications"),
        Kind.INCIDENT_REPORT: (View.OVERVIEW, "incidents"),
        Kind.PPC_PRELIMINARY: (View.OVERVIEW, "incidents"),
        Kind.PPC_FINAL: (View.OVERVIEW, "incidents"),
    }
    return address(number, *places[item.kind]) if item.kind in places else ""


def _choices(found: Dossier, which: Which) -> Iterator[Tab]:
    still_open = sum(item.state in OPEN_STATES for item in found.due_items)
    counts: Mapping[Which, int] = {Which.OPEN: still_open, Which.ALL: len(found.due_items)}
    for each, words in ((Which.OPEN, "今あるもの"), (Which.ALL, "すべて")):
        said = each.value if each is Which.ALL else None
        yield Tab(f"{words}（{counts[each]:,}）", here(which=said, open=None), each is which)
