"""報告書を動かす: submitting, withdrawing, sending back, approving, and making the next edition.

Every function works in the caller's transaction, which holds the lock on the records.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from app.acts import operation_log, record
from app.acts.drafts import Draft
from app.acts.paper_facts.stated_facts import kept_facts
from app.acts.report_on_file import ReportOnFile
from app.acts.within_reach import is_within
from app.clock import day_of
from app.papers.inspection_report_page import Approval, InspectionReport
from app.records import papers_on_file, visit_reports
from app.records.people import Person, people_on
from app.records.visit_reports import ApprovedReportRow, ReportStep
from audits.engagement import PRIME_BRANCH
from audits.entry import EntryKind
from audits.lifecycles.lifecycle import NotAllowedError
from audits.lifecycles.report import REPORT, ReportAct
from audits.roles import Act
from audits.stage import Stage, stage_on
from audits.wording import REPORT_ACT, REPORT_STATE

MOST_NAMES = 5
LONGEST_COMMENT = 2_000
Drawn = Callable[[InspectionReport], bytes]


class ReportError(ValueError):
    """Something that cannot be done with a report; the message says why."""


def move(
    session: Session,
    found: ReportOnFile,
    act: ReportAct,
    comment: str,
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> None:
    """Anything but the approval. Raises ReportError."""
    check(found, act, by)
    if act is ReportAct.RETURN and not comment.strip():
        raise ReportError("差し戻す理由を入れてください。提出した人が、何を直すかを知るためです。")
    edition = found.edition + (act is ReportAct.MAKE_ANEW)
    facts = kept_facts(found.report) if act is ReportAct.SUBMIT else ""
    _note(session, found, act, edition, comment.strip(), facts, by=by, at=at, address=address)


def approve(
    session: Session,
    found: ReportOnFile,
    comment: str,
    drawn: Drawn,
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> None:
    """Draws the report as it stands, keeps it for good, and binds the record to it.

    Raises ReportError where it may not be approved, or not by this person.
    """
    check(found, ReportAct.APPROVE, by)
    alone = is_own(session, found, by)
    if alone and (others := who_else(session, found, at)):
        raise ReportError(
            "自分がかかわった報告書は、ほかに承認できる人がいるときは承認できません。"
            f"承認できる人：{_named(others)}"
        )
    submitted = found.submitted
    if submitted is None:
        raise ReportError("提出の記録がありません。")
    approval = Approval(
        found.edition,
        submitted.on,
        name_of(submitted.by),
        day_of(at),
        by.name,
        alone=alone,
    )
    report = replace(found.report, standing="", approval=approval)
    row = _kept(session, found, report, approval, drawn(report), by=by, at=at)
    _write_entry(session, found, row, by=by, at=at)
    said = (ReportAct.APPROVE, found.edition, comment.strip(), "")
    _note(session, found, *said, by=by, at=at, address=address)


def check(found: ReportOnFile, act: ReportAct, by: Person) -> None:
    """Raises ReportError where the table of moves, or the contract, does not have it."""
    try:
        REPORT.after(found.state, act)
    except NotAllowedError:
        raise ReportError(
            f"この報告書は、いま「{REPORT_STATE[found.state]}」です。"
            f"「{REPORT_ACT[act]}」ことはできません。画面を開き直してください。"
        ) from None
    if act is ReportAct.SUBMIT and not found.is_concluded:
        raise ReportError("総合判定がありません。調査の結論を出してから提出してください。")
    if act is ReportAct.WITHDRAW and not is_of(found.submitted, by):
        raise ReportError("取り下げるのは、提出した人です。所属長は差し戻してください。")
    if stage_on(found.dossier.contract, found.dossier.on) is Stage.CLOSED:
        raise ReportError("完了した契約です。報告書を動かすには、先に契約を再開してください。")


def is_own(session: Session, found: ReportOnFile, person: Person) -> bool:
    """Whether the person has submitted the report, or put the visit's result on file."""
    year, visit = found.wanted.year, found.wanted.round
    writer = visit_reports.result_written_by(session, found.engagement_id, year, visit)
    return writer == person.actor or is_of(found.submitted, person)


