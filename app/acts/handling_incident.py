"""事故への対応: registers an incident, and takes each step with it, in the caller's transaction.

What the workbook has a column for stays the incident's own fact, as if it had been loaded; the
rest is its account. Each step is a new revision and one entry of the record, bound to both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.acts import operation_log, projection, record
from app.acts.drafts import About, Draft, drafts_of
from app.acts.filing.filing import file
from app.acts.filing.hand_entry import HandEntry, NotThereError
from app.acts.incident_checks import check, check_known, check_standing
from app.acts.incident_on_file import (
    IncidentCase,
    IncidentError,
    NamedIncident,
    NoSuchIncidentError,
)
from app.acts.incident_words import told
from app.acts.loading.sheets import INCIDENTS
from app.acts.record import snapshot_of
from app.clock import day_of
from app.records import entries, incident_accounts, revisions
from app.records.base import Fact
from app.records.dossier import Dossier
from app.records.incident_accounts import FiledFact, IncidentAccountRow, nothing_said
from app.records.incidents import IncidentRow
from app.records.people import Person
from app.workbooks.hand_row import Typed, hand_row
from app.workbooks.hand_sheets import HAND_SHEETS
from app.workbooks.row import Row
from audits.engagement import PRIME_BRANCH
from audits.entry import EntryKind, Snapshot
from audits.incident_handling import IncidentStep

COMMISSION = "個人情報保護委員会"
HEADINGS = {
    "happened_on": "発生日",
    "known_on": "覚知日",
    "outline": "概要",
    "person_count": "本人数",
}
# What the words and the day of the entry 事故通知 are made of; the rest of its row has entries too.
TOLD_BY_NOTICE = frozenset({"known_on", "outline", "person_count"})


@dataclass(frozen=True, slots=True)
class StepSaid:
    """What a form says: `facts` of the incident's own row, `account` of its account.

    `on`: the day of the act; `place`: where the papers of it are.
    """

    step: IncidentStep
    on: date
    facts: Mapping[str, Any] = field(default_factory=dict)
    account: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""

    @property
    def all(self) -> Mapping[str, Any]:
        return {**self.facts, **self.account}


@dataclass(frozen=True, slots=True)
class _Report:
    """A step that is the day of a report: how the record tells it, as a loaded one."""

    slot: str
    kind: EntryKind
    words: str

    @property
    def column(self) -> str:
        return f"{self.slot}_on"


REPORTS: Mapping[IncidentStep, _Report] = {
    IncidentStep.REPORT: _Report(
        "report_received", EntryKind.INCIDENT_REPORTED, "事故報告書を受領"
    ),
    IncidentStep.PRELIMINARY: _Report("preliminary", EntryKind.COMMISSION_REPORTED, "速報"),
    IncidentStep.FINAL: _Report("final", EntryKind.COMMISSION_REPORTED, "確報"),
}


@dataclass(frozen=True, slots=True)
class Entered:
    """A new incident as the register takes it: its number is not always as it was typed."""

    named: NamedIncident
    row: Row


def entered(named: NamedIncident, said: StepSaid, *, at: datetime) -> Entered:
    """Raises IncidentError where the incident cannot be like this."""
    check_known(said.facts, day_of(at))
    typed: dict[str, Typed] = {
        "契約番号": named.contract,
        "枝番": str(named.branch) if named.branch else None,
        "事故番号": named.number,
        **{HEADINGS[name]: _typed(value) for name, value in said.facts.items()},
    }
    read = hand_row(HAND_SHEETS[INCIDENTS.sheet], typed)
    if read.row is None or read.problems:
        raise IncidentError(*(("", f"{p.column}：{p.message}") for p in read.problems))
    return Entered(replace(named, number=read.row["事故番号"]), read.row)


def register(
    session: Session,
    found: Dossier,
    new: Entered,
    said: StepSaid,
    *,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """Puts a new incident on file; a closed contract is opened again by it.

    Raises IncidentError. The caller holds the lock on the records.
    """
    named = new.named
    place = (found.key, named.branch)
    engagement_id = revisions.engagements_of(session, [found.key]).get(place)
    if engagement_id is None:
        raise IncidentError(("branch", "この契約の受託者か再委託先から選んでください。"))
    if incident_accounts.incident_of(session, engagement_id, named.branch, named.number):
        raise IncidentError(("number", "この番号の事故は、すでに登録されています。"))
    account = {**nothing_said(named.number), **said.account}
    row_id = _add(session, IncidentAccountRow, engagement_id, account, None, by=by, at=at)
    table = IncidentAccountRow
    bound = snapshot_of(table.__tablename__, row_id, account, table.FACTS)
    headings = frozenset(cell.heading for cell in INCIDENTS.cells)
    entry = HandEntry(INCIDENTS, named.contract, new.row, headings, named.branch)
    try:
        filing = file(session, entry, by=by, at=at, rests_on=(bound,))
    except NotThereError as refused:
        raise NoSuchIncidentError(named.contract) from refused
    if not filing.filed:
        raise IncidentError(*(("", one.message) for one in filing.errors))
    _note(session, "register", named, by=by, at=at, address=address)


def take(
    session: Session,
    case: IncidentCase,
    said: StepSaid,
    *,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """Raises IncidentError. The caller holds the lock on the records."""
    check_standing(case, said.step)
    check(case, said.step, said.on, said.all, day_of(at))
    facts = _changed(case.on_file.incident, said.facts)
    account = _changed(case.on_file.account, said.account)
    if not facts and not account:
        raise IncidentError(("", "変わったところがありません。"))
    new_facts = _revised(session, case, IncidentRow, case.on_file.incident, facts, by=by, at=at)
    new_account = _revised(
        session, case, IncidentAccountRow, case.on_file.account, account, by=by, at=at
    )
    acts = [_act(session, case, said, new_facts, new_account, by=by)]
    if not TOLD_BY_NOTICE.isdisjoint(facts):
        acts.append(_notice_put_right(session, case, new_facts, facts))
    record.append(session, acts, by=by.actor, at=at)
    if facts:
        projection.rebuild(session, [case.dossier.key])
    _note(session, said.step.value, case.named, by=by, at=at, address=address)


def _act(
    session: Session,
    case: IncidentCase,
    said: StepSaid,
    facts: FiledFact,
    account: FiledFact,
    *,
    by: Person,
) -> record.Act:
    """The entry: of the incident's row where it is a report, else of the account."""
    report = REPORTS.get(said.step)
    own = _snapshot(IncidentRow, facts, said.facts)
    beside = _snapshot(IncidentAccountRow, account, said.account)
    if report is not None:
        draft = _report_draft(case, said, report, by)
        corrects = _earlier(session, case, report.slot) if _had(case, report) else None
        return record.Act(
            case.named.contract,
            case.branch,
            draft,
            IncidentRow.__tablename__,
            facts.id,
            facts.first_id,
            facts.values,
            corrects=corrects,
            rests_on=(*own, *beside),
        )
    return record.Act(
        case.named.contract,
        case.branch,
        _draft(case, said, facts, account, by),
        IncidentAccountRow.__tablename__,
        account.id,
        account.first_id,
        account.values,
        rests_on=own,
    )


