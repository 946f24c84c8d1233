"""期限を果たす記入: which form fulfils a due item, and what it is to propose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.web.entry_address import check_address, comparison_address, entry_address
from app.web.incident_address import step_address
from audits.incident_handling import IncidentStep
from audits.kind import Kind
from audits.report import ReportKind
from audits.wording import REPORT_KIND


@dataclass(frozen=True, slots=True)
class Owed:
    """What a form needs to know of the due item that it fulfils."""

    kind: Kind
    contract: str
    branch: int
    basis: str | None = None
    period: str | None = None
    fiscal_year: int | None = None
    planned_on: date | None = None


Address = Callable[[Owed, str | None], str]


def entry_of(owed: Owed, back: str | None = None) -> str:
    """The address of the form; `back`: where it leads to when it is done."""
    return ADDRESSES[owed.kind](owed, back)


def _visit(owed: Owed, back: str | None) -> str:
    year = owed.fiscal_year
    if owed.planned_on is None:
        return entry_address("plan", owed.contract, owed.branch, back=back, year=year)
    return entry_address("conclusion", owed.contract, owed.branch, key=str(year), back=back)


def _receipt(kind: ReportKind) -> Address:
    def address(owed: Owed, back: str | None) -> str:
        period = owed.period or (f"{owed.fiscal_year}年度" if owed.fiscal_year else None)
        return entry_address(
            "receipt",
            owed.contract,
            owed.branch,
            back=back,
            kind=REPORT_KIND[kind],
            period=period if kind is not ReportKind.REQUESTED else None,
            request=owed.basis if kind is ReportKind.REQUESTED else None,
        )

    return address


def _new(deed: str) -> Address:
    return lambda owed, back: entry_address(deed, owed.contract, owed.branch, back=back)


def _on(deed: str) -> Address:
    """The deed on the fact that the basis of the item names."""
    return lambda owed, back: entry_address(
        deed, owed.contract, owed.branch, key=owed.basis, back=back
    )


def _disposal(owed: Owed, back: str | None) -> str:
    return entry_address("disposal", owed.contract, owed.branch, back=back, data=owed.basis)


def _comparison(owed: Owed, back: str | None) -> str:
    return comparison_address(owed.contract, owed.branch, owed.basis, back)


def _check(owed: Owed, _back: str | None) -> str:
    return check_address(owed.contract, owed.branch, owed.basis or "")


def _incident(step: IncidentStep) -> Address:
    """The form of a step with the incident that the basis of the item names."""
    return lambda owed, back: step_address(owed.contract, owed.branch, owed.basis or "", step, back)


def _commitment(owed: Owed, back: str | None) -> str:
    return entry_address(
        "telephone",
        owed.contract,
        owed.branch,
        back=back,
        safeguard=owed.basis,
        occurrence=owed.period,
    )


ADDRESSES: Mapping[Kind, Address] = {
    Kind.INSPECTION: _visit,
    Kind.HANDLER_REPORT: _new("handler"),
    Kind.TRAINING: _receipt(ReportKind.TRAINING),
    Kind.PERIODIC_REPORT: _receipt(ReportKind.PERIODIC),
    Kind.REQUESTED_REPORT: _receipt(ReportKind.REQUESTED),
    Kind.SUBCONTRACT_CONSENT: _new("consent"),
    Kind.DATA_DISPOSAL: _disposal,
    Kind.ERASURE_CERTIFICATE: _disposal,
    Kind.ERASURE_CONFIRMATION: _comparison,
    Kind.BACKUP_EXPIRY: _on("backup-gone"),
    Kind.CORRECTIVE_ACTION: _check,
    Kind.INCIDENT_REPORT: _incident(IncidentStep.REPORT),
    Kind.PPC_PRELIMINARY: _incident(IncidentStep.PRELIMINARY),
    Kind.PPC_FINAL: _incident(IncidentStep.FINAL),
    Kind.CERTIFICATION: _new("certification"),
    Kind.COMMITMENT: _commitment,
}