def who_else(session: Session, found: ReportOnFile, at: datetime) -> list[str]:
    """The names of those who may approve the report and have no part in it."""
    return [
        one.name
        for one in people_on(session, day_of(at))
        if one.may(Act.APPROVE_INSPECTION_REPORT)
        and is_within(one.scope_of(Act.APPROVE_INSPECTION_REPORT), found.dossier.terms)
        and not is_own(session, found, one)
    ]


def name_of(actor: str) -> str:
    """The name without the login that the records put behind it."""
    return actor.rpartition("（")[0] or actor


def is_of(step: ReportStep | None, person: Person) -> bool:
    """Whether the person has done this, under whatever name at the time."""
    return step is not None and step.by.endswith(f"（{person.login}）")


def _named(names: list[str]) -> str:
    more = f"、ほか{len(names) - MOST_NAMES}人" if len(names) > MOST_NAMES else ""
    return "、".join(f"{name}さん" for name in names[:MOST_NAMES]) + more + "。"


def _kept(
    session: Session,
    found: ReportOnFile,
    report: InspectionReport,
    approval: Approval,
    pdf: bytes,
    *,
    by: Person,
    at: datetime,
) -> ApprovedReportRow:
    facts = kept_facts(report)
    row = ApprovedReportRow(
        engagement_id=found.engagement_id,
        fiscal_year=found.wanted.year.start,
        round=found.wanted.round,
        edition=approval.edition,
        facts=facts,
        facts_sha256=sha256(facts.encode()).hexdigest(),
        paper_sha256=papers_on_file.keep(session, pdf, at),
        submitted_on=approval.submitted_on,
        submitted_by=approval.submitted_by,
        approved_on=approval.approved_on,
        approved_by=approval.approved_by,
        alone=approval.alone,
        written_at=at,
        written_by=by.actor,
    )
    session.add(row)
    session.flush()
    return row


def _write_entry(
    session: Session, found: ReportOnFile, row: ApprovedReportRow, *, by: Person, at: datetime
) -> None:
    """record.md has no kind of its own for it: その他, bound to the row and the PDF's hash."""
    branch = found.wanted.branch
    draft = Draft(
        "approved",
        EntryKind.OTHER,
        row.approved_on,
        f"{found.wanted.year.short_label}第{found.wanted.round}回の"
        f"立入調査結果報告書（第{row.edition}版）を承認",
        ApprovedReportRow.FACTS,
        other_party="受託者" if branch == PRIME_BRANCH else f"再委託先{branch}",
        officer=by.name,
    )
    values = {name: getattr(row, name) for name in ApprovedReportRow.FACTS}
    act = record.Act(
        contract=found.dossier.contract.number,
        branch=branch,
        draft=draft,
        table=ApprovedReportRow.__tablename__,
        row=row.id,
        first_id=row.id,
        values=values,
        evidence=(row.paper_sha256,),
    )
    record.append(session, [act], by=by.actor, at=at)


def _note(
    session: Session,
    found: ReportOnFile,
    act: ReportAct,
    edition: int,
    comment: str,
    facts: str,
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> None:
    visit = found.wanted
    visit_reports.add_step(
        session,
        found.engagement_id,
        visit.year,
        visit.round,
        edition=edition,
        act=act,
        on=day_of(at),
        comment=comment,
        facts=facts,
        by=by.actor,
        at=at,
    )
    subject = f"{found.dossier.contract.number} {visit.branch} {visit.year} {visit.round}"
    operation_log.note(
        session,
        by=by.actor,
        act=f"{act.value}_report",
        subject=f"{subject} {edition}",
        at=at,
        address=address,
    )
