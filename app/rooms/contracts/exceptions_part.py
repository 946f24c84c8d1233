"""例外の承諾の一節: what this contract's parties asked to be excepted from, among its data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.records.contract_page import ContractPage
from app.records.exceptions import OnFile
from app.rooms.contracts.party import Party, parties
from app.web.page_address import address
from app.web.table import Column
from audits.exception import ExceptionState

COLUMNS = (
    Column("状態", "state"),
    Column("申請の日", "when"),
    Column("種類"),
    Column("対象", "long"),
    Column("件数", "number"),
    Column("期間", "term"),
    Column("文書番号", "key"),
    Column("返却・消去", "when"),
)


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """One exception as the contract's page shows it."""

    party: Party
    on_file: OnFile
    on: date
    href: str

    @property
    def state(self) -> ExceptionState:
        return self.on_file.exemption.state_on(self.on)

    @property
    def is_copy_out(self) -> bool:
        return self.on_file.exemption.is_copy_out_on(self.on)


@dataclass(frozen=True, slots=True)
class ExceptionsPart:
    """The section; `new`: where a request is put on file."""

    lines: tuple[ExceptionLine, ...]
    new: str
    columns: tuple[Column, ...] = COLUMNS


def exceptions_part(page: ContractPage) -> ExceptionsPart:
    """The newest first."""
    found = page.found
    of, number = parties(found), found.contract.number
    return ExceptionsPart(
        tuple(
            ExceptionLine(
                of[one.values["branch"]],
                one,
                found.on,
                address("exceptions.show", number=number, request=one.number),
            )
            for one in reversed(page.exceptions)
        ),
        address("exceptions.new", number=number),
    )
