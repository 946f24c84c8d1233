"""概要の見出し: what was agreed, in groups, and the people, reports and incidents on file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.records.contract_neighbours import Neighbours
from app.records.contract_page import ContractPage
from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.records.filed import Values
from app.records.rows_on_file import HeldCertification
from app.rooms.contracts.agreed_words import Held, Reader
from app.rooms.contracts.party import Party, parties
from app.web.asked import Asked
from app.web.table import Column
from audits.handler import HandlerRole
from audits.kind import Kind
from audits.period import Rhythm
from audits.words import folded

HANDLER_COLUMNS = (
    Column("受領日", "when"),
    Column("受持ち"),
    Column("区分", "key"),
    Column("所属・役職"),
    Column("人数", "number"),
    Column("作業場所"),
    Column("備考"),
)
CERTIFICATION_COLUMNS = (
    Column("状態", "state"),
    Column("制度"),
    Column("事業者"),
    Column("登録番号", "key"),
    Column("有効期限", "when"),
    Column("操作"),
)
INCIDENT_COLUMNS = (
    Column("覚知日", "when"),
    Column("事故番号", "key"),
    Column("受持ち"),
    Column("概要", "long"),
    Column("本人数", "number"),
    Column("報告書"),
    Column("委員会への速報"),
    Column("確報"),
)
TOLD_SINCE = (
    *("department", "ends_on", "contractor", "description", "subjects", "person_count"),
    *("my_number", "sensitive", "clause_set"),
)


@dataclass(frozen=True, slots=True)
class Reported:
    """One report on an incident: the day it came, else what is owed."""

    values: Values
    day: str
    owed: DueOnDay | None


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident and its three reports."""

    party: Party
    values: Values
    reports: tuple[Reported, ...]


@dataclass(frozen=True, slots=True)
class SchemeLine:
    """A certification: demanded, held, or both.

    `is_valid`: what is held lasts until today, or lasted until the contract's last day.
    """

    scheme: str
    is_demanded: bool
    held: HeldCertification | None
    owed: DueOnDay | None
    is_valid: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the view shows beside the terms.

    `since`: columns of the terms, and since when they are as they are; `listed`: so of each member.
    """

    neighbours: Neighbours
    rhythm: Rhythm | None
    reports_owed: tuple[DueOnDay, ...]
    handlers: tuple[tuple[Party, HandlerRole, Values], ...]
    certifications: tuple[SchemeLine, ...]
    incidents: tuple[IncidentLine, ...]
    modules: tuple[str, ...] = ()
    since: Mapping[str, Held] = field(default_factory=dict)
    listed: Mapping[str, Sequence[Held]] = field(default_factory=dict)
    handler_columns: tuple[Column, ...] = HANDLER_COLUMNS
    certification_columns: tuple[Column, ...] = CERTIFICATION_COLUMNS
    incident_columns: tuple[Column, ...] = INCIDENT_COLUMNS


def contents(page: ContractPage, _asked: Asked) -> Overview:
    found = page.found
    of = parties(found)
    return Overview(
        neighbours=page.neighbours,
        rhythm=found.contract.periodic_report,
        reports_owed=tuple(found.owed(Kind.PERIODIC_REPORT)),
        handlers=tuple(
            (of[f.branch], HandlerRole(f.values["role"]), f.values) for f in found.handlers
        ),
        certifications=tuple(_certifications(found)),
        incidents=tuple(
            IncidentLine(of[f.branch], f.values, tuple(_reports(found, f.branch, f.values)))
            for f in found.incidents
        ),
        modules=tuple(one.module.name for one in page.modules),
        **_since(page),
    )


def _since(page: ContractPage) -> dict[str, Any]:
    """Of the columns that are amended most: since when they are as they are."""
    if page.terms is None:
        return {}
    reader = Reader(page.terms, page.found.on, page.clause_sets)
    return {
        "since": {name: reader.present(name) for name in TOLD_SINCE},
        "listed": {name: reader.all_present(name) for name in ("items", "media")},
    }


def _certifications(found: Dossier) -> Iterator[SchemeLine]:
    """Those demanded first, each with what 乙 holds of it; then whatever else is held."""
    prime = folded(found.contract.prime.contractor or "")
    owed = {item.basis: item for item in found.owed(Kind.CERTIFICATION)}
    needed_until = min(found.on, found.contract.term.last)
    demanded = {folded(scheme): scheme for scheme in found.terms["demanded_schemes"]}
    for key, scheme in demanded.items():
        held = [h for h in found.held if (folded(h.contractor), folded(h.scheme)) == (prime, key)]
        latest = max(held, key=lambda one: one.valid_until, default=None)
        is_valid = latest is not None and latest.valid_until >= needed_until
        yield SchemeLine(scheme, True, latest, owed.get(key), is_valid)
    shown = {(folded(h.contractor), folded(h.scheme)) for h in found.held}
    for holder, key in sorted(shown - {(prime, key) for key in demanded}):
        held = [h for h in found.held if (folded(h.contractor), folded(h.scheme)) == (holder, key)]
        latest = max(held, key=lambda one: one.valid_until)
        is_valid = latest.valid_until >= needed_until
        yield SchemeLine(latest.scheme, False, latest, None, is_valid)


def _reports(found: Dossier, branch: int, values: Values) -> Iterator[Reported]:
    for kind, day in (
        (Kind.INCIDENT_REPORT, "report_received_on"),
        (Kind.PPC_PRELIMINARY, "preliminary_on"),
        (Kind.PPC_FINAL, "final_on"),
    ):
        items = (i for i in found.owed(kind) if i.branch == branch)
        owed = next((i for i in items if i.basis == values["number"]), None)
        yield Reported(values, day, owed)
