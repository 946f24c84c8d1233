"""今日受け取った報告: which due items one press closes, and what it says of the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from audits.due import OPEN_STATES, State
from audits.kind import Kind
from audits.report import ReportKind
from audits.wording import REPORT_KIND

RECEIVED: Mapping[Kind, ReportKind] = {
    Kind.PERIODIC_REPORT: ReportKind.PERIODIC,
    Kind.TRAINING: ReportKind.TRAINING,
    Kind.REQUESTED_REPORT: ReportKind.REQUESTED,
}


class Owed(Protocol):
    """A due item as any list has it."""

    @property
    def kind(self) -> Kind: ...
    @property
    def basis(self) -> str | None: ...
    @property
    def period(self) -> str | None: ...
    @property
    def fiscal_year(self) -> int | None: ...
    @property
    def state(self) -> State: ...


def received_report(item: Owed) -> Mapping[str, str]:
    """What the form of a receipt would say, by heading; nothing where one press is not enough."""
    kind = RECEIVED.get(item.kind)
    if kind is None or item.state not in OPEN_STATES:
        return {}
    said = {"種別": REPORT_KIND[kind]}
    if kind is ReportKind.REQUESTED:
        return said | {"依頼番号": item.basis or ""}
    return said | {"対象期間": item.period or f"{item.fiscal_year}年度"}