def _draft(
    case: IncidentCase, said: StepSaid, facts: FiledFact, account: FiledFact, by: Person
) -> Draft:
    return Draft(
        said.step.value,
        EntryKind.OTHER,
        said.on,
        told(said.step, {**account.values, **facts.values}),
        IncidentAccountRow.FACTS,
        other_party=_party(case),
        officer=by.name,
        place=said.place,
    )


def _report_draft(case: IncidentCase, said: StepSaid, report: _Report, by: Person) -> Draft:
    to_commission = report.kind is EntryKind.COMMISSION_REPORTED
    number = said.account.get(f"{report.slot}_number", "")
    words = f"{case.number} {report.words}" + (f"（受付番号 {number}）" if number else "")
    return Draft(
        report.slot,
        report.kind,
        said.on,
        words,
        ("number", report.column),
        other_party=COMMISSION if to_commission else _party(case),
        officer=by.name,
        method="書面",
        place=said.place,
    )


def _party(case: IncidentCase) -> str:
    return "受託者" if case.branch == PRIME_BRANCH else f"再委託先{case.branch}"


def _had(case: IncidentCase, report: _Report) -> bool:
    return case.facts[report.column] is not None


def _earlier(session: Session, case: IncidentCase, slot: str) -> int | None:
    """The entry of what was on file before, which this one puts right."""
    first_id = case.on_file.incident.first_id
    found = entries.numbers_of_acts(session, IncidentRow.__tablename__, [first_id])
    return found.get((case.dossier.key, first_id, slot))


def _notice_put_right(
    session: Session, case: IncidentCase, facts: FiledFact, changed: Mapping[str, Any]
) -> record.Act:
    """What 事故通知 told is told anew, as where it is changed in a workbook: one day stands."""
    names = "、".join(INCIDENTS.headings[name] for name in facts.values if name in changed)
    notice = next(
        draft
        for draft in drafts_of(IncidentRow, facts.values, About(case.branch))
        if draft.kind is EntryKind.INCIDENT_NOTIFIED
    )
    return record.Act(
        case.named.contract,
        case.branch,
        replace(notice, text=f"{notice.text}（変更：{names}）"),
        IncidentRow.__tablename__,
        facts.id,
        facts.first_id,
        facts.values,
        corrects=_earlier(session, case, notice.slot),
    )


def _snapshot(
    table: type[IncidentRow | IncidentAccountRow], filed: FiledFact, said: Mapping[str, Any]
) -> tuple[Snapshot, ...]:
    """All of the row, not only what this step said: what earlier steps said is on it as well."""
    if not said or not filed.id:
        return ()
    return (snapshot_of(table.__tablename__, filed.id, filed.values, table.FACTS),)


def _changed(filed: FiledFact, said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if filed.values[name] != value}


def _revised(
    session: Session,
    case: IncidentCase,
    table: type[Fact],
    filed: FiledFact,
    changed: Mapping[str, Any],
    *,
    by: Person,
    at: datetime,
) -> FiledFact:
    """The newest revision with what has changed; an account is begun where there is none."""
    is_begun = filed.id != 0
    if is_begun and not changed:
        return filed
    values = {**filed.values, **changed}
    if is_begun:
        revisions.supersede(session, table, [filed.id])
    row_id = _add(
        session, table, case.engagement_id, values, filed if is_begun else None, by=by, at=at
    )
    return replace(filed, id=row_id, first_id=filed.first_id if is_begun else row_id, values=values)


def _add(
    session: Session,
    table: type[Fact],
    engagement_id: int,
    values: Mapping[str, Any],
    before: FiledFact | None,
    *,
    by: Person,
    at: datetime,
) -> int:
    row = {
        **values,
        "engagement_id": engagement_id,
        "revision": before.revision + 1 if before else 1,
        "first_id": before.first_id if before else None,
        "is_current": True,
        "written_at": at,
        "written_by": by.actor,
    }
    [row_id] = revisions.add_rows(session, table, [row])
    return row_id


def _typed(value: Any) -> Typed:
    return str(value) if isinstance(value, int) else value


def _note(
    session: Session,
    what: str,
    named: NamedIncident,
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> None:
    subject = f"{named.contract} {named.branch} {named.number}"
    act = f"{what}_incident"
    operation_log.note(session, by=by.actor, act=act, subject=subject, at=at, address=address)
